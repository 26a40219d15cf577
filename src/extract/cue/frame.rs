//! How a cue stands to what it bears on: where the claim stage looks for source and content.
//!
//! Knows names only. Must not know how a frame is matched (`claim` does that), nor any word.
//! A lexicon entry names the frames that it can have, the likeliest first; the claim stage
//! takes the first one that the sentence allows, and for a cue without an entry falls back on
//! the cue's type.

use super::super::scheme::named;

named! {
    /// In the examples the cue is in brackets, S is the source, C the content.
    Frame {
        /// A verb: its subject is the source, its complement the content, on either side:
        /// "S \[said] that C", "C, S \[said]", "C, \[said] S", "S \[plays down] C".
        Says = "says",
        /// The same with a hearer between cue and content: "S \[told] reporters that C".
        Tells = "tells",
        /// The same with infinitive or gerund for content: "S \[promised] to C", "S \[denied] C-ing".
        Vows = "vows",
        /// A preposition before the source; the rest of the clause is the content:
        /// "\[according to] S, C", "C, \[per] S".
        Per = "per",
        /// A further source of a claim that another cue makes: "C, S said, \[citing] S".
        Cites = "cites",
        /// A noun: "S's \[claim] that C", "a \[denial] by S of C", "\[fears] that C".
        Noun = "noun",
        /// Inside the clause that is its content: "\[C may C]", "C is \[expected to] C",
        /// "C is \[considering] C", "C is \[unlikely]".
        Inside = "inside",
        /// An adverb or formula beside the clause that is its content, at its front, in commas
        /// or behind it: "\[reportedly], C", "C, \[rumour has it]".
        Beside = "beside",
        /// The content follows, and nobody is named: "\[whether] C", "it is \[unclear] whether C",
        /// "there is \[no evidence] that C".
        Before = "before",
        /// The content is its subject: "whether C is \[an open question]", "C is \[not true]".
        After = "after",
        /// Opens a condition; the content is the other clause: "\[if] it rains, C", "C, \[unless] it rains".
        Opens = "opens",
        /// Makes no claim: approximators, stance, a bare weasel word, "declined to comment".
        Marks = "marks",
    }
}

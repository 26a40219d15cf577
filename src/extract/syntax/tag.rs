//! Parts of speech.
//!
//! Knows the tags of Universal Dependencies, with the forms of verbs apart, and the tags of
//! treebanks that they come from.

use crate::extract::named;

named! {
    /// A part of speech: the universal ones, where verbs are told apart by form, and modals from
    /// other auxiliaries.
    Tag {
        /// "new", "Kenyan" before a noun.
        Adjective = "ADJ",
        /// "of", "in"; a verb's particle too ("set up").
        Adposition = "ADP",
        Adverb = "ADV",
        /// Forms of "be", "have", "do" that help a verb, and "be" as a copula.
        Auxiliary = "AUX",
        /// "may", "would", "'ll".
        Modal = "MD",
        /// "and", "but".
        Coordinator = "CCONJ",
        Determiner = "DET",
        Interjection = "INTJ",
        Noun = "NOUN",
        Number = "NUM",
        /// "to" before a verb, "not", "'s" of the genitive.
        Particle = "PART",
        Pronoun = "PRON",
        ProperNoun = "PROPN",
        Punctuation = "PUNCT",
        /// "that", "if", "because" before a clause.
        Subordinator = "SCONJ",
        Symbol = "SYM",
        /// The bare form, behind "to" or a modal, and the imperative.
        Base = "VB",
        /// The finite form without ending: "they say".
        Present = "VBP",
        /// The finite form with "-s": "she says".
        Third = "VBZ",
        Past = "VBD",
        Ing = "VBG",
        /// The past participle: "has said", "was seen", "the man seen there".
        Participle = "VBN",
        Other = "X",
    }
}

impl Tag {
    /// The universal part of speech.
    pub const fn upos(self) -> &'static str {
        match self {
            _ if self.is_verb() => "VERB",
            Self::Modal => "AUX",
            _ => self.as_str(),
        }
    }

    /// Of a treebank's two tags; none where the universal one is unknown.
    pub fn of(upos: &str, xpos: &str) -> Option<Self> {
        Some(match (upos, xpos) {
            ("AUX", "MD") => Self::Modal,
            ("VERB", "VBP") => Self::Present,
            ("VERB", "VBZ") => Self::Third,
            ("VERB", "VBD") => Self::Past,
            ("VERB", "VBG") => Self::Ing,
            ("VERB", "VBN") => Self::Participle,
            // Names and titles have their words' universal tags, but a name's other one.
            ("VERB", _) => Self::Base,
            _ => Self::parse(upos).filter(|tag| !tag.is_verb())?,
        })
    }

    /// Whether it is a full verb in any form.
    pub const fn is_verb(self) -> bool {
        matches!(
            self,
            Self::Base | Self::Present | Self::Third | Self::Past | Self::Ing | Self::Participle
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn treebank_tags_become_ours_and_back() {
        let check = |upos, xpos, tag: Option<Tag>| {
            assert_eq!(Tag::of(upos, xpos), tag, "{upos} {xpos}");
            assert!(tag.is_none_or(|tag| tag.upos() == upos));
        };
        check("VERB", "VBD", Some(Tag::Past));
        check("VERB", "NNP", Some(Tag::Base));
        check("AUX", "MD", Some(Tag::Modal));
        check("AUX", "VBZ", Some(Tag::Auxiliary));
        check("PROPN", "NNP", Some(Tag::ProperNoun));
        check("VBD", "VBD", None);
        check("_", "NN", None);
    }
}

//! The names of all steps that lead to a claim, as explanations give them: the page has a
//! sentence for each. Names are stable; new ones are added at the end of their part.

use crate::extract::{CueType, named};

named! {
    Rule {
        // Frames: how the claim was found. The first reason of every claim is one of these.

        /// A verb of saying or believing before "that": "the mayor said that C".
        SaidThat = "said-that",
        /// The same without "that", also before a noun phrase: "the mayor denied C".
        SaidBare = "said-bare",
        /// The same before a quotation or a colon.
        SaidSpeech = "said-speech",
        /// The source stands behind its content: "C, the mayor said", "“C,” said the mayor".
        SaidBehind = "said-behind",
        /// The source interrupts its content: "C, the mayor said, C".
        SaidBetween = "said-between",
        /// A passive with its agent: "C was reported by the paper".
        SaidBy = "said-by",
        /// A participle that goes on with a source named before: "adding that C".
        Adding = "adding",
        /// A preposition names the source: "according to the mayor, C".
        AccordingTo = "according-to",
        /// A noun stands for the saying: "the mayor's claim that C".
        Noun = "noun",
        /// Words in quotation marks or a turn of a conversation behind a name and a colon.
        Speaker = "speaker",
        /// A question word opens the claim: "whether C", "who will pay is unclear".
        Whether = "whether",
        /// The claim follows, and nobody is named: "it is likely that C".
        Unnamed = "unnamed",
        /// The claim is the subject: "C is not true".
        OfSubject = "of-subject",
        /// The cue stands inside the clause that it hedges: "C may C".
        InClause = "in-clause",
        /// The cue stands beside the clause that it hedges: "reportedly, C".
        Beside = "beside",
        /// The claim is what follows from a condition: "if it rains, C".
        Consequent = "consequent",
        /// Somebody else found it: a person marked what it says.
        Marked = "marked",

        // Cues: which of them made the claim or settled its level. Each names its cue; without
        // that cue the claim would not be there or would have another level.

        Attribution = "attribution",
        Hearsay = "hearsay",
        Modal = "modal",
        Epistemic = "epistemic",
        Appearance = "appearance",
        Inference = "inference",
        Belief = "belief",
        Condition = "condition",
        Inquiry = "inquiry",
        Plan = "plan",
        Denial = "denial",
        Booster = "booster",

        // Combinations: what the scheme says where several cues meet.

        /// Rule 1: in one verb group the adverb decides, not the modal.
        AdverbOverModal = "adverb-over-modal",
        /// Rule 2: of several levels the weakest holds.
        Weakest = "weakest",
        /// Several cues put the claim at the same level: each alone would do.
        Agreeing = "agreeing",
        /// Rule 3: a booster does not lift a hedge.
        BoosterWithin = "booster-within",
        /// Rule 5: a plan changes nothing where the claim is hedged or attributed anyway.
        PlanWithin = "plan-within",
        /// Rule 8: the condition did not hold, and so the claim is not true.
        Counterfactual = "counterfactual",
        /// The author asks: the claim is left open.
        Question = "question",
        /// A plan or an expectation that did not come true: "had been due".
        Overturned = "overturned",

        // Borders.

        /// Trained weights moved where its content or its source begins or ends.
        Ranked = "ranked",
    }
}

impl Rule {
    /// The rule that stands for a cue of this type; none for types without bearing.
    pub(super) fn of(kind: CueType) -> Option<Self> {
        Self::parse(kind.as_str())
    }

    /// The share of claims found by this frame that are right, content and source, measured on
    /// the cues and entities of `corpus/train` (see benches/RECORD.md); the confidence of
    /// the claims that it finds.
    pub(super) fn precision(self) -> f32 {
        PRECISION
            .iter()
            .find(|(rule, _)| *rule == self)
            .map_or(0.8, |(_, precision)| *precision)
    }
}

const PRECISION: &[(Rule, f32)] = &[
    (Rule::SaidThat, 0.97),
    (Rule::SaidBare, 0.92),
    (Rule::SaidSpeech, 0.95),
    (Rule::SaidBehind, 0.94),
    (Rule::SaidBetween, 0.96),
    (Rule::SaidBy, 0.4),
    (Rule::Adding, 0.62),
    (Rule::AccordingTo, 0.89),
    (Rule::Noun, 0.42),
    (Rule::Speaker, 0.88),
    (Rule::Whether, 0.89),
    (Rule::Unnamed, 0.65),
    (Rule::OfSubject, 0.32),
    (Rule::InClause, 0.91),
    (Rule::Beside, 0.84),
    (Rule::Consequent, 0.81),
];

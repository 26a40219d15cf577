//! How a word hangs on its head.
//!
//! Knows the relations of Universal Dependencies, as far as they are told apart here.

use crate::extract::named;

named! {
    /// A relation of Universal Dependencies, without subtypes.
    Relation {
        /// The head of the sentence; it hangs on nothing.
        Root = "root",
        /// Subject, clause or expletive ("there is").
        Nsubj = "nsubj",
        /// Direct or indirect object.
        Obj = "obj",
        /// Clause with a subject of its own, as an object: "said it rained".
        Ccomp = "ccomp",
        /// Clause without one: "wants to go".
        Xcomp = "xcomp",
        /// Clause that modifies a verb: "if it rains".
        Advcl = "advcl",
        /// Clause that modifies a noun: "the man who came".
        Acl = "acl",
        /// What marks a clause: "that", "if", "to".
        Mark = "mark",
        Aux = "aux",
        Cop = "cop",
        Conj = "conj",
        Cc = "cc",
        /// Noun phrase that modifies a verb: "in Rome", "on Monday".
        Obl = "obl",
        /// Noun phrase that modifies a noun: "of the firm", "Lumen's".
        Nmod = "nmod",
        /// Adposition or genitive mark of a noun phrase.
        Case = "case",
        Det = "det",
        /// Adjective or number before its noun.
        Amod = "amod",
        Advmod = "advmod",
        /// Parts of a name, a compound or a fixed phrase, and particles.
        Compound = "compound",
        Appos = "appos",
        /// Clause beside another: "it rained, he said".
        Parataxis = "parataxis",
        Punct = "punct",
        Other = "dep",
    }
}

impl Relation {
    /// All but the root's, as bits.
    pub const BELOW: u32 = (1 << Self::ALL.len()) - 1 - (1 << Self::Root as u32);

    /// Of a treebank's relation, without its subtype; what is not told apart is [`Self::Other`].
    pub fn of(relation: &str) -> Self {
        let plain = relation.split(':').next().unwrap_or_default();
        match plain {
            "csubj" | "expl" => Self::Nsubj,
            "iobj" => Self::Obj,
            "nummod" => Self::Amod,
            "flat" | "fixed" | "goeswith" => Self::Compound,
            other => Self::parse(other).unwrap_or(Self::Other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn treebank_relations_become_ours() {
        for (theirs, ours) in [
            ("nsubj:pass", Relation::Nsubj),
            ("csubj", Relation::Nsubj),
            ("acl:relcl", Relation::Acl),
            ("flat", Relation::Compound),
            ("discourse", Relation::Other),
            ("root", Relation::Root),
        ] {
            assert_eq!(Relation::of(theirs), ours, "{theirs}");
        }
    }
}

//! The templates of features.

/// Groups of features, so that training can leave some out of a word together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Group {
    /// Shapes and neighbours.
    Word,
    /// The word itself.
    Identity,
    /// The capitalised words around it.
    Run,
    /// Classes of words that stand in like places.
    Cluster,
    /// Lists of the lexicon.
    Class,
    /// Signs of the rules, and what they make of them.
    Rule,
    /// The value grammar.
    Value,
    /// How the word is written elsewhere in the document.
    Document,
    /// What the rules say of other mentions.
    DocumentRule,
    /// Lists of the model.
    List,
    /// What the first pass found elsewhere.
    Pass,
    /// Words near by, and what the document is about.
    Context,
}

impl Group {
    pub const ALL: [Self; 12] = [
        Self::Word,
        Self::Identity,
        Self::Run,
        Self::Cluster,
        Self::Class,
        Self::Rule,
        Self::Value,
        Self::Document,
        Self::DocumentRule,
        Self::List,
        Self::Pass,
        Self::Context,
    ];
}

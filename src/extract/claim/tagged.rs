//! What a word's part of speech leaves of what it could be.
//!
//! Knows tags and classes. Must not know a word's surroundings, which the tagger has seen.
//!
//! Only "that" is asked for: it is three words, and a claim begins behind one of them. What tags
//! say of verbs and adverbs gained as little on the training articles as it lost elsewhere
//! (benches/RECORD.md).

use super::words::Class;
use crate::extract::Tag;

/// The word whose tag settles something.
pub(super) const ASKED: &str = "that";

/// With so many words before it, its tag is the one that the whole sentence would give: in the
/// training articles all but always.
pub(super) const LEAD: usize = 4;

/// The classes of a word with this tag, out of those that its letters allow.
pub(super) fn settled(class: Class, tag: Tag) -> Class {
    match tag {
        // "that reading".
        Tag::Determiner => class.without(Class::THAT),
        Tag::Subordinator if class.is(Class::THAT) => class | Class::COMPLEMENTISER,
        _ => class,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn that_is_three_words() {
        let that = Class::THAT | Class::DET;
        assert_eq!(settled(that, Tag::Determiner), Class::DET);
        assert_eq!(settled(that, Tag::Pronoun), that);
        assert_eq!(
            settled(that, Tag::Subordinator),
            that | Class::COMPLEMENTISER
        );
        assert_eq!(settled(Class::DET, Tag::Subordinator), Class::DET);
    }
}

//! What a word's part of speech leaves of what it could be.
//!
//! Knows tags and classes. Must not know a word's surroundings, which the tagger has seen.

use super::words::Class;
use crate::extract::Tag;

/// Whether a word with the tag keeps a class.
type Keeps = fn(Tag) -> bool;

/// The classes that a tag can rule out.
const KEPT: &[(Class, Keeps)] = &[
    // "the rest hold": a noun has no finite form. An adjective may be a participle.
    (Class::VERB, |tag| {
        tag.is_verb() || matches!(tag, Tag::Auxiliary | Tag::Modal | Tag::Adjective)
    }),
    // "an early warning".
    (Class::ADV, |tag| tag != Tag::Adjective),
    // "that reading".
    (Class::THAT, |tag| tag != Tag::Determiner),
];

/// The classes of a word with this tag, out of those that its letters allow.
pub(super) fn settled(class: Class, tag: Tag) -> Class {
    let ruled_out = KEPT.iter().filter(|(_, keeps)| !keeps(tag));
    let settled = ruled_out.fold(class, |class, (out, _)| class.without(*out));
    match tag {
        Tag::Subordinator if settled.is(Class::THAT) => settled | Class::COMPLEMENTISER,
        _ => settled,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_rules_classes_out() {
        let hold = Class::BASE | Class::BOTH;
        assert_eq!(settled(hold, Tag::Noun), Class::BOTH);
        assert_eq!(settled(hold, Tag::Present), hold);
        assert_eq!(settled(Class::ED, Tag::Adjective), Class::ED);
        let early = Class::ADV | Class::TIME;
        assert_eq!(settled(early, Tag::Adjective), Class::TIME);
        assert_eq!(settled(early, Tag::Adverb), early);
    }

    #[test]
    fn that_is_three_words() {
        let that = Class::THAT | Class::DET;
        assert_eq!(settled(that, Tag::Determiner), Class::DET);
        assert_eq!(settled(that, Tag::Pronoun), that);
        assert_eq!(
            settled(that, Tag::Subordinator),
            that | Class::COMPLEMENTISER
        );
    }
}

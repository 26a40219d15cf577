//! Verb groups: auxiliaries, adverbs between them, and the verb that they help.
//!
//! Knows tags, and which auxiliary makes which form. Must not know heads.

use super::function::Function;
use super::relation::Relation;
use super::tag::Tag;
use super::{Syntax, Word};
use std::ops::Range;

/// A verb with its helpers: "has also been said", "may not come", "to have left".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerbGroup {
    /// From its first helper to its verb; adverbs between them are inside, those around are not.
    pub range: Range<usize>,
    /// A helper that stands apart, before the subject: "could" of "Could the mill close?"
    pub apart: Option<usize>,
    /// The full verb; where there is none ("is likely", "she may"), the last helper.
    pub verb: usize,
    pub modal: Option<usize>,
    pub negation: Option<usize>,
    pub form: VerbForm,
    /// "was said", "being built", a participle alone.
    pub passive: bool,
    /// "is saying".
    pub progressive: bool,
    /// "has said".
    pub perfect: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VerbForm {
    /// It has a tense or a modal.
    Finite,
    /// "to say", "to have said".
    Infinitive,
    /// The bare form with neither: "let him go", or an imperative.
    Bare,
    /// "saying", "being said".
    Ing,
    /// "said by", "seen there".
    Participle,
}

/// The verb groups of a sentence, given what its words may do.
pub(super) fn groups(words: &[Word], helpers: &[Function]) -> Vec<VerbGroup> {
    let mut groups = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match group(words, helpers, at) {
            Some(group) => {
                at = group.range.end;
                groups.push(group);
            }
            None => at += 1,
        }
    }
    join(words, groups)
}

/// Gives a helper that is alone to the verb that it hangs on.
fn join(words: &[Word], groups: Vec<VerbGroup>) -> Vec<VerbGroup> {
    let mut joined: Vec<VerbGroup> = Vec::with_capacity(groups.len());
    let mut alone: Vec<VerbGroup> = Vec::new();
    for mut group in groups {
        let word = words[group.verb];
        let helps = word.relation == Relation::Aux && !word.tag.is_verb();
        if helps
            && word
                .head
                .is_some_and(|head| usize::from(head) >= group.range.end)
        {
            alone.push(group);
            continue;
        }
        let mine = |one: &VerbGroup| words[one.verb].head == Some(group.verb as u16);
        if let Some(at) = alone.iter().position(mine) {
            let helper = alone.swap_remove(at);
            group.apart = Some(helper.verb);
            group.modal = helper.modal.or(group.modal);
            group.negation = helper.negation.or(group.negation);
            group.form = helper.form;
        }
        joined.push(group);
    }
    joined.append(&mut alone);
    joined.sort_by_key(|group| group.range.start);
    joined
}

/// The group that begins at a word, if one does.
fn group(words: &[Word], helpers: &[Function], start: usize) -> Option<VerbGroup> {
    let tag = |at: usize| words[at].tag;
    let begins = match tag(start) {
        Tag::Modal | Tag::Auxiliary => true,
        Tag::Particle => helpers[start] == Function::To && verb_follows(words, start + 1),
        tag => tag.is_verb(),
    };
    if !begins {
        return None;
    }
    let (mut end, mut verb) = (start, start);
    let (mut modal, mut negation) = (None, None);
    for (at, helper) in helpers.iter().enumerate().skip(start) {
        match tag(at) {
            Tag::Modal if at == start => modal = Some(at),
            Tag::Modal => break,
            Tag::Auxiliary => {}
            Tag::Particle if at == start => {}
            Tag::Particle if *helper == Function::Not => negation = negation.or(Some(at)),
            Tag::Adverb => {
                if *helper == Function::Not {
                    negation = negation.or(Some(at));
                }
                continue;
            }
            tag if tag.is_verb() => {
                (end, verb) = (at + 1, at);
                break;
            }
            _ => break,
        }
        end = at + 1;
        if matches!(tag(at), Tag::Modal | Tag::Auxiliary) {
            verb = at;
        }
    }
    if negation.is_some_and(|not| not >= end) {
        negation = None;
    }
    let before = &helpers[start..verb];
    // The last helper that says what form follows.
    let last = (start..verb)
        .rev()
        .find(|at| matches!(tag(*at), Tag::Auxiliary | Tag::Modal));
    let be = last.is_some_and(|at| helpers[at].is_be() || is_short(helpers[at], tag(at)));
    let passive = match tag(verb) {
        Tag::Participle | Tag::Past => match last {
            Some(_) => be && !matches!(tag(verb), Tag::Past),
            None => tag(verb) == Tag::Participle,
        },
        _ => false,
    };
    let first = tag(start);
    let form = match (helpers[start], first) {
        (_, Tag::Modal) => VerbForm::Finite,
        (Function::To, Tag::Particle) => VerbForm::Infinitive,
        (Function::Being | Function::Having, Tag::Auxiliary) | (_, Tag::Ing) => VerbForm::Ing,
        (Function::BareBe, Tag::Auxiliary) | (_, Tag::Base) => VerbForm::Bare,
        (Function::Been, Tag::Auxiliary) | (_, Tag::Participle) => VerbForm::Participle,
        _ => VerbForm::Finite,
    };
    let perfect = before
        .iter()
        .any(|h| matches!(h, Function::Have | Function::Having))
        && matches!(
            tag(verb),
            Tag::Participle | Tag::Ing | Tag::Past | Tag::Auxiliary
        );
    Some(VerbGroup {
        range: start..end,
        apart: None,
        verb,
        modal,
        negation,
        form,
        passive,
        progressive: be && tag(verb) == Tag::Ing,
        perfect,
    })
}

/// "'s" may be "is" or "has": before a participle it is taken for "has" by nobody who counts.
const fn is_short(helper: Function, tag: Tag) -> bool {
    matches!(helper, Function::Other) && matches!(tag, Tag::Auxiliary)
}

/// Whether a verb comes, with nothing but adverbs and auxiliaries before it.
fn verb_follows(words: &[Word], from: usize) -> bool {
    let mut rest = words[from..].iter().map(|word| word.tag);
    let next = rest.find(|tag| !matches!(tag, Tag::Adverb | Tag::Particle));
    next.is_some_and(|tag| tag.is_verb() || tag == Tag::Auxiliary)
}

impl Syntax {
    /// The verb that a modal or auxiliary helps.
    pub fn verb_of(&self, helper: usize) -> Option<usize> {
        let group = self.verb_group(helper)?;
        (group.verb != helper).then_some(group.verb)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::words;
    use super::*;

    /// The groups of a line, in words.
    fn shown(line: &str) -> Vec<String> {
        let (letters, words) = words(line);
        let functions: Vec<_> = letters.iter().map(|word| Function::of(word)).collect();
        let groups = groups(&words, &functions);
        let shown = groups.iter().map(|group| {
            let mut out = letters[group.range.clone()].join(" ");
            out.push_str(&format!(": {} {:?}", letters[group.verb], group.form));
            for (name, is) in [
                ("passive", group.passive),
                ("progressive", group.progressive),
                ("perfect", group.perfect),
                ("negated", group.negation.is_some()),
                ("modal", group.modal.is_some()),
            ] {
                if is {
                    out.push_str(&format!(" {name}"));
                }
            }
            out
        });
        shown.collect()
    }

    #[test]
    fn helpers_belong_to_their_verb() {
        let check = |line, groups: &[&str]| assert_eq!(shown(line), groups, "{line}");
        check(
            "It/PRON may/MD close/VB",
            &["may close: close Finite modal"],
        );
        check(
            "She/PRON has/AUX also/ADV said/VBN so/ADV",
            &["has also said: said Finite perfect"],
        );
        check(
            "It/PRON could/MD not/PART have/AUX been/AUX sold/VBN",
            &["could not have been sold: sold Finite passive perfect negated modal"],
        );
        check(
            "They/PRON are/AUX still/ADV talking/VBG",
            &["are still talking: talking Finite progressive"],
        );
        check(
            "They/PRON want/VBP to/PART be/AUX seen/VBN",
            &["want: want Finite", "to be seen: seen Infinitive passive"],
        );
        check(
            "a/DET man/NOUN seen/VBN there/ADV saying/VBG no/INTJ",
            &["seen: seen Participle passive", "saying: saying Ing"],
        );
        check("It/PRON is/AUX likely/ADJ", &["is: is Finite"]);
        check(
            "It/PRON ca/MD n't/PART",
            &["ca n't: ca Finite negated modal"],
        );
        check(
            "Could/MD/3/aux the/DET/2/det mill/NOUN/3/nsubj close/VB",
            &["close: close Finite modal"],
        );
        check("go/VB to/ADP Rome/PROPN", &["go: go Bare"]);
    }
}

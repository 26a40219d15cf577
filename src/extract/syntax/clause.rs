//! Clauses: what is said of whom, and from where to where.
//!
//! Knows heads and relations. Must not know what a clause means to a claim.

use super::function::Function;
use super::relation::Relation;
use super::tag::Tag;
use super::{Syntax, Word};
use std::ops::Range;

/// A predicate with all that hangs on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    pub kind: ClauseKind,
    /// Its verb; with a copula, the adjective or noun that is said of the subject.
    pub head: usize,
    /// From its first word to its last, without marks at its ends. Clauses inside it are part of
    /// it, and so are those that go on with it ("and left").
    pub range: Range<usize>,
    /// "that", "if", "because", "to".
    pub marker: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ClauseKind {
    /// It hangs on nothing.
    Main,
    /// An object with a subject of its own: "said (that) it rained".
    Complement,
    /// Behind "if", "unless".
    Condition,
    /// Behind "because", "while" and the like.
    Adverbial,
    /// It says something of a noun: "who came".
    Relative,
    /// "saying no", "seen there".
    Participial,
    /// "to go".
    Infinitive,
    /// It goes on with another behind "and", "but".
    Coordinate,
    /// It stands beside another: "he said" behind what he said.
    Beside,
}

/// For each word, from the first to the last word that hangs on it.
pub(super) fn extents(words: &[Word]) -> Vec<Range<usize>> {
    let mut extents: Vec<Range<usize>> = (0..words.len()).map(|at| at..at + 1).collect();
    for at in 0..words.len() {
        // A sentence has few words, and a word few above it. Heads never go in a circle.
        let above = std::iter::successors(words[at].head, |head| words[usize::from(*head)].head);
        for head in above.take(words.len()) {
            let extent = &mut extents[usize::from(head)];
            *extent = extent.start.min(at)..extent.end.max(at + 1);
        }
    }
    extents
}

/// The clauses of a sentence, in the order of their heads.
pub(super) fn clauses(
    words: &[Word],
    functions: &[Function],
    extents: &[Range<usize>],
) -> Vec<Clause> {
    let mut clauses: Vec<Clause> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let children = || {
            extents[at]
                .clone()
                .filter(|child| words[*child].head == Some(at as u16))
        };
        let child = |relation: Relation| children().find(|c| words[*c].relation == relation);
        let predicate = word.tag.is_verb() || child(Relation::Cop).is_some() || is_verbal(word.tag);
        let marker = child(Relation::Mark);
        let helped = child(Relation::Aux)
            .or(child(Relation::Cop))
            .map(|helper| words[helper].tag);
        let infinitive = marker.is_some_and(|mark| functions[mark] == Function::To);
        let participle = matches!(word.tag, Tag::Ing | Tag::Participle) && helped.is_none();
        let without_tense = match () {
            () if infinitive => Some(ClauseKind::Infinitive),
            () if participle => Some(ClauseKind::Participial),
            () => None,
        };
        let kind = match word.relation {
            Relation::Root => ClauseKind::Main,
            Relation::Ccomp => ClauseKind::Complement,
            Relation::Xcomp => without_tense.unwrap_or(ClauseKind::Infinitive),
            Relation::Advcl => match marker.map(|mark| functions[mark]) {
                Some(Function::If) => ClauseKind::Condition,
                _ => without_tense.unwrap_or(ClauseKind::Adverbial),
            },
            Relation::Acl => without_tense.unwrap_or(ClauseKind::Relative),
            Relation::Parataxis => ClauseKind::Beside,
            Relation::Conj if predicate => ClauseKind::Coordinate,
            _ => continue,
        };
        if !predicate && kind != ClauseKind::Main {
            continue;
        }
        clauses.push(Clause {
            kind,
            head: at,
            range: without_marks(words, extents[at].clone(), at),
            marker,
        });
    }
    clauses
}

/// Auxiliaries too are predicates where they stand alone.
const fn is_verbal(tag: Tag) -> bool {
    matches!(tag, Tag::Auxiliary | Tag::Modal)
}

fn without_marks(words: &[Word], mut range: Range<usize>, head: usize) -> Range<usize> {
    while range.start < head && words[range.start].tag == Tag::Punctuation {
        range.start += 1;
    }
    while range.end > head + 1 && words[range.end - 1].tag == Tag::Punctuation {
        range.end -= 1;
    }
    range
}

impl Syntax {
    /// All clauses, in the order of their heads.
    pub fn clauses(&self) -> &[Clause] {
        &self.clauses
    }

    /// The innermost clause that holds a word.
    pub fn clause(&self, at: usize) -> Option<&Clause> {
        let holding = self
            .clauses
            .iter()
            .filter(|clause| clause.range.contains(&at));
        holding.min_by_key(|clause| clause.range.len())
    }

    /// The clause that is what a word says, claims or believes: its object with a subject of its
    /// own.
    pub fn complement(&self, at: usize) -> Option<&Clause> {
        let mut clauses = self.clauses.iter();
        clauses.find(|clause| {
            clause.kind == ClauseKind::Complement && self.head(clause.head) == Some(at)
        })
    }

    /// The head of the subject of a verb, a copula, or of what is said with a copula. A verb
    /// behind "and" has that of the first, an infinitive the object or else the subject of what
    /// it hangs on.
    pub fn subject(&self, verb: usize) -> Option<usize> {
        let mut at = match self.relation(verb) {
            Relation::Aux | Relation::Cop => self.head(verb)?,
            _ => verb,
        };
        // Each time it goes up by one.
        for _ in 0..self.words.len() {
            let mut children = self.children(at);
            if let Some(subject) = children.find(|c| self.relation(*c) == Relation::Nsubj) {
                return Some(subject);
            }
            let above = self.head(at)?;
            match self.relation(at) {
                Relation::Conj => {}
                Relation::Xcomp => {
                    if let Some(object) = self.objects(above).next() {
                        return Some(object);
                    }
                }
                _ => return None,
            }
            at = above;
        }
        None
    }

    /// The heads of its objects, direct and indirect, in text order.
    pub fn objects(&self, verb: usize) -> impl Iterator<Item = usize> + '_ {
        self.children(verb)
            .filter(|child| self.relation(*child) == Relation::Obj)
    }

    /// The head of what does it, of a passive verb: behind "by".
    pub fn agent(&self, verb: usize) -> Option<usize> {
        let by = |child: usize| self.functions[child] == Function::By;
        let mut oblique = self
            .children(verb)
            .filter(|c| self.relation(*c) == Relation::Obl);
        oblique.find(|child| self.children(*child).any(by))
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::read;
    use super::*;
    use ClauseKind::{
        Beside, Complement, Condition, Coordinate, Infinitive, Main, Participial, Relative,
    };

    /// "The firm said it may close if sales fall, he wrote."
    const SENTENCE: &str = "The/DET/1/det firm/NOUN/2/nsubj said/VBD/12/ccomp it/PRON/5/nsubj \
        may/MD/5/aux close/VB/2/ccomp if/SCONJ/8/mark sales/NOUN/8/nsubj fall/VBP/5/advcl \
        ,/PUNCT/12/punct and/CCONJ/12/cc he/PRON/12/nsubj wrote/VBD ./PUNCT/12/punct";

    #[test]
    fn clauses_have_kinds_and_ends() {
        let syntax = read(SENTENCE);
        let shown: Vec<_> = (syntax.clauses().iter())
            .map(|clause| {
                (
                    clause.kind,
                    clause.head,
                    clause.range.clone(),
                    clause.marker,
                )
            })
            .collect();
        let expect = [
            (Complement, 2, 0..9, None),
            (Complement, 5, 3..9, None),
            (Condition, 8, 6..9, Some(6)),
            (Main, 12, 0..13, None),
        ];
        assert_eq!(shown, expect);
        assert_eq!(syntax.complement(2).map(|clause| clause.head), Some(5));
        assert_eq!(syntax.complement(5), None);
        let inner = |at| syntax.clause(at).map(|clause| clause.head);
        assert_eq!(
            [inner(1), inner(4), inner(7), inner(10)],
            [2, 5, 8, 12].map(Some)
        );
        assert_eq!((inner(13), inner(99)), (None, None));
    }

    #[test]
    fn clauses_without_tense_and_beside_others() {
        let kinds = |line: &str| -> Vec<ClauseKind> {
            read(line)
                .clauses()
                .iter()
                .map(|clause| clause.kind)
                .collect()
        };
        assert_eq!(
            kinds(
                "She/PRON/1/nsubj wants/VBZ to/PART/3/mark go/VB/1/xcomp ,/PUNCT/5/punct \
                 saying/VBG/1/advcl no/INTJ/5/obj and/CCONJ/8/cc left/VBD/1/conj"
            ),
            [Main, Infinitive, Participial, Coordinate]
        );
        assert_eq!(
            kinds(
                "men/NOUN who/PRON/2/nsubj came/VBD/0/acl ,/PUNCT/5/punct he/PRON/5/nsubj said/VBD/0/parataxis"
            ),
            [Main, Relative, Beside]
        );
        // Nouns that are joined are no clauses.
        assert_eq!(kinds("men/NOUN and/CCONJ/2/cc women/NOUN/0/conj"), [Main]);
    }

    #[test]
    fn who_does_what_to_whom() {
        let syntax = read(SENTENCE);
        assert_eq!(syntax.subject(5), Some(3));
        assert_eq!(syntax.subject(7), None);
        let faster = read("It/PRON/3/nsubj could/MD/3/aux be/AUX/3/cop faster/ADJ");
        assert_eq!([1, 2, 3].map(|at| faster.subject(at)), [Some(0); 3]);
        let told = read(
            "She/PRON/1/nsubj told/VBD him/PRON/1/obj to/PART/4/mark go/VB/1/xcomp \
             and/CCONJ/6/cc stay/VB/4/conj",
        );
        assert_eq!(
            [1, 4, 6].map(|verb| told.subject(verb)),
            [0, 2, 2].map(Some)
        );
        assert!(told.objects(1).eq([2]));
        let seen = read(
            "It/PRON/2/nsubj was/AUX/2/aux seen/VBN in/ADP/4/case May/PROPN/2/obl by/ADP/7/case \
             the/DET/7/det man/NOUN/2/obl",
        );
        assert_eq!((seen.agent(2), seen.agent(0)), (Some(7), None));
        assert_eq!(seen.extent(7), 5..8);
        assert!(seen.children(2).eq([0, 1, 4, 7]));
    }
}

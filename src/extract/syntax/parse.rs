//! Heads, by steps from left to right.
//!
//! Knows a stack of words that are not done, the words ahead, and what a step sees of them. Must
//! not know what a tree is for.
//!
//! The steps are those of the arc-hybrid system: a word is put on the stack; or the word on top
//! hangs on the next word ahead; or on the one below it. Behind the last word stands one that the
//! head of the sentence hangs on. As many steps are taken as two for each word.

use super::form::feature;
use super::relation::Relation;
use super::tag::Tag;
use super::{Word, best, form::Form};
use crate::model::{Key, STEP_LANES, SyntaxModel, TAG_LANES};

/// What to do with the word on top of the stack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Put the next word on it.
    Shift,
    /// It hangs on the next word.
    Left,
    /// It hangs on the one below it.
    Right,
}

impl Step {
    pub const ALL: [Self; 3] = [Self::Shift, Self::Left, Self::Right];
}

/// What is known of a word from the start.
#[derive(Debug, Clone, Copy)]
struct Seen {
    tag: u64,
    lower: Key,
    /// By what stands beside it.
    class: u64,
    /// Commas and the like, and verbs, before it in the sentence.
    marks: u16,
    verbs: u16,
}

/// What hangs on a word so far.
#[derive(Debug, Clone, Copy, Default)]
struct Children {
    /// The outermost on each side, from 1 on; 0 for none.
    left: u16,
    right: u16,
    lefts: u8,
    rights: u8,
    /// Their relations, as bits.
    relations: u32,
    /// Its adposition or subordinator, from 1 on.
    marker: u16,
}

/// No word: beyond the ends of stack and sentence.
const NONE: Seen = Seen {
    tag: 90,
    lower: 90,
    class: 0,
    marks: 0,
    verbs: 0,
};
/// Behind the last word: what the head of the sentence hangs on.
const ROOT: Seen = Seen { tag: 91, ..NONE };

/// A sentence that is being parsed.
#[derive(Debug, Clone, Default)]
pub struct Parsing {
    seen: Vec<Seen>,
    children: Vec<Children>,
    heads: Vec<Option<u16>>,
    relations: Vec<Relation>,
    stack: Vec<u16>,
    /// The next word ahead.
    next: usize,
}

impl Parsing {
    /// Begins a sentence, given the forms of its words and their tags.
    pub(super) fn begin<'a>(&mut self, forms: impl Iterator<Item = &'a Form>, tags: &[Tag]) {
        self.seen.clear();
        let (mut marks, mut verbs) = (0, 0);
        for (form, tag) in forms.zip(tags) {
            self.seen.push(Seen {
                tag: *tag as u64,
                lower: form.lower,
                class: form.class,
                marks,
                verbs,
            });
            marks += u16::from(*tag == Tag::Punctuation);
            verbs += u16::from(tag.is_verb() || *tag == Tag::Auxiliary || *tag == Tag::Modal);
        }
        let count = self.seen.len();
        self.seen.push(Seen {
            marks,
            verbs,
            ..ROOT
        });
        self.children.clear();
        self.children.resize(count + 1, Children::default());
        self.heads.clear();
        self.heads.resize(count, None);
        self.relations.clear();
        self.relations.resize(count, Relation::Root);
        self.stack.clear();
        self.next = 0;
    }

    fn count(&self) -> usize {
        self.heads.len()
    }

    /// Whether every word hangs somewhere.
    pub fn is_done(&self) -> bool {
        self.next == self.count() && self.stack.is_empty()
    }

    /// The stack, its top last, and the next word ahead; the number of words stands for what the
    /// sentence hangs on.
    pub fn state(&self) -> (&[u16], usize) {
        (&self.stack, self.next)
    }

    /// The steps that may be taken, as bits; there is one at least until all is done.
    pub fn possible(&self) -> u32 {
        let ahead = self.next < self.count();
        let shift = u32::from(ahead);
        // One word alone hangs on the root.
        let left = u32::from(if ahead {
            !self.stack.is_empty()
        } else {
            self.stack.len() == 1
        });
        let right = u32::from(self.stack.len() > 1);
        shift | left << 1 | right << 2
    }

    /// The word that a step takes from the stack, and where it is hung; the number of words
    /// stands for the root.
    pub fn arc(&self, step: Step) -> Option<(usize, usize)> {
        let top = usize::from(*self.stack.last()?);
        match step {
            Step::Shift => None,
            Step::Left => Some((top, self.next)),
            Step::Right => {
                let below = self.stack.len().checked_sub(2)?;
                Some((top, self.stack[below].into()))
            }
        }
    }

    /// Takes a step; `relation` is that of the word that is hung.
    pub fn take(&mut self, step: Step, relation: Relation) {
        let Some((word, head)) = self.arc(step) else {
            self.stack.push(self.next as u16);
            self.next += 1;
            return;
        };
        self.stack.pop();
        if head == self.count() {
            self.relations[word] = Relation::Root;
            return;
        }
        self.heads[word] = Some(head as u16);
        self.relations[word] = relation;
        let number = word as u16 + 1;
        let children = &mut self.children[head];
        children.relations |= 1 << relation as u32;
        if matches!(relation, Relation::Case | Relation::Mark) {
            children.marker = number;
        }
        if word < head {
            children.left = number;
            children.lefts = children.lefts.saturating_add(1);
        } else {
            children.right = number;
            children.rights = children.rights.saturating_add(1);
        }
    }

    fn on_stack(&self, depth: usize) -> Option<usize> {
        let at = self.stack.len().checked_sub(depth + 1)?;
        Some(self.stack[at].into())
    }

    fn seen(&self, at: Option<usize>) -> Seen {
        at.and_then(|at| self.seen.get(at)).copied().unwrap_or(NONE)
    }

    fn children(&self, at: Option<usize>) -> Children {
        at.and_then(|at| self.children.get(at))
            .copied()
            .unwrap_or_default()
    }

    /// A child by its number from 1 on.
    fn child(&self, number: u16) -> Seen {
        self.seen(usize::from(number).checked_sub(1))
    }

    /// What decides on the next step.
    pub fn step_features(&self, out: &mut Vec<Key>) {
        let at = |ahead| Some(self.next + ahead);
        let (s0, s1, b0) = (self.on_stack(0), self.on_stack(1), at(0));
        let [w0, w1, w2] = [s0, s1, self.on_stack(2)].map(|at| self.seen(at));
        let [n0, n1, n2] = [b0, at(1), at(2)].map(|at| self.seen(at));
        let (c0, c1, d0) = (self.children(s0), self.children(s1), self.children(b0));
        let (t0, t1, t2) = (w0.tag, w1.tag, w2.tag);
        let (u0, u1, u2) = (n0.tag, n1.tag, n2.tag);
        let both = t0 * 100 + u0;
        let three = t1 * 10_000 + both;
        let mut template = 1000;
        let mut push = |a: u64, b: u64| {
            template += 1;
            out.push(feature(template, a, b));
        };
        // Words alone.
        push(w0.lower, t0);
        push(w1.lower, t1);
        push(n0.lower, u0);
        push(n1.lower, u1);
        push(t0, t1);
        push(both, 0);
        push(t1, u0);
        push(u0, u1);
        // In pairs.
        push(w0.lower, n0.lower);
        push(w0.lower, u0);
        push(n0.lower, t0);
        push(w1.lower, w0.lower);
        push(w1.lower, t0 * 100 + u0);
        push(w0.lower, t1 * 100 + u0);
        push(n0.lower, t1 * 100 + t0);
        push(w0.class * 1000 + n0.class, both);
        push(w1.class * 1000 + w0.class, t1 * 100 + t0);
        push(w0.class, u0 * 100 + u1);
        push(n0.class, t0 * 100 + t1);
        // By three and four.
        push(three, 0);
        push(both, u1);
        push(both, u1 * 100 + u2);
        push(three, u1);
        push(three, t2);
        push(t2 * 100 + t1, t0);
        push(three, u1 * 100 + u2);
        push(n1.lower, both);
        // What hangs on them.
        let (l0, r0) = (self.child(c0.left), self.child(c0.right));
        let (r1, m0) = (self.child(c1.right), self.child(d0.left));
        push(both, l0.tag);
        push(both, r0.tag);
        push(both, m0.tag);
        push(t1 * 100 + t0, r1.tag);
        push(three, r1.tag * 100 + r0.tag);
        push(three, l0.tag);
        push(three, m0.tag);
        let valency = |c: Children| u64::from(c.lefts.min(3)) * 4 + u64::from(c.rights.min(3));
        push(both, valency(c0) * 100 + valency(d0));
        push(t1 * 100 + t0, valency(c1));
        push(w0.lower, valency(c0));
        push(n0.lower, valency(d0));
        push(both, u64::from(c0.relations));
        push(u0, u64::from(d0.relations));
        push(t1 * 100 + t0, u64::from(c1.relations));
        push(w1.lower, u64::from(c1.relations));
        push(w0.lower, u64::from(c0.relations));
        let (k0, k1) = (self.child(c0.marker), self.child(c1.marker));
        push(k0.lower, both);
        push(k0.lower, t1 * 100 + t0);
        push(k1.lower, t1 * 100 + t0);
        push(k0.lower, w1.lower);
        push(self.child(d0.marker).lower, both);
        // What lies between them.
        let apart = |a: Option<usize>, b: Option<usize>| match (a, b) {
            (Some(a), Some(b)) => distance(b.saturating_sub(a)),
            _ => 9,
        };
        push(both, apart(s0, b0));
        push(t1 * 100 + t0, apart(s1, s0));
        push(both, 100 + between(w0, n0));
        push(t1 * 100 + t0, 100 + between(w1, w0));
        push(three, between(w1, n0));
        push(w0.lower, apart(s0, b0));
        push(n0.lower, apart(s0, b0));
        // Their neighbours in the sentence.
        let tag = |at: Option<usize>, by: isize| {
            self.seen(at.and_then(|at| at.checked_add_signed(by))).tag
        };
        push(both, tag(s0, 1) * 100 + tag(b0, -1));
        push(both, tag(s0, -1) * 100 + tag(b0, 1));
        push(t1 * 100 + t0, tag(s1, 1) * 100 + tag(s0, -1));
        push(t1 * 100 + t0, tag(s1, -1) * 100 + tag(s0, 1));
        push(w0.class, n0.class * 100 + t1);
        push(w0.class * 1000 + w1.class, u0);
        push(w0.class, u0);
        push(w1.class, t0 * 100 + u0);
        push(n0.class, t0);
        push(n0.class * 1000 + n1.class, t0);
        push(w1.lower, n0.lower);
        push(n0.lower, n1.lower);
        push(w0.lower, n1.lower);
    }

    /// What decides on the relation of a word to its head; the number of words is the root.
    pub fn relation_features(&self, word: usize, head: usize, out: &mut Vec<Key>) {
        let (w, h) = (self.seen(Some(word)), self.seen(Some(head)));
        let (c, d) = (self.children(Some(word)), self.children(Some(head)));
        let before = u64::from(word < head);
        let apart = distance(word.abs_diff(head));
        let tags = (w.tag * 100 + h.tag) * 2 + before;
        let marker = self.child(c.marker);
        let mut template = 2000;
        let mut push = |a: u64, b: u64| {
            template += 1;
            out.push(feature(template, a, b));
        };
        push(tags, 0);
        push(tags, apart);
        push(w.lower, tags);
        push(h.lower, tags);
        push(w.lower, h.lower);
        push(w.lower, before);
        push(w.class, tags);
        push(h.class, tags);
        push(w.class * 1000 + h.class, before);
        push(marker.lower, tags);
        push(marker.lower, h.lower);
        push(marker.lower, w.lower);
        push(tags, u64::from(c.relations));
        push(tags, u64::from(d.relations));
        push(h.lower, u64::from(d.relations) * 2 + before);
        push(w.lower, u64::from(c.relations));
        push(tags, self.child(c.left).tag * 100 + self.child(c.right).tag);
        push(self.child(c.left).lower, tags);
        let beside = |at: usize, by: isize| self.seen(at.checked_add_signed(by)).tag;
        push(tags, beside(word, -1) * 100 + beside(word, 1));
        push(tags, beside(head, -1) * 100 + beside(head, 1));
        push(w.lower, beside(word, 1));
        let (a, b) = if word < head { (w, h) } else { (h, w) };
        push(tags, 100 + between(a, b));
    }

    /// Goes on with the best steps until all is done.
    pub(super) fn finish(&mut self, model: &SyntaxModel, features: &mut Vec<Key>) {
        while !self.is_done() {
            let possible = self.possible();
            // Where there is no choice nothing need be asked.
            let step = match possible.is_power_of_two() {
                true => possible.trailing_zeros() as usize,
                false => {
                    features.clear();
                    self.step_features(features);
                    let mut scores = [0; STEP_LANES];
                    model.steps.add(features, &mut scores);
                    best(&scores, possible)
                }
            };
            let step = Step::ALL[step];
            let relation = match self.arc(step) {
                Some((word, head)) if head < self.count() => {
                    self.relation(word, head, model, features)
                }
                _ => Relation::Root,
            };
            self.take(step, relation);
        }
    }

    fn relation(
        &self,
        word: usize,
        head: usize,
        model: &SyntaxModel,
        features: &mut Vec<Key>,
    ) -> Relation {
        if self.seen[word].tag == Tag::Punctuation as u64 {
            return Relation::Punct;
        }
        features.clear();
        self.relation_features(word, head, features);
        let mut scores = [0; TAG_LANES];
        model.relations.add(features, &mut scores);
        Relation::ALL[best(&scores, Relation::BELOW)]
    }

    /// The words with their heads.
    pub(super) fn words<'a>(&'a self, tags: &'a [Tag]) -> impl Iterator<Item = Word> + 'a {
        let hung = self.heads.iter().zip(&self.relations);
        tags.iter().zip(hung).map(|(tag, (head, relation))| Word {
            tag: *tag,
            head: *head,
            relation: *relation,
        })
    }
}

/// How many marks and verbs stand between two words, as one number.
fn between(a: Seen, b: Seen) -> u64 {
    let marks = u64::from(b.marks.saturating_sub(a.marks)).min(3);
    let verbs = u64::from(b.verbs.saturating_sub(a.verbs)).min(3);
    marks * 4 + verbs
}

/// A distance as one of a few classes.
fn distance(words: usize) -> u64 {
    match words {
        0..=4 => words as u64,
        5..=7 => 5,
        8..=12 => 6,
        _ => 7,
    }
}

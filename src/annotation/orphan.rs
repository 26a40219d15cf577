//! Marks that a person decided on and whose words an edit of the text changed or took away: a
//! layer beside the marks, until the person has placed or dropped them.
//!
//! Knows what such a mark was and what stood around it. Must not know which edit that was.
//!
//! **Invariant:** no edit touches the layer. It may hold marks that stand again, because the edit
//! was taken back or the person has placed them; those are passed over. So one undo takes all
//! back, and the page, which knows nothing of the layer, is spared it.

use super::{Body, ClaimBody, Document, Edit, Id, Kind, Mark, Overlaps, Status};
use crate::text::Span;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// How much is remembered of what stands on each side, in characters.
const SIDE: usize = 32;
/// How much of that must still be there to tell the place by it, in characters.
const ENOUGH: usize = 12;
/// How much longer than the words may be what stands in their place now, in bytes.
const LONGER: usize = 48;
/// How many places are proposed at most.
const PLACES: usize = 5;

/// A mark that lost its words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Orphan {
    /// As it was. Its places count in the text that it was of.
    pub mark: Mark,
    /// The words of its stretches, of a claim those of its content and then of its source.
    pub parts: Vec<Part>,
    /// Whether the person has dropped it.
    #[serde(default)]
    pub dropped: bool,
}

/// Words, and what stood around them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Part {
    pub words: String,
    pub before: String,
    pub after: String,
}

/// In the order in which they lost their words.
pub(super) type Orphans = Arc<Vec<Orphan>>;

impl Body {
    /// Its stretches, of a claim those of its content and then of its source.
    pub fn spans(&self) -> Vec<Span> {
        match self {
            Self::Entity { span, .. } | Self::Cue { span, .. } => vec![*span],
            Self::Claim(claim) => [&claim.content[..], &claim.source].concat(),
        }
    }
}

impl Orphan {
    pub(super) fn of(document: &Document, mark: &Mark) -> Self {
        let text = document.source().text();
        let spans = mark.body.spans().into_iter();
        Self {
            mark: mark.clone(),
            parts: spans.map(|span| Part::of(text, span)).collect(),
            dropped: false,
        }
    }

    /// The words by which it is known: of a claim, those of its content.
    pub fn words(&self) -> String {
        let many = match &self.mark.body {
            Body::Claim(claim) => claim.content.len(),
            Body::Entity { .. } | Body::Cue { .. } => 1,
        };
        let words = self.parts.iter().take(many).map(|part| part.words.as_str());
        words.collect::<Vec<_>>().join(" … ")
    }

    /// Where it may belong now, the likeliest first: what stands where its words stood, then other places of the same words, the nearest first.
    pub fn places(&self, text: &str) -> Vec<Span> {
        let Some(first) = self.parts.first() else {
            return Vec::new();
        };
        let old = self.mark.span().start;
        let mut places = Vec::from_iter(first.instead(text));
        let mut same = first.same(text);
        same.sort_by_key(|span| span.start.abs_diff(old));
        for span in same {
            if !places.contains(&span) {
                places.push(span);
            }
        }
        places.truncate(PLACES);
        places
    }
}

impl Part {
    fn of(text: &str, span: Span) -> Self {
        let head = text.get(..span.start as usize).unwrap_or_default();
        let tail = text.get(span.end as usize..).unwrap_or_default();
        let from = head.char_indices().rev().nth(SIDE - 1);
        let to = tail.char_indices().nth(SIDE);
        Self {
            words: text.get(span.range()).unwrap_or_default().to_owned(),
            before: head[from.map_or(0, |(at, _)| at)..].to_owned(),
            after: tail[..to.map_or(tail.len(), |(at, _)| at)].to_owned(),
        }
    }

    /// Where the words stand as they were, and not inside of longer ones.
    fn same(&self, text: &str) -> Vec<Span> {
        let inner = |c: char| c.is_alphanumeric();
        let ends_word = self.words.ends_with(inner);
        let begins_word = self.words.starts_with(inner);
        let is_whole = |(at, words): &(usize, &str)| {
            let (head, rest) = text.split_at(*at);
            let tail = rest.get(words.len()..).unwrap_or_default();
            !(begins_word && head.ends_with(inner) || ends_word && tail.starts_with(inner))
        };
        let found = text
            .match_indices(&self.words)
            .filter(|_| !self.words.is_empty());
        found
            .filter(is_whole)
            .map(|(at, words)| Span::new(at as u32, (at + words.len()) as u32))
            .collect()
    }

    /// What stands now where the words stood: between what stood around them, or else as many
    /// words behind what stood before, or before what stood behind.
    fn instead(&self, text: &str) -> Option<Span> {
        let (before, after) = (near_end(&self.before), near_start(&self.after));
        let starts: Vec<usize> = match before {
            "" => vec![0],
            before => (text.match_indices(before))
                .map(|(at, before)| at + before.len())
                .collect(),
        };
        let ends: Vec<usize> = match after {
            "" => vec![text.len()],
            after => text.match_indices(after).map(|(at, _)| at).collect(),
        };
        let reach = self.words.len() + LONGER;
        let between = |start: &usize| {
            let end = ends.get(ends.partition_point(|end| end < start))?;
            (end - start <= reach).then(|| trimmed(text, *start, *end))?
        };
        let many = self.words.split_whitespace().count();
        let behind = |start: &usize| {
            let rest = text.get(*start..)?;
            let mut ends = words(rest).map(|(at, word)| at + word.len());
            trimmed(text, *start, start + ends.nth(many.checked_sub(1)?)?)
        };
        let in_front = |end: &usize| {
            let head = text.get(..*end)?;
            let from = head.floor_char_boundary(head.len().saturating_sub(reach));
            let all: Vec<usize> = words(&head[from..]).map(|(at, _)| from + at).collect();
            trimmed(text, *all.get(all.len().checked_sub(many)?)?, *end)
        };
        let found = starts.iter().find_map(between);
        let one = |list: &[usize]| if let [one] = list { Some(*one) } else { None };
        found
            .or_else(|| behind(&one(&starts)?))
            .or_else(|| in_front(&one(&ends)?))
    }
}

/// The words of a text, with where they begin.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let place = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    text.split_whitespace().map(move |word| (place(word), word))
}

/// A stretch without what stands at the edge of words: white space, stops and commas.
fn trimmed(text: &str, start: usize, end: usize) -> Option<Span> {
    let stretch = text.get(start..end)?;
    let head = stretch.trim_start();
    let start = end - head.len();
    let kept = head.trim_end_matches(|c: char| c.is_whitespace() || ".,;:".contains(c));
    (!kept.is_empty()).then(|| Span::new(start as u32, (start + kept.len()) as u32))
}

/// The last of what stood before.
fn near_end(before: &str) -> &str {
    let at = before.char_indices().rev().nth(ENOUGH - 1);
    &before[at.map_or(0, |(at, _)| at)..]
}

/// The first of what stood behind.
fn near_start(after: &str) -> &str {
    let at = after.char_indices().nth(ENOUGH);
    &after[..at.map_or(after.len(), |(at, _)| at)]
}

impl Document {
    /// The marks that lost their words and wait for the person.
    pub fn orphans(&self) -> impl Iterator<Item = &Orphan> {
        let waits = |orphan: &&Orphan| !orphan.dropped && self.mark(&orphan.mark.id).is_none();
        self.orphans.iter().filter(waits)
    }

    /// All that the layer holds, to be kept.
    pub fn all_orphans(&self) -> &[Orphan] {
        &self.orphans
    }

    /// Puts another layer in the place of the one that is. The ids in it are not given again.
    pub fn set_orphans(&mut self, orphans: Vec<Orphan>) {
        for orphan in &orphans {
            self.marks.reserve(&orphan.mark.id);
        }
        self.orphans = Arc::new(orphans);
    }

    /// The marks that would be orphans if they lost their words.
    pub fn decided(&self) -> Vec<Orphan> {
        let decided = self.marks().filter(|mark| mark.is_decided());
        decided.map(|mark| Orphan::of(self, mark)).collect()
    }

    /// Takes note of those of some marks that do not stand any more.
    pub fn lose(&mut self, before: Vec<Orphan>) {
        for orphan in before {
            if self.mark(&orphan.mark.id).is_none() {
                self.forget_orphan(&orphan.mark.id);
                Arc::make_mut(&mut self.orphans).push(orphan);
            }
        }
    }

    /// A mark is to be no orphan, even where it does not stand.
    pub fn forget_orphan(&mut self, id: &Id) {
        if self.orphans.iter().any(|orphan| orphan.mark.id == *id) {
            Arc::make_mut(&mut self.orphans).retain(|orphan| orphan.mark.id != *id);
        }
    }

    /// Drops an orphan, or has it wait again.
    pub fn drop_orphan(&mut self, id: &Id, dropped: bool) {
        for orphan in Arc::make_mut(&mut self.orphans) {
            if orphan.mark.id == *id {
                orphan.dropped = dropped;
            }
        }
    }

    /// Places an orphan where the person says. What the engine suggests there makes way, as it
    /// does for any mark that a person decided on.
    pub fn placing(&self, orphan: &Orphan, span: Span) -> Edit {
        let body = match &orphan.mark.body {
            Body::Entity { label, .. } => Body::Entity {
                span,
                label: *label,
            },
            Body::Cue { kind, .. } => Body::Cue { span, kind: *kind },
            Body::Claim(claim) => Body::Claim(self.placed(orphan, claim, span)),
        };
        let mut mark = orphan.mark.clone();
        mark.body = body;
        let cues = mark.why.iter().filter_map(|why| why.cue.clone());
        let lost = cues.filter(|cue| self.mark(cue).is_none()).collect();
        mark.forget(&lost);
        let marks = Overlaps::of(self, mark.kind());
        let here = |old: &&Mark| match mark.status {
            Status::Rejected => old.body == mark.body,
            Status::Suggested | Status::Accepted => {
                mark.kind() != Kind::Claim || old.span() == span
            }
        };
        let suggested = marks.overlapping(span).filter(|old| !old.is_decided());
        let way: Vec<&Id> = suggested.filter(here).map(|old| &old.id).collect();
        Edit::Batch(vec![self.removing(way), Edit::Insert(mark)])
    }

    /// A claim with its content there. Of its source stays what still has a place near it, of
    /// what it names what still stands.
    fn placed(&self, orphan: &Orphan, claim: &ClaimBody, span: Span) -> ClaimBody {
        let text = self.source().text();
        let mut source: Vec<Span> = (orphan.parts.iter().skip(claim.content.len()))
            .filter_map(|part| {
                let same = part.same(text).into_iter();
                same.min_by_key(|found| found.start.abs_diff(span.start))
            })
            .collect();
        super::order::arrange(&mut source);
        source.dedup_by(|next, last| next.overlaps(*last));
        let is = |id: &Id, kind| self.mark(id).is_some_and(|mark| mark.kind() == kind);
        let mut placed = claim.clone();
        placed.content = vec![span];
        placed.source = source;
        placed.cues.retain(|cue| is(cue, Kind::Cue));
        placed.parent.take_if(|parent| !is(parent, Kind::Claim));
        placed
    }
}

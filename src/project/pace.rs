//! How far a person is with a document, and how fast they decide.
//!
//! Knows how many marks are decided, and when that was heard. Must not know what was decided.

use super::Head;
use std::collections::VecDeque;

/// A longer silence than this is a pause, and counts for nothing, in milliseconds.
const PAUSE: u64 = 30_000;
/// How many decisions the pace is of, and from how many on it is told.
const LAST: usize = 40;
const FEWEST: usize = 5;

/// How far a person is with a document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reviewed {
    /// How many of its marks are decided, and how many there are.
    pub decided: u32,
    pub all: u32,
    /// How many decisions a minute; nothing where there were too few to tell.
    pub a_minute: u32,
}

#[derive(Debug, Default)]
pub struct Pace {
    /// The document that was heard of last, and how many marks were decided in it.
    document: String,
    decided: u32,
    /// When it was last decided; none after a change of documents.
    at: Option<u64>,
    /// How long the last decisions took, pauses left out, in milliseconds.
    took: VecDeque<u64>,
}

impl Pace {
    /// Hears how far the document is now that is shown. What is decided at once, however much
    /// of it, is one decision; what is taken back is none.
    pub fn hear(&mut self, head: &Head, now: u64) -> Reviewed {
        if self.document != head.id {
            self.document.clone_from(&head.id);
            (self.decided, self.at) = (head.decided, None);
        }
        if head.decided > self.decided {
            let took = self.at.map(|at| now.saturating_sub(at));
            self.took.extend(took.filter(|took| *took <= PAUSE));
            let more = self.took.len().saturating_sub(LAST);
            self.took.drain(..more);
            self.at = Some(now);
        }
        self.decided = head.decided;
        Reviewed {
            decided: head.decided,
            all: head.decided + head.open,
            a_minute: self.a_minute(),
        }
    }

    /// How many decisions a minute; nothing where there were too few to tell.
    fn a_minute(&self) -> u32 {
        let all: u64 = self.took.iter().sum();
        match self.took.len() {
            few if few < FEWEST => 0,
            count => (count as u64 * 60_000 / all.max(1)).clamp(1, 600) as u32,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(id: &str, decided: u32) -> Head {
        Head {
            id: id.to_owned(),
            decided,
            open: 40 - decided,
            ..Head::default()
        }
    }

    /// The pace after decisions at these seconds, one mark each.
    fn pace(seconds: &[u64]) -> u32 {
        let mut pace = Pace::default();
        pace.hear(&head("d1", 0), 0);
        let mut last = 0;
        for (count, second) in (1..).zip(seconds) {
            last = pace.hear(&head("d1", count), second * 1000).a_minute;
        }
        last
    }

    #[test]
    fn the_pace_is_of_what_was_decided_without_pauses() {
        assert_eq!(pace(&[1, 2, 3, 4]), 0, "too few to tell");
        assert_eq!(pace(&[10, 13, 16, 19, 22, 25]), 20);
        assert_eq!(pace(&[0, 3, 6, 9, 600, 603, 606]), 20, "a pause is no work");
        let steady: Vec<u64> = (0..39).map(|at| at * 2).collect();
        assert_eq!(pace(&steady), 30);
    }

    #[test]
    fn what_is_taken_back_or_decided_at_once_is_no_faster_work() {
        let mut pace = Pace::default();
        pace.hear(&head("d1", 0), 0);
        let mut told = Reviewed::default();
        for (decided, at) in [(1, 2), (2, 4), (1, 5), (20, 6), (21, 8), (22, 10), (23, 12)] {
            told = pace.hear(&head("d1", decided), at * 1000);
        }
        assert_eq!((told.decided, told.all, told.a_minute), (23, 40, 30));
    }

    #[test]
    fn another_document_goes_on_at_the_same_pace() {
        let mut pace = Pace::default();
        pace.hear(&head("d1", 0), 0);
        for at in 1..=6 {
            pace.hear(&head("d1", at), u64::from(at) * 4000);
        }
        let told = pace.hear(&head("d2", 7), 25_000);
        assert_eq!((told.decided, told.a_minute), (7, 15));
        let told = pace.hear(&head("d2", 8), 26_000);
        assert_eq!(
            (told.decided, told.a_minute),
            (8, 15),
            "opening is no decision"
        );
    }
}

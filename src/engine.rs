//! Text to [`Extraction`]: the only place that joins the stages.
//!
//! Knows the order of the stages and how to cut work into steps. Must not know what a stage
//! does inside, nor who waits for the result.

use crate::extract::{self, Extraction, Lexicon};
use crate::text::{Source, Text};
use std::ops::Range;

/// The name that documents carry.
pub const NAME: &str = "hedgerow";
/// The version of the rules and lexicons.
pub const MODEL: &str = "en-rules-2026.11";

/// How many sentences one step takes: some milliseconds of work.
const SENTENCES_PER_STEP: usize = 400;

#[derive(Debug)]
pub struct Engine {
    lexicon: Lexicon,
}

impl Engine {
    pub fn new() -> Self {
        Self {
            lexicon: Lexicon::english(),
        }
    }

    /// The whole of a text at once.
    pub fn extract(&self, source: Source) -> Extraction {
        let mut run = self.start(source);
        while !run.step() {}
        run.finish()
    }

    /// Begins a run that the caller steps through, so that it can do other things between.
    pub fn start(&self, source: Source) -> Run<'_> {
        let text = Text::new(source);
        let out = Extraction {
            sentences: text.sentences.iter().map(|s| s.span).collect(),
            zones: text.zones.clone(),
            ..Extraction::default()
        };
        Run {
            engine: self,
            text,
            next: 0,
            out,
        }
    }
}

impl Default for Engine {
    fn default() -> Self {
        Self::new()
    }
}

/// An extraction under way.
#[derive(Debug)]
pub struct Run<'a> {
    engine: &'a Engine,
    text: Text,
    next: usize,
    out: Extraction,
}

impl Run<'_> {
    /// Sentences done and sentences in all.
    pub fn progress(&self) -> (usize, usize) {
        (self.next, self.text.sentences.len())
    }

    /// Does a block of sentences; true when nothing is left.
    pub fn step(&mut self) -> bool {
        let block = self.block();
        if block.is_empty() {
            return true;
        }
        let (text, lexicon) = (&self.text, &self.engine.lexicon);
        let entities = extract::entities(text, block.clone(), lexicon);
        let cues = extract::cues(text, block.clone(), &entities, lexicon);
        let claims = extract::claims(text, block.clone(), &entities, &cues, lexicon);
        let (first_cue, first_claim) = (self.out.cues.len() as u32, self.out.claims.len() as u32);
        self.out.entities.extend(entities);
        self.out
            .cues
            .extend(cues.into_iter().map(|found| found.cue));
        self.out.claims.extend(claims.into_iter().map(|mut claim| {
            claim.cues.iter_mut().for_each(|cue| *cue += first_cue);
            claim.parent = claim.parent.map(|parent| parent + first_claim);
            for reason in &mut claim.why {
                reason.cue = reason.cue.map(|cue| cue + first_cue);
            }
            claim
        }));
        self.next = block.end;
        self.next == self.text.sentences.len()
    }

    pub fn finish(self) -> Extraction {
        self.out
    }

    /// The next sentences to do, cut where a paragraph ends if one does within reach.
    fn block(&self) -> Range<usize> {
        let end = (self.next + SENTENCES_PER_STEP).min(self.text.sentences.len());
        self.next..end
    }
}

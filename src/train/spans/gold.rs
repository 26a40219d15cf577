//! What our articles say of each choice.

use super::Article;
use crate::annotation::{Body, ClaimBody, Document};
use crate::extract::{self, Choice, Choose, Lexicon, Parser, RULED, Ranker, Role};
use crate::model::{Key, Model, SyntaxModel};
use crate::text::Span;
use std::cell::RefCell;

/// The claims of an article, each with its cues.
#[derive(Debug)]
pub struct Gold(pub Vec<(ClaimBody, Vec<Span>)>);

impl Gold {
    pub fn of(document: &Document) -> Self {
        let mut claims = Vec::new();
        for mark in document.marks() {
            if let Body::Claim(claim) = &mark.body {
                let cues = claim.cues.iter().filter_map(|id| document.mark(id)).map(|mark| mark.span());
                claims.push((claim.clone(), cues.collect()));
            }
        }
        Self(claims)
    }

    /// The claim that a draft is about.
    pub fn claim(&self, choice: &Choice) -> Option<&ClaimBody> {
        let overlap = |claim: &ClaimBody| {
            let common = |a: &Span, b: &Span| a.end.min(b.end).saturating_sub(a.start.max(b.start));
            let pairs = claim.content.iter().flat_map(|a| choice.content.iter().map(move |b| common(a, b)));
            pairs.sum::<u32>()
        };
        let makes = |cues: &[Span]| choice.cue.is_some_and(|cue| cues.iter().any(|other| other.overlaps(cue)));
        let size: u32 = choice.content.iter().map(|span| span.end - span.start).sum();
        let best = self.0.iter().map(|(claim, cues)| (makes(cues), overlap(claim), claim)).max_by_key(|(makes, overlap, _)| (*makes && *overlap > 0, *overlap))?;
        let (makes, overlap, claim) = best;
        (overlap > 0 && (makes || overlap * 2 > size)).then_some(claim)
    }

    /// Whether there is such a claim, as matches are counted.
    fn matches(&self, choice: &Choice) -> bool {
        let common = |a: &Span, b: &Span| a.end.min(b.end).saturating_sub(a.start.max(b.start));
        let size = |spans: &[Span]| spans.iter().map(|span| span.end - span.start).sum::<u32>();
        self.0.iter().any(|(claim, _)| {
            let pairs = claim.content.iter().flat_map(|a| choice.content.iter().map(move |b| common(a, b)));
            let common = pairs.sum::<u32>();
            let all = size(&claim.content) + size(&choice.content) - common;
            let source = claim.source.is_empty() && choice.source.is_empty() || claim.source.iter().any(|a| choice.source.iter().any(|b| a.overlaps(*b)));
            common * 2 >= all && source
        })
    }

    /// Where the border is that is chosen.
    pub fn place(&self, choice: &Choice) -> Option<u32> {
        if choice.role == Role::Keep {
            return Some(u32::from(self.matches(choice)));
        }
        let claim = self.claim(choice)?;
        let source = || {
            let mine = choice.source.first()?;
            claim.source.iter().find(|span| span.overlaps(*mine))
        };
        Some(match choice.role {
            Role::ContentStart => claim.content.first()?.start,
            Role::ContentEnd => claim.content.last()?.end,
            Role::SourceStart => source()?.start,
            Role::SourceEnd => source()?.end,
            Role::Keep => 0,
        })
    }
}

/// A choice with what is right.
#[derive(Debug)]
pub struct Case {
    pub role: Role,
    pub ruled: usize,
    pub right: Option<usize>,
    /// Whether there is a right place at all, among those to choose from or not.
    pub known: bool,
    pub places: Vec<Vec<Key>>,
}

pub type Choices = Vec<Case>;

#[derive(Debug)]
struct Recorder<'a> {
    gold: &'a Gold,
    cases: RefCell<Choices>,
}

impl Choose for Recorder<'_> {
    fn choose(&self, choice: &Choice) -> usize {
        let place = self.gold.place(choice);
        let right = place.and_then(|place| choice.places.iter().position(|p| p.at == place));
        let places = (0..choice.places.len()).map(|at| choice.features(at).to_vec());
        self.cases.borrow_mut().push(Case {
            role: choice.role,
            ruled: choice.ruled,
            right,
            known: place.is_some(),
            places: places.collect(),
        });
        choice.ruled
    }
}

const _: () = assert!(RULED > 0);

pub fn choices(article: &Article, names: &Model, syntax: &SyntaxModel, lexicon: &Lexicon) -> Choices {
    let recorder = Recorder { gold: &article.gold, cases: RefCell::default() };
    let ranker = Ranker { chooser: &recorder, names };
    let all = 0..article.text.sentences.len();
    let mut parser = Parser::new(syntax);
    extract::claims(&article.text, all, &article.entities, &article.cues, Some(&mut parser), Some(ranker), lexicon);
    recorder.cases.into_inner()
}

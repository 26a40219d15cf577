//! What our articles say of each choice.
//!
//! Knows which marked claim a draft is about. Must not know how anything is learnt.

use super::{Article, Course};
use crate::annotation::{Body, ClaimBody, Document, Mark};
use crate::extract::{self, Choice, Choose, Drafted, Parser, Ranker, Role};
use crate::model::Key;
use crate::text::{Span, common, joint};
use std::cell::RefCell;

/// The claims of an article, each with its cues.
#[derive(Debug)]
pub struct Gold(Vec<(ClaimBody, Vec<Span>)>);

/// A choice with what is right.
#[derive(Debug)]
pub struct Case {
    pub role: Role,
    /// The place that the frames say.
    pub ruled: usize,
    /// Whether the articles say which place is right, be it one of those here or not.
    pub known: bool,
    pub right: Option<usize>,
    /// The features of each place.
    pub places: Vec<Vec<Key>>,
}

impl Gold {
    pub fn of(document: &Document) -> Self {
        let claim = |mark: &Mark| {
            let Body::Claim(claim) = &mark.body else {
                return None;
            };
            let cues = claim.cues.iter().filter_map(|id| document.mark(id));
            Some((claim.clone(), cues.map(Mark::span).collect()))
        };
        Self(document.marks().filter_map(claim).collect())
    }

    /// The claim that a draft is about: one with its cue, else one that has most of its content.
    fn claim(&self, drafted: &Drafted) -> Option<&ClaimBody> {
        let made = |cues: &[Span]| {
            let cue = drafted.cue;
            cue.is_some_and(|cue| cues.iter().any(|other| other.overlaps(cue)))
        };
        let near = self.0.iter().filter_map(|(claim, cues)| {
            let common = common(&claim.content, &drafted.content);
            let made = made(cues) && common > 0;
            let most = common * 2 > joint(&drafted.content, &[]);
            (made || most).then_some(((made, common), claim))
        });
        near.max_by_key(|(near, _)| *near).map(|(_, claim)| claim)
    }

    /// Whether a draft is a claim, as claims are matched but for counting bytes.
    fn holds(&self, drafted: &Drafted) -> bool {
        self.0.iter().any(|(claim, _)| {
            let (gold, content) = (&claim.content, &drafted.content);
            2 * common(gold, content) >= joint(gold, content) && claim.has_source(&drafted.source)
        })
    }

    /// Which place is right, as it is told in a choice.
    fn place(&self, drafted: &Drafted, role: Role) -> Option<u32> {
        let claim = self.claim(drafted);
        let source = || {
            let own = drafted.source.first()?;
            let mut sources = claim?.source.iter();
            sources.find(|source| source.overlaps(*own))
        };
        Some(match role {
            Role::ContentStart => claim?.content.first()?.start,
            Role::ContentEnd => claim?.content.last()?.end,
            Role::SourceStart => source()?.start,
            Role::SourceEnd => source()?.end,
            Role::Claim => u32::from(self.holds(drafted)),
        })
    }
}

/// Leaves all as the frames have it, and writes down what there was to choose.
#[derive(Debug)]
struct Recorder<'a> {
    gold: &'a Gold,
    drafted: RefCell<Drafted>,
    cases: RefCell<Vec<Case>>,
}

impl Choose for Recorder<'_> {
    fn begin(&self, drafted: &dyn Fn() -> Drafted) {
        self.drafted.replace(drafted());
    }

    fn choose(&self, choice: &Choice) -> usize {
        let place = self.gold.place(&self.drafted.borrow(), choice.role);
        let places = 0..choice.places.len();
        self.cases.borrow_mut().push(Case {
            role: choice.role,
            ruled: choice.ruled,
            known: place.is_some(),
            right: place.and_then(|at| choice.places.iter().position(|place| place.at == at)),
            places: places.map(|at| choice.features(at).to_vec()).collect(),
        });
        choice.ruled
    }
}

/// The choices of an article.
pub fn cases(course: &Course<'_>, article: &Article) -> Vec<Case> {
    let recorder = Recorder {
        gold: &article.gold,
        drafted: RefCell::default(),
        cases: RefCell::default(),
    };
    let ranker = Ranker {
        chooser: &recorder,
        names: course.names,
    };
    claims(course, article, Some(ranker));
    recorder.cases.into_inner()
}

/// The claims of an article, by frames alone without a ranker.
pub fn claims(
    course: &Course<'_>,
    article: &Article,
    ranker: Option<Ranker<'_>>,
) -> Vec<extract::Claim> {
    let mut parser = course.syntax.map(Parser::new);
    let all = 0..article.text.sentences.len();
    extract::claims(
        &article.text,
        all,
        &article.entities,
        &article.cues,
        parser.as_mut(),
        ranker,
        &course.lexicon,
    )
}

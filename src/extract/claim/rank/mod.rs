//! What the frames found, looked at once more by trained weights: where a content and a source
//! begin and end, and whether there is a claim at all.
//!
//! Knows how choices are put and what comes of them. Must not know how weights are learnt, nor
//! how the frames came to their own answer, which is one place among others.

mod border;
mod template;

use super::frames::{Draft, Reading};
use super::passage::spans;
use crate::model::{ClaimModel, Key, Model};
use crate::text::Span;
use std::fmt;
use template::{Maker, Seen, Sight};

pub use template::RULED;

/// What is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    ContentStart,
    ContentEnd,
    SourceStart,
    SourceEnd,
    /// Whether there is a claim: place 0 where there is none, place 1 where there is one.
    Claim,
}

impl Role {
    pub const ALL: [Self; 5] = [
        Self::ContentStart,
        Self::ContentEnd,
        Self::SourceStart,
        Self::SourceEnd,
        Self::Claim,
    ];
    /// Those that are places in the text, in the order in which they are chosen.
    const BORDERS: [Self; 4] = [
        Self::ContentStart,
        Self::ContentEnd,
        Self::SourceStart,
        Self::SourceEnd,
    ];

    /// Whether it is a beginning.
    const fn begins(self) -> bool {
        matches!(self, Self::ContentStart | Self::SourceStart)
    }

    /// The phrase that it is a border of.
    fn phrase(self, draft: &mut Draft) -> Option<&mut std::ops::Range<usize>> {
        match self {
            Self::ContentStart => draft.content.first_mut(),
            Self::ContentEnd => draft.content.last_mut(),
            Self::SourceStart | Self::SourceEnd => draft.source.first_mut(),
            Self::Claim => None,
        }
    }
}

/// One of the places of a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// A border as a byte of the text.
    pub at: u32,
    /// Where its features end among those of all places.
    features: u32,
}

/// Several places, of which one is to be chosen.
#[derive(Debug)]
pub struct Choice {
    pub role: Role,
    pub places: Vec<Place>,
    /// The place that the frames say.
    pub ruled: usize,
    features: Vec<Key>,
}

impl Choice {
    const fn new() -> Self {
        Self {
            role: Role::Claim,
            places: Vec::new(),
            ruled: 0,
            features: Vec::new(),
        }
    }

    fn begin(&mut self, role: Role) {
        self.role = role;
        self.places.clear();
        self.features.clear();
    }

    /// Adds a place with the features that were added since the one before.
    fn place(&mut self, at: u32) {
        let features = self.features.len() as u32;
        self.places.push(Place { at, features });
    }

    /// The features of a place. Of a border the first [`RULED`] are of what the frames say.
    pub fn features(&self, place: usize) -> &[Key] {
        let before = place.checked_sub(1).map(|before| self.places[before]);
        let start = before.map_or(0, |before| before.features) as usize;
        &self.features[start..self.places[place].features as usize]
    }
}

/// A claim as the frames have it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Drafted {
    /// The cue that makes it, where one does.
    pub cue: Option<Span>,
    pub content: Vec<Span>,
    pub source: Vec<Span>,
}

/// Who chooses.
pub trait Choose: fmt::Debug {
    /// What the choices that follow are about.
    fn begin(&self, _drafted: &dyn Fn() -> Drafted) {}
    /// The place that is chosen.
    fn choose(&self, choice: &Choice) -> usize;
    /// How likely it is that there is a claim; none where nothing is known of that.
    fn probability(&self, _choice: &Choice) -> Option<f32> {
        None
    }
}

/// What must speak for another place than that of the frames, in the steps of the weights, beyond
/// what speaks for theirs.
const LEAD: i16 = 8;
/// What must speak against a claim, likewise: one that is missed costs more than one too many.
const LENIENCE: i16 = 15;

fn score(weights: &ClaimModel, choice: &Choice, place: usize) -> i16 {
    let mut score = [0];
    weights.spans.add(choice.features(place), &mut score);
    score[0]
}

/// By their weights; of equals the frames' own place, then the first.
impl Choose for ClaimModel {
    fn choose(&self, choice: &Choice) -> usize {
        let least = match choice.role {
            Role::Claim => LENIENCE,
            _ => LEAD,
        };
        let ruled = score(self, choice, choice.ruled).saturating_add(least);
        let others = (0..choice.places.len()).filter(|place| *place != choice.ruled);
        let scores = others.map(|place| (place, score(self, choice, place)));
        let best = scores.fold((choice.ruled, ruled), |best, other| {
            match other.1 > best.1 {
                true => other,
                false => best,
            }
        });
        best.0
    }

    fn probability(&self, choice: &Choice) -> Option<f32> {
        Some(self.span_probability(score(self, choice, 1)))
    }
}

/// Who chooses, and what the choices are seen by.
#[derive(Debug, Clone, Copy)]
pub struct Ranker<'a> {
    pub chooser: &'a dyn Choose,
    /// For its clusters of words.
    pub names: &'a Model,
}

/// Looks at the drafts from `from` on, moves their borders, and drops those that are no claims.
pub(super) fn rank(
    reading: &Reading<'_>,
    ranker: Ranker<'_>,
    drafts: &mut Vec<Draft>,
    from: usize,
) {
    // A speech is its own border.
    if drafts[from..].iter().all(|draft| draft.content.is_empty()) {
        return;
    }
    let seen = Seen::new(reading, ranker.names);
    let mut choice = Choice::new();
    let mut at = 0;
    drafts.retain_mut(|draft| {
        at += 1;
        if at <= from || draft.content.is_empty() {
            return true;
        }
        ranker.chooser.begin(&|| drafted(reading, draft));
        let cue = Maker::of(reading, &seen, draft);
        for role in Role::BORDERS {
            let borders = borders(reading, &seen, &cue, draft, role, &mut choice);
            draft.ranked |= moves(&borders, ranker, draft, &choice);
        }
        choice.begin(Role::Claim);
        choice.ruled = 1;
        choice.place(0);
        template::whole(reading, &seen, &cue, draft, &mut choice.features);
        choice.place(1);
        draft.probability = ranker.chooser.probability(&choice);
        ranker.chooser.choose(&choice) == 1
    });
}

fn drafted(reading: &Reading<'_>, draft: &Draft) -> Drafted {
    let cue = draft.cues.first();
    Drafted {
        cue: cue.map(|cue| reading.layers.cues[*cue as usize].cue.span),
        content: spans(reading.clauses, &draft.content),
        source: spans(reading.clauses, &draft.source),
    }
}

/// Puts the choice of one border of a draft, and says at which words its places are; fewer than
/// two are no choice.
fn borders(
    reading: &Reading<'_>,
    seen: &Seen,
    cue: &Maker,
    draft: &mut Draft,
    role: Role,
    choice: &mut Choice,
) -> Vec<usize> {
    let clauses = reading.clauses;
    let frame = draft.frame;
    let phrase = role
        .phrase(draft)
        .filter(|phrase| phrase.start < phrase.end);
    let Some(phrase) = phrase else {
        return Vec::new();
    };
    let (ruled, borders) = match role.begins() {
        true => (phrase.start, border::starts(clauses, phrase)),
        false => (phrase.end, border::ends(clauses, phrase)),
    };
    choice.begin(role);
    choice.ruled = borders.iter().position(|at| *at == ruled).unwrap_or(0);
    if borders.len() > 1 {
        let sight = Sight::new(reading, seen, cue, frame, role, phrase);
        for at in &borders {
            sight.see(*at, &mut choice.features);
            choice.place(match role.begins() {
                true => clauses.words[*at].span.start,
                false => clauses.words[*at - 1].span.end,
            });
        }
    }
    borders
}

/// Takes the border that is chosen, and says whether that moved it.
fn moves(borders: &[usize], ranker: Ranker<'_>, draft: &mut Draft, choice: &Choice) -> bool {
    if borders.len() < 2 {
        return false;
    }
    let place = ranker.chooser.choose(choice);
    let (Some(chosen), Some(phrase)) = (borders.get(place), choice.role.phrase(draft)) else {
        return false;
    };
    match choice.role.begins() {
        true => phrase.start = *chosen,
        false => phrase.end = *chosen,
    }
    place != choice.ruled
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{Claim, Cue, CueType, Entity, Label, Lexicon, claims, given};
    use crate::model::{ClaimParts, SPAN_FEATURES, SpanParts, finish, mix};
    use crate::text::{Source, Text};
    use std::cell::RefCell;

    const SENTENCE: &str = "The mill’s owner, Ana Pop, said on Monday that the river, which is \
        wide, may rise, and she left.";

    fn span(words: &str) -> Span {
        let start = SENTENCE.find(words).expect(words) as u32;
        Span::new(start, start + words.len() as u32)
    }

    fn chosen_by(chooser: Option<&dyn Choose>) -> Vec<Claim> {
        let text = Text::new(Source::new(SENTENCE));
        let lexicon = Lexicon::english();
        let cue = |(words, kind)| Cue {
            span: span(words),
            kind,
            confidence: 1.0,
            why: Vec::new(),
        };
        let cues = [("said", CueType::Attribution), ("may", CueType::Modal)];
        let cues: Vec<_> = (cues.map(cue).into_iter())
            .map(|cue| given(&text, cue, &lexicon))
            .collect();
        let entity = |(words, label)| Entity {
            span: span(words),
            label,
            confidence: 1.0,
            why: Vec::new(),
        };
        let entities = [("Ana Pop", Label::Person), ("Monday", Label::Date)].map(entity);
        let names = &Model::knowing_nothing();
        let ranker = chooser.map(|chooser| Ranker { chooser, names });
        claims(&text, 0..1, &entities, &cues, None, ranker, &lexicon)
    }

    /// Takes the places of one role that lie furthest behind, and hears all others' features.
    #[derive(Debug, Default)]
    struct Last {
        role: Option<Role>,
        heard: RefCell<Vec<(Role, Vec<Key>)>>,
        drafted: RefCell<Vec<Drafted>>,
    }

    impl Choose for Last {
        fn begin(&self, drafted: &dyn Fn() -> Drafted) {
            self.drafted.borrow_mut().push(drafted());
        }

        fn choose(&self, choice: &Choice) -> usize {
            let places = 0..choice.places.len();
            let features = places.flat_map(|place| choice.features(place).to_vec());
            (self.heard.borrow_mut()).push((choice.role, features.collect()));
            match self.role == Some(choice.role) {
                true => choice.places.len() - 1,
                false => choice.ruled,
            }
        }
    }

    /// Whoever changes a template changes the number in the model too: old weights are of no use
    /// then.
    #[test]
    fn the_set_of_features_is_named() {
        let chooser = Last::default();
        chosen_by(Some(&chooser));
        let heard = chooser.heard.into_inner();
        for role in Role::ALL {
            assert!(heard.iter().any(|(heard, _)| *heard == role), "{role:?}");
        }
        let features = heard.into_iter().flat_map(|(_, features)| features);
        let features = finish(features.fold(0, mix));
        assert_eq!(features, SPAN_FEATURES, "{features:#x}");
    }

    #[test]
    fn what_is_chosen_is_done_and_told() {
        let ruled = chosen_by(None);
        let same = Last::default();
        assert_eq!(
            chosen_by(Some(&same)),
            ruled,
            "the frames' places change nothing"
        );
        let drafted = same.drafted.into_inner();
        assert_eq!(drafted[0].cue, Some(span("said")));
        assert_eq!(drafted[0].content, ruled[0].content);
        let to_the_end = Last {
            role: Some(Role::ContentEnd),
            ..Last::default()
        };
        let moved = chosen_by(Some(&to_the_end));
        let end = span("she left").end;
        assert!(ruled[0].content[0].end < end);
        assert_eq!(moved[0].content[0].end, end);
        assert_eq!(moved[0].content[0].start, ruled[0].content[0].start);
        assert_eq!(moved[0].why.last().map(|why| &*why.rule), Some("ranked"));
        assert!(ruled[0].why.iter().all(|why| why.rule != "ranked"));
    }

    /// Weights that speak against whatever has a source.
    #[test]
    fn weights_drop_what_is_no_claim_and_say_how_sure_the_rest_is() {
        let chooser = Last::default();
        let all = chosen_by(Some(&chooser));
        let heard = chooser.heard.into_inner();
        let claim = heard.iter().find(|(role, _)| *role == Role::Claim);
        let weights = claim.into_iter().flat_map(|(_, keys)| keys);
        let model = |weight: i8| {
            let weights = weights.clone().map(|key| (*key, weight)).collect();
            let spans = SpanParts { step: 0.1, weights };
            let parts = ClaimParts {
                spans,
                ..ClaimParts::default()
            };
            ClaimModel::read(&parts.write()).expect("what was written is read")
        };
        let (against, with) = (model(-2), model(2));
        assert!(chosen_by(Some(&against)).len() < all.len());
        let kept = chosen_by(Some(&with));
        assert_eq!(kept.len(), all.len());
        assert!(kept[0].confidence > 0.99, "{}", kept[0].confidence);
        let zero = ClaimModel::default();
        assert!((chosen_by(Some(&zero))[0].confidence - 0.5).abs() < 1e-6);
    }
}

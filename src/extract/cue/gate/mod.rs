//! Trained weights that say whether words are a cue here, and of which type.
//!
//! Knows how places are scored, and which of those that overlap stay. Must not know how weights
//! are learnt, nor what a cue means for a claim.
//!
//! What the lexicon finds is a place, whether its contexts admit it or not; so is any other
//! word that could be a verb, noun or adverb. Each place is seen through the templates of
//! [`template`], and the weights of what is seen are added up for each type, and for none.

mod glance;
mod place;
mod template;

pub use place::CuePlace;

use super::find::{Block, Candidate};
use super::given::usual;
use super::lexicon::Tables;
use super::site::Site;
use super::{EntryId, FoundCue};
use crate::extract::{Cue, CueType, Entity, Lexicon, Reason};
use crate::model::{CUE_LANES, ClaimModel, Key, Model};
use crate::text::Text;
use glance::Glance;
use place::{Judged, Place};
use std::ops::Range;
use template::{Seen, Told};

/// The outcome that is no cue; the types of cues stand before it, in their order.
pub const NO_CUE: usize = CueType::ALL.len();
const _: () = assert!(NO_CUE < CUE_LANES);

/// The weights with what they see by.
#[derive(Debug, Clone, Copy)]
pub struct Gate<'a> {
    pub weights: &'a ClaimModel,
    /// For its clusters of words.
    pub names: &'a Model,
}

/// Added to what speaks for a cue, in the steps of the weights: one that is missed costs more
/// than one too many.
const LENIENCE: i32 = 12;
/// Of places that overlap, one at most is a cue, and which one is often open ("is expected to",
/// "expected to", "expected"): none passes alone then. What their chances must come to for the
/// best of them to pass.
const SHARED: f32 = 0.5;
/// How far below passing a place counts among those that overlap.
const NEAR: i32 = -30;
/// The most reasons that are told beside the lexicon's.
const MOST_REASONS: usize = 3;
/// What weighs less, in steps, is not told.
const LEAST_REASON: i32 = 3;

/// A place that is a cue as far as it alone can say, or nearly.
struct Passed<'a> {
    place: Place<'a>,
    kind: CueType,
    scores: [i16; CUE_LANES],
    /// How far it is from being none.
    margin: i32,
    /// What was seen of it that can be told.
    told: Vec<(Key, Told)>,
}

impl Gate<'_> {
    pub(super) fn cues(self, block: &Block<'_>, tables: &Tables) -> Vec<FoundCue> {
        let (tokens, seen) = (block.tokens(), Seen::new(block, self.names));
        let mut glance = Glance::new(block, &seen, self.weights);
        let mut is_worth = |site: &Site<'_>| glance.is_worth(site);
        let mut found = Vec::new();
        let (mut features, mut told) = (Vec::new(), Vec::new());
        for sentence in block.sentences() {
            let mut passed = Vec::new();
            for place in place::places(tokens, &sentence, tables, &|_| false, &mut is_worth) {
                features.clear();
                told.clear();
                template::see(&seen, &place, tables, &mut |key, what| {
                    features.push(key);
                    if what != Told::Nothing {
                        told.push((key, what));
                    }
                });
                let mut scores = [0; CUE_LANES];
                self.weights.cues.add(&features, &mut scores);
                let margin = margin(&scores) + LENIENCE;
                if margin > NEAR {
                    passed.push(Passed {
                        place,
                        kind: CueType::ALL[best(&scores)],
                        scores,
                        margin,
                        told: told.clone(),
                    });
                }
            }
            let (sure, near) = passed.into_iter().partition(|passed| passed.margin > 0);
            let sure = settled(sure);
            let chance = |near: &Passed<'_>| 1.0 - self.weights.probabilities(&near.scores)[NO_CUE];
            let near = shared(near, &sure, &chance);
            let mut kept: Vec<_> = sure.into_iter().chain(near).collect();
            kept.sort_by_key(|passed| passed.place.site.cue.start);
            let kept = kept.into_iter();
            found.extend(kept.map(|passed| passed.found(block, tables, self)));
        }
        found
    }
}

/// The likeliest type.
fn best(scores: &[i16; CUE_LANES]) -> usize {
    (1..NO_CUE).fold(0, |best, kind| match scores[kind] > scores[best] {
        true => kind,
        false => best,
    })
}

/// How far the likeliest type is from being none.
fn margin(scores: &[i16; CUE_LANES]) -> i32 {
    i32::from(scores[best(scores)]) - i32::from(scores[NO_CUE])
}

/// Of those that overlap, the ones whose margins are the most together.
fn settled(mut passed: Vec<Passed<'_>>) -> Vec<Passed<'_>> {
    passed.sort_by_key(|p| (p.place.site.cue.end, p.place.site.cue.start));
    let before = |at: usize| {
        let start = passed[at].place.site.cue.start;
        passed[..at].partition_point(|p| p.place.site.cue.end <= start)
    };
    let mut sums = vec![0; passed.len() + 1];
    for at in 0..passed.len() {
        sums[at + 1] = sums[at].max(sums[before(at)] + passed[at].margin);
    }
    let mut keep = vec![false; passed.len()];
    let mut end = passed.len();
    while end > 0 {
        if sums[end] > sums[end - 1] {
            keep[end - 1] = true;
            end = before(end - 1);
        } else {
            end -= 1;
        }
    }
    let mut keep = keep.into_iter();
    passed.retain(|_| keep.next().unwrap_or(false));
    passed
}

/// The best of each group of places that overlap, and nothing that is `sure`, where their chances
/// come to enough together.
fn shared<'a>(
    mut near: Vec<Passed<'a>>,
    sure: &[Passed<'a>],
    chance: &dyn Fn(&Passed<'_>) -> f32,
) -> Vec<Passed<'a>> {
    // What is sure stands in text order and does not overlap.
    near.retain(|near| {
        let cue = &near.place.site.cue;
        let at = sure.partition_point(|sure| sure.place.site.cue.end <= cue.start);
        let next = sure.get(at);
        next.is_none_or(|sure| sure.place.site.cue.start >= cue.end)
    });
    near.sort_by_key(|near| near.place.site.cue.start);
    let mut groups: Vec<(Range<usize>, f32, Passed<'a>)> = Vec::new();
    for near in near {
        let cue = near.place.site.cue.clone();
        let chance = chance(&near);
        match groups.last_mut() {
            Some((group, sum, best)) if cue.start < group.end => {
                group.end = group.end.max(cue.end);
                *sum += chance;
                if near.margin > best.margin {
                    *best = near;
                }
            }
            _ => groups.push((cue, chance, near)),
        }
    }
    let groups = groups.into_iter().filter(|(_, sum, _)| *sum >= SHARED);
    groups.map(|(_, _, best)| best).collect()
}

impl Passed<'_> {
    fn found(self, block: &Block<'_>, tables: &Tables, gate: Gate<'_>) -> FoundCue {
        let kind = self.kind;
        let confidence = gate.weights.probabilities(&self.scores)[kind as usize];
        let mut why = self.reasons(gate);
        let of_kind =
            |judged: &&Judged<'_>| tables.entry(EntryId(judged.matched.entry)).kind == kind;
        let mut judged = self.place.judged.iter().filter(of_kind);
        let admitted = judged.clone().find(|j| j.verdict.admitted().is_some());
        let tokens = block.tokens();
        if let Some(judged) = admitted.or_else(|| judged.next()) {
            let context = judged.verdict.admitted();
            let usual = tables.conditions(EntryId(judged.matched.entry)).usual();
            let candidate = Candidate {
                negated: self.place.site.negated(),
                group: self.place.site.group.clone(),
                matched: judged.matched.clone(),
                context: context.unwrap_or(usual),
            };
            let mut found = candidate.found(tokens, block.offset, tables);
            found.cue.confidence = confidence;
            if context.is_none() {
                found.cue.why.truncate(1);
            }
            why.retain(|reason| !found.cue.why.contains(reason));
            found.cue.why.append(&mut why);
            return found;
        }
        let site = &self.place.site;
        let global = |at: usize| (at + block.offset) as u32;
        why.insert(0, reason("cue-like".into(), kind));
        FoundCue {
            cue: Cue {
                span: site.span(),
                kind,
                confidence,
                why,
            },
            entry: None,
            certainty: usual(kind),
            tokens: global(site.cue.start)..global(site.cue.end),
            group: global(site.group.start)..global(site.group.end),
            head: global(site.head),
        }
    }

    /// What weighed most for the type against the next best, in the words of the lexicon's
    /// contexts.
    fn reasons(&self, gate: Gate<'_>) -> Vec<Reason> {
        let others = (0..=NO_CUE).filter(|lane| *lane != self.kind as usize);
        let other = others
            .max_by_key(|lane| self.scores[*lane])
            .unwrap_or(NO_CUE);
        let mut told: Vec<(Told, i32)> = Vec::new();
        for (key, what) in &self.told {
            let Some(row) = gate.weights.weights(*key) else {
                continue;
            };
            let weight = i32::from(row[self.kind as usize]) - i32::from(row[other]);
            match told.iter_mut().find(|(known, _)| known == what) {
                Some((_, sum)) => *sum += weight,
                None => told.push((*what, weight)),
            }
        }
        told.retain(|(_, weight)| *weight >= LEAST_REASON);
        told.sort_by_key(|(_, weight)| -weight);
        let names = told
            .iter()
            .filter_map(|(what, _)| what.name(&self.place.site));
        names
            .take(MOST_REASONS)
            .map(|name| reason(name, self.kind))
            .collect()
    }
}

fn reason(rule: String, kind: CueType) -> Reason {
    Reason {
        rule: rule.into(),
        cue: None,
        effect: kind.as_str().into(),
    }
}

/// All places of a text that may be cues, for training, in text order. Entries of the lexicon
/// that are `masked` are as if they were not there.
pub fn cue_places(
    text: &Text,
    entities: &[Entity],
    lexicon: &Lexicon,
    names: &Model,
    masked: &dyn Fn(u32) -> bool,
) -> Vec<CuePlace> {
    let tables = &lexicon.cue;
    let block = Block::new(text, 0..text.sentences.len(), entities, tables);
    let seen = Seen::new(&block, names);
    let mut out = Vec::new();
    for sentence in block.sentences() {
        for place in place::places(block.tokens(), &sentence, tables, masked, &mut |_| true) {
            let mut features: Vec<Key> = Vec::new();
            template::see(&seen, &place, tables, &mut |key, _| features.push(key));
            out.push(place.kept(features));
        }
    }
    out.sort_by_key(|place: &CuePlace| place.span);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::cues;
    use crate::model::{CLAIM_FEATURES, CLAIM_LABELS, ClaimParts, SpanParts, finish, hash, mix};
    use crate::text::Source;

    const SENTENCE: &str = "“It may close,” the mill’s owner said on 3 May; he denies that he \
        dithered about it. The claim was reportedly sent to about 300 people.";

    fn places(masked: &dyn Fn(u32) -> bool) -> Vec<CuePlace> {
        let text = Text::new(Source::new(SENTENCE));
        cue_places(
            &text,
            &[],
            &Lexicon::english(),
            &Model::knowing_nothing(),
            masked,
        )
    }

    /// Whoever changes a template or a type changes the numbers in the model too: old weights
    /// are of no use then. The lexicon is masked here, for it may change.
    #[test]
    fn the_sets_are_named() {
        let keys = places(&|_| true)
            .into_iter()
            .flat_map(|place| place.features);
        let features = finish(keys.fold(0, mix));
        assert_eq!(features, CLAIM_FEATURES, "{features:#x}");
        let labels = CueType::ALL.iter().map(|kind| hash(kind.as_str()));
        let labels = finish(labels.fold(0, mix));
        assert_eq!(labels, CLAIM_LABELS, "{labels:#x}");
    }

    #[test]
    fn places_are_what_the_lexicon_has_and_open_words() {
        let words = |masked: &dyn Fn(u32) -> bool| -> Vec<(String, bool)> {
            places(masked)
                .into_iter()
                .map(|place| {
                    (
                        SENTENCE[place.span.range()].to_owned(),
                        !place.entries.is_empty(),
                    )
                })
                .collect()
        };
        let all = words(&|_| false);
        for known in ["may", "said", "denies", "claim", "reportedly", "about"] {
            assert!(all.contains(&(known.to_owned(), true)), "{known}: {all:?}");
        }
        assert!(all.contains(&("dithered".to_owned(), false)), "{all:?}");
        let masked = words(&|_| true);
        assert!(masked.contains(&("denies".to_owned(), false)), "{masked:?}");
        assert!(masked.iter().all(|(_, known)| !known));
    }

    /// What a glance adds up is a part of what is seen of a place.
    #[test]
    fn a_glance_sees_nothing_else() {
        let (names, lexicon) = (Model::knowing_nothing(), Lexicon::english());
        let text = Text::new(Source::new(SENTENCE));
        let block = Block::new(&text, 0..9, &[], &lexicon.cue);
        let (tokens, seen) = (block.tokens(), Seen::new(&block, &names));
        let mut looked = 0;
        for sentence in block.sentences() {
            let places = place::places(tokens, &sentence, &lexicon.cue, &|_| true, &mut |_| true);
            for place in places {
                let mut all = Vec::new();
                template::see(&seen, &place, &lexicon.cue, &mut |key, _| all.push(key));
                let (site, mut glance) = (&place.site, Vec::new());
                let letters = site.text(site.cue.start).as_bytes();
                template::open_word(&seen, site.cue.start, letters, &mut glance);
                for (place, at) in template::around(site).into_iter().enumerate() {
                    let at = site.sentence.contains(&at).then_some(at);
                    template::beside_open(&seen, at, place, &mut glance);
                }
                assert!(glance.iter().all(|key| all.contains(key)), "{site:?}");
                looked += glance.len();
            }
        }
        assert!(looked > 100, "{looked}");
    }

    /// Words that no weight speaks for are passed over, others not.
    #[test]
    fn a_glance_is_worth_what_letters_weigh() {
        let (names, lexicon) = (Model::knowing_nothing(), Lexicon::english());
        let text = Text::new(Source::new("They dithered about the mills."));
        let block = Block::new(&text, 0..1, &[], &lexicon.cue);
        let seen = Seen::new(&block, &names);
        let site = |at: usize| Site::new(block.tokens(), 0..6, at..at + 1, at);
        let mut row = [0; CUE_LANES];
        row[NO_CUE] = 100;
        let mut against = Vec::new();
        template::open_word(&seen, 1, b"dithered", &mut against);
        let parts = ClaimParts {
            version: "test".into(),
            step: 0.1,
            cues: against.into_iter().map(|key| (key, row)).collect(),
            ..ClaimParts::default()
        };
        let weights = ClaimModel::read(&parts.write()).expect("what was written is read");
        let mut glance = Glance::new(&block, &seen, &weights);
        assert!(!glance.is_worth(&site(1)));
        let none = ClaimModel::read(&ClaimParts::default().write()).expect("none");
        assert!(Glance::new(&block, &seen, &none).is_worth(&site(1)));
    }

    /// Weights that take each word of a kind for a cue: what is found then.
    #[test]
    fn weights_decide_and_say_why() {
        let names = Model::knowing_nothing();
        let wanted = "dithered";
        let mut parts = ClaimParts {
            version: "test".into(),
            step: 0.1,
            cues: Vec::new(),
            spans: SpanParts::default(),
        };
        for place in places(&|_| false) {
            let mut row = [0; CUE_LANES];
            if &SENTENCE[place.span.range()] == wanted {
                row[CueType::Denial as usize] = 9;
            }
            row[NO_CUE] = 3;
            parts
                .cues
                .extend(place.features.into_iter().map(|key| (key, row)));
        }
        // Features of several places are kept once: what the wanted word shares counts little.
        parts
            .cues
            .sort_by_key(|(key, row)| (*key, row[CueType::Denial as usize]));
        let weights = ClaimModel::read(&parts.write()).expect("what was written is read");
        let gate = Gate {
            weights: &weights,
            names: &names,
        };
        let text = Text::new(Source::new(SENTENCE));
        let found = cues(&text, 0..9, &[], &Lexicon::english(), Some(gate));
        let [one] = &found[..] else {
            panic!("{found:?}");
        };
        assert_eq!(&SENTENCE[one.cue.span.range()], wanted);
        assert_eq!(one.cue.kind, CueType::Denial);
        assert!(one.cue.confidence > 0.9, "{}", one.cue.confidence);
        assert_eq!(one.cue.why[0].rule, "cue-like");
        assert!(one.cue.why.len() > 1, "{:?}", one.cue.why);
    }

    fn passed<'a>(block: &'a Block<'_>, cue: Range<usize>, margin: i32) -> Passed<'a> {
        let head = cue.start;
        Passed {
            place: Place {
                site: Site::new(block.tokens(), 0..3, cue, head),
                judged: Vec::new(),
                beside: Vec::new(),
            },
            kind: CueType::Modal,
            scores: [0; CUE_LANES],
            margin,
            told: Vec::new(),
        }
    }

    #[test]
    fn of_cues_that_overlap_those_stay_that_are_surest_together() {
        let text = Text::new(Source::new("one two three"));
        let lexicon = Lexicon::english();
        let block = Block::new(&text, 0..1, &[], &lexicon.cue);
        let passed = |cue, margin| passed(&block, cue, margin);
        let kept = |all: Vec<Passed<'_>>| -> Vec<std::ops::Range<usize>> {
            settled(all).into_iter().map(|p| p.place.site.cue).collect()
        };
        assert_eq!(
            kept(vec![passed(0..2, 5), passed(0..1, 3), passed(1..2, 3)]),
            [0..1, 1..2]
        );
        assert_eq!(
            kept(vec![passed(0..2, 7), passed(0..1, 3), passed(1..2, 3)]),
            [0..2]
        );
        assert_eq!(
            kept(vec![passed(1..3, 4), passed(0..2, 4), passed(2..3, 1)]),
            [0..2, 2..3]
        );
        assert_eq!(kept(Vec::new()), []);
    }

    /// Each of several borders is unlikely; that one of them is right is not.
    #[test]
    fn borders_that_are_open_share_their_chances() {
        let text = Text::new(Source::new("one two three"));
        let lexicon = Lexicon::english();
        let block = Block::new(&text, 0..1, &[], &lexicon.cue);
        let kept = |near: &[(Range<usize>, i32)], sure: &[Range<usize>]| -> Vec<Range<usize>> {
            let near = near.iter().cloned();
            let near = near.map(|(cue, margin)| passed(&block, cue, margin));
            let sure: Vec<_> = (sure.iter().cloned())
                .map(|cue| passed(&block, cue, 1))
                .collect();
            let kept = shared(near.collect(), &sure, &|_| SHARED / 2.0);
            kept.into_iter().map(|p| p.place.site.cue).collect()
        };
        assert_eq!(kept(&[(0..2, -9), (1..3, -4)], &[]), [1..3]);
        assert_eq!(kept(&[(0..2, -9), (2..3, -4)], &[]), []);
        assert_eq!(kept(&[(0..2, -9)], &[]), []);
        assert_eq!(kept(&[(0..2, -9), (1..3, -4)], &[2..3]), []);
    }
}

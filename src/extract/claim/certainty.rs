//! How sure a claim is: the scheme's combination rules, as one table in order.
//!
//! Knows levels and cue types. Must not know words, nor where a cue stands: it is told which
//! cues decide, and returns the level with the steps that led there.

use super::rule::Rule;
use crate::extract::{Certainty, CueType, Reason};
use std::borrow::Cow;

/// A cue that bears on a claim's main verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Deciding {
    pub(super) cue: u32,
    pub(super) kind: CueType,
    pub(super) level: Certainty,
    /// The cue without which there would be no such claim.
    pub(super) makes: Makes,
    /// The verb group that it stands in; none where it stands outside of one.
    pub(super) group: Option<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Makes {
    TheClaim,
    /// A claim that punctuation would make as well: "she said: “C”".
    Nothing,
    ItsLevel,
}

/// What the words of a claim say beside its cues.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Setting {
    pub(super) question: bool,
    pub(super) counterfactual: bool,
    /// The past perfect of a plan or an expectation: "had been due".
    pub(super) called_off: bool,
}

/// One step: what it leaves of the deciding cues, or the level that it sets.
type Step = fn(&mut Vec<Deciding>, Setting) -> Option<Certainty>;

/// The steps in the order in which they act. What they leave is settled by the weakest.
const STEPS: &[(Rule, Step)] = &[
    (Rule::Overturned, overturned),
    (Rule::Counterfactual, counterfactual),
    (Rule::Question, question),
    (Rule::AdverbOverModal, adverb_over_modal),
    (Rule::PlanWithin, plan_within),
    (Rule::BoosterWithin, booster_within),
];

/// The level of a claim that `frame` found, and why.
pub(super) fn combine(
    frame: Rule,
    deciding: &[Deciding],
    setting: Setting,
) -> (Certainty, Vec<Reason>) {
    let (level, acted) = settle(deciding.to_vec(), setting);
    let mut why = vec![reason(frame, None, level)];
    for (index, cue) in deciding.iter().enumerate() {
        let mut others = deciding.to_vec();
        others.remove(index);
        // A cue is named where without it the claim would not be there or have another level.
        let alone = others.is_empty();
        let named = match cue.makes {
            Makes::TheClaim => true,
            Makes::ItsLevel => alone || settle(others, setting).0 != level,
            Makes::Nothing => !alone && settle(others, setting).0 != level,
        };
        if let Some(rule) = Rule::of(cue.kind).filter(|_| named) {
            why.push(reason(rule, Some(cue.cue), cue.level));
        }
    }
    why.extend(acted.into_iter().map(|rule| reason(rule, None, level)));
    (level, why)
}

/// The level, and the steps that acted.
fn settle(mut deciding: Vec<Deciding>, setting: Setting) -> (Certainty, Vec<Rule>) {
    let mut acted = Vec::new();
    for (rule, step) in STEPS {
        let before = deciding.len();
        if let Some(level) = step(&mut deciding, setting) {
            acted.push(*rule);
            return (level, acted);
        }
        if deciding.len() < before {
            acted.push(*rule);
        }
    }
    let weakest = deciding.iter().map(|cue| cue.level).min();
    let level = weakest.unwrap_or(Certainty::Reported);
    let share = deciding.iter().filter(|cue| cue.level == level).count();
    if share < deciding.len() {
        acted.push(Rule::Weakest);
    }
    if share > 1 {
        acted.push(Rule::Agreeing);
    }
    (level, acted)
}

pub(super) fn reason(rule: Rule, cue: Option<u32>, level: Certainty) -> Reason {
    Reason {
        rule: Cow::Borrowed(rule.as_str()),
        cue,
        effect: Cow::Borrowed(level.as_str()),
    }
}

/// An expectation that did not come true.
#[expect(clippy::ptr_arg)] // One signature for all rules; some take cues out.
fn overturned(deciding: &mut Vec<Deciding>, setting: Setting) -> Option<Certainty> {
    let expects = |cue: &Deciding| matches!(cue.kind, CueType::Plan | CueType::Belief);
    (setting.called_off && deciding.iter().all(expects)).then_some(Certainty::Unlikely)
}

/// Rule 8: a condition that did not hold.
#[expect(clippy::ptr_arg)] // One signature for all rules; some take cues out.
fn counterfactual(deciding: &mut Vec<Deciding>, setting: Setting) -> Option<Certainty> {
    let condition = deciding.iter().any(|cue| cue.kind == CueType::Condition);
    (setting.counterfactual && condition).then_some(Certainty::Denied)
}

/// A hedge in a question of the author's leaves its claim open.
#[expect(clippy::ptr_arg)] // One signature for all rules; some take cues out.
fn question(deciding: &mut Vec<Deciding>, setting: Setting) -> Option<Certainty> {
    setting
        .question
        .then_some(Certainty::Unresolved)
        .filter(|_| !deciding.is_empty())
}

/// Rule 1: in one verb group an adverb of probability decides over the modal.
fn adverb_over_modal(deciding: &mut Vec<Deciding>, _: Setting) -> Option<Certainty> {
    let groups: Vec<u32> = deciding
        .iter()
        .filter(|cue| cue.kind == CueType::Epistemic)
        .filter_map(|cue| cue.group)
        .collect();
    deciding.retain(|cue| {
        cue.kind != CueType::Modal || cue.group.is_none_or(|group| !groups.contains(&group))
    });
    None
}

/// Rule 5: a plan changes nothing where anything else bears on the claim.
fn plan_within(deciding: &mut Vec<Deciding>, _: Setting) -> Option<Certainty> {
    keep_others(deciding, CueType::Plan);
    None
}

/// Rule 3: a booster never lifts a hedge.
fn booster_within(deciding: &mut Vec<Deciding>, _: Setting) -> Option<Certainty> {
    keep_others(deciding, CueType::Booster);
    None
}

fn keep_others(deciding: &mut Vec<Deciding>, kind: CueType) {
    if deciding.iter().any(|cue| cue.kind != kind) {
        deciding.retain(|cue| cue.kind != kind);
    }
}

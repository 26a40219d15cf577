//! How sure a claim is: the scheme's combination rules, as one table in order.
//!
//! Knows levels and cue types. Must not know words, nor where a cue stands: it is told which
//! cues decide, and returns the level with the steps that led there.

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
    ItsLevel,
}

/// What the words of a claim say beside its cues.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Setting {
    pub(super) question: bool,
    pub(super) counterfactual: bool,
    /// A plan or expectation that the past perfect calls off ("had been due").
    pub(super) overturned: bool,
}

/// One rule: what it leaves of the deciding cues, or the level that it sets.
type Rule = fn(&mut Vec<Deciding>, Setting) -> Option<Certainty>;

/// The rules in the order in which they act, by their stable names.
const RULES: &[(&str, Rule)] = &[
    ("overturned", overturned),
    ("counterfactual", counterfactual),
    ("question", question),
    ("adverb-over-modal", adverb_over_modal),
    ("plan-within", plan_within),
    ("booster-within", booster_within),
];

/// The level, and why.
pub(super) fn combine(deciding: &[Deciding], setting: Setting) -> (Certainty, Vec<Reason>) {
    let level = level(deciding, setting);
    let mut why: Vec<Reason> = Vec::new();
    for cue in deciding {
        let others: Vec<Deciding> = deciding
            .iter()
            .copied()
            .filter(|other| other != cue)
            .collect();
        // A cue is named where it makes the claim, or where the level would be another without it.
        let decides = !others.is_empty() && self::level(&others, setting) != level;
        if cue.makes == Makes::TheClaim || others.is_empty() || decides {
            why.push(reason(cue.kind.as_str(), Some(cue.cue), cue.level));
        }
    }
    let mut left = deciding.to_vec();
    for (name, rule) in RULES {
        let before = left.len();
        let set = rule(&mut left, setting);
        if let Some(level) = set {
            why.push(reason(name, None, level));
            return (level, why);
        }
        if left.len() < before {
            why.push(reason(name, None, level));
        }
    }
    let weakest = left.iter().filter(|cue| cue.level == level).count();
    if weakest > 1 {
        why.push(reason("agreeing", None, level));
    } else if left.iter().any(|cue| cue.level != level) {
        why.push(reason("weakest", None, level));
    }
    (level, why)
}

fn level(deciding: &[Deciding], setting: Setting) -> Certainty {
    let mut left = deciding.to_vec();
    for (_, rule) in RULES {
        if let Some(level) = rule(&mut left, setting) {
            return level;
        }
    }
    left.iter()
        .map(|cue| cue.level)
        .min()
        .unwrap_or(Certainty::Reported)
}

fn reason(rule: &str, cue: Option<u32>, level: Certainty) -> Reason {
    Reason {
        rule: Cow::Owned(rule.to_owned()),
        cue,
        effect: Cow::Borrowed(level.as_str()),
    }
}

/// An expectation that did not come true.
fn overturned(deciding: &mut Vec<Deciding>, setting: Setting) -> Option<Certainty> {
    let expects = |cue: &Deciding| matches!(cue.kind, CueType::Plan | CueType::Belief);
    (setting.overturned && deciding.iter().all(expects)).then_some(Certainty::Unlikely)
}

/// Rule 8: a condition that did not hold.
fn counterfactual(deciding: &mut Vec<Deciding>, setting: Setting) -> Option<Certainty> {
    let condition = deciding.iter().any(|cue| cue.kind == CueType::Condition);
    (setting.counterfactual && condition).then_some(Certainty::Denied)
}

/// A hedge in a question of the author's leaves its claim open.
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

//! The sheet of rules: what a person taught in this project, a new rule with what it would
//! change in the open documents, and the list of all.

use super::{PAGE, choice, done, hand, in_context, stretch};
use crate::annotation::{Document, Id, Kind, Label, Mark, Status};
use crate::extract::{CueType, Label as Known};
use crate::find::{Case, Change, Rule, Rules, Says, Tag, changes, taught};
use crate::hand::{Reader, levelled};
use crate::protocol::{At, Done};
use crate::text::{Span, tokenize};
use crate::ui::app::Field;
use crate::ui::html::{Element, On, Property, el};
use crate::ui::paper::{ask, select, switch};
use crate::ui::words::{count, grouped};
use std::collections::BTreeSet;

/// The sheet's name.
const NAME: &str = "rules";
/// What is meant where nobody said.
const USUAL: Tag = Tag::Name(Label::Scheme(Known::Person));
/// What words can never be: what a rule that says so is called in a list of labels, and its layer.
const NEVER: [(&str, &str, Kind); 2] = [
    ("never", "is never a name", Kind::Entity),
    ("never a cue", "is never a cue", Kind::Cue),
];

/// What a rule says, as it is called in a list of labels.
fn called(says: Says) -> &'static str {
    match says {
        Says::Always(tag) => tag.as_str(),
        Says::Never(layer) => {
            let never = NEVER.iter().find(|(.., known)| *known == layer);
            never.map_or("", |(name, ..)| name)
        }
    }
}

/// The other way round.
fn says(name: &str) -> Option<Says> {
    let never = NEVER.iter().find(|(known, ..)| *known == name);
    let never = never.map(|(.., layer)| Says::Never(*layer));
    never.or_else(|| Tag::parse(name).map(Says::Always))
}

/// The same in words.
fn in_words(says: Says) -> String {
    match says {
        Says::Always(tag) => format!("is always {}", tag.as_str()),
        Says::Never(layer) => {
            let never = NEVER.iter().find(|(.., known)| *known == layer);
            never.map_or("", |(_, words, _)| words).to_owned()
        }
    }
}

#[derive(Debug, Default)]
pub struct State {
    rules: Vec<Rule>,
    draft: Option<Draft>,
    /// What was deleted last, and from where.
    deleted: Option<(usize, Rule)>,
}

/// A rule that is being thought of.
#[derive(Debug)]
struct Draft {
    rule: Rule,
    /// The rule that is edited, by its index; none where it is new.
    of: Option<usize>,
    /// The changes that the person does not want: where, in which document.
    left_out: BTreeSet<(String, Span)>,
}

impl State {
    /// The rules as they are now.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// Takes over the rules that are kept.
    pub fn set(&mut self, rules: Vec<Rule>) {
        *self = Self {
            rules,
            ..Self::default()
        };
    }

    /// Thinks of the rule that a person's decision on a mark, or what they selected, suggests.
    /// Says why not, where there is none.
    pub fn teach(&mut self, document: &Document, at: &At) -> Result<(), String> {
        let mark = at.mark.as_ref().and_then(|id| document.mark(id));
        let tagged = mark.and_then(|mark| Some((mark, mark.span(), Tag::of(&mark.body)?)));
        let (span, says) = match (at.selection(), tagged) {
            (Some(span), Some((_, of, tag))) if span == of => (span, Says::Always(tag)),
            (Some(span), _) => (span, Says::Always(USUAL)),
            (None, Some((mark, span, tag))) if mark.status == Status::Rejected => {
                (span, Says::Never(tag.kind()))
            }
            (None, Some((_, span, tag))) => (span, Says::Always(tag)),
            (None, None) => {
                return Err(
                    "Select a name or a cue first: rules say what words are always.".to_owned(),
                );
            }
        };
        let words = document.source().get(span).unwrap_or_default();
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        self.draft = Some(Draft {
            of: None,
            rule: Rule {
                words,
                case: Case::Exact,
                says,
                on: true,
            },
            left_out: BTreeSet::new(),
        });
        Ok(())
    }

    /// Reads what a control asks for; whether the rules are others now.
    pub fn ask(&mut self, words: &str) -> bool {
        let (what, value) = words.split_once('=').unwrap_or((words, ""));
        let at: Option<usize> = value.parse().ok();
        let at = at.filter(|at| *at < self.rules.len());
        match (what, at, &mut self.draft) {
            ("words", _, Some(draft)) => draft.rule.words = value.to_owned(),
            ("case", _, Some(draft)) => {
                draft.rule.case = draft.rule.case.other();
            }
            ("says", _, Some(draft)) => {
                draft.rule.says = says(value).unwrap_or(draft.rule.says);
            }
            ("choose", _, Some(draft)) => {
                if let Some(place) = place(value)
                    && !draft.left_out.remove(&place)
                {
                    draft.left_out.insert(place);
                }
            }
            ("" | "cancel", ..) => self.draft = None,
            ("edit", Some(at), _) => {
                self.draft = Some(Draft {
                    rule: self.rules[at].clone(),
                    of: Some(at),
                    left_out: BTreeSet::new(),
                });
            }
            ("on", Some(at), _) => {
                self.rules[at].on = !self.rules[at].on;
                return true;
            }
            ("delete", Some(at), _) => {
                self.deleted = Some((at, self.rules.remove(at)));
                self.draft = None;
                return true;
            }
            ("back", ..) => {
                if let Some((at, rule)) = self.deleted.take() {
                    self.rules.insert(at.min(self.rules.len()), rule);
                    return true;
                }
            }
            _ => {}
        }
        false
    }

    /// Takes the new rule among the others, and says what it changes: an edit for each open
    /// document that has its words.
    pub fn learn(&mut self, open: &[&Document], reader: &dyn Reader) -> Vec<(String, Done)> {
        let Some(draft) = self.draft.take() else {
            return Vec::new();
        };
        if draft.rule.words.trim().is_empty() {
            self.draft = Some(draft);
            return Vec::new();
        }
        let mut answers = Vec::new();
        for document in open {
            let mut wanted = draft.changes(document);
            wanted.retain(|change| draft.wants(document, change));
            if !wanted.is_empty() {
                let words = count(wanted.len(), "suggestion follows", "suggestions follow");
                let edit = levelled(document, taught(document, &wanted), reader);
                let done = done(edit, format!("Taught. {words}."));
                answers.push((document.id.clone(), done));
            }
        }
        let rule = Rule {
            on: true,
            ..draft.rule
        };
        let same = || self.rules.iter().position(|known| known.is_of_same(&rule));
        match draft.of.or_else(same).and_then(|of| self.rules.get_mut(of)) {
            Some(before) => *before = rule,
            None => self.rules.push(rule),
        }
        answers
    }

    pub fn view(&self, open: &[&Document], labels: &[Label]) -> Element {
        let sheet = el("div#rules.sheet[aria-label=Rules of this project]");
        let sheet = match &self.draft {
            Some(draft) => draft.view(sheet, open, labels),
            None => sheet.child(el("p.summary").text(
                "What you teach holds for all that is read in this project from now on. What you decided yourself stays.",
            )),
        };
        let rows = self.rules.iter().enumerate();
        let sheet = match self.rules.is_empty() {
            true => sheet.child(el("p.none").text(
                "Nothing was taught yet: choose a name or a cue in the text, and press “Teach”.",
            )),
            false => sheet.child(el("ol").children(rows.map(|(at, rule)| row(at, rule)))),
        };
        match &self.deleted {
            Some((_, rule)) => sheet.child(
                el("p.done[aria-live=polite]")
                    .text(format!("The rule for “{}” is deleted. ", rule.words))
                    .child(ask(NAME, "back").text("Undo")),
            ),
            None => sheet,
        }
    }
}

fn place(value: &str) -> Option<(String, Span)> {
    let (document, span) = value.rsplit_once(' ')?;
    Some((document.to_owned(), stretch(span)?))
}

fn row(at: usize, rule: &Rule) -> Element {
    let words = format!("“{}” {}", rule.words, in_words(rule.says));
    let words = match rule.case {
        Case::Exact => words,
        Case::Any => format!("{words}, however it is written"),
    };
    let of = |what: &str| format!("{what} the rule for “{}”", rule.words);
    el("li")
        .key(at.to_string())
        .child(el("span").text(words))
        .child(
            switch(NAME, &format!("on={at}"), rule.on, "On".to_owned())
                .attr("aria-label", of("Follow")),
        )
        .child(
            ask(NAME, format!("edit={at}"))
                .attr("aria-label", of("Edit"))
                .text("Edit"),
        )
        .child(
            ask(NAME, format!("delete={at}"))
                .attr("aria-label", of("Delete"))
                .text("Delete"),
        )
}

impl Draft {
    /// What the rule alone would change in a document.
    fn changes(&self, document: &Document) -> Vec<Change> {
        let tokens = tokenize(document.source().text());
        changes(&Rules::new([&self.rule]), document, &tokens)
    }

    fn wants(&self, document: &Document, change: &Change) -> bool {
        !self.left_out.contains(&(document.id.clone(), change.span))
    }

    fn view(&self, sheet: Element, open: &[&Document], labels: &[Label]) -> Element {
        let all: Vec<(&Document, Change)> = (open.iter())
            .flat_map(|document| {
                let changes = self.changes(document).into_iter();
                changes.map(|change| (*document, change))
            })
            .collect();
        let wanted = all
            .iter()
            .filter(|(document, change)| self.wants(document, change));
        let words = match wanted.count() {
            0 => "Teach".to_owned(),
            1 => "Teach, and change 1 suggestion".to_owned(),
            several => format!("Teach, and change {} suggestions", grouped(several)),
        };
        let summary = match all.len() {
            0 => "In the open articles nothing would change.".to_owned(),
            number => {
                let places = count(number, "place", "places");
                format!("In the open articles {places} would change:")
            }
        };
        let names = labels.iter().map(|label| Says::Always(Tag::Name(*label)));
        let cues = (CueType::ALL.iter()).map(|kind| Says::Always(Tag::Cue(*kind)));
        let never = NEVER.iter().map(|(.., layer)| Says::Never(*layer));
        let choices = names.chain(cues).chain(never);
        let choices = choices.map(|says| (called(says).to_owned(), in_words(says)));
        let rows = all
            .iter()
            .take(PAGE)
            .map(|(document, change)| self.item(document, change));
        sheet
            .child(
                el("div.filters")
                    .child(
                        el("input[aria-label=Words of the rule]")
                            .property(Property::Value(self.rule.words.as_str().into()))
                            .on(On::Input(Field::Ask(format!("{NAME}:words=").into()))),
                    )
                    .child(select(
                        "What they are",
                        format!("{NAME}:says="),
                        called(self.rule.says),
                        choices,
                    ))
                    .child(switch(
                        NAME,
                        "case",
                        self.rule.case == Case::Exact,
                        "Capitals as written".to_owned(),
                    )),
            )
            .child(
                el("div.care")
                    .child(
                        hand(format!("{NAME}:learn"))
                            .class("primary")
                            .attr("autofocus", "")
                            .text(words),
                    )
                    .child(ask(NAME, "cancel").text("Do not teach")),
            )
            .child(el("p.summary[aria-live=polite]").text(summary))
            .child(el("ol").children(rows))
    }

    fn item(&self, document: &Document, change: &Change) -> Element {
        let Span { start, end } = change.span;
        let place = format!("{} {start}-{end}", document.id);
        let was = |id: &Id| {
            let mark: &Mark = document.mark(id)?;
            let words = document.source().get(mark.span())?;
            let tag = Tag::of(&mark.body)?.as_str();
            Some(match mark.span() == change.span {
                true => tag.to_owned(),
                false => format!("“{words}” {tag}"),
            })
        };
        let was: Vec<String> = change.take.iter().filter_map(was).collect();
        let was = match was.is_empty() {
            true => "nothing".to_owned(),
            false => was.join(", "),
        };
        let becomes = change.put.map_or("nothing", Tag::as_str);
        let button = choice(
            format!("{NAME}:choose={place}"),
            self.wants(document, change),
        );
        el("li")
            .key(place)
            .child(in_context(button, document, change.span))
            .child(el("span.progress").text(format!("{was} → {becomes}")))
    }
}

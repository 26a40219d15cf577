//! How the sheet of search looks.

use super::super::{PAGE, choice, hand, in_documents, written};
use super::{Around, ENOUGH, Found, LAYERS, NAME, SCOPES, Scope, Seen, State};
use crate::annotation::{Kind, Label, Status};
use crate::extract::{Certainty, CueType};
use crate::find::{Case, Layer, Manner, Tag};
use crate::ui::app::Field;
use crate::ui::html::{Element, On, Property, el};
use crate::ui::paper::{ask, capital, pages, select, switch};
use crate::ui::words::{count, grouped};
use std::collections::BTreeSet;

/// What counts as unsure, in hundredths.
const UNSURE: &[u32] = &[50, 70, 90];

impl State {
    pub fn view(&self, around: Around<'_>, labels: &[Label]) -> Element {
        let found: Vec<(usize, &Found)> = self.found.iter().enumerate().collect();
        let (rows, turns) = pages(NAME, self.page, &found, PAGE);
        let rows = rows.iter().map(|(at, found)| self.row(*at, found, around));
        let sheet = el("div#search.sheet[aria-label=Search]")
            .child(self.field())
            .child(self.tools(labels))
            .child(el("p.summary[aria-live=polite]").text(self.summary(around)))
            .child(el("p[aria-live=polite]").text(self.said.clone()));
        let sheet = match self.found.is_empty() {
            true => sheet,
            false => sheet.child(self.actions(labels)),
        };
        sheet.child(el("ol").children(rows)).child(turns)
    }

    fn field(&self) -> Element {
        el("input[type=search][aria-label=Search for][placeholder=Search for words][autofocus]")
            .property(Property::Value(self.words.as_str().into()))
            .on(On::Input(Field::Ask(format!("{NAME}:find=").into())))
    }

    fn tools(&self, labels: &[Label]) -> Element {
        let is_text = self.filter.layer == Layer::Text;
        let choices = |all: &[(Option<&'static str>, String)]| -> Vec<(String, String)> {
            let words = |(value, words): &(Option<&str>, String)| {
                (value.unwrap_or_default().to_owned(), words.clone())
            };
            all.iter().map(words).collect()
        };
        let select = |name, what: &str, chosen: &str, options: Vec<(String, String)>| {
            select(name, format!("{NAME}:{what}="), chosen, options)
        };
        let layer = LAYERS
            .iter()
            .find(|(layer, ..)| *layer == self.filter.layer);
        let scope = SCOPES.iter().find(|(scope, ..)| *scope == self.scope);
        let named = |(value, words): (&str, &str)| (value.to_owned(), words.to_owned());
        let layers = LAYERS.iter().map(|(_, name, words)| named((name, words)));
        let scopes = SCOPES.iter().map(|(_, name, words)| named((name, words)));
        let tools = el("div.filters")
            .child(select(
                "Look in",
                "in",
                layer.map_or("", |(_, name, _)| name),
                layers.collect(),
            ))
            .child(select(
                "Where",
                "scope",
                scope.map_or("", |(_, name, _)| name),
                scopes.collect(),
            ))
            .child(switch(
                NAME,
                "case",
                self.case == Case::Exact,
                "Capitals as written".into(),
            ))
            .child(switch(
                NAME,
                "regex",
                self.manner == Manner::Regex,
                "Regular expression".into(),
            ));
        if is_text {
            return tools;
        }
        let any = |words: &str| (None, words.to_owned());
        let own = |name: &'static str| (Some(name), name.to_owned());
        let names = labels.iter().map(|label| own(label.as_str()));
        let types = CueType::ALL.iter().map(|kind| own(kind.as_str()));
        let levels = Certainty::ALL.iter().map(|level| own(level.as_str()));
        let statuses = Status::ALL.iter();
        let statuses = statuses.map(|status| (Some(status.as_str()), capital(status.as_str())));
        let tags: Vec<_> = match self.filter.layer {
            Layer::Only(Kind::Entity) => names.collect(),
            Layer::Only(Kind::Cue) => types.collect(),
            Layer::Only(Kind::Claim) => Vec::new(),
            Layer::Text | Layer::Marks => names.chain(types).collect(),
        };
        let status = self.filter.status.map_or("", Status::as_str);
        let below = self
            .filter
            .below
            .map(|below| ((below * 100.0) as u32).to_string());
        let unsure = UNSURE
            .iter()
            .map(|below| (below.to_string(), format!("Confidence below {below} %")));
        let certain = std::iter::once((String::new(), "Any confidence".to_owned()));
        let all = |first: &str, rest: Vec<(Option<&'static str>, String)>| {
            choices(&[vec![any(first)], rest].concat())
        };
        let tools = match tags.is_empty() {
            true => tools,
            false => tools.child(select(
                "Label",
                "label",
                self.filter.tag.map_or("", Tag::as_str),
                all("Any label", tags),
            )),
        };
        let is_of_claims = matches!(self.filter.layer, Layer::Marks | Layer::Only(Kind::Claim));
        let tools = match is_of_claims {
            false => tools,
            true => tools.child(select(
                "Certainty",
                "certainty",
                self.filter.certainty.map_or("", Certainty::as_str),
                all("Any certainty", levels.collect()),
            )),
        };
        let flagged = self.filter.also.is_some();
        tools
            .child(switch(NAME, "flag", flagged, "Only flagged".to_owned()))
            .child(select(
                "Status",
                "status",
                status,
                all("Any status", statuses.collect()),
            ))
            .child(select(
                "Confidence",
                "below",
                below.as_deref().unwrap_or_default(),
                certain.chain(unsure).collect(),
            ))
    }

    fn summary(&self, around: Around<'_>) -> String {
        if let Some(bad) = &self.bad {
            let fine = self.words.get(..bad.at).unwrap_or_default();
            let rest = self.words.get(bad.at..).unwrap_or_default();
            return match fine {
                "" => format!("The expression cannot be read: {}.", bad.reason),
                fine => format!(
                    "The expression cannot be read behind “{fine}”, at “{rest}”: {}.",
                    bad.reason
                ),
            };
        }
        let documents: BTreeSet<&str> = self.found.iter().map(|f| &*f.document).collect();
        let results = count(self.found.len(), "result", "results");
        let aside = documents.iter().filter(|id| around.open(id).is_none());
        let aside = aside.count();
        match (self.run.is_some(), self.found.len()) {
            (true, _) => format!("{results} so far …"),
            (false, 0) if self.words.is_empty() && self.filter.layer == Layer::Text => {
                String::new()
            }
            (false, ENOUGH..) => format!("The first {results}: say more of what you look for."),
            (false, _) if documents.len() > 1 || aside > 0 => {
                format!("{results} in {}.", in_documents(documents.len(), aside))
            }
            (false, _) => format!("{results}."),
        }
    }

    fn actions(&self, labels: &[Label]) -> Element {
        let chosen = (0..self.found.len()).filter(|at| self.is_chosen(*at));
        let number = grouped(chosen.count());
        let button = |what: &str, words: String| hand(format!("{NAME}:{what}")).text(words);
        let place = el("div.care");
        let place = match self.filter.layer {
            Layer::Text => place,
            Layer::Marks | Layer::Only(_) => place
                .child(button("accept", format!("Accept {number}")))
                .child(button("reject", format!("Reject {number}"))),
        };
        let own = |name: &'static str| (name.to_owned(), name.to_owned());
        let names = labels.iter().map(|label| own(label.as_str()));
        let types = CueType::ALL.iter().map(|kind| own(kind.as_str()));
        let none = std::iter::once((String::new(), "Mark as …".to_owned()));
        let tags: Vec<_> = match self.filter.layer {
            Layer::Only(Kind::Claim) => Vec::new(),
            Layer::Only(Kind::Entity) => none.chain(names).collect(),
            Layer::Only(Kind::Cue) => none.chain(types).collect(),
            Layer::Text | Layer::Marks => none.chain(names).chain(types).collect(),
        };
        let place = match tags.is_empty() {
            true => place,
            false => {
                let chosen = self.tag.map_or("", Tag::as_str);
                place.child(select("Mark as", format!("{NAME}:tag="), chosen, tags))
            }
        };
        let place = match self.tag {
            Some(tag) => place.child(button(
                "label",
                format!("Mark {number} as {}", tag.as_str()),
            )),
            None => place,
        };
        place
            .child(ask(NAME, "every").text("Choose all"))
            .child(ask(NAME, "none").text("Choose none"))
    }

    fn row(&self, at: usize, found: &Found, around: Around<'_>) -> Element {
        let way = hand(format!("{NAME}:go={at}"));
        let title = (around.title)(&found.document);
        let open = around.open(&found.document);
        let now = open.map(|document| Seen::new(document, &found.hit));
        let is_same =
            |now: &Seen| found.hit.mark.is_some() || now.context.words == found.seen.context.words;
        let seen = match (&now, title) {
            (Some(now), _) => now.as_ref().filter(|now| is_same(now)),
            (None, Some(_)) => Some(&found.seen),
            (None, None) => None,
        };
        let way = match seen {
            Some(seen) => written(way, &seen.context),
            None => way.text("gone"),
        };
        let several = self.scope != Scope::Here;
        let place = match (open, title) {
            (Some(_), Some(title)) if several => format!("in “{title}”"),
            (None, Some(title)) => format!("in “{title}”, not open"),
            _ => String::new(),
        };
        let standing = seen.map_or("", |seen| &seen.standing);
        let what = match (standing, &*place) {
            ("", _) => place,
            (standing, "") => standing.to_owned(),
            (standing, place) => format!("{standing}, {place}"),
        };
        let chosen = choice(format!("{NAME}:choose={at}"), self.is_chosen(at))
            .attr("aria-label", "Choose this result");
        el("li")
            .key(at.to_string())
            .child(way)
            .child(el("span.progress").text(what))
            .child(chosen)
    }
}

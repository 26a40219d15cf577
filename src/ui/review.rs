//! What the person does with marks: choosing, walking, deciding, taking back.
//!
//! Knows the document and what is shown of it. Must not know how it looks.

use super::app::{App, Desk, Effect, Go, List, Msg, Order, Target};
use super::caret::Cursor;
use super::desk::SAMPLES;
use super::hand::Then;
use super::keymap::{Command, KeyPress, Place, Style};
use super::notice::Topic;
use super::run::Stage;
use super::shown::Facet;
use super::words;
use crate::annotation::{Body, EditError, Id, Kind, Mark, Status};
use crate::extract::Certainty;
use crate::protocol::Request;

/// How many claims a page of the list holds.
pub const PAGE: usize = 100;

/// Which way one goes from mark to mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    On,
    Back,
}

impl App {
    pub(super) fn perform(&mut self, command: Command, press: Option<&KeyPress>) -> Vec<Effect> {
        if !command.is_of_the_text() {
            return self.perform_now(command, press);
        }
        let mut effects = self.settle_typed();
        let work = self.work();
        if work.is_behind() && matches!(work.run.stage, Stage::Reading { .. }) {
            self.later = Some(command);
        } else {
            effects.extend(self.perform_now(command, press));
        }
        effects
    }

    fn perform_now(&mut self, command: Command, press: Option<&KeyPress>) -> Vec<Effect> {
        match command {
            Command::NextOpen => self.walk_open(Way::On),
            Command::PreviousOpen => self.walk_open(Way::Back),
            Command::NextMark => self.walk(Way::On, |_| true),
            Command::PreviousMark => self.walk(Way::Back, |_| true),
            Command::NextClaim => self.walk(Way::On, |mark| mark.kind() == Kind::Claim),
            Command::PreviousClaim => self.walk(Way::Back, |mark| mark.kind() == Kind::Claim),
            Command::NextMention => self.walk_mentions(Way::On),
            Command::PreviousMention => self.walk_mentions(Way::Back),
            Command::Cycle => self.cycle(),
            Command::FirstMark => self.jump(Way::Back),
            Command::LastMark => self.jump(Way::On),
            Command::Inspect => self.on_mark("inspector"),
            Command::Leave => self.leave(press),
            Command::Accept => self.decide(Status::Accepted),
            Command::Reject => self.decide(Status::Rejected),
            Command::AcceptOn => self.decide_on(Status::Accepted),
            Command::RejectOn => self.decide_on(Status::Rejected),
            Command::ReviewOrder => {
                self.review = self.review.other();
                Vec::new()
            }
            Command::Caret => self.toggle_caret(),
            Command::PlaceCaret => self.place_caret(),
            Command::Step(how) => {
                let extend = press.is_some_and(|press| press.modifiers.shift);
                vec![Effect::Step { extend, how }]
            }
            Command::Pick => self.pick(),
            Command::Label => press.map_or_else(Vec::new, |press| self.label(press)),
            Command::Relabel => self.on_mark("relabel"),
            Command::RelabelAll => self.on_mark("relabel-all"),
            Command::Undo => self.turn(Way::Back),
            Command::Redo => self.turn(Way::On),
            Command::Paste => vec![Effect::Paste],
            Command::OpenFile => vec![Effect::ChooseFile { folder: false }],
            Command::EditText => {
                self.desk = Desk::Open;
                vec![Effect::Focus(Target::element("text"))]
            }
            Command::FoldText => {
                self.desk = Desk::Folded;
                Vec::new()
            }
            Command::Sample(index) => {
                let sample = SAMPLES.get(index);
                some(sample.map(|sample| Effect::LoadSample { path: sample.path }))
            }
            Command::ToggleLayer(kind) => {
                self.shown.toggle(Facet::Layer(kind));
                Vec::new()
            }
            Command::ExportDialog => {
                self.forget(Topic::Export);
                match self.work().text().is_empty() {
                    true => Vec::new(),
                    false => ask("export:"),
                }
            }
            Command::CopyClaims(style) => self.copy_claims(style),
            Command::CloseDialog => match self.paper.take() {
                Some(_) => ask(""),
                None => Vec::new(),
            },
            Command::Hand(words) => self.hand(words.to_owned()),
            Command::Ask(what) => ask(what),
            Command::NextList => {
                let next = match self.list {
                    List::Claims => List::Entities,
                    List::Entities => List::Sources,
                    List::Sources => List::Claims,
                };
                self.show_list(next, press)
            }
            Command::List(list) => self.show_list(list, press),
            Command::SortClaims => {
                self.order = self.order.other();
                self.show_list(List::Claims, press)
            }
            Command::SameSource => self.same_source(press),
            Command::ShowAll => {
                self.show_all();
                vec![self.to_list()]
            }
            Command::EarlierItems => {
                self.page = self.page.saturating_sub(1);
                vec![self.to_list()]
            }
            Command::LaterItems => {
                self.page += 1;
                vec![self.to_list()]
            }
            Command::Retry => self.extract(),
            Command::LoadAgain => self.load_again(),
            Command::GoBack => self.go_back(),
            Command::OpenBeside => self.open_beside(),
            Command::ShowArticle(index) => self.open(index),
            Command::NextArticle => self.walk_articles(1),
            Command::PreviousArticle => self.walk_articles(self.works.len() - 1),
            Command::CloseArticle(index) => self.close(index),
            Command::Reopen => self.reopen(),
        }
    }

    pub(super) fn select(&mut self, id: Id, go: Go) -> Vec<Effect> {
        let Some(mark) = self.work().document().mark(&id) else {
            return Vec::new();
        };
        let item = match self.list {
            List::Claims if mark.kind() == Kind::Claim => {
                let claims = self.claims();
                let before = claims.iter().position(|mark| mark.id == id);
                before.map(|before| (before, item_id(&id)))
            }
            List::Claims | List::Sources => None,
            List::Entities => self.listed(&id),
        };
        self.work_mut().selected = Some(id.clone());
        let mut effects = Vec::new();
        if go == Go::ToText {
            effects.push(Effect::Focus(Target::Mark(id)));
        }
        if let Some((before, item)) = item {
            self.page = before / PAGE;
            effects.push(Effect::Reveal(Target::Element(item)));
        }
        effects
    }

    /// Takes note of what the pointer or the focus came to.
    pub(super) fn point(&mut self, at: Option<Box<Msg>>) {
        self.pointed = match at.map(|msg| *msg) {
            Some(Msg::Select { id, .. }) => Some(id),
            Some(Msg::Go { document, id }) if *document == *self.work().id() => Some(id),
            _ => None,
        };
    }

    /// The claim that is lit up as a whole: where the pointer or the focus is, or else what is
    /// selected.
    pub(super) fn lit(&self) -> Option<&Id> {
        let work = self.work();
        let pointed = || work.document().mark(self.pointed.as_ref()?);
        let claim = work.claim_of(pointed().or_else(|| work.selection())?)?;
        let chosen = work.selected.as_ref() == Some(claim);
        (chosen || self.shows(work.document().mark(claim)?)).then_some(claim)
    }

    /// Goes to a place on the sheet of the selected mark.
    fn on_mark(&mut self, place: &str) -> Vec<Effect> {
        match self.work().selected {
            Some(_) => vec![Effect::Focus(Target::element(place))],
            None => {
                self.say("Choose a mark first.");
                Vec::new()
            }
        }
    }

    /// Lists what the source of the claim at hand says.
    fn same_source(&mut self, press: Option<&KeyPress>) -> Vec<Effect> {
        let Some(id) = self.lit() else {
            self.say("Choose a claim first.");
            return Vec::new();
        };
        let address = format!("of={} {id}", self.work().id());
        self.show_sheet(&address);
        self.show_list(List::Sources, press)
    }

    /// The claims that are listed, in their order.
    pub(super) fn claims(&self) -> Vec<&Mark> {
        let mut claims = Vec::new();
        // The levels are few: going through all claims once for each needs no sorting.
        for level in Certainty::ALL {
            for mark in self.work().document().marks() {
                if let Body::Claim(claim) = &mark.body
                    && (self.order == Order::Text || claim.certainty == *level)
                    && self.shows(mark)
                {
                    claims.push(mark);
                }
            }
            if self.order == Order::Text {
                break;
            }
        }
        claims
    }

    fn show_list(&mut self, list: List, press: Option<&KeyPress>) -> Vec<Effect> {
        if self.list != list {
            self.list = list;
            self.page = 0;
        }
        // Who presses the button stays there.
        some(press.map(|_| self.to_list()))
    }

    /// To the list that is shown.
    fn to_list(&self) -> Effect {
        Effect::Focus(Target::element(match self.list {
            List::Claims => "claims",
            List::Entities => "entities",
            List::Sources => "sources",
        }))
    }

    /// Goes to the next suggestion that is shown and open, in the order of the review.
    pub(super) fn walk_open(&mut self, way: Way) -> Vec<Effect> {
        match self.next_open(way) {
            (Some(id), _) => self.walk_to(id),
            (None, left) => {
                self.say(match (left, way) {
                    (false, _) => "No suggestion is open.",
                    (true, Way::On) => "No further suggestion is open; earlier ones are.",
                    (true, Way::Back) => "No earlier suggestion is open; further ones are.",
                });
                Vec::new()
            }
        }
    }

    /// The next open suggestion, and whether any is open beside the selected one.
    fn next_open(&self, way: Way) -> (Option<Id>, bool) {
        let work = self.work();
        let here = work.standing();
        // Where nothing was selected yet, what is in view comes first.
        let near = work.layout().groups().get(self.near.start);
        let view = near.map_or(0, |group| group.span().start);
        let doubt = |mark: &Mark| match self.review {
            Order::Text => 0.0,
            Order::Doubt => mark.confidence.unwrap_or(1.0),
        };
        let mut passed = false;
        let mut best: Option<(f32, &Mark)> = None;
        let mut left = false;
        let mut marks = work.document().marks();
        while let Some(mark) = match way {
            Way::On => marks.next(),
            Way::Back => marks.next_back(),
        } {
            if here.is_some_and(|here| here.id == mark.id) {
                passed = true;
                continue;
            }
            if mark.is_decided() || !self.shows(mark) {
                continue;
            }
            left = true;
            let sure = doubt(mark);
            let comes = match here {
                None => self.review == Order::Doubt || mark.span().start >= view,
                Some(here) if doubt(here) == sure => passed,
                Some(here) => (sure > doubt(here)) == (way == Way::On),
            };
            let sooner = best.is_none_or(|(best, _)| match way {
                Way::On => sure < best,
                Way::Back => sure > best,
            });
            if comes && sooner {
                best = Some((sure, mark));
            }
        }
        (best.map(|(_, mark)| mark.id.clone()), left)
    }

    /// Decides on the selected mark where it is open, and goes on to the next that is.
    fn decide_on(&mut self, status: Status) -> Vec<Effect> {
        match self.work().selection() {
            Some(mark) if !mark.is_decided() => self.decide_then(status, Then::GoOn),
            // What was rejected can be had back with the same key.
            Some(_) if status == Status::Rejected => self.decide(status),
            _ => self.walk_open(Way::On),
        }
    }

    /// Selects another mark of those at the caret, or that overlap the selected one.
    fn cycle(&mut self) -> Vec<Effect> {
        let work = self.work();
        let selected = work.selection().map(Mark::span);
        let Some(place) = self.point_of(selected).or(selected) else {
            return Vec::new();
        };
        let mut ids: Vec<&Id> = Vec::new();
        for mark in work.marks_near(place) {
            if mark.span().start <= place.end
                && place.start <= mark.span().end
                && (place.is_empty() || mark.span().overlaps(place))
                && (self.shows(mark) || work.selected.as_ref() == Some(&mark.id))
            {
                ids.push(&mark.id);
            }
        }
        let at = (ids.iter()).position(|id| work.selected.as_ref() == Some(*id));
        let next = at.map_or(0, |at| (at + 1) % ids.len());
        match ids.get(next).map(|id| (*id).clone()) {
            Some(id) => self.select(id, Go::ToText),
            None => Vec::new(),
        }
    }

    /// Goes to a mark; where one walks, no caret stays behind.
    fn walk_to(&mut self, id: Id) -> Vec<Effect> {
        self.cursor = Cursor::default();
        self.select(id, Go::ToText)
    }

    /// Goes to the next mark that is shown and wanted.
    fn walk(&mut self, way: Way, wanted: fn(&Mark) -> bool) -> Vec<Effect> {
        let work = self.work();
        let document = work.document();
        let fits = |mark: &&Mark| wanted(mark) && self.shows(mark);
        let next = match (work.standing(), way) {
            (Some(here), Way::On) => (document.marks_from(here.span().start))
                .skip_while(|mark| mark.id != here.id)
                .skip(1)
                .find(fits),
            (Some(here), Way::Back) => (document.marks().rev())
                .skip_while(|mark| mark.id != here.id)
                .skip(1)
                .find(fits),
            (None, _) => {
                let near = work.layout().groups().get(self.near.start);
                let start = near.map_or(0, |group| group.span().start);
                document.marks_from(start).find(fits)
            }
        };
        match next.map(|mark| mark.id.clone()) {
            Some(id) => self.walk_to(id),
            None => {
                self.say(match way {
                    Way::On => "No further mark.",
                    Way::Back => "No earlier mark.",
                });
                Vec::new()
            }
        }
    }

    /// Goes as far as there are marks.
    fn jump(&mut self, way: Way) -> Vec<Effect> {
        let fits = |mark: &&Mark| self.shows(mark);
        let document = self.work().document();
        let end = match way {
            Way::On => document.marks().rev().find(fits),
            Way::Back => document.marks().find(fits),
        };
        match end.map(|mark| mark.id.clone()) {
            Some(id) => self.walk_to(id),
            None => Vec::new(),
        }
    }

    fn leave(&mut self, press: Option<&KeyPress>) -> Vec<Effect> {
        if self.caret().is_some() {
            return self.leave_caret();
        }
        if press.is_some_and(|press| press.place == Place::Article) {
            let work = self.work_mut();
            work.left = work.selected.take().or(work.left.take());
            return Vec::new();
        }
        vec![Effect::Focus(self.here())]
    }

    /// Gives the selected mark a status, or its suggested one back where it has it already.
    fn decide(&mut self, status: Status) -> Vec<Effect> {
        self.decide_then(status, Then::Stay)
    }

    fn decide_then(&mut self, status: Status, then: Then) -> Vec<Effect> {
        let work = self.work();
        let Some(mark) = work.selection() else {
            return Vec::new();
        };
        let status = match mark.status == status {
            true => Status::Suggested,
            false => status,
        };
        // Only names that stand are linked, and only cues that stand have a say in their claims:
        // what that comes to is thought out in the worker.
        let relink = mark.status == Status::Rejected || status == Status::Rejected;
        if relink && mark.kind() == Kind::Cue {
            let mut words = "decide=".to_owned();
            words.push_str(status.as_str());
            return self.hand_then(words, then);
        }
        let edit = work.document().deciding([&mark.id], status);
        let done = self.work_mut().edit(edit);
        let mut effects = self.after_edit(done, &format!("Mark {}.", words::status(status)));
        effects.extend(self.relink().filter(|_| relink));
        if then == Then::GoOn {
            effects.extend(self.walk_open(Way::On));
        }
        effects
    }

    /// Takes back the last change, or does it again.
    fn turn(&mut self, way: Way) -> Vec<Effect> {
        let possible = match way {
            Way::Back => self.work().history().can_undo(),
            Way::On => self.work().history().can_redo(),
        };
        if !possible {
            return Vec::new();
        }
        let work = self.work_mut();
        let done = match way {
            Way::Back => work.undo(),
            Way::On => work.redo(),
        };
        let words = match way {
            Way::Back => "Taken back.",
            Way::On => "Done again.",
        };
        if *self.field != *self.work().newest_text() {
            self.field = self.work().newest_text().into();
        }
        let mut effects = self.after_edit(done, words);
        effects.extend(self.relink());
        effects
    }

    pub(super) fn after_edit(&mut self, done: Result<(), EditError>, words: &str) -> Vec<Effect> {
        match done {
            Ok(()) => {
                self.say(words);
                self.ask_again()
            }
            Err(_) => {
                let words = "That is not possible with the marks as they stand.";
                self.tell(Topic::Edit, words, None);
                Vec::new()
            }
        }
    }

    /// Has the claims copied that are listed.
    fn copy_claims(&mut self, style: Style) -> Vec<Effect> {
        let claims = self.claims();
        if claims.is_empty() {
            self.say("There are no claims to copy.");
            return Vec::new();
        }
        let mut asked = match style {
            Style::Plain => "export:claims=".to_owned(),
            Style::Markdown => "export:claims-markdown=".to_owned(),
        };
        for claim in claims {
            asked.push_str(&claim.id.0);
            asked.push('\n');
        }
        ask(&asked)
    }

    pub(super) fn copied(&mut self, what: &str, ok: bool) -> Vec<Effect> {
        if ok {
            self.forget(Topic::Clipboard);
            self.say(format!("Copied {what}."));
        } else {
            self.tell(
                Topic::Clipboard,
                format!(
                    "The browser did not let the page copy {what}. \
                     Allow it to use the clipboard, or download the file instead."
                ),
                Some(("Export", Command::ExportDialog)),
            );
        }
        Vec::new()
    }
}

/// Asks the worker for something of a sheet of its own.
fn ask(what: &str) -> Vec<Effect> {
    vec![Effect::Post(Request::Ask(what.to_owned()))]
}

fn some(effect: Option<Effect>) -> Vec<Effect> {
    let mut effects = Vec::new();
    effects.extend(effect);
    effects
}

/// The DOM id of a claim in the list.
pub fn item_id(id: &Id) -> String {
    format!("claim-{id}")
}

//! A page that works, a worker that mirrors, and shelves that are a map.

use hedgerow::annotation::{
    Body, Document, Edit, EngineInfo, Group, Id, Mark, Status, Step, Tracked, Undo, merge, rebase,
};
use hedgerow::engine::Engine;
use hedgerow::extract::{Extraction, Label};
use hedgerow::project::{
    Batch, Held, Kept, Loss, Mirrors, Shelf, Stored, Taken, Write, under, whole,
};
use hedgerow::protocol::{Desk, Part};
use hedgerow::text::Source;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::LazyLock;

pub static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::new);
pub const TEXT: &str = include_str!("../../www/samples/local.txt");
static EXTRACTION: LazyLock<Extraction> = LazyLock::new(|| ENGINE.extract(Source::new(TEXT)));

pub fn engine() -> EngineInfo {
    EngineInfo {
        name: "hedgerow".into(),
        version: "1".into(),
        model: "test".into(),
    }
}

/// Records by shelf and key.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shelves(pub BTreeMap<(Shelf, String), String>);

impl Shelves {
    pub fn write(&mut self, batch: &Batch) {
        self.take(&batch.writes);
    }

    pub fn take(&mut self, writes: &[Write]) {
        for write in writes {
            match write {
                Write::Put(shelf, key, record) => {
                    self.0.insert((*shelf, key.clone()), record.clone());
                }
                Write::Delete(shelf, key) => {
                    self.0.remove(&(*shelf, key.clone()));
                }
                Write::Clear(from) => self.0.retain(|(shelf, _), _| shelf != from),
                Write::DeleteUnder(from, document) => {
                    let (start, end) = under(document);
                    self.0
                        .retain(|(shelf, key), _| shelf != from || *key < start || *key > end);
                }
            }
        }
    }

    pub fn of(&self, shelf: Shelf) -> Vec<(String, String)> {
        (self.0.iter())
            .filter(|((on, _), _)| *on == shelf)
            .map(|((_, key), record)| (key.clone(), record.clone()))
            .collect()
    }

    pub fn get(&self, shelf: Shelf, key: &str) -> Option<String> {
        self.0.get(&(shelf, key.to_owned())).cloned()
    }

    pub fn stored(&self, id: &str) -> Stored {
        let (start, end) = under(id);
        let mut log = self.of(Shelf::Log);
        log.retain(|(key, _)| *key >= start && *key <= end);
        Stored {
            id: id.to_owned(),
            head: self.get(Shelf::Heads, id),
            body: self.get(Shelf::Bodies, id),
            text: self.get(Shelf::Texts, id),
            log,
        }
    }

    pub fn read(&self, id: &str) -> (Kept, Option<Loss>) {
        Kept::read(self.stored(id)).expect("it can be read")
    }
}

/// A document as a page has it: it knows nothing of who decided.
pub fn bare(tracked: &Tracked) -> Tracked {
    let mut tracked = tracked.clone();
    let document = &mut tracked.document;
    let decided: Vec<Id> = document.traces().map(|(id, _)| id.clone()).collect();
    for id in decided {
        document.set_trace(&id, None);
    }
    document.set_orphans(Vec::new());
    tracked
}

pub fn act() -> impl Strategy<Value = Act> {
    let status = prop::sample::select(Status::ALL);
    prop_oneof![
        6 => (any::<usize>(), status.clone()).prop_map(|(at, status)| Act::Decide(at, status)),
        2 => status.prop_map(Act::DecideAll),
        2 => (any::<usize>(), prop::sample::select(Label::ALL))
            .prop_map(|(at, label)| Act::Label(at, label)),
        2 => any::<usize>().prop_map(Act::Add),
        4 => Just(Act::Back),
        2 => Just(Act::Forth),
        1 => (any::<usize>(), prop::sample::select(&["x", " Ada Holm may. ", "😀"][..]))
            .prop_map(|(at, words)| Act::Rewrite(at, words)),
        1 => Just(Act::Reread),
    ]
}

/// A page with one document, and the worker that it tells.
#[derive(Debug)]
pub struct Desktop {
    pub tracked: Tracked,
    pub mirrors: Mirrors,
    pub shelves: Shelves,
    groups: u64,
    /// What time it is.
    pub now: u64,
}

/// Something that a person or the engine does.
#[derive(Debug, Clone)]
pub enum Act {
    Decide(usize, Status),
    DecideAll(Status),
    Label(usize, Label),
    /// The same with a label that the scheme does not have.
    Own(usize, &'static str),
    Add(usize),
    Back,
    Forth,
    /// Other words in the place of some, and what the engine says of the text then.
    Rewrite(usize, &'static str),
    /// The engine reads the text again.
    Reread,
}

impl Desktop {
    /// A document that was just read.
    pub fn new() -> Self {
        let tracked = Tracked::new(Document::new("d1", Source::new(TEXT)));
        let mut desktop = Self {
            mirrors: Mirrors::default(),
            shelves: Shelves::default(),
            tracked,
            groups: 0,
            now: 2,
        };
        desktop.hold();
        let edit = merge(
            &desktop.tracked.document,
            &EXTRACTION,
            desktop.tracked.document.span(),
        );
        desktop.take(edit, Undo::Never, true);
        desktop
    }

    pub fn hold(&mut self) {
        let whole = whole(&self.tracked);
        let held = self.mirrors.hold(Held { whole, read: true }, 1);
        held.expect("its parts fit each other");
        self.lay(None);
    }

    pub fn lay(&mut self, at: Option<Id>) {
        self.mirrors.lay(Desk {
            open: vec!["d1".into()],
            at,
            ..Desk::default()
        });
    }

    pub fn step(&mut self, step: Step) {
        let before = self.tracked.steps();
        if self.tracked.step(step.clone()).is_ok() {
            self.now += 1;
            assert!(self.mirrors.step("d1", before, step, self.now));
        }
    }

    pub fn take(&mut self, edit: Edit, undo: Undo, last: bool) {
        let before = self.tracked.steps();
        let part = Part {
            edit: edit.clone(),
            last,
            clusters: Vec::new(),
            notices: Vec::new(),
        };
        self.tracked
            .step(Step::Edit {
                edit: Box::new(edit),
                undo,
            })
            .expect("the engine's edits fit");
        self.tracked.document.engine = Some(engine());
        let engine = &engine();
        let taken = Taken { part, undo, engine };
        assert!(self.mirrors.take("d1", before, taken, 2));
    }

    fn nth(&self, at: usize) -> Option<Mark> {
        let document = &self.tracked.document;
        document.marks().nth(at % document.len().max(1)).cloned()
    }

    fn person(&mut self, edit: Edit) {
        let edit = Box::new(edit);
        self.step(Step::Edit {
            edit,
            undo: Undo::Alone,
        });
    }

    pub fn act(&mut self, act: &Act) {
        let document = &self.tracked.document;
        match act {
            Act::Decide(at, status) => {
                if let Some(mark) = self.nth(*at) {
                    let edit = self.tracked.document.deciding([&mark.id], *status);
                    self.person(edit);
                }
            }
            Act::DecideAll(status) => {
                let ids: Vec<Id> = document.marks().map(|mark| mark.id.clone()).collect();
                let edit = document.deciding(&ids, *status);
                self.person(edit);
            }
            Act::Label(at, label) => {
                if let Some(Mark {
                    id,
                    body: Body::Entity { span, .. },
                    ..
                }) = self.nth(*at)
                {
                    let label = (*label).into();
                    let edit = document.correcting(&id, Body::Entity { span, label });
                    self.person(edit);
                }
            }
            Act::Own(at, label) => {
                if let Some(mark) = self.nth(*at) {
                    let label = hedgerow::annotation::Label::parse(label).expect("a label");
                    let span = mark.span();
                    let edit = document.correcting(&mark.id, Body::Entity { span, label });
                    self.person(edit);
                }
            }
            Act::Add(at) => {
                if let Some(mark) = self.nth(*at) {
                    let (span, label) = (mark.span(), Label::Event.into());
                    let edit = document.adding(Body::Entity { span, label });
                    self.person(edit);
                }
            }
            Act::Back => self.step(Step::Back),
            Act::Forth => self.step(Step::Forth),
            Act::Rewrite(at, words) => {
                self.groups += 1;
                let group = Undo::With(Group(self.groups));
                let text = document.source().text();
                let at = at % text.len();
                let at = (at..=text.len()).find(|at| text.is_char_boundary(*at));
                let mut text = text.to_owned();
                text.insert_str(at.unwrap_or_default(), words);
                let edit = rebase(document, &text).edit;
                self.take(edit, group, false);
                self.read_again(group);
            }
            Act::Reread => {
                self.groups += 1;
                self.read_again(Undo::With(Group(self.groups)));
            }
        }
    }

    fn read_again(&mut self, group: Undo) {
        let document = &self.tracked.document;
        let found = ENGINE.extract(document.source().clone());
        let edit = merge(document, &found, document.span());
        self.take(edit, group, true);
    }

    /// Writes what is to be written.
    pub fn save(&mut self) -> Batch {
        let batch = self.mirrors.batch();
        self.shelves.write(&batch);
        self.mirrors.written();
        batch
    }

    /// The same when there is no room.
    pub fn save_in_vain(&mut self) {
        let batch = self.mirrors.batch();
        self.mirrors.refused(batch);
    }

    /// Closes the page and opens it again.
    pub fn reload(&mut self) -> Option<Loss> {
        let (kept, loss) = self.shelves.read("d1");
        self.tracked = bare(kept.tracked());
        self.groups = self.tracked.history().last_group().0;
        self.mirrors = Mirrors::default();
        assert_eq!(self.mirrors.found(self.shelves.of(Shelf::Heads)), []);
        self.mirrors.open(kept);
        self.lay(None);
        loss
    }

    /// The worker dies: another is sent what the page has, and finds the shelves then.
    pub fn die(&mut self) {
        let (kept, _) = self.shelves.read("d1");
        self.mirrors = Mirrors::default();
        self.hold();
        assert_eq!(self.mirrors.found(self.shelves.of(Shelf::Heads)), []);
        self.mirrors.recall(kept);
    }

    /// Takes back all that can be.
    pub fn take_all_back(&mut self) -> usize {
        let mut steps = 0;
        while self.tracked.history().can_undo() {
            self.step(Step::Back);
            steps += 1;
        }
        steps
    }
}

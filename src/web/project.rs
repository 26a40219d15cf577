//! The sheets of what a person says for the project and of a document as a whole.
//!
//! Knows who answers for which sheet, and tells the page what it has to know. Must not know what
//! is on a sheet, nor how documents are kept.

use super::export::file;
use super::host::Host;
use super::keeper::{Shared, save};
use super::many;
use super::sheets::{self, Sheet};
use super::store::Refusal;
use crate::annotation::{Document, Label};
use crate::project::{LabelSet, Reached, Settings, relabelled};
use crate::protocol::{Done, Response};
use crate::ui::find::refused;
use crate::ui::html::Element;
use crate::ui::{about, drawn, guide, keys, labels, ledger, picker};
use js_sys::Array;
use wasm_bindgen_futures::spawn_local;

/// The sheets as the person has them before them.
#[derive(Debug, Default)]
pub(super) struct Project {
    labels: labels::Query,
    guide: guide::Query,
    keys: keys::Query,
    ledger: ledger::Of,
    /// The document that the person speaks of.
    about: String,
    /// What the page was told last; none where it was told nothing.
    told: Option<Settings>,
}

pub(super) fn ask_labels(host: &Shared, words: &str) {
    let wish = {
        let mut host = host.borrow_mut();
        let set = host.mirrors.settings().labels.clone();
        host.project.labels.ask(words, &set)
    };
    match wish {
        labels::Wish::See => {}
        labels::Wish::Set(set) => set_labels(host, set),
        labels::Wish::Export => {
            let host = host.borrow();
            let labels = host.mirrors.settings().labels.write();
            host.say(&file("hedgerow-labels.json", &Array::of1(&labels.into())));
        }
        labels::Wish::Import => host.borrow().say(&Response::Choose { folder: false }),
        labels::Wish::Change { from, to, set } => {
            let before = host.borrow().mirrors.settings().labels.clone();
            set_labels(host, set.clone());
            let host = host.clone();
            spawn_local(async move {
                let words = match change_everywhere(&host, from, to).await {
                    Ok(reached) => labels::changed(&reached),
                    Err(refusal) => {
                        // The marks are as they were, and so is the set.
                        if host.borrow().mirrors.settings().labels == set {
                            set_labels(&host, before);
                            host.borrow_mut().tell_settings();
                        }
                        refused(refusal.full, &refusal.reason)
                    }
                };
                host.borrow_mut().project.labels.said = words;
                save(&host);
                sheets::draw(&host);
            });
        }
    }
    seen(host, Sheet::Labels);
}

pub(super) fn labels(host: &Host) -> Element {
    let heads = host.mirrors.heads();
    labels::view(
        &heads,
        &host.project.labels,
        &host.mirrors.settings().labels,
    )
}

pub(super) fn ask_help(host: &Shared, words: &str) {
    change(host, |project, settings| project.guide.ask(words, settings));
    seen(host, Sheet::Help);
}

pub(super) fn help(host: &Host) -> Element {
    guide::view(&host.project.guide, host.mirrors.settings())
}

/// Takes over the settings of a backup, where nothing was said here.
pub(super) fn bring(host: &mut Host, record: &str) -> Result<(), String> {
    let found = Settings::read(record).map_err(|broken| broken.to_string())?;
    let mut settings = host.mirrors.settings().clone();
    settings.take_over(found);
    host.mirrors.set(settings);
    host.tell_settings();
    Ok(())
}

/// Takes over the labels of a file.
pub(super) fn bring_labels(host: &mut Host, labels: LabelSet) {
    let mut settings = host.mirrors.settings().clone();
    settings.labels.take_over(labels);
    host.mirrors.set(settings);
    host.tell_settings();
    host.project.labels.said = "The labels of the file are taken over.".to_owned();
}

/// Takes note of who decides. It is asked for beside a mark, without a sheet.
pub(super) fn call(host: &Shared, name: &str) {
    change(host, |_, settings| {
        name.trim().clone_into(&mut settings.annotator);
    });
    save(host);
}

pub(super) fn ask_keys(host: &Shared, words: &str) {
    change(host, |project, settings| project.keys.ask(words, settings));
    seen(host, Sheet::Keys);
}

pub(super) fn keys(host: &Host) -> Element {
    keys::view(&host.project.keys, host.mirrors.settings())
}

pub(super) fn ask_ledger(host: &Shared, words: &str) {
    host.borrow_mut().project.ledger = ledger::Of::ask(words);
    seen(host, Sheet::Ledger);
}

pub(super) fn ledger(host: &Host) -> Element {
    let heads = host.mirrors.heads();
    ledger::view(&heads, host.project.ledger, host.mirrors.shown())
}

pub(super) fn ask_about(host: &Shared, words: &str) {
    match about::ask(words) {
        Some((id, change)) => host.borrow_mut().mirrors.amend(id, change),
        None => {
            let mut host = host.borrow_mut();
            let shown = host.mirrors.shown().unwrap_or_default().to_owned();
            host.project.about = match words {
                "" => shown,
                id => id.to_owned(),
            };
        }
    }
    seen(host, Sheet::About);
}

pub(super) fn about(host: &Host) -> Element {
    about::view(host.mirrors.head_of(&host.project.about))
}

/// Changes what is said for the project.
fn change(host: &Shared, change: impl FnOnce(&mut Project, &mut Settings)) {
    let mut host = host.borrow_mut();
    let mut settings = host.mirrors.settings().clone();
    change(&mut host.project, &mut settings);
    host.mirrors.set(settings);
}

fn set_labels(host: &Shared, labels: LabelSet) {
    change(host, |_, settings| settings.labels = labels);
}

/// Has the sheet looked at, and what was said for it kept.
fn seen(host: &Shared, sheet: Sheet) {
    host.borrow_mut().sheets.look_at(sheet);
    host.borrow_mut().tell_settings();
    save(host);
    sheets::draw(host);
}

/// Has all marks of a label be of another, or none, in all documents.
async fn change_everywhere(
    host: &Shared,
    from: Label,
    to: Option<Label>,
) -> Result<Reached, Refusal> {
    let ids: Vec<String> = {
        let host = host.borrow();
        let heads = host.mirrors.heads();
        let with = |own: &[(String, u32)]| own.iter().any(|(label, _)| label == from.as_str());
        let with = heads.iter().filter(|head| with(&head.own));
        with.map(|head| head.id.clone()).collect()
    };
    let wanted = |document: &Document| relabelled(document, from, to);
    let (reached, open) = many::change(host, ids, &wanted, &|_, _| {}).await?;
    for (document, edit) in open {
        let done = Box::new(Done {
            edit: Some(edit),
            ..Done::default()
        });
        host.borrow().say(&Response::Handed { document, done });
    }
    Ok(reached)
}

impl Host {
    /// Tells the page what it has to know of the settings, where that is something else now.
    pub(super) fn tell_settings(&mut self) {
        let settings = self.mirrors.settings();
        let told = self.project.told.as_ref();
        let is_told = |of: &Settings| of.labels == settings.labels && of.keys == settings.keys;
        if told.is_some_and(is_told) {
            return;
        }
        let labels = picker::view(&settings.labels.choices());
        self.say(&Response::Labels(drawn::write(&labels, None)));
        if settings.labels != LabelSet::default() || !settings.keys.is_empty() || told.is_some() {
            let (style, keys) = (settings.labels.style(), settings.keys.clone());
            self.say(&Response::Settled { style, keys });
        }
        self.project.told = Some(settings.clone());
    }
}

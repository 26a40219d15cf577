//! The sheet of the selected mark: when the worker is to draw it, and which one is shown.
//!
//! Knows that a sheet stays until the next one is there. Must not know what is on it.

use super::app::{App, Effect, Worker};
use super::drawn::read;
use super::html::Element;
use crate::annotation::Id;
use crate::protocol::Request;
use std::rc::Rc;

#[derive(Debug, Default)]
pub(super) struct Inspection {
    /// What was asked for last: the document, its mark, and which state of it.
    asked: Option<(String, Id, u32)>,
    /// Whether the worker is at it.
    under_way: bool,
    pub(super) sheet: Option<Rc<Element>>,
}

impl App {
    /// Has the sheet drawn if another mark is selected or the document has changed.
    pub(super) fn inspect(&mut self) -> Option<Effect> {
        let work = self.work();
        let Some(mark) = work.selection() else {
            self.inspection.asked = None;
            self.inspection.sheet = None;
            return None;
        };
        let (document, mark) = (work.id().to_owned(), mark.id.clone());
        let wanted = Some((document.clone(), mark.clone(), work.version()));
        let ready = matches!(self.worker, Worker::Ready);
        if !ready || self.inspection.under_way || self.inspection.asked == wanted {
            return None;
        }
        self.inspection.asked = wanted;
        self.inspection.under_way = true;
        Some(Effect::Post(Request::Inspect { document, mark }))
    }

    /// Shows what was drawn, unless another mark is selected by now.
    pub(super) fn inspected(&mut self, sheet: &str) {
        self.inspection.under_way = false;
        let work = self.work();
        let is_of_it = self
            .inspection
            .asked
            .as_ref()
            .is_some_and(|(document, mark, _)| {
                *document == *work.id() && Some(mark) == work.selected.as_ref()
            });
        if is_of_it {
            self.inspection.sheet = read(sheet).tree.map(Rc::new);
        }
    }

    /// The worker is gone, and with it what it was to draw.
    pub(super) fn forget_inspection(&mut self) {
        self.inspection.under_way = false;
        self.inspection.asked = None;
    }
}

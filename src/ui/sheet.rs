//! Sheets: what the worker draws for the page, and which claims it leaves to be seen.
//!
//! Knows when a sheet is out of date. Must not know what is on it: its address and its tree are
//! the worker's own.

use super::app::{App, Effect, List, Worker};
use super::drawn::{Only, read};
use super::html::Element;
use super::shown::Facet;
use crate::annotation::{Kind, Mark};
use crate::extract::Certainty;
use crate::protocol::Request;
use std::rc::Rc;

#[derive(Debug, Default)]
pub(super) struct Sheet {
    address: Rc<str>,
    /// All that decides how the sheet looks that was asked for last; empty where none was.
    asked: String,
    /// Whether the worker is at it.
    pub(super) under_way: bool,
    pub(super) tree: Option<Rc<Element>>,
    pub(super) only: Option<Only>,
    /// Another number after every drawing.
    pub(super) turn: u32,
}

impl App {
    /// Whether the person wants to see a mark.
    pub(super) fn shows(&self, mark: &Mark) -> bool {
        self.shown.mark(mark)
            && (mark.kind() != Kind::Claim || self.sheet.lets(self.work().id(), mark))
    }

    pub(super) fn show_sheet(&mut self, address: &str) {
        self.sheet.address = address.into();
    }

    /// Shows the claims that a sheet had left out.
    pub(super) fn show_all(&mut self) {
        let turn = self.sheet.turn + 1;
        let tree = self.sheet.tree.take();
        let under_way = self.sheet.under_way;
        self.sheet = Sheet {
            turn,
            tree,
            under_way,
            ..Sheet::default()
        };
    }

    /// Has the sheet drawn anew if it is out of date and somebody looks at what comes of it:
    /// once nothing is read any more, and one at a time.
    pub(super) fn redraw(&mut self) -> Option<Effect> {
        let wanted = self.list == List::Sources || self.sheet.only.is_some();
        let ready = matches!(self.worker, Worker::Ready) && !self.is_reading();
        if !wanted || !ready || self.sheet.under_way {
            return None;
        }
        let mut address = self.sheet.address.to_string();
        for level in Certainty::ALL {
            if !self.shown.facet(Facet::Certainty(*level)) {
                address.push_str("\nhide=");
                address.push_str(level.as_str());
            }
        }
        let mut state = address.clone();
        for work in &self.works {
            state.push_str(work.id());
            state.push(' ');
            state.push_str(&work.version().to_string());
        }
        if state == self.sheet.asked {
            return None;
        }
        self.sheet.asked = state;
        self.sheet.under_way = true;
        Some(Effect::Post(Request::Draw { address }))
    }

    pub(super) fn drawn(&mut self, sheet: &str) {
        self.sheet.under_way = false;
        // What nobody wants any more is dropped.
        if !self.sheet.asked.is_empty() {
            let drawn = read(sheet);
            self.sheet.tree = drawn.tree.map(Rc::new);
            self.sheet.only = drawn.only;
            self.sheet.turn += 1;
        }
    }

    /// The worker is gone, and with it what it was to draw.
    pub(super) fn forget_drawing(&mut self) {
        self.sheet.under_way = false;
        self.sheet.asked.clear();
    }
}

impl Sheet {
    fn lets(&self, document: &str, mark: &Mark) -> bool {
        let Some(only) = &self.only else { return true };
        let claims = only.claims.iter().find(|(id, _)| **id == *document);
        claims.is_none_or(|(_, claims)| claims.binary_search(&mark.id).is_ok())
    }
}

//! The caret in the text, and what is selected with it.
//!
//! Knows bytes of the text, and where they stand among the blocks that the article shows. Must
//! not know the browser's selection.

use super::app::{App, Effect, Grip, Target};
use super::html::Element;
use super::keymap::{self, Command, KeyPress, Place};
use super::words::{self, InWords};
use super::work::Work;
use crate::annotation::{Body, Mark};
use crate::protocol::Caret;
use crate::text::Span;
use std::rc::Rc;

/// How long a selection must rest before labels are offered for it, in milliseconds.
const REST_MS: u32 = 250;
/// How much of a word is told on either side of the caret, in characters.
const WORD: usize = 40;

/// A place in the article as the browser has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Spot {
    /// Which group of the article, and which block of that.
    pub group: u32,
    pub block: u32,
    /// UTF-16 units of the block's text before it.
    pub units: u32,
}

/// Where the person is in the text.
#[derive(Debug, Default)]
pub struct Cursor {
    at: Option<Caret>,
    /// Whether keys move it.
    on: bool,
    /// Which text it is in; another one has none.
    text: usize,
    /// The person moves the end of a mark that is here.
    grip: Option<u32>,
    /// The labels that are offered for what is selected.
    picker: Picker,
}

#[derive(Debug, Default, PartialEq, Eq)]
enum Picker {
    #[default]
    Away,
    /// Once the selection rests.
    Soon {
        ticket: u32,
    },
    Open,
}

/// What is to be placed over the text, each from where to where.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Overlay {
    pub caret: Option<(Spot, Spot)>,
    pub mark: Option<(Spot, Spot)>,
}

impl Work {
    /// The byte of the text at a place; none where there is no such place.
    pub fn byte(&self, spot: Spot) -> Option<u32> {
        let group = self.layout().groups().get(spot.group as usize)?;
        let block = group.blocks.get(spot.block as usize)?.span;
        let mut left = spot.units as usize;
        let mut at = block.start;
        for c in self.words(block).chars() {
            match left.checked_sub(c.len_utf16()) {
                // No place is inside of a character.
                None => break,
                Some(rest) => left = rest,
            }
            at += c.len_utf8() as u32;
        }
        Some(at)
    }

    /// The place of a byte: between blocks it is the end of the one before.
    pub fn spot(&self, byte: u32) -> Option<Spot> {
        let groups = self.layout().groups();
        let after = groups.partition_point(|group| group.span().start <= byte);
        let group = after.saturating_sub(1);
        let blocks = &groups.get(group)?.blocks;
        let block = (blocks.partition_point(|block| block.span.start <= byte)).saturating_sub(1);
        let Span { start, end } = blocks.get(block)?.span;
        let before = self.words(Span::new(start, byte.clamp(start, end)));
        Some(Spot {
            group: group as u32,
            block: block as u32,
            units: before.encode_utf16().count() as u32,
        })
    }
}

impl App {
    /// The caret that is on, or the selection.
    pub fn caret(&self) -> Option<Caret> {
        let here = self.cursor.text == text_of(self.work());
        (self.cursor.at).filter(|at| here && (self.cursor.on || at.anchor != at.focus))
    }

    /// The place where the person clicked or has the caret, if it is in a stretch.
    pub(super) fn point_of(&self, stretch: Option<Span>) -> Option<Span> {
        let at = self
            .cursor
            .at
            .filter(|_| self.cursor.text == text_of(self.work()))?;
        let point = Span::new(at.focus, at.focus);
        let within = stretch.is_none_or(|span| span.start <= at.focus && at.focus <= span.end);
        (self.cursor.on || within).then_some(point)
    }

    /// What is to be placed over the text.
    pub fn overlay(&self) -> Overlay {
        let work = self.work();
        let spots = |start, end| Some((work.spot(start)?, work.spot(end)?));
        let mark = work.selection().map(Mark::span);
        Overlay {
            caret: self
                .caret()
                .and_then(|caret| spots(caret.anchor, caret.focus)),
            mark: mark.and_then(|span| spots(span.start, span.end)),
        }
    }

    /// Whether a caret is to be seen, and followed.
    pub fn blinks(&self) -> bool {
        self.cursor.on && self.caret().is_some()
    }

    /// What is offered for the selection, where something is.
    pub(super) fn picker(&self) -> Option<Rc<Element>> {
        let open = self.cursor.picker == Picker::Open && self.caret().is_some();
        self.labels.clone().filter(|_| open)
    }

    /// What a key asks for as the page is now, and which key is meant by it.
    pub fn command(&self, press: &KeyPress) -> Option<(Command, KeyPress)> {
        let mut meant = keymap::meant(press, &self.keys)?;
        if meant.place == Place::Article && self.blinks() {
            meant.place = Place::Caret;
        }
        Some((keymap::command(&meant)?, meant))
    }

    /// Does what a key asks for: what comes while the worker thinks waits until it has thought.
    pub(super) fn press(&mut self, press: KeyPress) -> Vec<Effect> {
        if self.handing.is_some() {
            self.pressed.push(press);
            return Vec::new();
        }
        match self.command(&press) {
            Some((command, meant)) => self.perform(command, Some(&meant)),
            None => Vec::new(),
        }
    }

    /// The browser's selection is another one.
    pub(super) fn caret_at(&mut self, spots: Option<(Spot, Spot)>) -> Vec<Effect> {
        let work = self.work();
        let byte = |spot| work.byte(spot);
        let at = spots.and_then(|(anchor, focus)| {
            Some(Caret {
                anchor: byte(anchor)?,
                focus: byte(focus)?,
            })
        });
        let text = text_of(work);
        let cursor = &mut self.cursor;
        if (at, text) == (cursor.at, cursor.text) {
            return Vec::new();
        }
        (cursor.at, cursor.text) = (at, text);
        cursor.on &= at.is_some();
        cursor.picker = Picker::Away;
        if cursor.on {
            self.heard = self.under_caret();
        }
        // Keys have the labels' keys at hand; and a mark's end is no new selection.
        let selects = at.is_some_and(|at| at.anchor != at.focus);
        if !selects || self.cursor.on || self.cursor.grip.is_some() {
            return Vec::new();
        }
        self.counters.ticket += 1;
        let ticket = self.counters.ticket;
        self.cursor.picker = Picker::Soon { ticket };
        let millis = REST_MS;
        vec![Effect::Wait { ticket, millis }]
    }

    /// What is at the caret, for who does not see it: the word, and the marks there.
    fn under_caret(&self) -> String {
        let work = self.work();
        let Some(Caret { focus, .. }) = self.caret() else {
            return String::new();
        };
        let (before, after) = work
            .text()
            .split_at_checked(focus as usize)
            .unwrap_or_default();
        let reach = |chars: &mut dyn Iterator<Item = char>| -> u32 {
            let word = chars.take(WORD).take_while(|c| !c.is_whitespace());
            word.map(|c| c.len_utf8() as u32).sum()
        };
        let start = focus - reach(&mut before.chars().rev());
        let end = focus + reach(&mut after.chars());
        let mut heard = work.words(Span::new(start, end)).to_owned();
        for mark in work.marks_near(Span::new(focus, focus)) {
            if mark.span().start <= focus && focus <= mark.span().end && self.shows(mark) {
                let name = match &mark.body {
                    Body::Entity { label, .. } => label.words().name,
                    Body::Cue { kind, .. } => kind.words().name,
                    Body::Claim(claim) => claim.certainty.words().name,
                };
                words::add(&mut heard, ", ", name);
                words::add(&mut heard, " ", words::status(mark.status));
            }
        }
        heard
    }

    /// The selection has rested.
    pub(super) fn rested(&mut self, ticket: u32) {
        if self.cursor.picker == (Picker::Soon { ticket }) {
            self.cursor.picker = Picker::Open;
        }
    }

    /// Offers labels for what is selected, and goes there.
    pub(super) fn pick(&mut self) -> Vec<Effect> {
        self.cursor.picker = Picker::Open;
        vec![Effect::Focus(Target::element("picker"))]
    }

    /// Puts a caret where the person is, or takes it out.
    pub(super) fn toggle_caret(&mut self) -> Vec<Effect> {
        if self.blinks() {
            return self.leave_caret();
        }
        let work = self.work();
        let near = work.layout().groups().get(self.near.start);
        let view = near.map_or(0, |group| group.span().start);
        let start = work.standing().map_or(view, |mark| mark.span().start);
        if work.spot(start).is_none() {
            return Vec::new();
        }
        let at = self.caret().or(Some(Caret {
            anchor: start,
            focus: start,
        }));
        self.cursor = Cursor {
            at,
            on: true,
            text: text_of(work),
            ..Cursor::default()
        };
        self.heard = self.under_caret();
        vec![Effect::Focus(Target::Text)]
    }

    /// Has keys move the caret from where the person clicked.
    pub(super) fn place_caret(&mut self) -> Vec<Effect> {
        self.cursor.on = self.cursor.at.is_some();
        Vec::new()
    }

    /// Takes the caret out of the text; first what is offered at it.
    pub(super) fn leave_caret(&mut self) -> Vec<Effect> {
        if self.cursor.picker == Picker::Open {
            self.cursor.picker = Picker::Away;
            return vec![Effect::Focus(Target::Text)];
        }
        self.cursor = Cursor::default();
        vec![Effect::Focus(self.here())]
    }

    /// Where the caret is after something was done by hand.
    pub(super) fn set_caret(&mut self, caret: Option<Caret>) {
        let on = self.blinks();
        let left = self.caret().map(|at| Caret {
            anchor: at.focus,
            ..at
        });
        self.cursor = Cursor {
            at: caret.or(left.filter(|_| on)),
            on,
            text: text_of(self.work()),
            ..Cursor::default()
        };
    }

    /// Takes hold of an end of the selected mark, which the selection then follows.
    pub(super) fn grip(&mut self, grip: Grip) -> Vec<Effect> {
        let Some(Span { start, end }) = self.work().selection().map(Mark::span) else {
            return Vec::new();
        };
        let (anchor, focus) = match grip {
            Grip::Start => (end, start),
            Grip::End => (start, end),
            Grip::Here { exact } => {
                let moved = self.cursor.grip.take().zip(self.caret());
                self.cursor = Cursor::default();
                let Some((from, caret)) = moved.filter(|(from, caret)| caret.focus != *from) else {
                    return Vec::new();
                };
                let which = if from == start { "start=" } else { "end=" };
                let exact = if exact { "exact " } else { "" };
                return self.hand(format!("{exact}{which}{from}>{}", caret.focus));
            }
            Grip::Off => {
                self.cursor = Cursor::default();
                return Vec::new();
            }
        };
        self.cursor = Cursor {
            at: Some(Caret { anchor, focus }),
            text: text_of(self.work()),
            grip: Some(focus),
            ..Cursor::default()
        };
        Vec::new()
    }
}

/// Tells one text from another for as long as both are there.
fn text_of(work: &Work) -> usize {
    work.text().as_ptr() as usize
}

//! The article: all of the text, with the marks of what is near the view.
//!
//! Knows which marks a block shows. Must not know how a mark is drawn.
//!
//! Groups far from the view are built once, without marks. Groups near it are looked at again
//! when document, filters or selection changed, and of those only the blocks are built anew
//! in which something shows.

use super::mark::{Drawn, Emphasis, LANES, Part, pieces};
use crate::annotation::{Body, Id, Mark, Status};
use crate::text::{Span, Zone, ZoneKind};
use crate::ui::app::{App, Msg};
use crate::ui::excerpt;
use crate::ui::html::{Element, Node, On, el};
use crate::ui::keymap::Command;
use crate::ui::segment::{Role, Stretch};
use crate::ui::shown::Shown;
use crate::ui::viewport::{Block, Group, Opening};
use crate::ui::words;
use crate::ui::words::InWords;
use crate::ui::work::Work;
use std::borrow::Cow;
use std::rc::Rc;

/// How far claims must lie apart, in bytes, for their bars to stand in one lane: some lines.
const LANE_GAP: u32 = 100;

#[derive(Debug, Default)]
pub(super) struct Cache {
    /// Of what document and state the drawn groups are.
    state: Option<State>,
    /// At the groups' keys.
    groups: Vec<Kept>,
    /// How many groups were kept since the last clearing up.
    built: usize,
    turn: u32,
}

/// All that decides how marks show.
#[derive(Debug, PartialEq)]
struct State {
    document: String,
    version: u32,
    shown: Shown,
    selected: Option<Id>,
    lit: Option<Id>,
    /// Of the sheet that may leave claims out.
    turn: u32,
}

#[derive(Debug, Default)]
struct Kept {
    plain: Option<Rc<Element>>,
    drawn: Option<DrawnGroup>,
}

#[derive(Debug)]
struct DrawnGroup {
    turn: u32,
    blocks: Vec<(BlockState, Rc<Element>)>,
    element: Rc<Element>,
}

/// All that decides how one block looks, its text aside.
#[derive(Debug, PartialEq)]
struct BlockState {
    zone: Option<ZoneKind>,
    begins_zone: bool,
    opening: Opening,
    marks: Vec<Drawn>,
}

pub(super) fn view(app: &App, cache: &mut Cache) -> Element {
    let work = app.work();
    cache.follow(app);
    let groups = work.layout().groups();
    let selection = work
        .selection()
        .map_or(0..0, |mark| work.layout().groups_of(mark.span()));
    let lens = Lens::new(app);
    let children: Vec<Node> = (groups.iter().enumerate())
        .map(|(index, group)| {
            let element = match app.near.contains(&index) || selection.contains(&index) {
                true => cache.drawn(&lens, group),
                false => cache.plain(work, group),
            };
            element.into()
        })
        .collect();
    cache.clear_up(groups);
    let article =
        el("article#article[aria-label=Article with its marks][aria-describedby=article-keys]")
            .attr(
                "tabindex",
                match work.selected {
                    Some(_) => "-1",
                    None => "0",
                },
            );
    match children.is_empty() {
        true => article.attr("hidden", ""),
        // Marks answer a click before this does.
        false => (article.children(children)).on(On::Click(Msg::Do(Command::PlaceCaret))),
    }
}

impl Cache {
    /// Forgets what is of another document, and counts on where something changed.
    fn follow(&mut self, app: &App) {
        let work = app.work();
        let state = State {
            document: work.id().to_owned(),
            version: work.version(),
            shown: app.shown,
            selected: work.selected.clone(),
            lit: app.lit().cloned(),
            turn: app.sheet.turn,
        };
        if (self.state.as_ref()).is_none_or(|before| before.document != state.document) {
            self.groups.clear();
        }
        if self.state.as_ref() != Some(&state) {
            self.turn = self.turn.wrapping_add(1);
            self.state = Some(state);
        }
    }

    /// What is kept of a group.
    fn kept(&mut self, group: &Group) -> &mut Kept {
        let at = group.key as usize;
        if self.groups.len() <= at {
            self.groups.resize_with(at + 1, Kept::default);
        }
        &mut self.groups[at]
    }

    /// Forgets the groups that are no more; the keys of those that are rise in no order.
    fn clear_up(&mut self, groups: &[Group]) {
        if self.built <= groups.len() {
            return;
        }
        let mut kept = Vec::new();
        std::mem::swap(&mut kept, &mut self.groups);
        for group in groups {
            let before = kept.get_mut(group.key as usize).map(std::mem::take);
            *self.kept(group) = before.unwrap_or_default();
        }
        self.built = groups.len();
    }

    fn plain(&mut self, work: &Work, group: &Group) -> Rc<Element> {
        let kept = self.kept(group);
        kept.drawn = None;
        if let Some(plain) = &kept.plain {
            return plain.clone();
        }
        let blocks = group.blocks.iter().map(|block| {
            let words = work.words(block.span);
            paragraph(block.opening).text(words.to_owned())
        });
        let plain = Rc::new(shell(work, group).children(blocks));
        kept.plain = Some(plain.clone());
        self.built += 1;
        plain
    }

    fn drawn(&mut self, lens: &Lens, group: &Group) -> Rc<Element> {
        let turn = self.turn;
        let kept = self.kept(group);
        if let Some(drawn) = kept.drawn.as_ref().filter(|drawn| drawn.turn == turn) {
            return drawn.element.clone();
        }
        let before = kept.drawn.take();
        let mut blocks = Vec::with_capacity(group.blocks.len());
        let states = lens.states(group);
        let mut old = before.as_ref().map(|drawn| drawn.blocks.iter());
        for (state, block) in states.into_iter().zip(&group.blocks) {
            let same = (old.as_mut())
                .and_then(Iterator::next)
                .filter(|(before, _)| *before == state);
            let element = match same {
                Some((_, element)) => element.clone(),
                None => Rc::new(lens.block(block, &state)),
            };
            blocks.push((state, element));
        }
        let unchanged = before.filter(|before| {
            before.blocks.len() == blocks.len()
                && (before.blocks.iter().zip(&blocks)).all(|((_, a), (_, b))| Rc::ptr_eq(a, b))
        });
        let element = match unchanged {
            Some(before) => before.element,
            None => Rc::new(
                shell(lens.work, group).children(blocks.iter().map(|(_, element)| element.clone())),
            ),
        };
        self.kept(group).drawn = Some(DrawnGroup {
            turn,
            blocks,
            element: element.clone(),
        });
        element
    }
}

/// The element that holds a group's blocks.
fn shell(work: &Work, group: &Group) -> Element {
    el("div")
        .key(format!("{}.{}", work.id(), group.key))
        .class("group")
        .attr("data-block", "")
}

fn paragraph(opening: Opening) -> Element {
    let paragraph = el("p[dir=auto]");
    match opening {
        Opening::Paragraph => paragraph,
        Opening::Continued => paragraph.class("continued"),
    }
}

/// What one looks at a document through: filters and selection.
struct Lens<'a> {
    app: &'a App,
    work: &'a Work,
    /// The claim that is lit up, and its cues.
    lit: Option<&'a Id>,
    cues: &'a [Id],
    parent: Option<&'a Id>,
    /// What the selected mark is a name of.
    cluster: Option<usize>,
}

impl<'a> Lens<'a> {
    fn new(app: &'a App) -> Self {
        let work = app.work();
        let lit = app.lit();
        let (cues, parent) = match lit
            .and_then(|id| work.document().mark(id))
            .map(|mark| &mark.body)
        {
            Some(Body::Claim(claim)) => (claim.cues.as_slice(), claim.parent.as_ref()),
            _ => (&[][..], None),
        };
        Self {
            app,
            work,
            lit,
            cues,
            parent,
            cluster: work
                .selection()
                .and_then(|mark| work.document().cluster_of(&mark.id)),
        }
    }

    fn emphasis(&self, mark: &Mark) -> Emphasis {
        if self.work.selected.as_ref() == Some(&mark.id) {
            Emphasis::Selected
        } else if self.is_lit(mark) {
            Emphasis::Lit
        } else if self.is_same(mark) || self.parent == Some(&mark.id) {
            Emphasis::Related
        } else {
            Emphasis::None
        }
    }

    /// Whether a mark is of the claim that is lit up.
    fn is_lit(&self, mark: &Mark) -> bool {
        self.lit == Some(&mark.id)
            || self.cues.contains(&mark.id) && mark.status != Status::Rejected
    }

    /// Whether a mark is a name of the same thing as the selected one.
    fn is_same(&self, mark: &Mark) -> bool {
        self.cluster.is_some() && self.work.document().cluster_of(&mark.id) == self.cluster
    }

    /// How each block of the group looks.
    fn states(&self, group: &Group) -> Vec<BlockState> {
        let drawn = self.marks(group.span());
        let zones = self.work.document().zones();
        group
            .blocks
            .iter()
            .map(|block| {
                let Span { start, end } = block.span;
                let marks = (drawn.iter())
                    .filter(|mark| mark.stretch.span.overlaps(block.span))
                    .map(|mark| {
                        let mut mark = mark.clone();
                        // A stretch that begins before the block begins before its zero.
                        let span = mark.stretch.span;
                        if span.start < start {
                            mark.part = Part::Further;
                            mark.tag = "";
                        }
                        mark.stretch.span =
                            Span::new(span.start.max(start) - start, span.end.min(end) - start);
                        mark
                    })
                    .collect();
                BlockState {
                    zone: zone(zones, block.span).map(|zone| zone.kind),
                    begins_zone: zone(zones, block.span)
                        .is_some_and(|zone| zone.span.start >= start),
                    opening: block.opening,
                    marks,
                }
            })
            .collect()
    }

    /// The how manieth of the marks that are shown one is, and of how many.
    fn place(&self, mark: &Mark) -> (usize, usize) {
        let (mut at, mut all) = (0, 0);
        let marks = self.work.document().marks();
        for shown in marks.filter(|mark| self.app.shows(mark)) {
            all += 1;
            if shown.id == mark.id {
                at = all;
            }
        }
        (at, all)
    }

    /// The stretches to draw that may lie in `span`, in order.
    fn marks(&self, span: Span) -> Vec<Drawn> {
        let mut drawn = InOrder {
            within: span,
            marks: Vec::new(),
        };
        let mut lanes = [0; LANES.len()];
        for mark in self.work.marks_near(span) {
            let emphasis = self.emphasis(mark);
            if emphasis == Emphasis::None && !self.app.shows(mark) {
                continue;
            }
            let one = |span, role, label, tag, description, part| Drawn {
                stretch: Stretch { span, role },
                id: mark.id.clone(),
                label,
                tag,
                description: Cow::Borrowed(description),
                status: mark.status,
                unsure: !mark.is_decided() && mark.confidence.is_some_and(words::is_unsure),
                flagged: mark.is_flagged(),
                emphasis,
                lit: self.is_lit(mark),
                // Only the first piece tells it, and to count takes a look at every mark.
                place: (emphasis == Emphasis::Selected && part == Part::First)
                    .then(|| self.place(mark)),
                lane: 0,
                part,
            };
            match &mark.body {
                Body::Entity { span, label } => {
                    let words = label.words();
                    drawn.push(one(
                        *span,
                        Role::Entity,
                        label.as_str(),
                        words.tag,
                        words.name,
                        Part::First,
                    ));
                }
                Body::Cue { span, kind } => {
                    let words = kind.words();
                    drawn.push(one(
                        *span,
                        Role::Cue,
                        kind.as_str(),
                        "",
                        words.name,
                        Part::First,
                    ));
                }
                Body::Claim(claim) => {
                    let words = claim.certainty.words();
                    let label = claim.certainty.as_str();
                    let lane = lane(&mut lanes, mark.span());
                    let holder = excerpt::holder(self.work.document().source(), claim);
                    for (index, span) in claim.content.iter().enumerate() {
                        let part = match index {
                            0 => Part::First,
                            _ => Part::Further,
                        };
                        let mut content = one(*span, Role::Claim, label, "", words.name, part);
                        content.lane = lane;
                        if let Some(holder) = &holder {
                            content.description = format!("{}, by {holder}", words.name).into();
                        }
                        drawn.push(content);
                    }
                    for span in &claim.source {
                        drawn.push(one(
                            *span,
                            Role::Source,
                            "source",
                            "",
                            "Source",
                            Part::Further,
                        ));
                    }
                }
            }
        }
        name_sources(&mut drawn.marks);
        drawn.marks
    }

    fn block(&self, block: &Block, state: &BlockState) -> Element {
        let words = self.work.words(block.span);
        let paragraph = paragraph(block.opening);
        let paragraph = match (state.zone, state.begins_zone) {
            (Some(ZoneKind::Headline), true) => paragraph
                .attr("data-zone", "headline")
                .attr("role", "heading")
                .attr("aria-level", "2"),
            // What follows a headline in its zone says who wrote it, where and when.
            (Some(ZoneKind::Headline), false) => paragraph.attr("data-zone", "byline"),
            (Some(ZoneKind::Residue), true) => paragraph
                .attr("data-zone", "residue")
                .attr("data-zone-label", "not the article"),
            (Some(ZoneKind::Residue), false) => paragraph.attr("data-zone", "residue"),
            (Some(ZoneKind::Body) | None, _) => paragraph,
        };
        paragraph.children(pieces(words, &state.marks))
    }
}

/// Stretches of which a part lies within a span, in [`Stretch::order`]. Nearly all come in that
/// order already.
struct InOrder {
    within: Span,
    marks: Vec<Drawn>,
}

impl InOrder {
    fn push(&mut self, mark: Drawn) {
        if mark.stretch.span.overlaps(self.within) {
            let behind = |before: &Drawn| before.stretch.order() > mark.stretch.order();
            let place = self.marks.iter().rposition(|before| !behind(before));
            self.marks
                .insert(place.map_or(0, |before| before + 1), mark);
        }
    }
}

/// Gives the sources their word where no entity's stands in its place.
fn name_sources(drawn: &mut [Drawn]) {
    for at in 0..drawn.len() {
        let start = drawn[at].stretch.span.start;
        let here = |mark: &&Drawn| mark.stretch.span.start == start;
        let (before, after) = drawn.split_at(at);
        let named = (before.iter().rev().take_while(here))
            .chain(after.iter().take_while(here))
            .any(|mark| mark.stretch.role == Role::Entity);
        if drawn[at].stretch.role == Role::Source && !named {
            drawn[at].tag = "source";
        }
    }
}

/// The zone that a block begins in.
fn zone(zones: &[Zone], block: Span) -> Option<Zone> {
    let index = zones.partition_point(|zone| zone.span.end <= block.start);
    zones
        .get(index)
        .copied()
        .filter(|zone| zone.span.overlaps(block))
}

/// A lane in which the bar of a claim does not touch another's; `ends` says where the last
/// claim of each lane ends.
fn lane(ends: &mut [u32; LANES.len()], claim: Span) -> u8 {
    let free = ends
        .iter()
        .position(|end| *end == 0 || end + LANE_GAP <= claim.start);
    let least = || (0..ends.len()).min_by_key(|lane| ends[*lane]);
    let lane = free.or_else(least).unwrap_or(0);
    ends[lane] = ends[lane].max(claim.end);
    lane as u8
}

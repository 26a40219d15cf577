//! The list beside the article, a page of it at a time: claims with who, how sure and what, or
//! entities.

use super::{button, entities, pressed};
use crate::annotation::{Body, ClaimBody, Id, Kind, Mark};
use crate::extract::Polarity;
use crate::ui::app::{App, Go, List, Msg, Order};
use crate::ui::excerpt;
use crate::ui::html::{Element, On, el};
use crate::ui::keymap::Command;
use crate::ui::review::{PAGE, item_id};
use crate::ui::run::Stage;
use crate::ui::shown::{Facet, Shown};
use crate::ui::words::{self, InWords};
use crate::ui::work::Work;
use std::rc::Rc;

#[derive(Debug, Default)]
pub(super) struct Cache {
    kept: Option<(State, Rc<Element>)>,
}

/// All that decides how the list looks.
#[derive(Debug, PartialEq)]
struct State {
    document: String,
    version: u32,
    shown: Shown,
    list: List,
    order: Order,
    /// Of the sheet that is listed or leaves claims out.
    turn: u32,
    busy: bool,
    page: usize,
    /// A claim.
    selected: Option<Id>,
    /// What the selected mark is a name of.
    cluster: Option<usize>,
    stage: Stage,
}

pub(super) fn view(app: &App, cache: &mut Cache) -> Rc<Element> {
    let work = app.work();
    let selected = work
        .selection()
        .filter(|mark| mark.kind() == Kind::Claim)
        .map(|mark| mark.id.clone());
    let state = State {
        document: work.id().to_owned(),
        version: work.version(),
        shown: app.shown,
        list: app.list,
        order: app.order,
        turn: app.sheet.turn,
        busy: app.sheet.under_way,
        cluster: (work.selected.as_ref()).and_then(|id| work.document().cluster_of(id)),
        page: app.page,
        selected,
        stage: work.run.stage,
    };
    match &cache.kept {
        Some((before, element)) if *before == state => element.clone(),
        _ => {
            let element = Rc::new(list(app, &state));
            cache.kept = Some((state, element.clone()));
            element
        }
    }
}

fn list(app: &App, state: &State) -> Element {
    let (claims, clusters) = match state.list {
        List::Claims => (app.claims(), Vec::new()),
        List::Entities => (Vec::new(), app.clusters()),
        List::Sources => (Vec::new(), Vec::new()),
    };
    let all = claims.len() + clusters.len();
    let first = (state.page * PAGE).min(all.saturating_sub(1) / PAGE * PAGE);
    let end = all.min(first + PAGE);
    let items = match state.list {
        List::Claims => el("ol#claims"),
        List::Entities => el("ol#entities"),
        List::Sources => el("div#sources"),
    };
    let items = (items.attr("tabindex", "-1")).attr("aria-labelledby", title(state.list));
    let items = match state.list {
        List::Claims => {
            let page = claims.get(first..end).unwrap_or_default().iter();
            let page = page.filter_map(|mark| match &mark.body {
                Body::Claim(claim) => Some(item(app.work(), mark, claim, state.selected.as_ref())),
                Body::Entity { .. } | Body::Cue { .. } => None,
            });
            items.attr("start", (first + 1).to_string()).children(page)
        }
        List::Entities => {
            let page = clusters.get(first..end).unwrap_or_default().iter();
            items.children(page.map(|cluster| entities::item(app, cluster, state.cluster)))
        }
        List::Sources => match &app.sheet.tree {
            Some(tree) => (items.attr("aria-busy", pressed(state.busy))).child(tree.clone()),
            None => items,
        },
    };
    let head = (el("div.head").child(heading(state, List::Claims, all)))
        .child(heading(state, List::Entities, all))
        .child(heading(state, List::Sources, all));
    let head = match state.list {
        List::Claims => head.child(
            button("Least certain first", Command::SortClaims)
                .attr("aria-pressed", pressed(state.order == Order::Doubt)),
        ),
        List::Entities | List::Sources => head,
    };
    el("section#claim-list")
        .attr("aria-labelledby", title(state.list))
        .child(head)
        .child(items)
        .child(match all {
            0 => el("p.none").text(nothing(app, state.list)),
            _ => pages(first, all),
        })
        .child(only(app))
}

/// Which claims alone are shown, where a sheet left others out.
fn only(app: &App) -> Element {
    let place = el("p.only[role=status]");
    match &app.sheet.only {
        Some(only) => (place.child(el("span").text(only.words.clone())))
            .child(button("Show all", Command::ShowAll)),
        None => place.attr("hidden", ""),
    }
}

fn title(list: List) -> &'static str {
    match list {
        List::Claims => "claims-title",
        List::Entities => "entities-title",
        List::Sources => "sources-title",
    }
}

/// The name of a list, that shows it.
fn heading(state: &State, list: List, all: usize) -> Element {
    let name = match list {
        List::Claims => "Claims",
        List::Entities => "Entities",
        List::Sources => "Sources",
    };
    let open = state.list == list;
    let button = button(name, Command::List(list)).attr("aria-expanded", pressed(open));
    el("h2")
        .attr("id", title(list))
        .child(match open && list != List::Sources {
            true => (button.text(" ")).child(el("span.count").text(words::grouped(all))),
            false => button,
        })
}

/// Why the list is empty.
fn nothing(app: &App, list: List) -> &'static str {
    let work = app.work();
    let found = match list {
        List::Claims => work.tally().facet(Facet::Layer(Kind::Claim)),
        List::Entities => work.document().clusters().len(),
        List::Sources => 0,
    };
    match (work.run.stage, list) {
        (_, List::Sources) if app.sheet.tree.is_some() => "",
        (Stage::Reading { .. }, _) | (_, List::Sources) => "Reading…",
        (Stage::Idle, _) => "Claims and names are listed here once there is an article.",
        (_, List::Claims) if found > 0 => "All claims are switched off.",
        (_, List::Entities) if found > 0 => "All names are switched off in the legend.",
        (_, List::Claims) => "No claims were found in this text.",
        (_, List::Entities) => "No names were found in this text.",
    }
}

fn item(work: &Work, mark: &Mark, claim: &ClaimBody, selected: Option<&Id>) -> Element {
    let source = work.document().source();
    let level = claim.certainty.words();
    let who = excerpt::holder(source, claim);
    let cues: Vec<&str> = (claim.cues.iter())
        .filter_map(|id| match work.document().mark(id)?.body {
            Body::Cue { span, .. } => source.get(span),
            Body::Entity { .. } | Body::Claim(_) => None,
        })
        .collect();
    let negated = claim.polarity == Polarity::Negative;
    let card = el("button[type=button]")
        .attr("data-label", claim.certainty.as_str())
        .attr("data-status", mark.status.as_str())
        .on(On::Click(Msg::Select {
            id: mark.id.clone(),
            go: Go::ToText,
        }))
        .child(el("span.who").text(who.unwrap_or_else(|| "The article".to_owned())))
        .child(
            el("span.level")
                .child(el("span.meter[aria-hidden=true]"))
                .text(level.tag),
        )
        .child(el("span.content[dir=auto]").text(excerpt::joined(source, &claim.content)))
        .child(
            el("span.cues")
                .children(cues.into_iter().map(|cue| el("i").text(cue.to_owned())))
                .children(negated.then(|| el("b").text("not so"))),
        );
    el("li")
        .key(mark.id.0.as_ref())
        .attr("id", item_id(&mark.id))
        .child(match selected == Some(&mark.id) {
            true => card.attr("aria-current", pressed(true)),
            false => card,
        })
}

fn pages(first: usize, all: usize) -> Element {
    let end = (first + PAGE).min(all);
    let place = el("div.pages");
    if all <= PAGE {
        return place.attr("hidden", "");
    }
    let turn = |button: Element, possible: bool| match possible {
        true => button,
        false => button.attr("aria-disabled", "true"),
    };
    place
        .child(turn(button("Earlier", Command::EarlierItems), first > 0))
        .child(el("span").text(format!(
            "{} to {} of {}",
            words::grouped(first + 1),
            words::grouped(end),
            words::grouped(all)
        )))
        .child(turn(button("Later", Command::LaterItems), end < all))
}

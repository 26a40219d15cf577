//! The sheet of what a reading left over: which engine read a document, what became of its marks
//! when the text was edited, and those that lost their words, each with where it may belong.

use super::{done, hand, standing, stretch, written};
use crate::annotation::{Document, EngineInfo, Followed, Id, Orphan};
use crate::find::{Context, context};
use crate::protocol::{At, Done};
use crate::ui::app::Msg;
use crate::ui::html::{Element, On, el};
use crate::ui::keymap::Command;
use crate::ui::paper::ask;
use crate::ui::words::{count, grouped};

/// The sheet's name.
const NAME: &str = "reading";
/// How many marks are listed: for each the whole text is looked through.
const LISTED: usize = 20;

/// What the sheet is of.
#[derive(Debug, Clone, Copy)]
pub struct Read<'a> {
    pub document: &'a Document,
    /// The engine that reads now.
    pub engine: &'a EngineInfo,
    /// What became of its marks when its text was edited, if it was.
    pub followed: Option<Followed>,
}

/// What a control asks for: that a mark is dropped, or waits again.
pub fn asked(words: &str) -> Option<(Id, bool)> {
    let (what, id) = words.split_once('=')?;
    match what {
        "drop" => Some((Id(id.into()), true)),
        "keep" => Some((Id(id.into()), false)),
        _ => None,
    }
}

/// Places a mark by hand: `place=ID` and a stretch, or nothing for what is selected.
pub fn place(words: &str, document: &Document, at: &At) -> Done {
    let place = words.strip_prefix("place=").unwrap_or_default();
    let (id, given) = place.split_once('\n').unwrap_or((place, ""));
    let Some(orphan) = document.orphans().find(|orphan| *orphan.mark.id.0 == *id) else {
        return Done::said("The mark has its place already.");
    };
    let span = stretch(given).or(at.selection());
    let span = span.filter(|span| document.source().get(*span).is_some());
    match span {
        Some(span) => Done {
            select: Some(orphan.mark.id.clone()),
            ..done(document.placing(orphan, span), "Mark placed.")
        },
        None => Done::said("Select the words first, then place the mark there."),
    }
}

pub fn view(read: Option<Read<'_>>) -> Element {
    let sheet = el("div#reading.sheet[aria-label=Text and marks]");
    let Some(read) = read else {
        return sheet.child(el("p.none").text("There is no text yet."));
    };
    let document = read.document;
    let waiting: Vec<&Orphan> = document.orphans().collect();
    let dropped = document
        .all_orphans()
        .iter()
        .filter(|orphan| orphan.dropped);
    let dropped = dropped.map(dropped_row);
    let text = document.source().text();
    let rows = waiting.iter().take(LISTED);
    let rows = rows.map(|orphan| row(orphan, text));
    let further = (waiting.len() > LISTED).then(|| {
        let words =
            format!("The first {LISTED} are listed; others follow as these are placed or dropped.");
        el("p").text(words)
    });
    sheet
        .child(engine(&read))
        .child(el("p.summary[aria-live=polite]").text(summary(&read, waiting.len())))
        .child(el("ol").children(rows))
        .children(further)
        .child(el("ol").children(dropped))
}

fn engine(read: &Read<'_>) -> Element {
    let line = el("p");
    let Some(by) = &read.document.engine else {
        return line.text("No engine has read this text.").child(again());
    };
    let words =
        |engine: &EngineInfo| format!("{} {} ({})", engine.name, engine.version, engine.model);
    match is_older(read.document, read.engine) {
        true => line
            .text(format!(
                "Read by {}; now there is {}. ",
                words(by),
                words(read.engine)
            ))
            .child(again()),
        false => line.text(format!("Read by {}.", words(by))),
    }
}

/// Whether another engine has read a document than the one that reads now.
pub fn is_older(document: &Document, engine: &EngineInfo) -> bool {
    document.engine.as_ref().is_some_and(|by| by != engine)
}

fn again() -> Element {
    el("button[type=button]")
        .on(On::Click(Msg::Do(Command::Retry)))
        .text("Read again; what you decided stays")
}

fn summary(read: &Read<'_>, waiting: usize) -> String {
    let edited = read.followed.map_or_else(String::new, |followed| {
        format!(
            "When the text was edited, {} where {} been, {} moved with {} words, {} made anew. ",
            match followed.kept {
                1 => "1 mark stayed".to_owned(),
                kept => format!("{} marks stayed", grouped(kept)),
            },
            if followed.kept == 1 {
                "it had"
            } else {
                "they had"
            },
            grouped(followed.moved),
            if followed.moved == 1 { "its" } else { "their" },
            grouped(followed.altered),
        )
    });
    let waits = match waiting {
        0 => "No mark waits for its words.".to_owned(),
        number => format!(
            "{} that you had decided on lost {} words: place or drop {}.",
            count(number, "mark", "marks"),
            if number == 1 { "its" } else { "their" },
            if number == 1 { "it" } else { "them" },
        ),
    };
    format!("{edited}{waits}")
}

fn row(orphan: &Orphan, text: &str) -> Element {
    let id = &orphan.mark.id;
    let place = |stretch: String| hand(format!("{NAME}:place={id}\n{stretch}"));
    let part = orphan.parts.first().cloned().unwrap_or_default();
    let was = Context {
        before: part.before,
        words: orphan.words(),
        after: part.after,
    };
    let places = orphan.places(text).into_iter().map(|span| {
        let button = place(format!("{}-{}", span.start, span.end)).text("Place it here: ");
        written(button, &context(text, span))
    });
    el("li")
        .key(&*id.0)
        .child(written(el("span").text("Was: "), &was))
        .child(el("span.progress").text(standing(&orphan.mark)))
        .children(places)
        .child(place(String::new()).text("Place it at the selection"))
        .child(
            ask(NAME, format!("drop={id}"))
                .attr("aria-label", format!("Drop “{}”", orphan.words()))
                .text("Drop"),
        )
}

fn dropped_row(orphan: &Orphan) -> Element {
    let id = &orphan.mark.id;
    el("li")
        .key(format!("dropped {id}"))
        .child(el("span").text(format!("“{}” is dropped.", orphan.words())))
        .child(
            ask(NAME, format!("keep={id}"))
                .attr("aria-label", format!("Have “{}” back", orphan.words()))
                .text("Undo"),
        )
}

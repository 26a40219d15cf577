//! What the worker is at: requests, answers, and what is given up.
#![cfg(all(not(target_arch = "wasm32"), feature = "format"))]

use hedgerow::annotation::{Body, Document, Kind, Label, Status};
use hedgerow::engine::Engine;
use hedgerow::extract::Certainty;
use hedgerow::find::{Case, Rule, Rules, Says, Tag};
use hedgerow::protocol::{Part, Response};
use hedgerow::session::{Session, links};
use hedgerow::text::Source;
use std::sync::LazyLock;

static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::new);
const SAMPLE: &str = include_str!("../www/samples/science.txt");

fn blank(text: &str) -> Document {
    Document::new("a1", Source::new(text))
}

/// The next answer, applied to the page's document.
fn step(session: &mut Session, document: &mut Document) -> Option<(u32, Part)> {
    while !session.is_idle() {
        if let Some(Response::Extracted { revision, part }) = session.step() {
            document.apply(part.edit.clone()).expect("edits fit");
            return Some((revision, *part));
        }
    }
    None
}

fn finish(session: &mut Session, document: &mut Document) -> Vec<(u32, Part)> {
    std::iter::from_fn(|| step(session, document)).collect()
}

/// What is left when ids and notices are put aside: what stands where.
fn bodies(document: &Document) -> Vec<(Kind, u32, u32, Status)> {
    (document.marks())
        .map(|mark| (mark.kind(), mark.span().start, mark.span().end, mark.status))
        .collect()
}

fn read(text: &str) -> Document {
    Document::suggested("a1", Source::new(text), &ENGINE.extract(Source::new(text)))
}

#[test]
fn the_parts_make_the_whole() {
    let text = SAMPLE.repeat(40);
    let (mut session, mut document) = (Session::new(&ENGINE), blank(&text));
    session.ask(7, document.clone(), None);
    let parts = finish(&mut session, &mut document);
    assert!(parts.len() > 1, "one part for {} bytes", text.len());
    let last: Vec<bool> = parts.iter().map(|(_, part)| part.last).collect();
    assert_eq!(last.iter().filter(|last| **last).count(), 1);
    assert_eq!(last.last(), Some(&true));
    assert!(parts.iter().all(|(revision, _)| *revision == 7));
    assert_eq!(document, read(&text));
}

/// However a text is cut into parts, its names are linked as a whole, with the last of them.
#[test]
fn the_last_part_links_the_names_of_the_whole() {
    let text = format!("Elon Musk spoke.\n\n{}\n\nMusk left.", SAMPLE.repeat(40));
    let (mut session, mut document) = (Session::new(&ENGINE), blank(&text));
    session.ask(1, document.clone(), None);
    let parts = finish(&mut session, &mut document);
    assert!(parts.len() > 1);
    for (_, part) in &parts {
        assert_eq!(part.clusters.is_empty(), !part.last);
    }
    let mut whole = read(&text);
    let clusters = links(&ENGINE, &mut whole);
    assert_eq!(parts[parts.len() - 1].1.clusters, clusters);
    let words = |id| document.source().slice(document.mark(id).unwrap().span());
    let first: Vec<&str> = clusters[0].mentions.iter().map(words).collect();
    assert_eq!(
        (&*clusters[0].name, &first[..]),
        ("Elon Musk", &["Elon Musk", "Musk"][..])
    );
}

#[test]
fn what_a_person_decided_counts_for_the_linking() {
    let mut document = read("Elon Musk met Ada Holm. Musk left.");
    let named = |document: &mut Document| {
        let clusters = links(&ENGINE, document);
        clusters
            .into_iter()
            .map(|cluster| (cluster.name, cluster.mentions.len()))
            .collect::<Vec<_>>()
    };
    let expect = |names: &[(&str, usize)]| {
        let names = names.iter().map(|(name, count)| (name.to_string(), *count));
        names.collect::<Vec<_>>()
    };
    assert_eq!(
        named(&mut document),
        expect(&[("Elon Musk", 2), ("Ada Holm", 1)])
    );
    let first = document.clusters()[0].mentions[0].clone();
    let reject = document.deciding([&first], Status::Rejected);
    let back = document.apply(reject).unwrap();
    assert_eq!(
        named(&mut document),
        expect(&[("Ada Holm", 1), ("Musk", 1)])
    );
    document.apply(back).unwrap();
    assert_eq!(
        named(&mut document),
        expect(&[("Elon Musk", 2), ("Ada Holm", 1)])
    );
}

#[test]
fn an_empty_text_is_answered() {
    for text in ["", " \n"] {
        let (mut session, mut document) = (Session::new(&ENGINE), blank(text));
        session.ask(1, document.clone(), None);
        let parts = finish(&mut session, &mut document);
        assert_eq!(parts.len(), 1, "{text:?}");
        assert!(parts[0].1.last && document.is_empty());
    }
}

#[test]
fn a_new_text_comes_first() {
    let (mut session, mut document) = (Session::new(&ENGINE), read(SAMPLE));
    let text = SAMPLE.replacen('.', ". Maybe, said Ada Holm.", 1);
    session.ask(2, document.clone(), Some(text.clone()));
    let (_, first) = step(&mut session, &mut document).unwrap();
    assert!(first.edit.rewrites() && !first.last);
    assert_eq!(document.source().text(), text);
    finish(&mut session, &mut document);
    assert_eq!(bodies(&document), bodies(&read(&text)));
}

#[test]
fn a_newer_request_puts_the_older_off() {
    let (mut session, mut old) = (Session::new(&ENGINE), blank(&SAMPLE.repeat(40)));
    session.ask(1, old.clone(), None);
    step(&mut session, &mut old);
    let mut document = blank("Rain is likely in Oslo.");
    session.ask(2, document.clone(), None);
    let parts = finish(&mut session, &mut document);
    assert!(parts.iter().all(|(revision, _)| *revision == 2));
    assert_eq!(document, read("Rain is likely in Oslo."));
}

#[test]
fn a_decision_meanwhile_is_kept_and_nothing_is_read_twice() {
    let text = SAMPLE.repeat(40);
    let (mut session, mut document) = (Session::new(&ENGINE), blank(&text));
    session.ask(1, document.clone(), None);
    let done = |session: &Session| match session.progress() {
        Some(Response::Progress { done, .. }) => done,
        _ => 0,
    };
    step(&mut session, &mut document);
    let before = done(&session);
    assert!(before > 0);
    let first = document.marks().next().unwrap().id.clone();
    let reject = document.deciding([&first], Status::Rejected);
    document.apply(reject).unwrap();
    session.ask(2, document.clone(), None);
    assert_eq!(done(&session), before, "what was read is kept");
    let parts = finish(&mut session, &mut document);
    assert!(parts[0].1.edit.marks().is_empty(), "it stands already");
    assert_eq!(document.mark(&first).unwrap().status, Status::Rejected);
    assert_eq!(document.len(), read(&text).len());
}

#[test]
fn what_is_odd_in_a_text_is_said_once() {
    let text = "Das ist kein Englisch, sondern ein deutscher Satz über das Wetter.\n".repeat(2000);
    let (mut session, mut document) = (Session::new(&ENGINE), blank(&text));
    session.ask(1, document.clone(), None);
    let parts = finish(&mut session, &mut document);
    let notices: Vec<usize> = parts.iter().map(|(_, part)| part.notices.len()).collect();
    assert!(notices[0] > 0 && notices.len() > 1, "{notices:?}");
    assert!(notices[1..].iter().all(|count| *count == 0), "{notices:?}");
}

/// The page asks again when what was taught changed its document; what was read before that is
/// not merged as it was.
#[test]
fn what_is_taught_meanwhile_counts_for_what_was_read() {
    let text = format!("Lumen Labs may sell Kite 3.\n\n{}", SAMPLE.repeat(40));
    let (mut session, mut document) = (Session::new(&ENGINE), blank(&text));
    session.ask(1, document.clone(), None);
    step(&mut session, &mut document);
    let names = |document: &Document| {
        let text = document.source();
        let marks = document.marks();
        let named = marks.filter(|mark| text.slice(mark.span()).starts_with("Lumen"));
        named.filter(|mark| mark.kind() == Kind::Entity).count()
    };
    assert_eq!(names(&document), 1);
    session.learn(Rules::new(&[Rule {
        words: "Lumen Labs".to_owned(),
        case: Case::Exact,
        says: Says::Never(Kind::Entity),
        on: true,
    }]));
    session.ask(2, document.clone(), None);
    finish(&mut session, &mut document);
    assert_eq!(names(&document), 0);
}

/// A reading knows of cues that are none by what was taught, part by part: no claim names one, and
/// the claims are no surer or less sure than their cues say.
#[test]
fn claims_are_read_without_the_cues_that_are_none() {
    let text = format!("{SAMPLE}\n\nAna Roe said that rain may come. Rain may fall.");
    let claims = |document: &Document| -> Vec<(String, Certainty, usize)> {
        let claims = document.marks().filter_map(|mark| match &mark.body {
            Body::Claim(claim) => Some((
                document.source().slice(mark.span()).to_owned(),
                claim.certainty,
                claim.cues.len(),
            )),
            _ => None,
        });
        claims
            .filter(|(words, ..)| words.contains("ain may"))
            .collect()
    };
    let (mut session, mut document) = (Session::new(&ENGINE), blank(&text));
    session.ask(1, document.clone(), None);
    finish(&mut session, &mut document);
    let (before, untaught) = (claims(&document), document.clone());
    let said = |level, cues| ("rain may come".to_owned(), level, cues);
    let alone = ("Rain may fall".to_owned(), Certainty::Possible, 1);
    assert_eq!(before, [said(Certainty::Possible, 2), alone]);
    session.learn(Rules::new(&[Rule {
        words: "may".to_owned(),
        case: Case::Exact,
        says: Says::Never(Kind::Cue),
        on: true,
    }]));
    for revision in 2..4 {
        session.ask(revision, document.clone(), None);
        finish(&mut session, &mut document);
        assert_eq!(claims(&document), [said(Certainty::Reported, 1)]);
    }
    // And back again.
    session.learn(Rules::default());
    session.ask(4, document.clone(), None);
    finish(&mut session, &mut document);
    assert_eq!(claims(&document), claims(&untaught));
}

/// What a person taught is part of every reading from then on, even where the engine does not
/// know the label.
#[test]
fn readings_follow_what_was_taught() {
    let text = "Lumen Labs may sell Kite 3. The glim is blue.";
    let rule = |words: &str, says| Rule {
        words: words.to_owned(),
        case: Case::Exact,
        says,
        on: true,
    };
    let own = Label::parse("GLIM").expect("it is a label");
    let rules = [
        rule("glim", Says::Always(Tag::Name(own))),
        rule("Lumen Labs", Says::Never(Kind::Entity)),
    ];
    let (mut session, mut document) = (Session::new(&ENGINE), blank(text));
    session.learn(Rules::new(&rules));
    session.ask(1, document.clone(), None);
    finish(&mut session, &mut document);
    let words = |document: &Document| -> Vec<String> {
        let names = document.marks().filter_map(|mark| match mark.body {
            Body::Entity { span, label } => {
                Some(format!("{} {label}", document.source().slice(span)))
            }
            _ => None,
        });
        names.collect()
    };
    let taught = words(&document);
    assert!(taught.contains(&"glim GLIM".to_owned()), "{taught:?}");
    assert!(
        !taught.iter().any(|name| name.starts_with("Lumen")),
        "{taught:?}"
    );
    // Once nothing is taught any more, it is as if it never had been.
    session.learn(Rules::default());
    session.ask(2, document.clone(), None);
    finish(&mut session, &mut document);
    assert_eq!(words(&document), words(&read(text)));
    // And an edit of the text is told.
    assert_eq!(session.followed("a1"), None);
    session.ask(3, document.clone(), Some(format!("So {text}")));
    finish(&mut session, &mut document);
    let followed = session.followed("a1").expect("the text was edited");
    assert_eq!((followed.kept, followed.orphaned), (0, 0));
    assert!(followed.moved > 0);
}

//! Cases that a reader can follow.

use hedgerow::annotation::{
    Body, Change, ClaimBody, Document, Edit, Group, History, Mark, Origin, Status, merge, rebase,
};
use hedgerow::extract::{Certainty, Claim, Cue, CueType, Entity, Extraction, Label};
use hedgerow::text::{Source, Span};

/// Marks from a text that shows them: `[ORG Acme]` is an entity, `{modal may}` a cue.
fn shown(shown: &str) -> Document {
    let (mut text, mut bodies) = (String::new(), Vec::new());
    let mut rest = shown;
    while let Some(at) = rest.find(['[', '{']) {
        text.push_str(&rest[..at]);
        let close = if rest[at..].starts_with('[') {
            ']'
        } else {
            '}'
        };
        let (inner, after) = rest[at + 1..].split_once(close).expect("closed");
        let (label, words) = inner.split_once(' ').expect("a label");
        let start = text.len() as u32;
        text.push_str(words);
        let span = Span::new(start, text.len() as u32);
        bodies.push(match close {
            ']' => Body::Entity {
                span,
                label: Label::parse(label).expect("a label").into(),
            },
            _ => Body::Cue {
                span,
                kind: CueType::parse(label).expect("a type"),
            },
        });
        rest = after;
    }
    text.push_str(rest);
    let mut document = Document::new("d", Source::new(text));
    for body in bodies {
        document.apply(document.adding(body)).expect("a sound mark");
    }
    document
}

/// The same document with nobody's decisions: the engine suggests all that is marked.
fn undecided(mut document: Document) -> Document {
    for mark in document.clone().marks() {
        let new = Mark {
            origin: Origin::Machine,
            status: Status::Suggested,
            ..mark.clone()
        };
        let old = mark.clone();
        document
            .apply(Edit::Replace { old, new })
            .expect("it stands");
    }
    document
}

/// The other way round, for documents without claims.
fn show(document: &Document) -> String {
    let (mut out, mut done) = (String::new(), 0);
    for mark in document.marks() {
        let span = mark.span();
        let words = document.source().slice(span);
        out.push_str(document.source().slice(Span::new(done, span.start)));
        out.push_str(&match &mark.body {
            Body::Entity { label, .. } => format!("[{label} {words}]"),
            Body::Cue { kind, .. } => format!("{{{kind} {words}}}"),
            Body::Claim(_) => unreachable!("no claims are made here"),
        });
        done = span.end;
    }
    out.push_str(
        document
            .source()
            .slice(Span::new(done, document.span().end)),
    );
    out
}

#[test]
fn marks_stay_on_their_words() {
    fn check(before: &str, text: &str, after: &str) {
        let mut document = undecided(shown(before));
        let edit = rebase(&document, text).edit;
        let inverse = document.apply(edit).expect("a rebase applies");
        assert_eq!(show(&document), after, "{before} to {text}");
        assert_eq!(document.source().text(), text);
        document.apply(inverse).expect("an inverse applies");
        assert_eq!(show(&document), before);
    }
    // Typing beside a mark does not touch it.
    check(
        "[ORG Acme] sells.",
        "Acme sells now.",
        "[ORG Acme] sells now.",
    );
    check(
        "[ORG Acme] sells.",
        "Now Acme sells.",
        "Now [ORG Acme] sells.",
    );
    check("[ORG Acme] sells.", "Acmes sells.", "[ORG Acme]s sells.");
    check(
        "So [ORG Acme] sells.",
        "So, Acme sells.",
        "So, [ORG Acme] sells.",
    );
    // Typing inside changes it.
    check(
        "[ORG Acme Inc] sells.",
        "Acme New Inc sells.",
        "[ORG Acme New Inc] sells.",
    );
    check(
        "[ORG Mikrosoft] sells.",
        "Microsoft sells.",
        "[ORG Microsoft] sells.",
    );
    check("[ORG acme] sells.", "Acme sells.", "[ORG Acme] sells.");
    // A deletion shortens it, or takes it along.
    check("[ORG Acme Inc] sells.", "Acme sells.", "[ORG Acme] sells.");
    check(
        "[ORG Acme Inc] now sells.",
        "Acme sells.",
        "[ORG Acme] sells.",
    );
    check("So [ORG Acme Inc] sells.", "So sells.", "So sells.");
    check("[ORG Acme]", "", "");
    // Other words in its place are not its words.
    check("[ORG Acme] sells.", "Nobody sells.", "Nobody sells.");
    check(
        "The [ORG Acme Inc] sells.",
        "Those who sell.",
        "Those who sell.",
    );
    // Several places at once.
    check(
        "[ORG Acme] {modal may} sell [GPE Rome] and [GPE Bonn].",
        "Yes, Acme surely may sell Rome, Paris and Bonn too.",
        "Yes, [ORG Acme] surely {modal may} sell [GPE Rome], Paris and [GPE Bonn] too.",
    );
    // Characters of several bytes are never cut.
    check("[PERSON Zoë] ging.", "Zoé ging.", "[PERSON Zoé] ging.");
    check("😀 [ORG Acme]", "😁 Acme", "😁 [ORG Acme]");
}

#[test]
fn what_a_person_decided_on_is_not_moved_to_other_words() {
    fn check(before: &str, text: &str, after: &str) {
        let mut document = shown(before);
        let rebased = rebase(&document, text);
        let before = document.clone();
        let inverse = document.apply(rebased.edit).expect("a rebase applies");
        assert_eq!(show(&document), after, "{text}");
        document.lose(before.decided());
        let words: Vec<String> = document.orphans().map(|orphan| orphan.words()).collect();
        let lost: Vec<&str> = (rebased.orphaned.iter())
            .map(|mark| before.source().slice(mark.span()))
            .collect();
        assert_eq!(words, lost);
        assert_eq!(document.len() + lost.len(), before.len());
        // One undo takes all back, and then nothing waits.
        document.apply(inverse).expect("an inverse applies");
        assert_eq!(show(&document), show(&before));
        assert_eq!(document.orphans().count(), 0);
    }
    check(
        "[ORG Acme] sells.",
        "Now Acme sells.",
        "Now [ORG Acme] sells.",
    );
    check("[ORG Acme] sells.", "Acme, sells.", "[ORG Acme], sells.");
    check(
        "[ORG Acme Inc] sells.",
        "Acme New Inc sells.",
        "Acme New Inc sells.",
    );
    check("[ORG acme] sells.", "Acme sells.", "Acme sells.");
    check("So [ORG Acme Inc] sells.", "So sells.", "So sells.");
    check(
        "[ORG Acme] {modal may} sell [GPE Rome] and [GPE Bonn].",
        "Yes, Acme might sell Rome and Bern.",
        "Yes, [ORG Acme] might sell [GPE Rome] and Bern.",
    );
}

#[test]
fn marks_of_a_long_text_stay_on_their_words() {
    fn check(rename: &str, lost: usize) {
        let before = "[ORG Acme] sold its mill in [GPE Rome]. ".repeat(9000);
        let mut document = undecided(shown(&before));
        let marks = document.len();
        let text = document.source().text().replace("Acme", rename);
        let edit = rebase(&document, &text).edit;
        document.apply(edit).expect("a rebase applies");
        assert_eq!(document.source().text(), text);
        assert_eq!(marks - document.len(), lost, "{rename}");
        let places = document
            .marks()
            .map(|mark| document.source().slice(mark.span()));
        assert_eq!(
            places.filter(|words| *words == "Rome").count(),
            9000,
            "{rename}"
        );
    }
    check("Acmes", 0);
    check("Acne", 0);
    check("Zuzu", 9000);
}

/// A claim on "may" with the cue "q1", of a document that has no other.
fn hedged() -> Document {
    let mut document = shown("[ORG Acme] said it {modal may} sell, and Rome waits.");
    let claim = ClaimBody {
        source: vec![Span::new(0, 4)],
        cues: vec!["q1".into()],
        certainty: Certainty::Possible,
        ..ClaimBody::plain(vec![Span::new(10, 21)])
    };
    let edit = document.adding(Body::Claim(claim));
    document.apply(edit).expect("a sound claim");
    document
}

fn claim(document: &Document, id: &str) -> ClaimBody {
    match &document.mark(&id.into()).expect("the claim").body {
        Body::Claim(claim) => claim.clone(),
        _ => panic!("{id} is no claim"),
    }
}

#[test]
fn unsound_edits_are_refused_with_a_reason() {
    fn check(edit: impl Fn(&Document) -> Edit, reason: &str) {
        let mut document = hedged();
        let before = document.clone();
        let error = document.apply(edit(&document)).expect_err(reason);
        assert_eq!(error.to_string(), reason);
        assert_eq!(document, before);
    }
    let entity = |start, end| Body::Entity {
        span: Span::new(start, end),
        label: Label::Org.into(),
    };
    let with = |change: fn(&mut ClaimBody)| {
        move |document: &Document| {
            let mut body = claim(document, "c1");
            change(&mut body);
            document.correcting(&"c1".into(), Body::Claim(body))
        }
    };
    check(|_| Edit::Remove("e9".into()), "there is no mark e9");
    check(|_| Edit::Remove("q1".into()), "a claim still names mark q1");
    check(
        |d| Edit::Insert(d.mark(&"e1".into()).expect("e1").clone()),
        "there is a mark e1 already",
    );
    check(
        move |d| d.adding(entity(7, 7)),
        "mark e2: 7..7 is no stretch of the text",
    );
    check(
        move |d| d.adding(entity(7, 99)),
        "mark e2: 7..99 is no stretch of the text",
    );
    check(
        with(|claim| claim.content.clear()),
        "claim c1 has no content",
    );
    check(
        with(|claim| claim.content.push(Span::new(15, 17))),
        "mark c1: the part at 15..17 does not stand behind the one before it",
    );
    check(
        with(|claim| claim.cues.push("e1".into())),
        "claim c1 names e1, which is no cue",
    );
    check(
        with(|claim| claim.cues.push("q1".into())),
        "claim c1 names the cue q1 twice",
    );
    check(
        with(|claim| claim.parent = Some("q1".into())),
        "claim c1 stands in q1, which is no claim",
    );
    check(
        with(|claim| claim.parent = Some("c1".into())),
        "claim c1 stands in itself",
    );
    check(
        |d| {
            let old = d.mark(&"e1".into()).expect("e1").clone();
            let mut new = old.clone();
            new.confidence = Some(f32::NAN);
            Edit::Replace { old, new }
        },
        "mark e1: its confidence is not between 0 and 1",
    );
    check(
        |d| {
            let old = Mark {
                status: Status::Rejected,
                ..d.mark(&"e1".into()).expect("e1").clone()
            };
            Edit::Replace {
                new: old.clone(),
                old,
            }
        },
        "mark e1 is no longer what the change expects",
    );
    check(
        |_| {
            let (span, text) = (Span::new(3, 5), String::new());
            let twice = Change { span, text };
            Edit::Rewrite(vec![twice.clone(), twice])
        },
        "the changes do not fit the text",
    );
    // All or nothing: the first half of a batch does not stay.
    check(
        move |d| Edit::Batch(vec![d.adding(entity(0, 2)), Edit::Remove("e9".into())]),
        "there is no mark e9",
    );
}

#[test]
fn a_mark_that_goes_leaves_no_names_behind() {
    let mut document = hedged();
    let before = document.clone();
    let removal = document.removing([&"q1".into()]);
    let inverse = document.apply(removal).expect("a removal applies");
    assert!(document.mark(&"q1".into()).is_none());
    assert!(claim(&document, "c1").cues.is_empty());
    document.apply(inverse).expect("an inverse applies");
    assert_eq!(document, before);

    let mut document = undecided(document);
    let without_cue = rebase(&document, "Acme said it will sell, and Rome waits.");
    assert_eq!(without_cue.orphaned.len(), 1);
    assert_eq!(without_cue.altered, ["c1".into()]);
    document.apply(without_cue.edit).expect("a rebase applies");
    assert!(claim(&document, "c1").cues.is_empty());
    let content = claim(&document, "c1").content[0];
    assert_eq!(document.source().slice(content), "it will sell");
}

/// What the engine might say of "Acme may sell. Rome may not." in two parts.
fn parts() -> (Source, Vec<(Span, Extraction)>) {
    let text = "Acme may sell. Rome may not.";
    let part = |(start, end), (name, label), cue, content| Extraction {
        sentences: vec![Span::new(start, end)],
        zones: Vec::new(),
        entities: vec![Entity {
            span: name,
            label,
            confidence: 0.9,
            why: Vec::new(),
        }],
        cues: vec![Cue {
            span: cue,
            kind: CueType::Modal,
            confidence: 0.9,
            why: Vec::new(),
        }],
        claims: vec![Claim {
            cues: vec![0],
            certainty: Certainty::Possible,
            confidence: 0.9,
            ..ClaimBody::plain(vec![content]).claim(|_| None)
        }],
    };
    let first = part(
        (0, 14),
        (Span::new(0, 4), Label::Org),
        Span::new(5, 8),
        Span::new(0, 13),
    );
    let second = part(
        (15, 28),
        (Span::new(15, 19), Label::Gpe),
        Span::new(20, 23),
        Span::new(15, 27),
    );
    let parts = vec![(Span::new(0, 15), first), (Span::new(15, 28), second)];
    (Source::new(text), parts)
}

#[test]
fn parts_make_the_same_document_as_the_whole() {
    let (source, parts) = parts();
    let mut whole = Extraction::default();
    let mut document = Document::new("d", source.clone());
    let mut history = History::default();
    for (scope, part) in parts {
        let edit = merge(&document, &part, scope);
        history
            .apply_in(Group(7), &mut document, edit)
            .expect("a part applies");
        whole.append(part);
    }
    assert_eq!(document, Document::suggested("d", source.clone(), &whole));
    assert_eq!(document.len(), 6);
    // And one undo takes all of them back.
    history.undo(&mut document).expect("undo");
    assert_eq!(document, Document::new("d", source));
    assert!(!history.can_undo());
}

#[test]
fn what_a_person_does_between_two_parts_is_undone_first() {
    let (source, parts) = parts();
    let mut document = Document::new("d", source.clone());
    let mut history = History::default();
    let [(first_scope, first), (second_scope, second)] = &parts[..] else {
        panic!("two parts");
    };
    let edit = merge(&document, first, *first_scope);
    history
        .apply_in(Group(7), &mut document, edit)
        .expect("a part applies");
    let accept = document.deciding([&"e1".into()], Status::Accepted);
    history.apply(&mut document, accept).expect("accept");
    let edit = merge(&document, second, *second_scope);
    history
        .apply_in(Group(7), &mut document, edit)
        .expect("a part applies");

    let status = |document: &Document| document.mark(&"e1".into()).map(|mark| mark.status);
    assert_eq!(status(&document), Some(Status::Accepted));
    history.undo(&mut document).expect("undo");
    assert_eq!(
        (status(&document), document.len()),
        (Some(Status::Suggested), 6)
    );
    history.undo(&mut document).expect("undo");
    assert_eq!(document, Document::new("d", source));
    history.redo(&mut document).expect("redo");
    history.redo(&mut document).expect("redo");
    assert_eq!(
        (status(&document), document.len()),
        (Some(Status::Accepted), 6)
    );
}

#[test]
fn a_corrected_mark_is_not_suggested_again() {
    let (source, parts) = parts();
    let (scope, part) = &parts[0];
    let mut document = Document::suggested("d", source, part);
    // The person widens the entity, and the claim.
    let edits = vec![
        document.correcting(
            &"e1".into(),
            Body::Entity {
                span: Span::new(0, 8),
                label: Label::Person.into(),
            },
        ),
        document.correcting(
            &"c1".into(),
            Body::Claim(ClaimBody {
                content: vec![Span::new(0, 14)],
                certainty: Certainty::Probable,
                ..claim(&document, "c1")
            }),
        ),
    ];
    document.apply(Edit::Batch(edits)).expect("corrections");
    let again = merge(&document, part, *scope);
    assert!(again.is_empty(), "{again:?}");
    // The cue that the person's claim names stays even if the engine no longer says it.
    let nothing = Extraction {
        sentences: part.sentences.clone(),
        ..Extraction::default()
    };
    let again = merge(&document, &nothing, *scope);
    assert!(again.is_empty(), "{again:?}");
}

#[test]
fn a_suggestion_that_stays_keeps_its_id() {
    let (source, parts) = parts();
    let mut whole = Extraction::default();
    parts.into_iter().for_each(|(_, part)| whole.append(part));
    let mut document = Document::suggested("d", source, &whole);
    let rome = document.mark(&"e2".into()).expect("Rome").clone();
    whole.entities.remove(0);
    whole.entities[0].confidence = 0.4;
    let edit = merge(&document, &whole, document.span());
    document.apply(edit).expect("a merge applies");
    assert!(document.mark(&"e1".into()).is_none());
    let now = document.mark(&"e2".into()).expect("Rome");
    assert_eq!((now.span(), now.confidence), (rome.span(), Some(0.4)));
}

#[test]
fn a_claim_keeps_the_level_that_it_has_without_a_rejected_cue() {
    let (source, parts) = parts();
    let (scope, mut part) = parts.into_iter().next().expect("two parts");
    part.claims[0].source = vec![Span::new(0, 4)];
    let mut document = Document::suggested("d", source, &part);
    let old = document.mark(&"c1".into()).expect("the claim").clone();
    let without = Mark {
        body: Body::Claim(ClaimBody {
            certainty: Certainty::Reported,
            ..claim(&document, "c1")
        }),
        ..old.clone()
    };
    let reject = vec![
        document.deciding([&"q1".into()], Status::Rejected),
        Edit::Replace { old, new: without },
    ];
    document.apply(Edit::Batch(reject)).expect("reject");
    let again = merge(&document, &part, scope);
    assert!(again.is_empty(), "{again:?}");
    // What is had back has its say again.
    let back = document.deciding([&"q1".into()], Status::Accepted);
    document.apply(back).expect("accept");
    let again = merge(&document, &part, scope);
    document.apply(again).expect("a merge applies");
    assert_eq!(claim(&document, "c1").certainty, Certainty::Possible);
}

#[test]
fn a_claim_on_rejected_cues_alone_goes() {
    let (source, parts) = parts();
    let (scope, part) = &parts[0];
    let mut document = Document::suggested("d", source, part);
    let reject = document.deciding([&"q1".into()], Status::Rejected);
    document.apply(reject).expect("reject");
    let edit = merge(&document, part, *scope);
    document.apply(edit).expect("a merge applies");
    assert!(document.mark(&"c1".into()).is_none());
    assert_eq!(document.len(), 2);
}

//! Edits, undo, merging and following the text.

use hedgerow::annotation::{
    Body, Change, ClaimBody, Document, Edit, Exchange, Group, History, Id, Kind, Mark, Status,
    merge, rebase,
};
use hedgerow::extract::{
    Certainty, Claim, Cue, CueType, Entity, Extraction, Label, Polarity, Quote, Reason,
};
use hedgerow::text::{Source, Span, Zone, ZoneKind};
use proptest::prelude::*;
use proptest::sample::Index;

/// Twelve stretches of a text, some of more bytes than characters.
const WORDS: &[&str] = &[
    "Acme ",
    "may ",
    "Zoë",
    " ",
    "sell ",
    "😀",
    "the mill",
    ".\n",
    "é",
    "said ",
    "x",
    "مصنع ",
];

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(WORDS), 0..30).prop_map(|words| words.concat())
}

/// Two places of a text, as shares of its characters.
type Cut = (Index, Index);

fn cut() -> impl Strategy<Value = Cut> {
    any::<Cut>()
}

/// A stretch of the text; empty only where the text is.
fn span(text: &str, (a, b): Cut) -> Span {
    let mut offsets: Vec<u32> = text.char_indices().map(|(at, _)| at as u32).collect();
    offsets.push(text.len() as u32);
    if offsets.len() < 2 {
        return Span::default();
    }
    let start = a.index(offsets.len() - 1);
    let end = start + 1 + b.index((offsets.len() - 1 - start).min(6));
    Span::new(offsets[start], offsets[end])
}

/// What an engine might say: any spans, and links to any cue or claim, sensible or not.
#[derive(Debug, Clone)]
struct Said {
    entities: Vec<(Cut, usize)>,
    cues: Vec<(Cut, usize)>,
    claims: Vec<SaidClaim>,
}

#[derive(Debug, Clone)]
struct SaidClaim {
    content: Vec<Cut>,
    source: Vec<Cut>,
    cues: Vec<Index>,
    parent: Option<Index>,
    certainty: usize,
}

fn said() -> impl Strategy<Value = Said> {
    let claim = (
        prop::collection::vec(cut(), 0..3),
        prop::collection::vec(cut(), 0..2),
        prop::collection::vec(any::<Index>(), 0..3),
        any::<Option<Index>>(),
        0..7_usize,
    )
        .prop_map(|(content, source, cues, parent, certainty)| SaidClaim {
            content,
            source,
            cues,
            parent,
            certainty,
        });
    (
        prop::collection::vec((cut(), 0..3_usize), 0..6),
        prop::collection::vec((cut(), 0..3_usize), 0..6),
        prop::collection::vec(claim, 0..5),
    )
        .prop_map(|(entities, cues, claims)| Said {
            entities,
            cues,
            claims,
        })
}

fn extraction(text: &str, said: &Said) -> Extraction {
    let spans = |cuts: &[Cut]| cuts.iter().map(|cut| span(text, *cut)).collect();
    let mut out = Extraction {
        sentences: (0..text.len() as u32)
            .filter(|at| text.is_char_boundary(*at as usize))
            .step_by(7)
            .filter_map(|at| {
                let len = text[at as usize..].chars().next()?.len_utf8() as u32;
                Some(Span::new(at, at + len))
            })
            .collect(),
        entities: said
            .entities
            .iter()
            .map(|(cut, label)| Entity {
                span: span(text, *cut),
                label: Label::ALL[*label],
                confidence: 0.5,
                why: Vec::new(),
            })
            .collect(),
        cues: said
            .cues
            .iter()
            .map(|(cut, kind)| Cue {
                span: span(text, *cut),
                kind: CueType::ALL[*kind],
                confidence: 0.5,
                why: Vec::new(),
            })
            .collect(),
        ..Extraction::default()
    };
    out.zones = out
        .sentences
        .iter()
        .map(|span| Zone {
            span: *span,
            kind: ZoneKind::Body,
        })
        .collect();
    let (cues, claims) = (out.cues.len(), said.claims.len());
    let cue = |index: &Index| (cues > 0).then(|| index.index(cues) as u32);
    out.claims = said
        .claims
        .iter()
        .map(|claim| Claim {
            content: spans(&claim.content),
            source: spans(&claim.source),
            holder: None,
            cues: claim.cues.iter().filter_map(cue).collect(),
            certainty: Certainty::ALL[claim.certainty],
            polarity: Polarity::Positive,
            quote: Quote::None,
            parent: claim.parent.map(|index| index.index(claims) as u32),
            why: vec![Reason {
                rule: "modal".into(),
                cue: claim.cues.first().and_then(cue),
                effect: "possible".into(),
            }],
            confidence: 0.5,
        })
        .collect();
    out
}

/// Something that a person or a program does, possible or not.
#[derive(Debug, Clone)]
enum Act {
    Decide(Index, usize),
    Remove(Vec<Index>),
    RemoveAlone(Index),
    AddEntity(Cut, usize),
    AddCue(Cut),
    AddClaim(SaidClaim),
    Nest(Index, Index),
    Move(Index, Cut),
    Rewrite(Vec<(Cut, String)>),
    Retype(String),
    Sentence(Cut, Index),
    Merge(Said),
    Both(Box<Act>, Box<Act>),
}

fn act() -> impl Strategy<Value = Act> {
    let leaf = prop_oneof![
        (any::<Index>(), 0..3_usize).prop_map(|(mark, to)| Act::Decide(mark, to)),
        prop::collection::vec(any::<Index>(), 1..4).prop_map(Act::Remove),
        any::<Index>().prop_map(Act::RemoveAlone),
        (cut(), 0..3_usize).prop_map(|(cut, label)| Act::AddEntity(cut, label)),
        cut().prop_map(Act::AddCue),
        said().prop_filter_map("no claim", |said| {
            said.claims.first().cloned().map(Act::AddClaim)
        }),
        any::<(Index, Index)>().prop_map(|(child, parent)| Act::Nest(child, parent)),
        (any::<Index>(), cut()).prop_map(|(mark, cut)| Act::Move(mark, cut)),
        prop::collection::vec((cut(), text()), 0..3).prop_map(Act::Rewrite),
        text().prop_map(Act::Retype),
        (cut(), any::<Index>()).prop_map(|(cut, index)| Act::Sentence(cut, index)),
        said().prop_map(Act::Merge),
    ];
    leaf.prop_recursive(2, 4, 2, |inner| {
        (inner.clone(), inner).prop_map(|(a, b)| Act::Both(Box::new(a), Box::new(b)))
    })
}

fn nth(document: &Document, index: Index) -> Option<&Mark> {
    (!document.is_empty()).then(|| document.marks().nth(index.index(document.len())))?
}

fn ids(document: &Document, kind: Kind) -> Vec<Id> {
    let marks = document.marks().filter(|mark| mark.kind() == kind);
    marks.map(|mark| mark.id.clone()).collect()
}

fn edit(document: &Document, act: &Act) -> Edit {
    let text = document.source().text();
    let nothing = || Edit::Batch(Vec::new());
    match act {
        Act::Decide(mark, to) => match nth(document, *mark) {
            Some(mark) => document.deciding([&mark.id], Status::ALL[*to]),
            None => nothing(),
        },
        Act::Remove(marks) => {
            let marks = marks.iter().filter_map(|mark| nth(document, *mark));
            document.removing(marks.map(|mark| &mark.id))
        }
        Act::RemoveAlone(mark) => match nth(document, *mark) {
            Some(mark) => Edit::Remove(mark.id.clone()),
            None => Edit::Remove("e1".into()),
        },
        Act::AddEntity(cut, label) => document.adding(Body::Entity {
            span: span(text, *cut),
            label: Label::ALL[*label],
        }),
        Act::AddCue(cut) => document.adding(Body::Cue {
            span: span(text, *cut),
            kind: CueType::Modal,
        }),
        Act::AddClaim(said) => {
            let cues = ids(document, Kind::Cue);
            let cue =
                |index: &Index| (!cues.is_empty()).then(|| cues[index.index(cues.len())].clone());
            document.adding(Body::Claim(ClaimBody {
                content: said.content.iter().map(|cut| span(text, *cut)).collect(),
                source: said.source.iter().map(|cut| span(text, *cut)).collect(),
                holder: None,
                cues: said.cues.iter().filter_map(cue).collect(),
                certainty: Certainty::Possible,
                polarity: Polarity::Negative,
                quote: Quote::Mixed,
                parent: None,
            }))
        }
        Act::Nest(child, parent) => match (nth(document, *child), nth(document, *parent)) {
            (Some(child), Some(parent)) => match &child.body {
                Body::Claim(claim) => document.correcting(
                    &child.id,
                    Body::Claim(ClaimBody {
                        parent: Some(parent.id.clone()),
                        ..claim.clone()
                    }),
                ),
                _ => nothing(),
            },
            _ => nothing(),
        },
        Act::Move(mark, cut) => match nth(document, *mark) {
            Some(mark) => {
                let label = Label::Person;
                let span = span(text, *cut);
                document.correcting(&mark.id, Body::Entity { span, label })
            }
            None => nothing(),
        },
        Act::Rewrite(changes) => Edit::Rewrite(
            changes
                .iter()
                .map(|(cut, text_)| Change {
                    span: span(text, *cut),
                    text: text_.clone(),
                })
                .collect(),
        ),
        Act::Retype(new) => rebase(document, new).edit,
        Act::Sentence(cut, index) => Edit::Layers {
            sentences: Exchange {
                removed: match document.sentences() {
                    [] => Vec::new(),
                    sentences => vec![sentences[index.index(sentences.len())]],
                },
                added: vec![span(text, *cut)],
            },
            zones: Exchange::default(),
        },
        Act::Merge(said) => merge(document, &extraction(text, said), document.span()),
        Act::Both(a, b) => Edit::Batch(vec![edit(document, a), edit(document, b)]),
    }
}

/// That every mark is sound and finds what it names.
fn check_sound(document: &Document) {
    let mut last = None;
    for mark in document.marks() {
        mark.check(document.source()).expect("a sound mark");
        assert_eq!(document.mark(&mark.id), Some(mark));
        let place = (mark.span().start, std::cmp::Reverse(mark.span().end));
        assert!(last <= Some(place), "marks out of order");
        last = Some(place);
        if let Body::Claim(claim) = &mark.body {
            for cue in &claim.cues {
                assert_eq!(document.mark(cue).map(Mark::kind), Some(Kind::Cue));
            }
            let parent = |mark: &&Mark| match &mark.body {
                Body::Claim(claim) => claim.parent.as_ref().map(|id| document.mark(id).unwrap()),
                _ => panic!("a parent that is no claim"),
            };
            assert!(std::iter::successors(Some(mark), parent).count() <= document.len());
        }
    }
    assert!(document.sentences().is_sorted());
    for span in document.sentences() {
        assert!(!document.source().get(*span).unwrap().is_empty());
    }
}

/// A document in the middle of somebody's work.
fn worked(text: &str, said: &Said, acts: &[Act]) -> Document {
    let source = Source::new(text);
    let mut document = Document::suggested("d", source, &extraction(text, said));
    for act in acts {
        let _ = document.apply(edit(&document, act));
    }
    document
}

fn decided(document: &Document) -> Vec<Mark> {
    let marks = document.marks().filter(|mark| mark.is_decided());
    marks.cloned().collect()
}

proptest! {
    #[test]
    fn an_edit_then_its_inverse_is_nothing(
        text in text(), said in said(), acts in prop::collection::vec(act(), 0..6), act in act(),
    ) {
        let mut document = worked(&text, &said, &acts);
        check_sound(&document);
        let before = document.clone();
        let edit = edit(&document, &act);
        match document.apply(edit.clone()) {
            Ok(inverse) => {
                check_sound(&document);
                if edit.is_empty() {
                    prop_assert_eq!(&document, &before);
                }
                let after = document.clone();
                let again = document.apply(inverse).expect("an inverse applies");
                prop_assert_eq!(&document, &before);
                document.apply(again).expect("the inverse of an inverse applies");
                prop_assert_eq!(&document, &after);
            }
            Err(_) => prop_assert_eq!(&document, &before),
        }
    }

    #[test]
    fn undoing_all_leads_to_the_start_and_redoing_all_to_the_end(
        text in text(), said in said(),
        acts in prop::collection::vec((act(), prop::option::of(0..3_u64)), 0..10),
    ) {
        let start = worked(&text, &said, &[]);
        let mut document = start.clone();
        let mut history = History::default();
        for (act, group) in &acts {
            let edit = edit(&document, act);
            let _ = match group {
                Some(group) => history.apply_in(Group(*group), &mut document, edit),
                None => history.apply(&mut document, edit),
            };
        }
        let end = document.clone();
        while history.undo(&mut document).expect("undo").is_some() {
            check_sound(&document);
        }
        prop_assert_eq!(&document, &start);
        prop_assert!(!history.can_undo());
        while history.redo(&mut document).expect("redo").is_some() {
            check_sound(&document);
        }
        prop_assert_eq!(&document, &end);
    }

    #[test]
    fn merging_twice_is_merging_once_and_decisions_stay(
        text in text(), first in said(), second in said(),
        acts in prop::collection::vec(act(), 0..6),
    ) {
        let mut document = worked(&text, &first, &acts);
        let text = document.source().text().to_owned();
        let before = decided(&document);
        let extraction = extraction(&text, &second);
        document.apply(merge(&document, &extraction, document.span())).expect("a merge applies");
        check_sound(&document);
        prop_assert_eq!(decided(&document), before);
        let again = merge(&document, &extraction, document.span());
        prop_assert!(again.is_empty(), "the second merge does {again:?}");
    }

    #[test]
    fn nothing_is_suggested_that_a_person_has_decided(
        text in text(), said in said(), accepted in any::<bool>(),
    ) {
        let mut document = worked(&text, &said, &[]);
        let all: Vec<Id> = document.marks().map(|mark| mark.id.clone()).collect();
        let status = if accepted { Status::Accepted } else { Status::Rejected };
        document.apply(document.deciding(&all, status)).expect("decide");
        let again = merge(&document, &extraction(&text, &said), document.span());
        prop_assert!(again.is_empty(), "{again:?}");
    }

    #[test]
    fn marks_follow_the_text(
        text in text(), said in said(), acts in prop::collection::vec(act(), 0..3), new in text(),
    ) {
        let mut document = worked(&text, &said, &acts);
        let before = document.clone();
        let rebased = rebase(&document, &new);
        document.apply(rebased.edit).expect("a rebase applies");
        check_sound(&document);
        prop_assert_eq!(document.source().text(), &new);
        let (moved, altered) = (rebased.moved.len(), rebased.altered.len());
        prop_assert_eq!(rebased.kept + moved + altered, document.len());
        prop_assert_eq!(document.len() + rebased.orphaned.len(), before.len());
        for mark in document.marks().filter(|mark| !rebased.altered.contains(&mark.id)) {
            let old = before.mark(&mark.id).expect("no mark is new");
            prop_assert_eq!(words(&document, mark), words(&before, old));
        }
    }

    #[test]
    fn a_document_survives_the_worker_boundary(
        text in text(), said in said(), acts in prop::collection::vec(act(), 0..4),
    ) {
        let document = worked(&text, &said, &acts);
        let json = serde_json::to_string(&document).expect("plain data");
        prop_assert_eq!(serde_json::from_str::<Document>(&json).expect("the same"), document);
    }
}

/// The text of all spans of a mark.
fn words<'a>(document: &'a Document, mark: &Mark) -> Vec<&'a str> {
    let spans = match &mark.body {
        Body::Entity { span, .. } | Body::Cue { span, .. } => vec![*span],
        Body::Claim(claim) => [&claim.content[..], &claim.source].concat(),
    };
    let text = |span| document.source().get(span).expect("a span of the text");
    spans.into_iter().map(text).collect()
}

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
                label: Label::parse(label).expect("a label"),
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
        let mut document = shown(before);
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
fn marks_of_a_long_text_stay_on_their_words() {
    fn check(rename: &str, lost: usize) {
        let before = "[ORG Acme] sold its mill in [GPE Rome]. ".repeat(9000);
        let mut document = shown(&before);
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
        content: vec![Span::new(10, 21)],
        source: vec![Span::new(0, 4)],
        holder: None,
        cues: vec!["q1".into()],
        certainty: Certainty::Possible,
        polarity: Polarity::Positive,
        quote: Quote::None,
        parent: None,
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
        label: Label::Org,
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

    let without_cue = rebase(&document, "Acme said it will sell, and Rome waits.");
    assert_eq!(without_cue.orphaned.len(), 1);
    assert_eq!(without_cue.altered, ["c1".into()]);
    document.apply(without_cue.edit).expect("a rebase applies");
    assert!(claim(&document, "c1").cues.is_empty());
    let content = claim(&document, "c1").content[0];
    assert_eq!(document.source().slice(content), "it will sell");
}

/// What the engine might say of "Acme may sell Rome." in two parts.
fn parts() -> (Source, Vec<(Span, Extraction)>) {
    let text = "Acme may sell. Rome may not.";
    let entity = |start, end, label| Entity {
        span: Span::new(start, end),
        label,
        confidence: 0.9,
        why: Vec::new(),
    };
    let part = |start: u32, end, entity: Entity, cue, content| Extraction {
        sentences: vec![Span::new(start, end)],
        zones: Vec::new(),
        entities: vec![entity],
        cues: vec![Cue {
            span: cue,
            kind: CueType::Modal,
            confidence: 0.9,
            why: Vec::new(),
        }],
        claims: vec![Claim {
            content: vec![content],
            source: Vec::new(),
            holder: None,
            cues: vec![0],
            certainty: Certainty::Possible,
            polarity: Polarity::Positive,
            quote: Quote::None,
            parent: None,
            why: Vec::new(),
            confidence: 0.9,
        }],
    };
    let first = part(
        0,
        14,
        entity(0, 4, Label::Org),
        Span::new(5, 8),
        Span::new(0, 13),
    );
    let second = part(
        15,
        28,
        entity(15, 19, Label::Gpe),
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
                label: Label::Person,
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

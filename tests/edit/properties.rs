//! What holds whatever the document and whatever is done to it.

use hedgerow::annotation::{
    Body, Change, ClaimBody, Document, Edit, Exchange, Group, History, Id, Kind, Mark, Status,
    Tracked, merge, rebase,
};
use hedgerow::extract::{
    Certainty, Claim, Cue, CueType, Entity, Extraction, Label, Polarity, Quote, Reason, SourceKind,
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
            source_kind: SourceKind::None,
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
            label: Label::ALL[*label].into(),
        }),
        Act::AddCue(cut) => document.adding(Body::Cue {
            span: span(text, *cut),
            kind: CueType::Modal,
        }),
        Act::AddClaim(said) => {
            let cues = ids(document, Kind::Cue);
            let cue =
                |index: &Index| (!cues.is_empty()).then(|| cues[index.index(cues.len())].clone());
            let content = said.content.iter().map(|cut| span(text, *cut));
            document.adding(Body::Claim(ClaimBody {
                source: said.source.iter().map(|cut| span(text, *cut)).collect(),
                cues: said.cues.iter().filter_map(cue).collect(),
                certainty: Certainty::Possible,
                polarity: Polarity::Negative,
                quote: Quote::Mixed,
                ..ClaimBody::plain(content.collect())
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
                let label = Label::Person.into();
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
        // What a person decided on is as it was, or waits for them.
        document.lose(before.decided());
        for old in before.marks().filter(|mark| mark.is_decided()) {
            let waits = document.orphans().find(|orphan| orphan.mark.id == old.id);
            match document.mark(&old.id) {
                Some(mark) => prop_assert_eq!(words(&document, mark), words(&before, old)),
                None => prop_assert_eq!(waits.map(|orphan| &orphan.mark), Some(old)),
            }
        }
        // Each can be placed wherever it may belong, and that taken back.
        for orphan in document.orphans().cloned().collect::<Vec<_>>() {
            for place in orphan.places(&new) {
                let stood = document.clone();
                let edit = document.placing(&orphan, place);
                let inverse = document.apply(edit).expect("it can be placed");
                check_sound(&document);
                prop_assert!(!document.orphans().any(|other| other.mark.id == orphan.mark.id));
                document.apply(inverse).expect("that can be taken back");
                prop_assert_eq!(&document, &stood);
            }
        }
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
        let tracked = Tracked::new(document);
        let json = serde_json::to_string(&tracked.whole(String::new())).expect("plain data");
        let whole = serde_json::from_str(&json).expect("the same");
        let arrived = Tracked::of(whole).expect("its parts fit each other");
        for kind in Kind::ALL {
            prop_assert_eq!(arrived.document.free_id(*kind), tracked.document.free_id(*kind));
        }
        prop_assert_eq!(arrived, tracked);
    }
}

/// The text of all spans of a mark.
fn words<'a>(document: &'a Document, mark: &Mark) -> Vec<&'a str> {
    let text = |span| document.source().get(span).expect("a span of the text");
    mark.body.spans().into_iter().map(text).collect()
}

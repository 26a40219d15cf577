//! What a person taught, on what the engine says and on documents that stand.

use crate::common::{any_text, check_texts, mutated_articles};
use crate::{apply, document, marks};
use hedgerow::annotation::Origin::{Human, Machine};
use hedgerow::annotation::Status::{Accepted, Rejected, Suggested};
use hedgerow::annotation::{
    Body, ClaimBody, Document, Edit, Id, Kind, Mark, Origin, Status, merge_taught,
};
use hedgerow::engine::Engine;
use hedgerow::extract::{Certainty, CueType, Label};
use hedgerow::find::{Case, Rule, Rules, Says, Tag, changes, taught};
use hedgerow::hand::levelled;
use hedgerow::text::{Source, Span, tokenize};
use proptest::prelude::*;

fn rule(words: &str, says: Says) -> Rule {
    Rule {
        words: words.to_owned(),
        case: Case::Exact,
        says,
        on: true,
    }
}

fn always(words: &str, label: Label) -> Rule {
    rule(words, Says::Always(Tag::Name(label.into())))
}

fn never(words: &str) -> Rule {
    rule(words, Says::Never(Kind::Entity))
}

fn always_cue(words: &str, kind: CueType) -> Rule {
    rule(words, Says::Always(Tag::Cue(kind)))
}

fn never_cue(words: &str) -> Rule {
    rule(words, Says::Never(Kind::Cue))
}

/// What becomes of a document by some rules, applied at once.
fn after(mut document: Document, rules: &[Rule]) -> Vec<String> {
    let tokens = tokenize(document.source().text());
    let rules = Rules::new(rules);
    let found = changes(&rules, &document, &tokens);
    let edit = taught(&document, &found).edit;
    apply(&mut document, edit);
    assert_eq!(changes(&rules, &document, &tokens), [], "once is enough");
    marks(&document)
}

const TEXT: &str = "Kite 3 by Apple. Apple Park, The Kite 3, kite 3 and Kite 3 Pro.";

#[test]
fn words_are_always_or_never_a_name() {
    let product = always("Kite 3", Label::Product);
    let bare = || document(TEXT, &[]);
    assert_eq!(
        after(bare(), std::slice::from_ref(&product)),
        ["Kite 3 PRODUCT suggested"; 3]
    );
    let any = Rule {
        case: Case::Any,
        ..product.clone()
    };
    assert_eq!(after(bare(), &[any]).len(), 4);
    let off = Rule {
        on: false,
        ..product.clone()
    };
    assert_eq!(after(bare(), &[off]), [""; 0]);
    // Of two for the same words the later counts; the longer words come before the shorter.
    let pro = always("Kite 3 Pro", Label::Org);
    let work = always("Kite 3", Label::WorkOfArt);
    assert_eq!(
        after(bare(), &[pro, product, work]),
        [
            "Kite 3 WORK_OF_ART suggested",
            "Kite 3 WORK_OF_ART suggested",
            "Kite 3 Pro ORG suggested"
        ]
    );
}

#[test]
fn suggestions_follow_and_longer_names_stay() {
    let suggested = |marks: &[(&'static str, usize, &'static str)]| {
        let marks: Vec<_> = (marks.iter())
            .map(|(words, nth, tag)| (*words, *nth, *tag, Machine, Suggested))
            .collect();
        document(TEXT, &marks)
    };
    let stands = || {
        suggested(&[
            ("Kite 3", 0, "ORG"),
            ("Apple", 0, "ORG"),
            ("Apple Park", 0, "FAC"),
            ("3, kite", 0, "CARDINAL"),
            ("Kite 3 Pro", 0, "PRODUCT"),
        ])
    };
    assert_eq!(
        after(
            stands(),
            &[always("Kite 3", Label::Product), never("Apple")]
        ),
        [
            "Kite 3 PRODUCT suggested",
            "Apple Park FAC suggested",
            "Kite 3 PRODUCT suggested",
            "Kite 3 Pro PRODUCT suggested",
        ],
        "what lies half across goes"
    );
    // Half across two of them it goes once, and what holds one whole makes way for neither.
    let text = "New Kite 3 Labs Inc and Kite 3 Pro.";
    let both = [
        always("New Kite", Label::Product),
        always("Labs Inc", Label::Org),
    ];
    let across = &[("Kite 3 Labs", 0, "PRODUCT", Machine, Suggested)];
    assert_eq!(
        after(document(text, across), &both),
        ["New Kite PRODUCT suggested", "Labs Inc ORG suggested"]
    );
}

#[test]
fn what_a_person_decided_is_never_touched() {
    let stands = || {
        document(
            TEXT,
            &[
                ("Kite 3", 0, "ORG", Human, Accepted),
                ("Apple", 0, "ORG", Machine, Accepted),
                ("The Kite 3", 0, "PRODUCT", Human, Accepted),
                ("Kite 3", 2, "PRODUCT", Machine, Rejected),
            ],
        )
    };
    let rules = [always("Kite 3", Label::Product), never("Apple")];
    assert_eq!(after(stands(), &rules), marks(&stands()));
}

const HEDGED: &str = "Rain may fall. Ana said rain may come. Perhaps May will, said Ben.";

#[test]
fn words_are_always_or_never_a_cue() {
    let stands = || {
        document(
            HEDGED,
            &[
                ("may", 0, "modal", Machine, Suggested),
                ("Ana", 0, "PERSON", Machine, Suggested),
                ("said", 0, "attribution", Machine, Suggested),
                ("may come", 0, "belief", Machine, Suggested),
                ("said", 1, "attribution", Human, Accepted),
            ],
        )
    };
    let rules = [
        never_cue("may"),
        always_cue("said", CueType::Belief),
        always_cue("Perhaps", CueType::Modal),
    ];
    assert_eq!(
        after(stands(), &rules),
        [
            "Ana PERSON suggested",
            "said belief suggested",
            "may come belief suggested",
            "Perhaps modal suggested",
            "said attribution accepted",
        ],
        "a longer cue is another one, and what a person decided stays"
    );
}

#[test]
fn names_and_cues_know_nothing_of_each_other() {
    let stands = || {
        document(
            HEDGED,
            &[
                ("may", 0, "modal", Machine, Suggested),
                ("may", 0, "PERSON", Machine, Suggested),
                ("said", 0, "attribution", Machine, Suggested),
                ("Ana said", 0, "ORG", Human, Accepted),
            ],
        )
    };
    let has = |rules: &[Rule], mark: &str| after(stands(), rules).contains(&mark.to_owned());
    assert!(has(&[never("may")], "may modal suggested"));
    assert!(!has(&[never("may")], "may PERSON suggested"));
    assert!(has(&[never_cue("may")], "may PERSON suggested"));
    assert!(!has(&[never_cue("may")], "may modal suggested"));
    assert!(has(&[always("may", Label::Date)], "may modal suggested"));
    assert!(has(&[never_cue("said")], "Ana said ORG accepted"));
    assert!(!has(&[never_cue("said")], "said attribution suggested"));
    // Two for the same words, one of each layer, both count, whichever was taught later.
    let both = [
        always("may", Label::Date),
        always_cue("may", CueType::Belief),
    ];
    let turned = [both[1].clone(), both[0].clone()];
    for rules in [&both, &turned] {
        assert!(has(rules, "may DATE suggested"));
        assert!(has(rules, "may belief suggested"));
    }
}

/// Puts a claim in; whose it is, and what became of it, as of `like`.
fn claim(document: &mut Document, body: ClaimBody, like: (Origin, Status)) -> Id {
    let id = document.free_id(Kind::Claim);
    let mark = Mark {
        origin: like.0,
        status: like.1,
        ..Mark::made(id.clone(), Body::Claim(body))
    };
    document.apply(Edit::Insert(mark)).expect("it fits");
    id
}

fn body(document: &Document, id: &Id) -> Option<ClaimBody> {
    match &document.mark(id)?.body {
        Body::Claim(claim) => Some(claim.clone()),
        _ => None,
    }
}

#[test]
fn claims_go_by_what_becomes_of_their_cues() {
    let engine = Engine::new();
    let text = "Rain may fall. Ana said rain may come.";
    let mut document = document(
        text,
        &[
            ("may", 0, "modal", Machine, Suggested),
            ("said", 0, "attribution", Machine, Suggested),
            ("may", 1, "modal", Machine, Suggested),
        ],
    );
    let suggested = (Machine, Suggested);
    let [first, said, second]: [Id; 3] = ["q1", "q2", "q3"].map(Id::from);
    let plain = |words: &str| ClaimBody::plain(vec![crate::span(text, words, 0)]);
    let unsourced = ClaimBody {
        cues: vec![first],
        certainty: Certainty::Possible,
        ..plain("Rain may fall")
    };
    let alone = claim(&mut document, unsourced, suggested);
    let sourced = ClaimBody {
        source: vec![crate::span(text, "Ana", 0)],
        cues: vec![said.clone(), second],
        certainty: Certainty::Possible,
        ..plain("rain may come")
    };
    let both = claim(&mut document, sourced, suggested);
    let inner = ClaimBody {
        parent: Some(alone.clone()),
        ..plain("fall")
    };
    let inner = claim(&mut document, inner, suggested);
    let teach = |document: &Document, rule: Rule| {
        let rules = Rules::new(std::slice::from_ref(&rule));
        let found = changes(&rules, document, &tokenize(text));
        let mut after = document.clone();
        let edit = levelled(document, taught(document, &found), &engine);
        apply(&mut after, edit);
        assert_eq!(changes(&rules, &after, &tokenize(text)), []);
        after
    };
    // Where nothing speaks for one any more it goes; the other is less hedged without the cue.
    let after = teach(&document, never_cue("may"));
    assert_eq!(body(&after, &alone), None);
    let left = body(&after, &both).expect("its source speaks for it");
    assert_eq!(left.cues, std::slice::from_ref(&said));
    assert_eq!(left.certainty, Certainty::Reported);
    assert_eq!(body(&after, &inner).expect("it stays").parent, None);
    // One that becomes another is named on.
    let after = teach(&document, always_cue("may", CueType::Denial));
    let named = body(&after, &both).expect("it stays").cues;
    assert_eq!(named, body(&document, &both).expect("it is there").cues);
    // What a person decided keeps its cues, and the claim that it stands in.
    let mut decided = document.clone();
    let accept = decided.deciding([&inner, &both], Accepted);
    decided.apply(accept).expect("it fits");
    for rule in [never_cue("may"), always_cue("may", CueType::Denial)] {
        assert_eq!(teach(&decided, rule), decided);
    }
    // A reading leaves the same.
    let found = engine.extract(decided.source().clone());
    let mut read = decided.clone();
    let rules = [never_cue("may")];
    let mut found = found;
    let put = Rules::new(&rules).correct(text, &tokenize(text), decided.span(), &mut found);
    let merged = merge_taught(&decided, &found, &put, decided.span());
    apply(&mut read, levelled(&decided, merged, &engine));
    for id in ["q1", "q2", "q3"]
        .map(Id::from)
        .iter()
        .chain([&alone, &both, &inner])
    {
        assert!(read.mark(id).is_some(), "{id}");
    }
}

/// What the engine says of a text by some rules.
fn read(engine: &Engine, text: &str, rules: &Rules) -> Document {
    let source = Source::new(text);
    let mut found = engine.extract(source.clone());
    let whole = Span::new(0, text.len() as u32);
    let taught = rules.correct(text, &tokenize(text), whole, &mut found);
    let mut document = Document::new("d1", source);
    let merged = merge_taught(&document, &found, &taught, whole);
    let edit = levelled(&document, merged, engine);
    document.apply(edit).expect("a merge fits");
    document
}

/// The marks, and of each claim what it says of which cues.
fn all(document: &Document) -> Vec<String> {
    let words = |id: &Id| {
        let mark = document.mark(id).expect("a cue that is named is there");
        format!("{}{:?}", mark.spelled(), mark.span())
    };
    let claims = document.marks().filter_map(|mark| match &mark.body {
        Body::Claim(claim) => {
            let cues: Vec<String> = claim.cues.iter().map(words).collect();
            let parent = claim
                .parent
                .as_ref()
                .map(|parent| document.mark(parent).expect("a parent is there").span());
            let effects: Vec<_> = mark
                .why
                .iter()
                .map(|why| (&why.rule, &why.effect))
                .collect();
            Some(format!(
                "{:?} {:?} {cues:?} {} {parent:?} {effects:?}",
                claim.content, claim.source, claim.certainty
            ))
        }
        _ => None,
    });
    let mut claims: Vec<String> = claims.collect();
    claims.sort();
    let mut all = marks(document);
    all.sort();
    all.extend(claims);
    all
}

#[test]
fn whatever_the_text_reading_it_anew_says_what_was_changed_at_once() {
    let engine = Engine::new();
    let rules = [
        always("Lumen Labs", Label::Product),
        never("Kenyan"),
        always("first", Label::Person),
        never("May 3"),
        always("said", Label::Event),
        always("2.5", Label::Law),
        never_cue("may"),
        never_cue("said"),
        always_cue("could", CueType::Belief),
        always_cue("Lumen", CueType::Weasel),
        always_cue("according", CueType::Inference),
        Rule {
            case: Case::Any,
            ..always("the u.s.", Label::Org)
        },
    ];
    let rules = Rules::new(&rules);
    check_texts(128, prop_oneof![any_text(), mutated_articles()], |text| {
        let tokens = tokenize(text);
        let read_by = read(&engine, text, &rules);
        prop_assert_eq!(changes(&rules, &read_by, &tokens), []);
        let mut at_once = read(&engine, text, &Rules::default());
        let change = taught(&at_once, &changes(&rules, &at_once, &tokens));
        let edit = levelled(&at_once, change, &engine);
        apply(&mut at_once, edit);
        prop_assert_eq!(all(&at_once), all(&read_by));
        // And what is read again then leaves all as it is.
        let mut found = engine.extract(at_once.source().clone());
        let taught = rules.correct(text, &tokens, at_once.span(), &mut found);
        let merged = merge_taught(&at_once, &found, &taught, at_once.span());
        let before = all(&at_once);
        let edit = levelled(&at_once, merged, &engine);
        at_once.apply(edit).expect("a merge fits");
        prop_assert_eq!(all(&at_once), before);
        Ok(())
    });
}

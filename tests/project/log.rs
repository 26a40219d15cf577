//! Whenever the writing stops, what is on the shelves is the document with its whole history.

use crate::shelves::{Act, Desktop, Shelves, act, bare};
use hedgerow::annotation::{Document, Edit, Id, Status, Step, Tracked, Undo, merge};
use hedgerow::project::{Held, Mirrors, Shelf, State, Write, whole};
use hedgerow::protocol::{Desk, Order};
use hedgerow::text::Source;
use proptest::prelude::*;

/// An act, and what happens then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Then {
    Nothing,
    Save,
    SaveInVain,
    Reload,
    /// The worker dies, and the page sends another what it has.
    Die,
}

fn then() -> impl Strategy<Value = Then> {
    prop_oneof![
        4 => Just(Then::Save),
        2 => Just(Then::Nothing),
        1 => Just(Then::SaveInVain),
        1 => Just(Then::Reload),
        1 => Just(Then::Die),
    ]
}

/// What is on the shelves is this document, with all that was done to it.
fn is_kept(shelves: &Shelves, tracked: &Tracked) {
    let (kept, loss) = shelves.read(&tracked.document.id);
    assert_eq!(loss, None);
    assert!(kept.is_stored());
    assert_eq!(&bare(kept.tracked()), tracked);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_back_with_its_history(
        acts in prop::collection::vec((act(), then()), 1..24)
    ) {
        let mut desktop = Desktop::new();
        let first = desktop.tracked.document.clone();
        desktop.save();
        for (act, then) in &acts {
            desktop.act(act);
            match then {
                Then::Nothing => continue,
                Then::Save => {}
                Then::SaveInVain => {
                    desktop.save_in_vain();
                    continue;
                }
                Then::Reload => {
                    desktop.save();
                    prop_assert_eq!(desktop.reload(), None);
                }
                Then::Die => desktop.die(),
            }
            desktop.save();
            is_kept(&desktop.shelves, &desktop.tracked);
            let (kept, _) = desktop.shelves.read("d1");
            let mirror = desktop.mirrors.document("d1").expect("it is mirrored");
            let waits = |document: &Document| document.orphans().cloned().collect::<Vec<_>>();
            prop_assert_eq!(waits(&kept.tracked().document), waits(mirror));
        }
        desktop.save();
        desktop.reload();
        desktop.take_all_back();
        prop_assert_eq!(&desktop.tracked.document, &first);
        // And all of it again, after another reload.
        desktop.save();
        is_kept(&desktop.shelves, &desktop.tracked);
    }
}

fn decide(desktop: &mut Desktop, times: usize) {
    for at in 0..times {
        desktop.act(&Act::Decide(at, Status::Accepted));
        desktop.save();
    }
}

#[test]
fn a_decision_is_one_short_record_and_a_long_log_becomes_a_body() {
    let mut desktop = Desktop::new();
    desktop.save();
    let body = desktop.shelves.get(Shelf::Bodies, "d1");
    decide(&mut desktop, 5);
    assert_eq!(desktop.shelves.of(Shelf::Log).len(), 5);
    assert_eq!(
        desktop.shelves.get(Shelf::Bodies, "d1"),
        body,
        "it is not written again"
    );
    // Whatever is done, what is written stays in proportion to it.
    let (mut written, mut compacted) = (0, 0);
    for round in 0..40 {
        desktop.act(&Act::DecideAll(Status::ALL[round % 3]));
        let batch = desktop.save();
        for write in &batch.writes {
            if let Write::Put(shelf, _, record) = write {
                written += record.len();
                compacted += usize::from(*shelf == Shelf::Bodies);
            }
        }
        is_kept(&desktop.shelves, &desktop.tracked);
    }
    let body = desktop.shelves.get(Shelf::Bodies, "d1").unwrap().len();
    assert!((2..20).contains(&compacted), "{compacted}");
    assert!(written < 6 * body, "{written} bytes for {body}");
    assert_eq!(desktop.reload(), None);
    assert_eq!(desktop.take_all_back(), 45);
}

#[test]
fn a_broken_step_is_put_aside_with_what_came_after_it() {
    let mut desktop = Desktop::new();
    desktop.save();
    let mut before = Vec::new();
    for at in 0..6 {
        before.push(desktop.tracked.clone());
        desktop.act(&Act::Decide(at, Status::Accepted));
        desktop.save();
    }
    let whole = desktop.shelves.clone();
    let log = whole.of(Shelf::Log);
    let harms: &[fn(&str) -> Option<String>] = &[
        |_| None,
        |_| Some(String::new()),
        |record| Some(record[..record.len() / 2].to_owned()),
        |record| Some(record.replacen("2\n", "99\n", 1)),
        // It can be read, but is of another time.
        |record| Some(record.replace("suggested", "rejected")),
    ];
    for (at, (key, record)) in log.iter().enumerate() {
        for harm in harms {
            desktop.shelves = whole.clone();
            match harm(record) {
                Some(record) => desktop.shelves.0.insert((Shelf::Log, key.clone()), record),
                None => desktop.shelves.0.remove(&(Shelf::Log, key.clone())),
            };
            let loss = desktop.reload();
            assert_eq!(desktop.tracked, before[at], "it is as it was before");
            if harm(record).is_none() && at == 5 {
                assert_eq!(loss, None, "nobody can know that there was one more");
                continue;
            }
            let loss = loss.expect("it is told");
            assert!(loss.broken.to_string().contains("d1/"), "{}", loss.broken);
            // What could not be read is kept, and new steps have their place.
            desktop.act(&Act::Decide(9, Status::Rejected));
            desktop.save();
            assert_eq!(desktop.shelves.of(Shelf::Broken).len(), loss.steps);
            is_kept(&desktop.shelves, &desktop.tracked);
        }
    }
}

#[test]
fn a_broken_body_is_named_and_a_broken_head_is_made_anew() {
    let mut desktop = Desktop::new();
    decide(&mut desktop, 3);
    let stored = desktop.shelves.stored("d1");
    let broken = |body: Option<&str>| {
        let mut stored = stored.clone();
        stored.body = body.map(str::to_owned);
        hedgerow::project::Kept::read(stored)
            .expect_err("it cannot be read")
            .to_string()
    };
    for body in [None, Some(""), Some("1\n{}"), Some("7\n{}")] {
        let words = broken(body);
        assert!(
            words.starts_with("record \"d1\" of \"bodies\": "),
            "{words}"
        );
    }
    let mut headless = stored.clone();
    headless.head = Some("1\n?".into());
    let (kept, loss) = hedgerow::project::Kept::read(headless).expect("the body is there");
    assert_eq!(loss, None);
    assert_eq!(bare(kept.tracked()), desktop.tracked);
    assert_eq!((kept.head.decided, kept.head.state), (3, State::InReview));
    let mut mirrors = Mirrors::default();
    let heads = vec![("d1".to_owned(), "1\n?".to_owned())];
    let broken = mirrors.found(heads);
    let words = broken[0].to_string();
    assert!(words.starts_with("record \"d1\" of \"heads\": "), "{words}");
    assert!(!broken[0].is_newer());
    mirrors.add(kept);
    desktop.shelves.write(&mirrors.batch());
    let aside = desktop.shelves.get(Shelf::Broken, "heads/d1");
    assert_eq!(aside.as_deref(), Some("1\n?"), "it is put aside");
    let (kept, _) = desktop.shelves.read("d1");
    assert!(kept.is_stored(), "the new one is written");
    let newer = vec![("d2".to_owned(), "99\n{}".to_owned())];
    assert!(mirrors.found(newer)[0].is_newer());
    assert_eq!(mirrors.batch().writes, [], "it is left alone");
}

#[test]
fn a_first_reading_is_written_when_it_is_whole_or_left() {
    let text = "Rain is likely in Oslo, officials said.";
    let document = Document::new("d1", Source::new(text));
    let mut desktop = Desktop::new();
    desktop.tracked = Tracked::new(document);
    desktop.hold();
    desktop.save();
    is_kept(&desktop.shelves, &desktop.tracked);
    let part = |desktop: &mut Desktop, last| {
        let document = &desktop.tracked.document;
        let found = crate::shelves::ENGINE.extract(document.source().clone());
        let edit = merge(document, &found, document.span());
        desktop.take(edit, Undo::Never, last);
    };
    part(&mut desktop, false);
    assert_eq!(desktop.save().writes, [], "more is to come");
    part(&mut desktop, true);
    desktop.save();
    is_kept(&desktop.shelves, &desktop.tracked);
    // A person does not wait for the engine.
    part(&mut desktop, false);
    desktop.act(&Act::Decide(0, Status::Accepted));
    desktop.save();
    is_kept(&desktop.shelves, &desktop.tracked);
    // Nor does who goes on to something else.
    part(&mut desktop, false);
    desktop.mirrors.lay(Desk::default());
    desktop.save();
    is_kept(&desktop.shelves, &desktop.tracked);
    assert!(desktop.mirrors.document("d1").is_none(), "it is let go");
}

#[test]
fn a_mirror_that_is_out_of_step_is_given_up() {
    let mut desktop = Desktop::new();
    let back = || Step::Back;
    let steps = desktop.tracked.steps();
    assert!(!desktop.mirrors.step("d1", steps + 1, back(), 0));
    assert!(!desktop.mirrors.step("d1", steps, back(), 0), "it is gone");
    desktop.hold();
    let edit = Box::new(Edit::Remove(Id::from("e999")));
    let undo = Undo::Alone;
    assert!(
        !desktop
            .mirrors
            .step("d1", steps, Step::Edit { edit, undo }, 0)
    );
    desktop.hold();
    desktop.save();
    is_kept(&desktop.shelves, &desktop.tracked);
}

#[test]
fn what_lay_open_is_remembered() {
    let mut desktop = Desktop::new();
    let two = Tracked::new(Document::new("d2", Source::new("Rain is likely.")));
    let held = Held {
        whole: whole(&two),
        read: false,
    };
    desktop.mirrors.hold(held, 5).expect("it fits");
    desktop.mirrors.lay(Desk {
        open: ["d1", "d0", "d2"].map(String::from).to_vec(),
        shown: 2,
        at: Some(Id::from("e1")),
        closed: None,
        order: Order::Doubt,
    });
    desktop.save();
    let (shelf, key) = Mirrors::desk_key();
    let record = desktop.shelves.get(shelf, &key);
    let (open, shown, order) = Mirrors::lay_open(record.as_deref());
    assert_eq!(open, ["d1", "d2"], "what is on no shelf is not opened");
    assert_eq!(shown.as_deref(), Some("d2"));
    assert_eq!(order, Order::Doubt);
    let (kept, _) = desktop.shelves.read("d2");
    assert_eq!(kept.head.at, Some(Id::from("e1")));
    assert_eq!((kept.head.read, kept.head.added), (false, 5));
    let nothing = (Vec::new(), None, Order::Text);
    assert_eq!(Mirrors::lay_open(None), nothing);
    let older = "1\n{\"open\":[\"d1\"],\"shown\":0}";
    let d1 = "d1".to_owned();
    let opened = (vec![d1.clone()], Some(d1), Order::Text);
    assert_eq!(Mirrors::lay_open(Some(older)), opened);
    assert_eq!(Mirrors::lay_open(Some("1\n?")), nothing);
}

/// What the page says comes one by one, and a transaction may be done in between.
#[test]
fn a_document_that_was_just_sent_is_not_let_go() {
    let mut desktop = Desktop::new();
    let two = Tracked::new(Document::new("d2", Source::new("Rain is likely.")));
    let held = Held {
        whole: whole(&two),
        read: false,
    };
    desktop.mirrors.hold(held, 5).expect("it fits");
    desktop.save();
    assert!(desktop.mirrors.document("d2").is_some());
    desktop.lay(None);
    desktop.save();
    assert!(desktop.mirrors.document("d2").is_none());
}

#[test]
fn what_is_told_of_a_document_is_written_once_for_all_that_is_done() {
    let mut desktop = Desktop::new();
    desktop.save();
    for at in 0..3 {
        desktop.act(&Act::Decide(at, Status::Accepted));
    }
    let batch = desktop.save();
    let heads = batch.writes.iter();
    let heads = heads.filter(|write| matches!(write, Write::Put(Shelf::Heads, ..)));
    assert_eq!((heads.count(), batch.writes.len()), (1, 4));
    is_kept(&desktop.shelves, &desktop.tracked);
    let (kept, _) = desktop.shelves.read("d1");
    assert_eq!(kept.head.decided, 3);
}

/// What only files hold of a document goes to the page and back, and onto the shelves.
#[test]
fn what_files_hold_is_kept() {
    let mut document = Document::new("d1", Source::new("Rain is likely in Oslo."));
    document.title = Some("Rain".into());
    document.about.annotators = vec!["Ada".into(), "Bo".into()];
    document.extra = r#"{"corpus":"x"}"#.into();
    let mut desktop = Desktop::new();
    desktop.tracked = Tracked::new(document.clone());
    for _ in 0..2 {
        desktop.hold();
        desktop.save();
        desktop.reload();
        assert_eq!(desktop.tracked.document, document);
    }
}

/// What is said of a document that is closed is a write of its own.
#[test]
fn what_could_not_be_written_is_written_later() {
    let mut desktop = Desktop::new();
    desktop.save();
    desktop.mirrors.lay(Desk::default());
    desktop.save();
    assert!(desktop.mirrors.document("d1").is_none(), "it is let go");
    let state = State::Complete;
    desktop.mirrors.amend("d1", |head| head.state = state);
    desktop.save_in_vain();
    desktop.save();
    let (kept, _) = desktop.shelves.read("d1");
    assert_eq!(kept.head.state, state);
}

/// A transaction may be under way while a document comes, and its reading may have begun then.
#[test]
fn what_is_written_late_lies_open_all_the_same() {
    let document = Document::new("d1", Source::new("Rain is likely in Oslo."));
    let mut desktop = Desktop::new();
    desktop.mirrors = Mirrors::default();
    desktop.tracked = Tracked::new(document);
    desktop.hold();
    desktop.take(Edit::Batch(Vec::new()), Undo::Never, false);
    desktop.save();
    assert_eq!(desktop.shelves.of(Shelf::Heads), [], "more is to come");
    desktop.take(Edit::Batch(Vec::new()), Undo::Never, true);
    desktop.save();
    let (shelf, key) = Mirrors::desk_key();
    let record = desktop.shelves.get(shelf, &key);
    let (open, ..) = Mirrors::lay_open(record.as_deref());
    assert_eq!(open, ["d1"]);
}

/// Files call documents as they like.
#[test]
fn documents_with_like_ids_do_not_meet() {
    let mut desktop = Desktop::new();
    let ids = ["d1/x", "d1/0000000000", "d1%2Fx", "d10", "d1 %", "d1"];
    for id in &ids[..5] {
        let document = Document::suggested(*id, Source::new("Rain may come."), &Default::default());
        let whole = whole(&Tracked::new(document));
        let held = desktop.mirrors.hold(Held { whole, read: true }, 1);
        held.expect("it fits");
    }
    desktop.save();
    for id in ids {
        let step = Step::Edit {
            edit: Box::new(Edit::Batch(Vec::new())),
            undo: Undo::Alone,
        };
        let before = desktop.mirrors.kept(id).unwrap().tracked().steps();
        assert!(desktop.mirrors.step(id, before, step, 2));
    }
    desktop.save();
    desktop.mirrors.erase("d1");
    desktop.save();
    for id in &ids[..5] {
        let stored = desktop.shelves.stored(id);
        assert_eq!(stored.log.len(), 1, "{id}");
        let lines = hedgerow::project::backup::lines(&stored);
        let file = hedgerow::project::backup::header(1) + &lines;
        let found = crate::backup::read(&file);
        assert_eq!(found.problems, [""; 0]);
        let found = found.documents;
        assert_eq!(found[0].head.id, *id);
        assert_eq!(found[0].tracked().steps(), 1);
    }
}

#[test]
fn a_document_that_is_erased_leaves_nothing() {
    let mut desktop = Desktop::new();
    decide(&mut desktop, 3);
    desktop.mirrors.erase("d1");
    desktop.mirrors.lay(Desk::default());
    desktop.save();
    let left = desktop
        .shelves
        .0
        .keys()
        .filter(|(shelf, _)| *shelf != Shelf::Project);
    assert_eq!(left.count(), 0);
    assert_eq!(desktop.mirrors.heads().len(), 0);
}

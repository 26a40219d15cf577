//! The layer of who decided what and when, and the summary that is made of it.

use crate::shelves::{Desktop, Shelves, act};
use hedgerow::annotation::{
    Body, Document, Edit, Id, Kind, Mark, Outcome, State, Status, Step, Trace, Undo, When,
};
use hedgerow::extract::Label;
use hedgerow::project::{Mirrors, Settings, summary};
use hedgerow::text::Span;
use proptest::prelude::*;

fn desktop(annotator: &str) -> Desktop {
    let mut desktop = Desktop::new();
    called(&mut desktop, annotator);
    desktop
}

fn called(desktop: &mut Desktop, annotator: &str) {
    desktop.mirrors.set(Settings {
        annotator: annotator.into(),
        ..Settings::default()
    });
}

fn person(desktop: &mut Desktop, edit: Edit) {
    let edit = Box::new(edit);
    let undo = Undo::Alone;
    desktop.step(Step::Edit { edit, undo });
}

fn mirror(desktop: &Desktop) -> &Document {
    desktop.mirrors.document("d1").expect("it is mirrored")
}

fn traces(desktop: &Desktop) -> Vec<(Id, Trace)> {
    let traces = mirror(desktop).traces();
    traces
        .map(|(id, trace)| (id.clone(), trace.clone()))
        .collect()
}

fn entities(desktop: &Desktop) -> Vec<Mark> {
    let marks = desktop.tracked.document.marks();
    marks
        .filter(|mark| mark.kind() == Kind::Entity)
        .cloned()
        .collect()
}

fn outcome(desktop: &Desktop, id: &Id) -> Option<Outcome> {
    let document = mirror(desktop);
    document.outcome(document.mark(id).expect("it stands"))
}

#[test]
fn each_decision_says_who_when_and_what_the_engine_had_said() {
    let mut desktop = desktop("Ada");
    let marks = entities(&desktop);
    let [accepted, rejected, relabelled, resized] = [0, 1, 2, 3].map(|at| marks[at].clone());
    assert_eq!(traces(&desktop), []);
    let document = |desktop: &Desktop| desktop.tracked.document.clone();

    let edit = document(&desktop).deciding([&accepted.id], Status::Accepted);
    person(&mut desktop, edit);
    let edit = document(&desktop).deciding([&rejected.id], Status::Rejected);
    person(&mut desktop, edit);
    called(&mut desktop, "Bo");
    let label = Label::Law.into();
    let span = relabelled.span();
    let edit = document(&desktop).correcting(&relabelled.id, Body::Entity { span, label });
    person(&mut desktop, edit);
    let Body::Entity { span, label } = resized.body else {
        unreachable!()
    };
    let shorter = Span::new(span.start, span.end - 1);
    let edit = document(&desktop).correcting(
        &resized.id,
        Body::Entity {
            span: shorter,
            label,
        },
    );
    person(&mut desktop, edit);
    let added = document(&desktop).free_id(Kind::Entity);
    let edit = document(&desktop).adding(Body::Entity {
        span: Span::new(0, 1),
        label,
    });
    person(&mut desktop, edit);

    let expected = [
        (&accepted.id, Outcome::Accepted, "Ada", 3),
        (&rejected.id, Outcome::Rejected, "Ada", 4),
        (&relabelled.id, Outcome::Relabelled, "Bo", 5),
        (&resized.id, Outcome::Resized, "Bo", 6),
        (&added, Outcome::Added, "Bo", 7),
    ];
    for (id, decision, annotator, at) in expected {
        assert_eq!(outcome(&desktop, id), Some(decision));
        let trace = mirror(&desktop).trace(id).expect("a trace");
        assert_eq!(trace.annotator.as_deref(), Some(annotator));
        assert_eq!(trace.at, Some(When(at)));
        assert_eq!(trace.said.is_some(), decision != Outcome::Added);
    }
    let said = |desktop: &Desktop, id: &Id| {
        let trace = mirror(desktop).trace(id).expect("a trace");
        trace.said.clone().expect("the engine had said it")
    };
    assert_eq!(said(&desktop, &relabelled.id).what, relabelled.spelled());
    assert_eq!(said(&desktop, &relabelled.id).model, "test");
    assert_eq!(
        said(&desktop, &resized.id).span(shorter),
        Some(span),
        "what the engine said"
    );

    // Decided on again, the engine still said what it had said first.
    let first = said(&desktop, &resized.id);
    let edit = document(&desktop).deciding([&resized.id], Status::Rejected);
    person(&mut desktop, edit);
    assert_eq!(outcome(&desktop, &resized.id), Some(Outcome::Rejected));
    assert_eq!(said(&desktop, &resized.id), first);
}

#[test]
fn a_note_is_no_decision() {
    let mut desktop = desktop("Ada");
    let old = entities(&desktop)[0].clone();
    let new = Mark {
        extra: r#"{"note":"look"}"#.into(),
        ..old.clone()
    };
    person(&mut desktop, Edit::Replace { old, new });
    assert_eq!(traces(&desktop), []);
}

#[test]
fn a_reopened_mark_is_nobodys() {
    let mut desktop = desktop("Ada");
    let id = entities(&desktop)[0].id.clone();
    for status in [Status::Accepted, Status::Suggested] {
        let edit = desktop.tracked.document.deciding([&id], status);
        person(&mut desktop, edit);
    }
    assert_eq!(traces(&desktop), []);
    desktop.step(Step::Back);
    assert_eq!(outcome(&desktop, &id), Some(Outcome::Accepted));
    assert_eq!(mirror(&desktop).trace(&id).unwrap().at, Some(When(3)));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn what_is_taken_back_takes_its_traces_along(
        acts in prop::collection::vec((act(), 0..4), 1..24)
    ) {
        let mut desktop = desktop("Ada");
        for (act, then) in &acts {
            let before = (traces(&desktop), desktop.tracked.history().depth());
            desktop.act(act);
            if desktop.tracked.history().depth() == before.1 + 1 {
                let after = traces(&desktop);
                desktop.step(Step::Back);
                prop_assert_eq!(traces(&desktop), before.0);
                desktop.step(Step::Forth);
                prop_assert_eq!(traces(&desktop), after);
            }
            let kept = traces(&desktop);
            match then {
                0 => {
                    desktop.save();
                    desktop.reload();
                }
                1 => {
                    desktop.save();
                    desktop.die();
                }
                _ => continue,
            }
            called(&mut desktop, "Bo");
            prop_assert_eq!(traces(&desktop), kept);
        }
        let all = traces(&desktop);
        let steps = desktop.take_all_back();
        prop_assert_eq!(traces(&desktop), []);
        for _ in 0..steps {
            desktop.step(Step::Forth);
        }
        prop_assert_eq!(traces(&desktop), all);
    }
}

/// The page of a worker that died sends what it has, and that is less than there is.
#[test]
fn a_new_worker_goes_on_from_what_is_on_the_shelves() {
    let mut desktop = desktop("Ada");
    for at in 0..3 {
        let id = entities(&desktop)[at].id.clone();
        let edit = desktop.tracked.document.deciding([&id], Status::Accepted);
        person(&mut desktop, edit);
    }
    desktop.save();
    let before = traces(&desktop);
    let Shelves(records) = desktop.shelves.clone();
    assert!(!records.is_empty());
    desktop.mirrors = Mirrors::default();
    desktop.hold();
    assert_eq!(traces(&desktop), []);
    desktop.die();
    assert_eq!(traces(&desktop), before);
    desktop.step(Step::Back);
    assert_eq!(traces(&desktop), before[..2]);
    desktop.save();
    desktop.reload();
    assert_eq!(traces(&desktop), before[..2]);
}

/// What it had taken back, or done again, may be on no shelf yet.
#[test]
fn a_new_worker_goes_on_from_where_the_page_is() {
    let decide = |desktop: &mut Desktop, at: usize| {
        let id = entities(desktop)[at].id.clone();
        let edit = desktop.tracked.document.deciding([&id], Status::Accepted);
        person(desktop, edit);
    };
    let mut desktop = desktop("Ada");
    (0..3).for_each(|at| decide(&mut desktop, at));
    desktop.save();
    let all = traces(&desktop);
    for undone in 1..=3 {
        desktop.step(Step::Back);
        desktop.die();
        assert_eq!(traces(&desktop), all[..3 - undone]);
    }
    for again in 1..=3 {
        desktop.step(Step::Forth);
        assert_eq!(traces(&desktop), all[..again]);
    }
    desktop.step(Step::Back);
    desktop.save();
    desktop.step(Step::Forth);
    desktop.die();
    assert_eq!(traces(&desktop), all, "what was done again is so here");
    // Something else was done in the place of what was taken back.
    desktop.save();
    desktop.step(Step::Back);
    decide(&mut desktop, 5);
    desktop.die();
    assert_eq!(traces(&desktop), all[..2]);
}

#[test]
fn the_summary_counts_what_was_missed_in_complete_documents_only() {
    let mut desktop = desktop("Ada");
    let marks = entities(&desktop);
    let spelled = marks[0].spelled();
    let same: Vec<&Mark> = marks
        .iter()
        .filter(|mark| mark.spelled() == spelled)
        .collect();
    assert!(same.len() >= 3, "{spelled}");
    let label = Label::parse(spelled).unwrap().into();
    let edits = [
        desktop
            .tracked
            .document
            .deciding([&same[0].id, &same[1].id], Status::Accepted),
        desktop
            .tracked
            .document
            .deciding([&same[2].id], Status::Rejected),
        desktop.tracked.document.adding(Body::Entity {
            span: Span::new(0, 1),
            label,
        }),
    ];
    for edit in edits {
        person(&mut desktop, edit);
    }
    let row = |desktop: &Desktop| {
        let rows = summary(desktop.mirrors.heads());
        let row = rows.into_iter().find(|row| row.what == spelled);
        row.expect("it is summed up")
    };
    let of = row(&desktop);
    assert_eq!(
        (of.all.right, of.all.wrong, of.all.open as usize),
        (2, 1, same.len() - 3)
    );
    assert_eq!(of.all.precision(), Some(2.0 / 3.0));
    assert_eq!(of.complete.recall(), None);
    desktop
        .mirrors
        .amend("d1", |head| head.state = State::Complete);
    assert_eq!(row(&desktop).complete.recall(), Some(2.0 / 3.0));
}

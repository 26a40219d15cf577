//! What a person says for the whole project: labels, and what is kept of it.

use crate::shelves::{Act, Desktop, Shelves};
use hedgerow::annotation::{Body, Document, Id, Label, Mark, Origin, Status};
use hedgerow::extract;
use hedgerow::project::{LabelSet, Mirrors, OwnLabel, SETTINGS, Settings, Shelf, relabelled};

fn own(name: &str, key: Option<char>) -> OwnLabel {
    OwnLabel {
        name: name.to_owned(),
        colour: "teal".to_owned(),
        key,
        description: "What falls under it".to_owned(),
    }
}

fn set(labels: &[OwnLabel]) -> LabelSet {
    LabelSet {
        own: labels.to_vec(),
    }
}

#[test]
fn an_own_label_takes_its_key_from_the_schemes() {
    let set = set(&[own("DISEASE", Some('1')), own("DRUG", None)]);
    assert_eq!(set.by_key('1'), Label::parse("DISEASE"));
    assert_eq!(set.by_key('2'), Some(extract::Label::Org.into()));
    assert_eq!(set.by_key('x'), None);
    let choices = set.choices();
    assert_eq!(choices.len(), extract::Label::ALL.len() + 2);
    let taken = choices.iter().filter(|choice| choice.key == Some('1'));
    assert_eq!(taken.count(), 1);
}

#[test]
fn labels_are_added_with_colours_of_their_own() {
    let mut set = LabelSet::default();
    for name in ["A", "B", "C"] {
        assert_eq!(set.add(name), Ok(()));
    }
    let mut colours: Vec<&str> = set.own.iter().map(|own| own.colour.as_str()).collect();
    colours.sort_unstable();
    colours.dedup();
    assert_eq!(colours.len(), 3);
    for name in ["A", " A ", "ORG", "", "a\nb", &"x".repeat(65)] {
        assert!(set.add(name).is_err(), "{name:?}");
    }
    assert_eq!(set.own.len(), 3);
}

#[test]
fn a_set_is_written_to_a_file_and_read_back() {
    let set = set(&[own("DISEASE", Some('9')), own("Größe \"x\"", None)]);
    assert_eq!(LabelSet::read(&set.write()), Some(Ok(set.clone())));
    // The least that a file may say.
    let least = r#"{"format":"hedgerow-labels","version":1,"labels":[{"name":"DRUG"}]}"#;
    let read = LabelSet::read(least).expect("a set").expect("sound");
    assert_eq!(read.own[0].name, "DRUG");
    for (file, is_one) in [
        ("{}", false),
        ("[1]", false),
        ("no", false),
        (r#"{"format":"hedgerow","text":"x"}"#, false),
        (
            r#"{"format":"hedgerow-labels","version":2,"labels":[]}"#,
            true,
        ),
        (
            r#"{"format":"hedgerow-labels","version":1,"labels":[{"name":"ORG"}]}"#,
            true,
        ),
        (
            r#"{"format":"hedgerow-labels","version":1,"labels":[{"name":7}]}"#,
            true,
        ),
    ] {
        let read = LabelSet::read(file);
        assert_eq!(read.is_some(), is_one, "{file}");
        assert!(read.is_none_or(|read| read.is_err()), "{file}");
    }
}

#[test]
fn a_set_takes_over_another_and_no_key_stands_for_two() {
    let mut here = set(&[own("DISEASE", Some('1')), own("DRUG", Some('2'))]);
    here.take_over(set(&[own("DISEASE", Some('2')), own("GENE", Some('1'))]));
    let keys: Vec<Option<char>> = here.own.iter().map(|own| own.key).collect();
    let mut given: Vec<char> = keys.iter().flatten().copied().collect();
    given.sort_unstable();
    given.dedup();
    assert_eq!(given.len(), keys.iter().flatten().count(), "{keys:?}");
    assert_eq!(here.own.len(), 3);
}

#[test]
fn a_style_names_each_label_whatever_it_is_called() {
    let style = set(&[own("DISEASE", None), own("a\"] b\\", None)]).style();
    assert!(style.starts_with("[data-label=\"DISEASE\"]{--tint:light-dark(#caf2f2,#1d4949);"));
    assert!(style.contains("[data-label=\"a\\\"] b\\\\\"]{"), "{style}");
}

/// A desktop with three own labels on marks.
fn labelled() -> (Desktop, Vec<Id>) {
    let mut desktop = Desktop::new();
    let entities = desktop.tracked.document.marks().enumerate();
    let entities = entities.filter(|(_, mark)| matches!(mark.body, Body::Entity { .. }));
    let marks: Vec<(usize, Id)> = entities
        .map(|(at, mark)| (at, mark.id.clone()))
        .take(3)
        .collect();
    for (at, _) in &marks {
        desktop.act(&Act::Own(*at, "DISEASE"));
    }
    (desktop, marks.into_iter().map(|(_, id)| id).collect())
}

#[test]
fn labels_that_marks_have_are_in_the_set() {
    let (desktop, _) = labelled();
    let settings = desktop.mirrors.settings();
    assert_eq!(settings.labels.own.len(), 1);
    assert_eq!(settings.labels.own[0].name, "DISEASE");
    let head = &desktop.mirrors.kept("d1").expect("it is mirrored").head;
    assert_eq!(head.own, [("DISEASE".to_owned(), 3)]);
}

#[test]
fn a_label_in_use_is_renamed_and_deleted_with_one_undo() {
    let (desktop, ids) = labelled();
    let disease = Label::parse("DISEASE").expect("a label");
    let illness = Label::parse("ILLNESS").expect("a label");
    let before = desktop.tracked.document.clone();
    let check = |to: Option<Label>, expect: &dyn Fn(&Document)| {
        let mut document = before.clone();
        let (edit, many) = relabelled(&document, disease, to);
        assert_eq!(many, 3);
        let inverse = document.apply(edit).expect("it fits");
        expect(&document);
        document.apply(inverse).expect("it is taken back");
        assert_eq!(document, before);
    };
    check(Some(illness), &|document| {
        for id in &ids {
            let (old, new) = (before.mark(id).unwrap(), document.mark(id).unwrap());
            assert_eq!(new.spelled(), "ILLNESS");
            assert_eq!((new.origin, new.status), (old.origin, old.status));
        }
    });
    check(None, &|document| {
        assert!(ids.iter().all(|id| document.mark(id).is_none()));
    });
}

#[test]
fn settings_are_kept_and_go_with_a_backup() {
    let (mut desktop, _) = labelled();
    let mut settings = desktop.mirrors.settings().clone();
    settings.annotator = "Ada".into();
    settings.guidelines = "# Rules".into();
    desktop.mirrors.set(settings.clone());
    desktop.save();
    let record = desktop
        .shelves
        .get(Shelf::Project, SETTINGS)
        .expect("it is written");
    assert_eq!(Settings::read(&record), Ok(settings.clone()));
    // What was said before the shelves were open stands before what they say.
    let mut mirrors = Mirrors::default();
    mirrors.set(Settings {
        annotator: "Bo".into(),
        ..Settings::default()
    });
    mirrors.found_settings(&record).expect("it can be read");
    assert_eq!(mirrors.settings().annotator, "Bo");
    assert_eq!(mirrors.settings().labels, settings.labels);
    // Nothing said is nothing to write.
    let mut mirrors = Mirrors::default();
    mirrors.found_settings(&record).expect("it can be read");
    assert_eq!(mirrors.settings(), &settings);
    let mut shelves = Shelves::default();
    shelves.write(&mirrors.batch());
    assert_eq!(shelves, Shelves::default());
    // What cannot be read is put aside before something takes its place.
    let mut mirrors = Mirrors::default();
    for record in ["1\n{", "99\n{}"] {
        assert!(mirrors.found_settings(record).is_err());
        mirrors.set(settings.clone());
        shelves.write(&mirrors.batch());
        let aside = shelves.get(Shelf::Broken, "project/settings");
        assert_eq!(aside.as_deref(), Some(record));
    }
}

#[test]
fn a_mark_with_a_label_of_its_own_is_the_persons() {
    let (desktop, ids) = labelled();
    let mark: &Mark = desktop.tracked.document.mark(&ids[0]).expect("it stands");
    assert_eq!(
        (mark.origin, mark.status),
        (Origin::Human, Status::Accepted)
    );
    // The engine leaves it alone.
    let mut desktop = desktop;
    desktop.act(&Act::Reread);
    let mark = desktop.tracked.document.mark(&ids[0]).expect("it stands");
    assert_eq!(mark.spelled(), "DISEASE");
}

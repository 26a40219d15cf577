//! Words that are looked for in the texts of all documents.

use hedgerow::project::{Next, Texts};
use std::collections::BTreeMap;

/// Texts on a shelf, those that are open, and how many were read.
#[derive(Default)]
struct Project {
    shelf: BTreeMap<String, String>,
    open: BTreeMap<String, String>,
    read: usize,
}

impl Project {
    fn put(&mut self, id: &str, text: &str) {
        self.shelf.insert(id.to_owned(), text.to_owned());
    }

    fn documents(&self) -> Vec<(String, u32)> {
        let texts = self.shelf.iter();
        texts
            .map(|(id, text)| (id.clone(), text.len() as u32))
            .collect()
    }

    /// Looks on to the end.
    fn look(&mut self, texts: &mut Texts) -> Vec<String> {
        loop {
            let open = |id: &str| self.open.get(id).map(String::as_str);
            match texts.step(open) {
                Next::Nothing => return texts.found().iter().cloned().collect(),
                Next::Look => {}
                Next::Read(asked) => {
                    let (first, last) = (&asked[0], &asked[asked.len() - 1]);
                    let found = self.shelf.range(first.clone()..=last.clone());
                    let found: Vec<_> =
                        found.map(|(id, text)| (id.clone(), text.clone())).collect();
                    self.read += found.len();
                    texts.take(asked, found);
                }
            }
        }
    }

    fn seek(&mut self, texts: &mut Texts, words: &str) -> Vec<String> {
        texts.seek(words, self.documents());
        self.look(texts)
    }
}

fn weather() -> Project {
    let mut project = Project::default();
    for at in 0..2000 {
        let what = ["Rain in Oslo", "SNOW in Bergen", "Wind in Ålesund"][at % 3];
        project.put(&format!("d{at:04}"), what);
    }
    project
}

#[test]
fn texts_are_read_once_for_all_that_is_typed() {
    let (mut project, mut texts) = (weather(), Texts::default());
    // What is too short to be looked for has them read.
    assert_eq!(project.seek(&mut texts, ""), [""; 0]);
    assert_eq!(project.read, 2000);
    for (words, count) in [
        ("sno", 667),
        ("snow", 667),
        ("snow in o", 0),
        ("in o", 667),
        ("ÅLES", 666),
        ("in", 2000),
        ("in b", 667),
        ("fog", 0),
    ] {
        assert_eq!(project.seek(&mut texts, words).len(), count, "{words}");
    }
    assert_eq!(project.read, 2000);
}

#[test]
fn what_is_open_or_comes_meanwhile_is_looked_into_as_it_is() {
    let (mut project, mut texts) = (weather(), Texts::default());
    project.open.insert("d0007".into(), "A glim in Oslo".into());
    assert_eq!(project.seek(&mut texts, "gli"), ["d0007"]);
    project.put("e1", "Two glims");
    assert_eq!(project.seek(&mut texts, "glim"), ["d0007", "e1"]);
    assert_eq!(project.seek(&mut texts, "glims"), ["e1"]);
    project.shelf.remove("e1");
    assert_eq!(project.seek(&mut texts, "glims"), [""; 0]);
    // Who has its record of the text no more has no words, and is asked for once.
    let documents = vec![("gone".to_owned(), 7)];
    texts.seek("rain", documents);
    assert_eq!(project.look(&mut texts), [""; 0]);
}

#[test]
fn who_types_on_before_all_is_looked_through_misses_nothing() {
    let (mut project, mut texts) = (weather(), Texts::default());
    project.seek(&mut texts, "");
    for id in 0..40 {
        // Longer than one step.
        let text = format!("{} glim {id}", "x ".repeat(400_000));
        project.put(&format!("f{id:02}"), &text);
    }
    texts.seek("gli", project.documents());
    let open = |_: &str| None;
    assert!(matches!(texts.step(open), Next::Read(_) | Next::Look));
    assert_eq!(project.seek(&mut texts, "glim").len(), 40);
    assert_eq!(project.seek(&mut texts, "glim 7"), ["f07"]);
}

#[test]
fn more_than_there_is_room_for_is_read_again() {
    let (mut project, mut texts) = (Project::default(), Texts::default());
    for id in 0..20 {
        let text = format!("{} glim {}", "x ".repeat(2_000_000), id % 2);
        project.put(&format!("f{id:02}"), &text);
    }
    assert_eq!(project.seek(&mut texts, "glim 1").len(), 10);
    assert_eq!(project.read, 20);
    assert_eq!(project.seek(&mut texts, "glim 0").len(), 10);
    assert!((21..40).contains(&project.read), "{}", project.read);
}

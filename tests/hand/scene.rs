//! A document in which a test is at work.

use hedgerow::annotation::{Body, ClaimBody, Document, Edit, Id, Kind, Mark, Origin, Status};
use hedgerow::engine::Engine;
use hedgerow::extract::{CueType, Label};
use hedgerow::hand::{Tools, hand};
use hedgerow::protocol::{At, Caret, Done};
use hedgerow::text::{Source, Span};
use std::sync::LazyLock;

static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::new);

pub fn tools() -> Tools<'static> {
    let reader: &Engine = &ENGINE;
    Tools {
        reader,
        by_key: &by_key,
    }
}

fn by_key(key: char) -> Option<hedgerow::annotation::Label> {
    (key == '2').then(|| Label::Org.into())
}

/// A document, what is selected in it, and where the caret is.
#[derive(Debug)]
pub struct Scene {
    pub document: Document,
    pub at: At,
}

impl Scene {
    pub fn new(text: &str) -> Self {
        Self {
            document: Document::new("d", Source::new(text)),
            at: At::default(),
        }
    }

    /// With all that the engine says of the text.
    pub fn read(text: &str) -> Self {
        let source = Source::new(text);
        let found = ENGINE.extract(source.clone());
        Self {
            document: Document::suggested("d", source, &found),
            at: At::default(),
        }
    }

    /// Where some words stand first.
    pub fn span(&self, words: &str) -> Span {
        let start = self.document.source().text().find(words);
        let start = start.unwrap_or_else(|| panic!("“{words}” is not in the text")) as u32;
        Span::new(start, start + words.len() as u32)
    }

    /// Puts in a mark of the engine's.
    pub fn suggest(&mut self, body: Body) -> Id {
        let mark = Mark {
            origin: Origin::Machine,
            status: Status::Suggested,
            confidence: Some(0.5),
            ..Mark::made(Id::from(""), body)
        };
        let id = self.document.free_id(mark.kind());
        let mark = Mark {
            id: id.clone(),
            ..mark
        };
        self.document.apply(Edit::Insert(mark)).expect("it fits");
        id
    }

    pub fn entity(&mut self, words: &str, label: Label) -> Id {
        let span = self.span(words);
        let label = label.into();
        self.suggest(Body::Entity { span, label })
    }

    pub fn cue(&mut self, words: &str, kind: CueType) -> Id {
        let span = self.span(words);
        self.suggest(Body::Cue { span, kind })
    }

    /// Selects words of the text.
    pub fn mark_out(&mut self, words: &str) -> &mut Self {
        let span = self.span(words);
        self.at.caret = Some(Caret {
            anchor: span.start,
            focus: span.end,
        });
        self
    }

    /// Puts the caret before some words.
    pub fn caret(&mut self, words: &str) -> &mut Self {
        let place = self.span(words).start;
        self.at.caret = Some(Caret {
            anchor: place,
            focus: place,
        });
        self
    }

    pub fn select(&mut self, id: &Id) -> &mut Self {
        self.at.mark = Some(id.clone());
        self
    }

    /// Does what is thought out, looks whether it can be taken back exactly and done again, and
    /// goes on from there as the page does.
    pub fn done(&mut self, words: &str) -> Done {
        let done = hand(words, &self.at, &self.document, tools());
        if let Some(edit) = done.edit.clone() {
            let before = self.document.clone();
            let inverse = self.document.apply(edit).expect("it fits");
            let after = self.document.clone();
            assert_ne!(after, before, "{words}: an edit that changes nothing");
            let again = self.document.apply(inverse).expect("it can be taken back");
            assert_eq!(self.document, before);
            self.document.apply(again).expect("it can be done again");
            assert_eq!(self.document, after);
        }
        if done.select.is_some() {
            self.at.mark = done.select.clone();
        }
        done
    }

    /// The same, and what was said of it.
    pub fn said(&mut self, words: &str) -> String {
        self.done(words).words
    }

    /// The same of something that is refused: nothing changes.
    pub fn refused(&mut self, words: &str) -> String {
        let done = self.done(words);
        assert_eq!(done.edit, None, "{words}");
        done.words
    }

    pub fn words(&self, span: Span) -> &str {
        self.document.source().slice(span)
    }

    /// The mark that is selected.
    pub fn selected(&self) -> &Mark {
        let id = self.at.mark.as_ref().expect("one is selected");
        self.document.mark(id).expect("it is there")
    }

    /// The claim that is selected.
    pub fn claim(&self) -> &ClaimBody {
        match &self.selected().body {
            Body::Claim(claim) => claim,
            other => panic!("{other:?}"),
        }
    }

    /// Its content, source and cues, in words.
    pub fn parts(&self) -> [Vec<&str>; 3] {
        let claim = self.claim();
        let words = |spans: &[Span]| spans.iter().map(|span| self.words(*span)).collect();
        let cues = claim.cues.iter().map(|id| {
            let cue = self.document.mark(id).expect("it is there");
            self.words(cue.span())
        });
        [words(&claim.content), words(&claim.source), cues.collect()]
    }

    /// All marks of a layer that stand, in words.
    pub fn marks(&self, kind: Kind) -> Vec<&str> {
        let stands = |mark: &&Mark| mark.kind() == kind && mark.status != Status::Rejected;
        let marks = self.document.marks().filter(stands);
        marks.map(|mark| self.words(mark.span())).collect()
    }
}

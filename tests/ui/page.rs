//! A page without a browser: messages go in, effects and views come out.

use hedgerow::annotation::{Document, Edit, EngineInfo, Id, Kind, Mark, merge};
use hedgerow::engine::Engine;
use hedgerow::extract::{
    Certainty, Claim, Cue, CueType, Entity, Extraction, Label, Polarity, Quote, Reason, SourceKind,
};
use hedgerow::hand::{Tools, by_rules, hand, is_set};
use hedgerow::project::{Held, LabelSet, Mirrors, Taken};
use hedgerow::protocol::{Notice, Part, Request, Response};
use hedgerow::session::{Session, links};
use hedgerow::text::{Source, Span};
use hedgerow::ui::app::{self, App, Effect, Field, Intake, Manner, Msg};
use hedgerow::ui::html::Element;
use hedgerow::ui::inspector::{self, Inspected};
use hedgerow::ui::keymap::{Command, KeyPress, Modifiers, Place};
use hedgerow::ui::view::{Cache, view};
use hedgerow::ui::words::{RULES, Rules};
use hedgerow::ui::{drawn, sources};
use std::borrow::Cow;
use std::collections::VecDeque;
use std::sync::LazyLock;

static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::new);

/// What the worker has at hand.
pub fn tools() -> Tools<'static> {
    let reader: &Engine = &ENGINE;
    Tools {
        reader,
        by_key: &|_| None,
    }
}

#[derive(Debug)]
pub struct Page {
    pub app: App,
    pub cache: Cache,
    session: Session<'static>,
    /// The documents as the worker has them.
    pub mirrors: Mirrors,
    /// Parts that no session gave.
    made_up: VecDeque<Part>,
}

impl Default for Page {
    fn default() -> Self {
        Self {
            app: App::default(),
            cache: Cache::default(),
            session: Session::new(&ENGINE),
            mirrors: Mirrors::default(),
            made_up: VecDeque::new(),
        }
    }
}

/// A sentence that a test knows all marks of.
pub const SENTENCE: &str =
    "According to The Verge, Lumen Labs may host Kite 3. Nobody denied that.";

impl Page {
    /// A page whose worker is ready.
    pub fn ready() -> Self {
        let mut page = Self::default();
        let effects = app::start(&mut page.app);
        assert_eq!(effects, [Effect::Post(Request::Load { reopen: true })]);
        page.worker(ready());
        page
    }

    /// A page that shows [`SENTENCE`] with its marks.
    pub fn with_sentence() -> Self {
        let mut page = Self::ready();
        let effects = page.paste(SENTENCE);
        page.extracted(revision(&effects), sentence());
        page
    }

    /// A page that shows a text as the engine reads it.
    pub fn read(text: &str) -> Self {
        let mut page = Self::ready();
        let effects = page.paste(text);
        page.answer(&effects);
        page
    }

    /// What comes of a message, but for what keeps the worker's documents in step with the
    /// page's: that is done here, and looked at.
    pub fn send(&mut self, msg: Msg) -> Vec<Effect> {
        let mut effects = app::update(&mut self.app, msg);
        effects.retain(|effect| !self.follow(effect));
        self.inspect(&mut effects);
        let work = self.app.work();
        if !work.text().trim().is_empty() {
            let mirror = self.mirrors.document(work.id()).expect("it is mirrored");
            assert_eq!(plain(mirror), plain(work.document()));
        }
        effects
    }

    /// Draws the sheet of a mark that the page asks for.
    fn inspect(&mut self, effects: &mut Vec<Effect>) {
        let asks = |effect: &Effect| matches!(effect, Effect::Post(Request::Inspect { .. }));
        let Some(at) = effects.iter().position(asks) else {
            return;
        };
        if let Effect::Post(Request::Inspect { document, mark }) = effects.remove(at) {
            let document = self.mirrors.document(&document).expect("it is mirrored");
            let mark = document.mark(&mark).expect("it is there");
            let ruled = is_set(mark)
                .then(|| by_rules(document, mark, &*ENGINE))
                .flatten();
            let inspected = Inspected {
                document,
                mark,
                ruled,
                labels: &LabelSet::default().labels(),
                rules: &Rules::new(RULES),
            };
            let sheet = drawn::write(&inspector::view(inspected, Vec::new()), None);
            effects.extend(self.send(Msg::Worker(Response::Inspected(sheet))));
        }
    }

    /// Whether an effect told the worker what was done.
    fn follow(&mut self, effect: &Effect) -> bool {
        let request = match effect {
            Effect::Post(request) => request.clone(),
            Effect::RestartWorker => {
                self.session = Session::new(&ENGINE);
                self.mirrors = Mirrors::default();
                self.made_up.clear();
                return false;
            }
            _ => return false,
        };
        match request {
            Request::Hold { whole, read } => {
                let whole = *whole;
                let held = self.mirrors.hold(Held { whole, read }, 0);
                held.expect("its parts fit each other");
            }
            Request::Step {
                document,
                before,
                step,
            } => assert!(self.mirrors.step(&document, before, step, 0)),
            Request::Took {
                document,
                before,
                undo,
            } => {
                let part = self.made_up.pop_front();
                let part = part.or_else(|| self.session.taken(&document));
                let taken = Taken {
                    part: part.expect("it was given"),
                    undo,
                    engine: &engine(),
                };
                assert!(self.mirrors.take(&document, before, taken, 0));
            }
            Request::Desk(desk) => self.mirrors.lay(desk),
            _ => return false,
        }
        true
    }

    pub fn command(&mut self, command: Command) -> Vec<Effect> {
        self.send(Msg::Do(command))
    }

    /// Rejects what is selected; of a cue, once the worker has said what becomes of its claims.
    pub fn reject(&mut self) -> Vec<Effect> {
        let effects = self.command(Command::Reject);
        match effects[..] {
            [Effect::Post(Request::Hand { .. })] => self.answer_first(&effects),
            _ => effects,
        }
    }

    pub fn worker(&mut self, response: Response) -> Vec<Effect> {
        self.send(Msg::Worker(response))
    }

    /// A document comes out of storage, which the worker then mirrors.
    pub fn bring(&mut self, response: Response) -> Vec<Effect> {
        if let Response::Opened(opened) = &response
            && self.mirrors.kept(&opened.whole.id).is_none()
        {
            let (whole, read) = (opened.whole.clone(), opened.read);
            let held = self.mirrors.hold(Held { whole, read }, 0);
            held.expect("its parts fit each other");
        }
        self.worker(response)
    }

    pub fn paste(&mut self, text: &str) -> Vec<Effect> {
        self.field(text, Manner::Whole)
    }

    pub fn typed(&mut self, text: &str) -> Vec<Effect> {
        self.field(text, Manner::Typed)
    }

    fn field(&mut self, text: &str, manner: Manner) -> Vec<Effect> {
        let intake = Intake {
            text: text.to_owned(),
            manner,
            ..Intake::default()
        };
        let field = Field::Article;
        self.send(Msg::Changed { field, intake })
    }

    /// A key is pressed: "j", "Shift+j", "Alt+.".
    pub fn key(&mut self, key: &str, place: Place) -> Vec<Effect> {
        let (held, key) = match key.split_once('+') {
            Some((held, key)) if !key.is_empty() => (held, key),
            _ => ("", key),
        };
        let modifiers = Modifiers {
            control: held == "Control",
            shift: held == "Shift",
            alt: held == "Alt",
        };
        self.send(Msg::Key(KeyPress {
            key: key.to_owned(),
            modifiers,
            place,
        }))
    }

    pub fn extracted(&mut self, revision: u32, extraction: Extraction) -> Vec<Effect> {
        let document = self.app.work().document();
        let edit = merge(document, &extraction, document.span());
        self.part(revision, edit, Vec::new())
    }

    pub fn noticed(&mut self, revision: u32, notice: Notice) {
        self.part(revision, Edit::Batch(Vec::new()), vec![notice]);
    }

    fn part(&mut self, revision: u32, edit: Edit, notices: Vec<Notice>) -> Vec<Effect> {
        let part = Box::new(Part {
            edit,
            last: true,
            clusters: Vec::new(),
            notices,
        });
        self.made_up.push_back((*part).clone());
        let effects = self.worker(Response::Extracted { revision, part });
        self.made_up.clear();
        effects
    }

    /// Answers a request for an extraction as the worker would, to its end.
    pub fn answer(&mut self, effects: &[Effect]) -> Vec<Effect> {
        let mut more = self.answer_first(effects);
        while let Some(effects) = self.step() {
            more.extend(effects);
        }
        more
    }

    /// The same, only as far as the first answer.
    pub fn answer_first(&mut self, effects: &[Effect]) -> Vec<Effect> {
        for effect in effects {
            match effect {
                Effect::Post(Request::Extract {
                    revision,
                    document,
                    text,
                }) => {
                    let mirror = self.mirrors.document(document).expect("it is mirrored");
                    (self.session).ask(*revision, mirror.clone(), text.clone());
                }
                Effect::Post(Request::Link(document)) => {
                    let kept = self.mirrors.kept_mut(document).expect("it is mirrored");
                    let clusters = links(&ENGINE, &mut kept.tracked_mut().document);
                    let document = document.clone();
                    return self.worker(Response::Linked { document, clusters });
                }
                Effect::Post(Request::Hand {
                    document,
                    words,
                    at,
                }) => {
                    let mirror = self.mirrors.document(document).expect("it is mirrored");
                    let done = Box::new(hand(words, at, mirror, tools()));
                    let document = document.clone();
                    return self.worker(Response::Handed { document, done });
                }
                Effect::Post(Request::Draw { address }) => {
                    let link = |names: &Source, of: &[_]| ENGINE.links(names, &[], of);
                    let documents: Vec<&Document> = self.mirrors.documents().collect();
                    let sheet = sources::draw(address, &documents, &link);
                    return self.worker(Response::Drawn(sheet));
                }
                _ => {}
            }
        }
        self.step().unwrap_or_default()
    }

    /// The worker's next answer, and what comes of it; none where it is done.
    pub fn step(&mut self) -> Option<Vec<Effect>> {
        while !self.session.is_idle() {
            if let Some(Response::Extracted { revision, mut part }) = self.session.step() {
                // What is odd in a text has tests of its own.
                part.notices.clear();
                return Some(self.worker(Response::Extracted { revision, part }));
            }
        }
        None
    }

    /// The text that the worker is to read.
    pub fn asked<'a>(&'a self, effects: &'a [Effect]) -> Option<&'a str> {
        effects.iter().find_map(|effect| match effect {
            Effect::Post(Request::Extract { document, text, .. }) => match text {
                Some(text) => Some(text.as_str()),
                None => Some(self.mirrors.document(document)?.source().text()),
            },
            _ => None,
        })
    }

    pub fn view(&mut self) -> Element {
        view(&self.app, &mut self.cache)
    }

    /// The words of the element with this id.
    pub fn words(&mut self, id: &str) -> String {
        find(&self.view(), id).text_content()
    }

    pub fn notices(&self) -> Vec<&str> {
        (self.app.notices())
            .map(|notice| notice.text.as_str())
            .collect()
    }

    pub fn marks(&self, kind: Kind) -> Vec<&Mark> {
        (self.app.work().document().marks())
            .filter(|mark| mark.kind() == kind)
            .collect()
    }

    pub fn first(&self, kind: Kind) -> Id {
        self.marks(kind)[0].id.clone()
    }

    /// The words under a mark.
    pub fn under(&self, mark: &Mark) -> &str {
        self.app.work().document().source().slice(mark.span())
    }
}

pub fn ready() -> Response {
    Response::Ready {
        meanings: Rules::new(RULES).meanings(),
        without_weights: None,
    }
}

/// The element with this id; a test that asks for another fails.
pub fn find(root: &Element, id: &str) -> Element {
    (root.descendants().into_iter())
        .find(|element| element.attribute("id") == Some(id))
        .unwrap_or_else(|| panic!("there is no element {id}"))
        .clone()
}

fn engine() -> EngineInfo {
    EngineInfo {
        name: "hedgerow".to_owned(),
        version: "0.0.0".to_owned(),
        model: "test".to_owned(),
    }
}

/// A document, and nothing of who read it: a page hears of that with the last word of an engine.
fn plain(document: &Document) -> Document {
    let mut document = document.clone();
    document.engine = None;
    document.set_clusters(Vec::new());
    let decided: Vec<Id> = document.traces().map(|(id, _)| id.clone()).collect();
    for id in decided {
        document.set_trace(&id, None);
    }
    document.set_orphans(Vec::new());
    document
}

pub fn revision(effects: &[Effect]) -> u32 {
    let revision = effects.iter().find_map(|effect| match effect {
        Effect::Post(Request::Extract { revision, .. }) => Some(*revision),
        _ => None,
    });
    revision.expect("an extraction was asked for")
}

/// Where words stand in [`SENTENCE`].
pub fn span(words: &str) -> Span {
    let start = SENTENCE.find(words).expect("the words are there");
    Span::new(start as u32, (start + words.len()) as u32)
}

/// What there is to find in [`SENTENCE`].
pub fn sentence() -> Extraction {
    let entity = |words, label| Entity {
        span: span(words),
        label,
        confidence: 0.9,
        why: vec![reason("list", None, label)],
    };
    let cue = |words, kind: CueType| Cue {
        span: span(words),
        kind,
        confidence: 0.8,
        why: Vec::new(),
    };
    let claim = |content, source: &[&str], cues: &[u32], certainty: Certainty| Claim {
        content: vec![span(content)],
        source: source.iter().map(|words| span(words)).collect(),
        holder: None,
        source_kind: SourceKind::None,
        cues: cues.to_vec(),
        certainty,
        polarity: Polarity::Positive,
        quote: Quote::None,
        parent: None,
        why: vec![Reason {
            rule: Cow::Borrowed("modal"),
            cue: Some(1),
            effect: Cow::Borrowed(certainty.as_str()),
        }],
        confidence: 0.7,
    };
    Extraction {
        sentences: vec![span("According to The Verge, Lumen Labs may host Kite 3.")],
        zones: Vec::new(),
        entities: vec![
            entity("The Verge", Label::Org),
            entity("Lumen Labs", Label::Org),
            entity("Kite 3", Label::Product),
        ],
        cues: vec![
            cue("According to", CueType::Attribution),
            cue("may", CueType::Modal),
            cue("denied", CueType::Denial),
        ],
        claims: vec![
            claim(
                "Lumen Labs may host Kite 3",
                &["The Verge"],
                &[0, 1],
                Certainty::Possible,
            ),
            claim("that", &["Nobody"], &[2], Certainty::Denied),
        ],
    }
}

fn reason(rule: &'static str, cue: Option<u32>, label: Label) -> Reason {
    Reason {
        rule: Cow::Borrowed(rule),
        cue,
        effect: Cow::Borrowed(label.as_str()),
    }
}

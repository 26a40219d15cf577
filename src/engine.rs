//! Text to [`Extraction`]: the only place that joins the stages.
//!
//! Knows the order of the stages and how to cut work into steps. Must not know what a stage
//! does inside, nor who waits for the result.

use crate::extract::{
    self, Claim, Cluster, Cue, CueType, Entity, Evidence, Extraction, FoundCue, Gate, Holders,
    Label, Lexicon, Parser, Ranker, Shelf, Trained,
};
use crate::model::{ClaimModel, Model, SyntaxModel};
use crate::text::{Source, Span, Text, Zone};
use std::ops::Range;

/// The name that documents carry.
pub const NAME: &str = "hedgerow";
/// The version that documents carry.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
/// What documents carry as the model where the engine has only rules and lexicons.
pub const MODEL: &str = "en-rules-2026.11";

/// How many sentences one step takes: some milliseconds of work.
const SENTENCES_PER_STEP: usize = 400;

#[derive(Debug)]
pub struct Engine {
    lexicon: Lexicon,
    model: Option<Model>,
    syntax: Option<SyntaxModel>,
    claims: Option<ClaimModel>,
    /// What `model` and `lexicon` say of words that were read.
    shelf: Shelf,
}

impl Engine {
    /// Rules and lexicons alone.
    pub fn new() -> Self {
        Self {
            lexicon: Lexicon::english(),
            model: None,
            syntax: None,
            claims: None,
            shelf: Shelf::default(),
        }
    }

    /// With trained weights for the names.
    pub fn with(model: Model) -> Self {
        Self::new().using(model)
    }

    /// The same with trained weights for the names, which may come later than the lexicons.
    #[must_use]
    pub fn using(self, model: Model) -> Self {
        Self {
            model: Some(model),
            shelf: Shelf::default(),
            ..self
        }
    }

    /// The same with what reads sentences.
    pub fn and_syntax(self, syntax: SyntaxModel) -> Self {
        Self {
            syntax: Some(syntax),
            ..self
        }
    }

    /// The same with what tells cues. It needs the weights of names, too.
    pub fn and_claims(self, claims: ClaimModel) -> Self {
        Self {
            claims: Some(claims),
            ..self
        }
    }

    /// What decides on cues, where all that it needs is there.
    fn gate(&self) -> Option<Gate<'_>> {
        Some(Gate {
            weights: self.claims.as_ref()?,
            names: self.model.as_ref()?,
        })
    }

    /// What chooses where contents and sources begin and end, where all that it needs is there.
    fn ranker(&self) -> Option<Ranker<'_>> {
        Some(Ranker {
            chooser: self.claims.as_ref()?,
            names: self.model.as_ref()?,
        })
    }

    /// What reads sentences, where there is something.
    pub fn syntax(&self) -> Option<&SyntaxModel> {
        self.syntax.as_ref()
    }

    /// The version of what finds the names, for documents to carry.
    pub fn model(&self) -> &str {
        self.model.as_ref().map_or(MODEL, Model::version)
    }

    /// The whole of a text at once.
    pub fn extract(&self, source: Source) -> Extraction {
        let mut whole = Extraction::default();
        let mut run = self.start(source);
        while let Some(part) = run.step() {
            whole.append(part.extraction);
        }
        whole
    }

    /// The names and values of a text, without what else there is to find.
    pub fn entities(&self, source: Source) -> Vec<Entity> {
        let mut run = self.start(source);
        while run.prepare() {}
        let all = 0..run.text.sentences.len();
        run.entities(all, run.text.source.text().len() as u32)
    }

    /// The claims that follow from entities and cues that somebody else marked, each in text
    /// order: a person's, or a corpus's.
    pub fn claims(&self, source: Source, entities: Vec<Entity>, cues: Vec<Cue>) -> Extraction {
        let text = Text::new(source);
        let all = 0..text.sentences.len();
        let cues = self.given(&text, cues);
        let mut parser = self.syntax.as_ref().map(Parser::new);
        let parser = parser.as_mut();
        let mut claims = extract::claims(
            &text,
            all,
            &entities,
            &cues,
            parser,
            self.ranker(),
            &self.lexicon,
        );
        Holders::default().name(&text, &entities, &mut claims, &self.lexicon);
        Extraction {
            claims,
            sentences: text.sentences.iter().map(|s| s.span).collect(),
            zones: text.zones,
            entities,
            cues: cues.into_iter().map(|found| found.cue).collect(),
        }
    }

    /// A claim that somebody else marked, with what the rules say of it: how sure it is and why,
    /// its polarity, and the holder that its source names. `entities` and `cues` are in text
    /// order, and the claim names cues by their places.
    pub fn judge(
        &self,
        source: Source,
        entities: &[Entity],
        cues: Vec<Cue>,
        claim: Claim,
    ) -> Claim {
        let text = Text::new(source);
        let cues = self.given(&text, cues);
        let mut parser = self.syntax.as_ref().map(Parser::new);
        let judgement = extract::judge(
            &text,
            &claim,
            entities,
            &cues,
            parser.as_mut(),
            &self.lexicon,
        );
        let mut claim = Claim {
            certainty: judgement.certainty,
            polarity: judgement.polarity,
            why: judgement.why,
            // What it stands in is not here.
            parent: None,
            ..claim
        };
        let claims = std::slice::from_mut(&mut claim);
        Holders::default().name(&text, entities, claims, &self.lexicon);
        claim
    }

    /// Cues that somebody else marked, with what the lexicon says of them.
    fn given(&self, text: &Text, cues: Vec<Cue>) -> Vec<FoundCue> {
        let given = |cue| extract::given(text, cue, &self.lexicon);
        cues.into_iter().map(given).collect()
    }

    /// The type of cue that the lexicon holds some words of a text for, if any.
    pub fn cue_type(&self, source: Source, span: Span) -> Option<CueType> {
        let text = Text::new(source);
        let mut types = CueType::ALL.iter().copied();
        types.find(|&kind| {
            let cue = Cue {
                span,
                kind,
                confidence: 1.0,
                why: Vec::new(),
            };
            extract::given(&text, cue, &self.lexicon).is_known()
        })
    }

    /// Which names of a text are of one thing. It takes all that stand when the last part of a
    /// run is merged, whoever marked them: names in text order, without values.
    pub fn links(&self, source: &Source, zones: &[Zone], names: &[(Span, Label)]) -> Vec<Cluster> {
        extract::links(source, zones, names, &self.lexicon)
    }

    /// Begins a run that the caller steps through, so that it can do other things between.
    pub fn start(&self, source: Source) -> Run<'_> {
        let text = Text::new(source);
        let names = match &self.model {
            None => Names::Rules(extract::evidence(&text, &self.lexicon)),
            Some(model) => Names::Trained(model, Box::new(Trained::new(&self.shelf))),
        };
        Run {
            engine: self,
            names,
            holders: Holders::default(),
            parser: self.syntax.as_ref().map(Parser::new),
            text,
            sentence: 0,
            reached: Some(0),
        }
    }
}

impl Default for Engine {
    fn default() -> Self {
        Self::new()
    }
}

/// What a step found: all that begins in `scope`, with indexes that count from its own start.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// The scopes of a run follow each other without gaps and together are the whole text.
    pub scope: Span,
    pub extraction: Extraction,
}

/// What finds the names of a text.
#[derive(Debug)]
enum Names<'a> {
    Rules(Evidence),
    Trained(&'a Model, Box<Trained<'a>>),
}

/// An extraction under way.
#[derive(Debug)]
pub struct Run<'a> {
    engine: &'a Engine,
    text: Text,
    /// What the whole text says about its names.
    names: Names<'a>,
    /// Whom it has named so far.
    holders: Holders,
    /// What reads its sentences.
    parser: Option<Parser<'a>>,
    /// The first sentence that is not done.
    sentence: usize,
    /// Where the next part's scope begins; none once the end of the text is reached.
    reached: Option<u32>,
}

impl Run<'_> {
    /// Sentences done and sentences in all; those that are looked at thrice count thrice.
    pub fn progress(&self) -> (usize, usize) {
        let all = self.text.sentences.len();
        match &self.names {
            Names::Rules(_) => (self.sentence, all),
            Names::Trained(_, trained) => (trained.prepared(all) + self.sentence, all * 3),
        }
    }

    /// Does a step of what has to be done before the first part; false once nothing is left of
    /// that. Who does not ask for it has it done with the first part.
    pub fn prepare(&mut self) -> bool {
        match &mut self.names {
            Names::Rules(_) => false,
            Names::Trained(model, trained) => {
                trained.prepare(&self.text, &self.engine.lexicon, model)
            }
        }
    }

    pub fn text(&self) -> &Text {
        &self.text
    }

    /// Whether nothing is left to do.
    pub fn is_done(&self) -> bool {
        self.reached.is_none()
    }

    /// Does a block of sentences; none when nothing is left. Even an empty text has one part.
    pub fn step(&mut self) -> Option<Part> {
        let start = self.reached?;
        while self.prepare() {}
        let block = self.block();
        let next = self.text.sentences.get(block.end).map(|s| s.span.start);
        let end = next.unwrap_or(self.text.source.text().len() as u32);
        let entities = self.entities(block.clone(), end);
        let (text, lexicon) = (&self.text, &self.engine.lexicon);
        let cues = extract::cues(text, block.clone(), &entities, lexicon, self.engine.gate());
        let parser = self.parser.as_mut();
        let mut claims = extract::claims(
            text,
            block.clone(),
            &entities,
            &cues,
            parser,
            self.engine.ranker(),
            lexicon,
        );
        self.holders.name(text, &entities, &mut claims, lexicon);
        let zones = &text.zones;
        let zones = &zones[zones.partition_point(|z| z.span.start < start)..];
        let zones = match next {
            Some(next) => &zones[..zones.partition_point(|z| z.span.start < next)],
            None => zones,
        };
        self.sentence = block.end;
        self.reached = next;
        Some(Part {
            scope: Span::new(start, end),
            extraction: Extraction {
                sentences: text.sentences[block].iter().map(|s| s.span).collect(),
                zones: zones.to_vec(),
                entities,
                cues: cues.into_iter().map(|found| found.cue).collect(),
                claims,
            },
        })
    }

    /// The entities of a block that ends at the byte `end`, where all before are given out.
    fn entities(&mut self, block: Range<usize>, end: u32) -> Vec<Entity> {
        let (text, lexicon) = (&self.text, &self.engine.lexicon);
        match &mut self.names {
            Names::Rules(evidence) => extract::entities(text, block, evidence, lexicon),
            Names::Trained(model, trained) => trained.entities(text, end, lexicon, model),
        }
    }

    /// The next sentences to do, cut where a paragraph ends if one does within reach.
    fn block(&self) -> Range<usize> {
        self.text.block(self.sentence, SENTENCES_PER_STEP)
    }
}

//! Paragraphs: their quotations, and which sentences a quotation holds together.
//!
//! Knows how speeches go on over sentences and paragraphs. Must not know frames nor levels.

use super::bearing::{self, Bearing};
use super::certainty::Makes;
use super::clause::Clauses;
use super::frames::{self, Draft, Reading};
use super::quotes::{self, Form, Quoted};
use super::rule::Rule;
use super::scope::{self, Layers, Mark, Speeches};
use super::words::Class;
use crate::extract::{Certainty, Claim, CueType, Label, Lexicon, Quote, SourceKind};
use crate::text::{Span, Token, lowered};
use std::ops::Range;

/// A claim with what is settled only when all claims are known.
#[derive(Debug)]
pub(super) struct Pending {
    pub(super) claim: Claim,
    pub(super) frame: Rule,
    pub(super) bearing: Bearing,
    /// Whether trained weights moved one of its borders.
    pub(super) ranked: bool,
}

/// The most parts that a speech is put together from.
const MOST_PARTS: usize = 16;
/// The most tokens that are read together.
const LONGEST: usize = crate::text::LONGEST;

/// Whose nested claims of a speech are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Nested {
    /// The speech is somebody's: only what others said.
    OfOthers,
    /// Nobody is named for the speech: all of them.
    All,
}

/// One paragraph.
#[derive(Debug)]
pub(super) struct Passage<'a> {
    layers: Layers<'a>,
    lexicon: &'a Lexicon,
    sentences: Range<usize>,
    quotes: Vec<Quoted>,
}

impl<'a> Passage<'a> {
    /// The paragraph of `sentences`; `before` is the form of the last quotation of the one
    /// before.
    pub(super) fn new(
        layers: Layers<'a>,
        lexicon: &'a Lexicon,
        sentences: Range<usize>,
        before: Option<Form>,
    ) -> Self {
        let text = layers.text;
        let start = text.sentences[sentences.start].tokens.start as usize;
        let end = text.sentences[sentences.end - 1].tokens.end as usize;
        let tokens = &text.tokens[start..end];
        let mut quotes = quotes::quotes(text.source.text(), tokens, before);
        if let Some(turn) = turn(layers, tokens) {
            quotes.retain(|quoted| quoted.outer.end <= turn.outer.start);
            quotes.push(turn);
        }
        // A title in quotation marks is nobody's speech.
        for quoted in &mut quotes {
            let entities = layers.entities;
            let at = entities.partition_point(|e| e.span.end < quoted.inner.end);
            let title = entities
                .get(at)
                .is_some_and(|e| e.span.contains(quoted.inner));
            if title {
                quoted.form = Form::Fragment;
            }
        }
        Self {
            layers,
            lexicon,
            sentences,
            quotes,
        }
    }

    /// Whether neither cue nor quotation stands in these sentences.
    fn is_plain(&self, sentences: Range<usize>) -> bool {
        let sentences = &self.layers.text.sentences[sentences];
        let start = sentences.first().map_or(0, |s| s.span.start);
        let end = sentences.last().map_or(0, |s| s.span.end);
        let cues = self.layers.cues;
        let first = cues.partition_point(|c| c.cue.span.end <= start);
        let cue = cues.get(first).is_some_and(|c| c.cue.span.start < end);
        let first = self.quotes.partition_point(|q| q.outer.end <= start);
        let quote = self.quotes.get(first).is_some_and(|q| q.outer.start < end);
        !cue && !quote
    }

    /// Whether the last word of a sentence could be a headline's source.
    fn ends_in_byline(&self, sentence: usize) -> bool {
        let text = self.layers.text;
        let last = text.tokens_of(sentence).last();
        let word = lowered(last.map_or("", |token| text.word(token)));
        self.layers.words.class(&word).is(Class::BYLINE)
    }

    /// Adds the claims of the paragraph, and says what is left for the next.
    pub(super) fn read(&self, before: Carried, out: &mut Vec<Pending>) -> Carried {
        let Range { start, end } = self.sentences;
        let headline = start + 1 == end && self.ends_in_byline(start);
        if self.is_plain(start..end) && !headline {
            return Carried::default();
        }
        let mut carried = before;
        // Behind a question a new paragraph is somebody else's answer.
        let asked = |speech: &mut usize| {
            let end = out[*speech].claim.content.last().map_or(0, |part| part.end);
            self.layers.text.source.text()[end as usize..].starts_with('?')
        };
        carried.speech.take_if(asked);
        // Only a colon leads up to a paragraph.
        let (text, sentences) = (self.layers.text, &self.layers.text.sentences);
        let start = sentences[self.sentences.start].span.start as usize;
        let led = text.source.text()[..start].trim_end().ends_with(':');
        carried.pending.take_if(|_| !led);
        let mut start = self.sentences.start;
        while start < self.sentences.end {
            let end = self.unit_end(start);
            carried = self.unit(start..end, carried, out);
            start = end;
        }
        let last = self.quotes.last().map(|quoted| quoted.form);
        carried.open = last.filter(|form| *form == Form::Continued);
        carried
    }

    /// The end of the sentences that a speech holds together with the one at `start`.
    fn unit_end(&self, start: usize) -> usize {
        let sentences = &self.layers.text.sentences;
        let mut length = sentences[start].tokens.len();
        let mut end = start + 1;
        while end < self.sentences.end && length < LONGEST {
            let border = sentences[end].span.start;
            let at = self.quotes.partition_point(|q| q.outer.end <= border);
            let held = self
                .quotes
                .get(at)
                .is_some_and(|q| q.form != Form::Fragment && q.outer.start < border);
            if !held {
                break;
            }
            length += sentences[end].tokens.len();
            end += 1;
        }
        end
    }

    fn unit(
        &self,
        sentences: Range<usize>,
        mut before: Carried,
        out: &mut Vec<Pending>,
    ) -> Carried {
        if self.is_plain(sentences.clone()) && !self.ends_in_byline(sentences.end - 1) {
            return Carried::default();
        }
        let text = self.layers.text;
        let tokens = text.sentences[sentences.start].tokens.start
            ..text.sentences[sentences.end - 1].tokens.end;
        let words = scope::words(self.layers, tokens, &self.quotes, Speeches::Closed);
        // A sentence that is a speech and nothing else goes on with what was said before.
        let goes_on = words.first().is_some_and(|w| w.speech.is_some())
            && words[1..].iter().all(|w| w.mark.is_some());
        let clauses = self.clauses(words);
        let found = Reading::new(&clauses, self.layers, self.lexicon).drafts();
        let mut carried = Carried::default();
        let mut taken = Vec::new();
        // What was left open before belongs to the speech that begins here.
        let first = found
            .drafts
            .iter()
            .find(|draft| draft.speeches.contains(&0));
        if let (Some(ahead), Some(_)) = (&before.ahead, first) {
            out.truncate(ahead.claims);
        }
        for draft in &found.drafts {
            let speeches = draft
                .speeches
                .iter()
                .filter_map(|&word| clauses.words[word].speech)
                .inspect(|&quote| taken.push(quote))
                .map(|quote| self.quotes[quote as usize]);
            let ahead = before.ahead.take_if(|_| draft.speeches.contains(&0));
            let ahead = ahead.map_or(Vec::new(), |ahead| ahead.speeches);
            let speeches: Vec<Quoted> = ahead.into_iter().chain(speeches).collect();
            if speeches.is_empty() {
                out.extend(self.words(&clauses, draft));
                continue;
            }
            let source = spans(&clauses, &draft.source);
            carried.speech = Some(out.len());
            out.push(self.speech(draft.frame, &speeches, source, &draft.cues));
            for &quoted in &speeches {
                self.nested(quoted, Nested::OfOthers, out);
            }
        }
        for word in &clauses.words {
            let Some(quote) = word.speech.filter(|quote| !taken.contains(quote)) else {
                continue;
            };
            let quoted = self.quotes[quote as usize];
            let room = |&speech: &usize| out[speech].claim.content.len() < MOST_PARTS;
            let open = goes_on && quoted.form != Form::Unclosed;
            let speech = match carried.speech.filter(|_| !goes_on) {
                // "“We are ready,” she said on the phone, 61 and hoarse, “and we will pay.”"
                Some(speech) => Some(speech).filter(|_| self.completes(quoted)),
                None => before.speech.filter(|_| open),
            };
            if let Some(speech) = speech.filter(room) {
                let claim = &mut out[speech].claim;
                let said = said(self.layers, quoted);
                claim.content.push(said);
                add_cues(self.layers, claim, said);
                carried.speech = Some(speech);
            } else if let Some((cue, source)) = before.pending.take_if(|_| goes_on) {
                carried.speech = Some(out.len());
                out.push(self.speech(Rule::SaidSpeech, &[quoted], source, &[cue]));
            } else if quoted.form == Form::Continued && goes_on {
                let ahead = before.ahead.take().unwrap_or(Ahead {
                    speeches: Vec::new(),
                    claims: out.len(),
                });
                let ahead = carried.ahead.insert(ahead);
                if ahead.speeches.len() < MOST_PARTS {
                    ahead.speeches.push(quoted);
                }
                self.nested(quoted, Nested::All, out);
            } else {
                self.nested(quoted, Nested::All, out);
            }
        }
        carried.pending = found
            .pending
            .map(|(cue, source)| (cue, spans(&clauses, &source)));
        carried
    }

    /// Whether a quotation goes on with a sentence that another piece of it began.
    fn completes(&self, quoted: Quoted) -> bool {
        let words = self.layers.text.slice(quoted.inner);
        let first = words.chars().find(|c| c.is_alphanumeric());
        first.is_some_and(char::is_lowercase)
    }

    fn clauses(&self, words: Vec<scope::Word>) -> Clauses {
        Clauses::new(words, |word| frames::hint(word, self.layers, self.lexicon))
    }

    /// The inside of a quotation, read by itself.
    fn inside(&self, quoted: Quoted) -> Clauses {
        let range = self.layers.text.touched(quoted.inner);
        self.clauses(scope::words(self.layers, range, &[], Speeches::Opened))
    }

    /// Adds the claims inside a speech.
    fn nested(&self, quoted: Quoted, wanted: Nested, out: &mut Vec<Pending>) {
        let range = self.layers.text.touched(quoted.inner);
        let tokens = &self.layers.text.tokens[range.start as usize..range.end as usize];
        let mut inner = quotes::quotes(self.layers.text.source.text(), tokens, None);
        inner.retain(|inner| inner.form == Form::Speech && inner.inner != quoted.inner);
        let inside = Self {
            quotes: inner,
            sentences: self.sentences.clone(),
            ..*self
        };
        let words = scope::words(self.layers, range, &inside.quotes, Speeches::Closed);
        let mut clauses = self.clauses(words);
        let mut found = Reading::new(&clauses, self.layers, self.lexicon).drafts();
        // A quotation inside that nobody is named for is read through.
        let named = |at: usize| {
            found
                .drafts
                .iter()
                .any(|draft| draft.speeches.contains(&at))
        };
        if (0..clauses.len()).any(|at| clauses.words[at].speech.is_some() && !named(at)) {
            clauses = self.inside(quoted);
            found = Reading::new(&clauses, self.layers, self.lexicon).drafts();
        }
        for draft in &found.drafts {
            if wanted == Nested::OfOthers && !self.is_of_others(&clauses, draft) {
                continue;
            }
            let speech = |&word: &usize| clauses.words[word].speech;
            let speeches = draft.speeches.iter().filter_map(speech);
            let speeches: Vec<Quoted> = speeches.map(|at| inside.quotes[at as usize]).collect();
            match speeches.is_empty() {
                true => out.extend(self.words(&clauses, draft)),
                false => {
                    let source = spans(&clauses, &draft.source);
                    out.push(self.speech(draft.frame, &speeches, source, &draft.cues));
                }
            }
        }
    }

    /// Whether a claim inside a speech has a source that is not the speaker: "I believe" makes
    /// none of its own.
    fn is_of_others(&self, clauses: &Clauses, draft: &Draft) -> bool {
        let speaker = |span: &Span| {
            let words = self.layers.text.slice(*span);
            words.eq_ignore_ascii_case("I") || words.eq_ignore_ascii_case("we")
        };
        let source = spans(clauses, &draft.source);
        !source.is_empty() && !source.iter().all(speaker)
    }

    /// Whether a draft says no more than what something is called: "a song called “Hold On”".
    fn is_name(&self, clauses: &Clauses, draft: &Draft) -> bool {
        let [content] = &draft.content[..] else {
            return false;
        };
        let span = clauses.words[content.start]
            .span
            .cover(clauses.words[content.end - 1].span);
        let title = |quoted: &Quoted| {
            let words = self.layers.text.slice(quoted.inner);
            quoted.outer == span && words.starts_with(char::is_uppercase)
        };
        let called = content.start.checked_sub(1);
        called.is_some_and(|at| clauses.is(at, Class::NAMING)) && self.quotes.iter().any(title)
    }

    /// The claim of a draft whose content is words.
    fn words(&self, clauses: &Clauses, draft: &Draft) -> Option<Pending> {
        let layers = self.layers;
        let (first, last) = (draft.content.first()?, draft.content.last()?);
        if self.is_name(clauses, draft) {
            return None;
        }
        let source = spans(clauses, &draft.source);
        let makes = match draft.cues.len() > 1 && draft.frame == Rule::Whether || source.is_empty()
        {
            true => Makes::ItsLevel,
            false => Makes::TheClaim,
        };
        let content = first.start..last.end;
        let mut bearing = Bearing::new(layers, clauses, content.clone(), &draft.cues, makes);
        if source.is_empty() {
            bearing.setting.question = bearing::is_question(clauses, content.end);
            bearing.setting.called_off = draft.frame == Rule::InClause
                && bearing::is_called_off(layers, clauses, draft.cues[0]);
        }
        let quoted = draft.content.iter().any(|part| {
            part.clone()
                .any(|i| clauses.is_mark(i, Mark::Quote) || clauses.words[i].speech.is_some())
        });
        let quote = match quoted && !source.is_empty() {
            true => Quote::Mixed,
            false => Quote::None,
        };
        let content = spans(clauses, &draft.content);
        let mut pending = self.pending(draft.frame, content, source, &draft.cues, quote, bearing);
        pending.ranked = draft.ranked;
        if let Some(probability) = draft.probability {
            pending.claim.confidence = probability;
        }
        Some(pending)
    }

    /// The claim of a speech.
    fn speech(&self, frame: Rule, speeches: &[Quoted], source: Vec<Span>, cues: &[u32]) -> Pending {
        let clauses = self.inside(speeches[0]);
        let all = 0..clauses.len();
        let makes = match frame {
            Rule::SaidSpeech => Makes::Nothing,
            _ => Makes::TheClaim,
        };
        let bearing = Bearing::new(self.layers, &clauses, all, cues, makes);
        let content = speeches.iter().map(|&q| said(self.layers, q)).collect();
        self.pending(frame, content, source, cues, Quote::Direct, bearing)
    }

    fn pending(
        &self,
        frame: Rule,
        content: Vec<Span>,
        source: Vec<Span>,
        cues: &[u32],
        quote: Quote,
        bearing: Bearing,
    ) -> Pending {
        let mut claim = Claim {
            holder: None,
            source_kind: SourceKind::None,
            content,
            source,
            cues: cues.to_vec(),
            certainty: Certainty::Reported,
            polarity: bearing.polarity,
            quote,
            parent: None,
            why: Vec::new(),
            confidence: frame.precision(),
        };
        for index in 0..claim.content.len() + claim.source.len() {
            let span = match claim.content.get(index) {
                Some(span) => *span,
                None => claim.source[index - claim.content.len()],
            };
            add_cues(self.layers, &mut claim, span);
        }
        Pending {
            claim,
            frame,
            bearing,
            ranked: false,
        }
    }
}

/// What one sentence leaves for the next.
#[derive(Debug, Default)]
pub(super) struct Carried {
    /// The claim whose speech may go on, as an index into the claims.
    speech: Option<usize>,
    /// A source whose words are still to come, with its cue.
    pending: Option<(u32, Vec<Span>)>,
    /// Words whose source is still to come.
    ahead: Option<Ahead>,
    /// The form of the last quotation of a paragraph, where that stays open.
    pub(super) open: Option<Form>,
}

/// Paragraphs of a speech before anybody is named for it.
#[derive(Debug)]
struct Ahead {
    speeches: Vec<Quoted>,
    /// How many claims there were before it.
    claims: usize,
}

/// A speaker's turn, where a paragraph begins with the name of a person and a colon.
fn turn(layers: Layers<'_>, tokens: &[Token]) -> Option<Quoted> {
    let start = tokens.first()?.span.start;
    let at = layers.entities.partition_point(|e| e.span.end <= start);
    let name = layers.entities.get(at)?;
    (name.span.start == start && name.label == Label::Person)
        .then(|| quotes::turn(layers.text.source.text(), tokens, name.span.end))?
}

/// The words of a speech without its final punctuation.
fn said(layers: Layers<'_>, quoted: Quoted) -> Span {
    let inner = layers.text.slice(quoted.inner);
    let words = inner.trim_end_matches(|c: char| ".,;:!?…—–-".contains(c) || c.is_whitespace());
    let len = match words.is_empty() {
        true => inner.len(),
        false => words.len(),
    };
    Span::new(quoted.inner.start, quoted.inner.start + len as u32)
}

/// The spans of runs of words, without punctuation at their ends.
pub(super) fn spans(clauses: &Clauses, runs: &[Range<usize>]) -> Vec<Span> {
    let bounds = |at: usize| {
        matches!(
            clauses.mark(at),
            Some(
                Mark::Comma
                    | Mark::Semicolon
                    | Mark::Colon
                    | Mark::Dash
                    | Mark::Open
                    | Mark::Stop
                    | Mark::Question
            )
        )
    };
    runs.iter()
        .map(|run| {
            let (mut start, mut end) = (run.start, run.end);
            while start + 1 < end && bounds(start) {
                start += 1;
            }
            while start + 1 < end && bounds(end - 1) {
                end -= 1;
            }
            clauses.words[start].span.cover(clauses.words[end - 1].span)
        })
        .collect()
}

/// Adds the cues that stand in a span; comment has no effect on a claim.
fn add_cues(layers: Layers<'_>, claim: &mut Claim, span: Span) {
    let first = layers
        .cues
        .partition_point(|c| c.cue.span.end <= span.start);
    for (index, found) in (first as u32..).zip(&layers.cues[first..]) {
        if found.cue.span.start >= span.end {
            break;
        }
        if found.cue.kind != CueType::Stance && !claim.cues.contains(&index) {
            claim.cues.push(index);
        }
    }
}

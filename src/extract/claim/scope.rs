//! The words of one sentence, or of one quotation, with what each can be.
//!
//! Knows how to lay tokens, entities, cues and quotations over each other. Must not know
//! clauses, sources or contents.

use super::quotes::{Form, Quoted};
use super::rank::Ranker;
use super::tagged;
use super::words::{Class, Words};
use crate::extract::{Entity, FoundCue, Label, Tags};
use crate::text::{Gap, Span, Text, TokenKind, fold};
use std::ops::Range;

/// Punctuation, as far as it matters here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Comma,
    Semicolon,
    Colon,
    Dash,
    Open,
    Close,
    /// A full stop, an exclamation mark, an ellipsis.
    Stop,
    Question,
    /// A quotation mark of a fragment.
    Quote,
    /// All others, which bound nothing: currency signs, percent, hyphens.
    Other,
}

/// One word, mark or whole speech.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    pub(super) span: Span,
    pub(super) class: Class,
    pub(super) mark: Option<Mark>,
    /// The cue and the entity that hold it, as indexes into the block's lists.
    pub(super) cue: Option<u32>,
    pub(super) entity: Option<u32>,
    /// A whole quotation that stands by itself, as an index into the paragraph's list.
    pub(super) speech: Option<u32>,
    /// Whether a sentence begins here.
    pub(super) begins: bool,
    pub(super) capital: bool,
    pub(super) number: bool,
    /// Whether it looks like the plural of a common noun.
    pub(super) plural: bool,
}

/// What lies over the tokens of a block.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layers<'a> {
    pub(super) text: &'a Text,
    pub(super) entities: &'a [Entity],
    pub(super) cues: &'a [FoundCue],
    pub(super) tags: &'a Tags,
    pub(super) words: &'a Words,
    /// Who chooses between borders of phrases; without, the frames have the last word.
    pub(super) ranker: Option<Ranker<'a>>,
}

/// Whether speeches are one word each or read through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Speeches {
    Closed,
    Opened,
}

/// The words of `tokens`, which are a run of whole sentences or the inside of a quotation.
pub(super) fn words(
    layers: Layers<'_>,
    tokens: Range<u32>,
    quotes: &[Quoted],
    speeches: Speeches,
) -> Vec<Word> {
    let Layers {
        text,
        entities,
        cues,
        tags,
        words,
        ..
    } = layers;
    let tokens = tokens.start as usize..tokens.end as usize;
    let Some(first) = text.tokens.get(tokens.start).filter(|_| !tokens.is_empty()) else {
        return Vec::new();
    };
    let start = first.span.start;
    let mut entity = entities.partition_point(|e| e.span.end <= start);
    let mut cue = cues.partition_point(|c| c.cue.span.end <= start);
    let mut quote = quotes.partition_point(|q| q.outer.end <= start);
    let mut out: Vec<Word> = Vec::with_capacity(tokens.len());
    let mut buffer = String::new();
    let mut sentence = text
        .sentences
        .partition_point(|s| s.tokens.end <= tokens.start as u32);
    for at in tokens.clone() {
        let token = text.tokens[at];
        let span = token.span;
        while entities
            .get(entity)
            .is_some_and(|e| e.span.end <= span.start)
        {
            entity += 1;
        }
        while cues.get(cue).is_some_and(|c| c.cue.span.end <= span.start) {
            cue += 1;
        }
        while quotes.get(quote).is_some_and(|q| q.outer.end <= span.start) {
            quote += 1;
        }
        while text
            .sentences
            .get(sentence)
            .is_some_and(|s| s.tokens.end <= at as u32)
        {
            sentence += 1;
        }
        let begins = at == tokens.start
            || text
                .sentences
                .get(sentence)
                .is_some_and(|s| s.tokens.start == at as u32);
        let quoted = quotes.get(quote).filter(|q| q.outer.overlaps(span));
        if let Some(quoted) = quoted
            && speeches == Speeches::Closed
            && quoted.form != Form::Fragment
        {
            match out.last_mut() {
                Some(last) if last.speech == Some(quote as u32) => last.span.end = quoted.outer.end,
                _ => out.push(Word {
                    span: quoted.outer,
                    class: Class::NONE,
                    mark: None,
                    cue: None,
                    entity: None,
                    speech: Some(quote as u32),
                    begins,
                    capital: true,
                    number: false,
                    plural: false,
                }),
            }
            continue;
        }
        let word = text.word(&token);
        let entity = entities
            .get(entity)
            .filter(|e| e.span.overlaps(span))
            .map(|_| entity as u32);
        let next_gap = text.tokens.get(at + 1).map_or(Gap::Paragraph, |t| t.gap);
        let of_fragment =
            quoted.is_some_and(|q| span.start == q.outer.start || span.end == q.outer.end);
        let mark = match token.kind {
            TokenKind::Mark if entity.is_some() => Some(Mark::Other),
            TokenKind::Mark if of_fragment => Some(Mark::Quote),
            TokenKind::Mark => Some(mark(word, token.gap, next_gap)),
            _ => None,
        };
        let cue = cues
            .get(cue)
            .filter(|c| c.cue.span.overlaps(span))
            .map(|_| cue as u32);
        let class = match mark {
            Some(_) if word == "&" => Class::COORD,
            Some(_) => Class::NONE,
            // A name or value is no verb and no conjunction, whatever it looks like; "first" may
            // be an adverb.
            None if entity.is_some_and(|e| entities[e as usize].label != Label::Ordinal) => {
                words.class(fold(word, &mut buffer)) & (Class::CLITIC_S | Class::DET | Class::POSS)
            }
            None => {
                let class = words.class(fold(word, &mut buffer));
                // What a cue is has been settled with it.
                let tag = tags.of(at as u32).filter(|_| cue.is_none());
                tag.map_or(class, |tag| tagged::settled(class, tag))
            }
        };
        out.push(Word {
            span,
            class,
            mark,
            cue,
            entity,
            speech: None,
            begins,
            capital: token.shape.is_capitalised(),
            number: token.kind == TokenKind::Number,
            plural: word.len() > 3 && word.ends_with('s') && !word.ends_with("ss")
                || word == "people",
        });
    }
    out
}

fn mark(mark: &str, before: Gap, after: Gap) -> Mark {
    match mark {
        "," => Mark::Comma,
        ";" => Mark::Semicolon,
        ":" => Mark::Colon,
        "(" | "[" | "{" => Mark::Open,
        ")" | "]" | "}" => Mark::Close,
        "—" | "--" | "---" => Mark::Dash,
        "–" | "-" if before != Gap::None && after != Gap::None => Mark::Dash,
        "–" if before == Gap::None && after == Gap::None => Mark::Other,
        "“" | "”" | "\"" | "‘" | "’" | "'" | "''" | "``" | "«" | "»" => Mark::Other,
        _ if mark.contains('?') => Mark::Question,
        _ if mark.starts_with(['.', '!', '…', '‽']) => Mark::Stop,
        "|" | "·" | "•" | "●" | "→" => Mark::Dash,
        _ => Mark::Other,
    }
}

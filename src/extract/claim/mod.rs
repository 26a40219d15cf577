//! Who says what, and how sure they are.
//!
//! Knows how cues make claims: their frames, the extent of source and content, and the rules by
//! which cues combine. Must not know how cues and entities are found, nor models or formats.

mod certainty;
mod clause;
mod content;
mod frames;
mod holder;
mod quotes;
mod scope;
mod source;
mod words;

use super::{Certainty, Claim, CueType, Entity, FoundCue, Label, Lexicon, Polarity, Quote, Reason};
use crate::text::{Gap, Span, Text, Token};
use certainty::{Deciding, Makes, Setting};
use clause::Clauses;
use frames::{Draft, Matched, Reading};
use quotes::{Form, Quoted};
use scope::{Layers, Mark, Speeches};
use source::Names;
use std::borrow::Cow;
use std::ops::Range;
use words::{Class, Words};

/// The claims of the sentences in `block`, in text order. `entities` and `cues` are those of
/// the block; indexes in the result count from the start of `cues` and of the result.
pub fn claims(
    text: &Text,
    block: Range<usize>,
    entities: &[Entity],
    cues: &[FoundCue],
    lexicon: &Lexicon,
) -> Vec<Claim> {
    let layers = Layers {
        text,
        entities,
        cues,
        words: &lexicon.claim.words,
    };
    let mut out = Vec::new();
    let mut before = None;
    let mut start = block.start;
    while start < block.end {
        let end = (start + 1..block.end)
            .find(|&s| text.tokens_of(s).first().is_none_or(|t| t.gap >= Gap::Line))
            .unwrap_or(block.end);
        before = paragraph(layers, lexicon, start..end, before, &mut out);
        start = end;
    }
    finish(layers, out)
}

/// The frame tables of this stage, read once from `lexicon/*.txt`.
#[derive(Debug, Default)]
pub struct Tables {
    words: Words,
}

impl Tables {
    pub fn english() -> Self {
        Self {
            words: Words::english(),
        }
    }
}

/// A claim with what is settled only when all are known.
#[derive(Debug)]
struct Pending {
    claim: Claim,
    frame: Matched,
    deciding: Vec<Deciding>,
    setting: Setting,
}

/// The claims of one paragraph; returns whether its last quotation stays open.
fn paragraph(
    layers: Layers<'_>,
    lexicon: &Lexicon,
    sentences: Range<usize>,
    before: Option<Form>,
    out: &mut Vec<Pending>,
) -> Option<Form> {
    let text = layers.text;
    let tokens =
        text.sentences[sentences.start].tokens.start..text.sentences[sentences.end - 1].tokens.end;
    let slice = &text.tokens[tokens.start as usize..tokens.end as usize];
    let mut quotes = quotes::quotes(text.source.text(), slice, before);
    if let Some(turn) = turn(layers, slice) {
        quotes.retain(|quoted| quoted.outer.end <= turn.outer.start);
        quotes.push(turn);
    }
    let open = quotes
        .last()
        .map(|q| q.form)
        .filter(|form| *form == Form::Continued);
    let whole = Span::new(
        slice.first().map_or(0, |t| t.span.start),
        slice.last().map_or(0, |t| t.span.end),
    );
    let any = layers
        .cues
        .partition_point(|c| c.cue.span.end <= whole.start);
    let has_cue = layers
        .cues
        .get(any)
        .is_some_and(|c| c.cue.span.start < whole.end);
    if !has_cue && quotes.is_empty() {
        return open;
    }
    let mut unit = sentences.start;
    let mut pending: Option<(u32, Vec<Span>)> = None;
    let mut last_speech: Option<usize> = None;
    while unit < sentences.end {
        // A quotation holds the sentences together that it runs over.
        let mut end = unit + 1;
        let mut length = text.sentences[unit].tokens.len();
        while end < sentences.end && length < 512 {
            let border = text.sentences[end].span.start;
            if !quotes
                .iter()
                .any(|q| q.form != Form::Fragment && q.outer.start < border && border < q.outer.end)
            {
                break;
            }
            length += text.sentences[end].tokens.len();
            end += 1;
        }
        let tokens = text.sentences[unit].tokens.start..text.sentences[end - 1].tokens.end;
        let words = scope::words(layers, tokens, &quotes, Speeches::Closed);
        let only_speech = words.first().is_some_and(|w| w.speech.is_some())
            && words[1..].iter().all(|w| w.mark.is_some());
        let clauses = Clauses::new(words, |word| frames::hint(word, layers, lexicon));
        let reading = Reading {
            clauses: &clauses,
            cues: layers.cues,
            lexicon,
            names: Names(layers.entities),
        };
        let found = frames::drafts(&reading, layers);
        let first = out.len();
        let mut taken = vec![false; quotes.len()];
        let mut speech_here = None;
        for draft in &found.drafts {
            for &word in &draft.speeches {
                if let Some(quote) = clauses.words[word].speech {
                    taken[quote as usize] = true;
                }
            }
            let Some(pending) = settle(layers, &clauses, draft, &quotes, lexicon) else {
                continue;
            };
            if !draft.speeches.is_empty() {
                speech_here = Some(out.len());
            }
            out.push(pending);
            for &word in &draft.speeches {
                if let Some(quote) = clauses.words[word].speech {
                    inner(layers, lexicon, quotes[quote as usize], Some(()), out);
                }
            }
        }
        let _ = first;
        // Speeches that nobody in their sentence says.
        for word in &clauses.words {
            let Some(quote) = word.speech.filter(|&q| !taken[q as usize]) else {
                continue;
            };
            let quoted = quotes[quote as usize];
            if only_speech && let Some(last) = last_speech {
                // It goes on with what was said before.
                let claim = &mut out[last].claim;
                claim.content.push(said(text, quoted));
                extend_cues(layers, claim, quoted.inner);
                speech_here = Some(last);
            } else if only_speech && let Some((cue, source)) = pending.take() {
                let claim = speech(layers, quoted, source, Some(cue), lexicon);
                speech_here = Some(out.len());
                out.push(claim);
            } else {
                inner(layers, lexicon, quoted, None, out);
            }
        }
        last_speech = speech_here;
        pending = found.pending.map(|(cue, source)| {
            (
                cue,
                source
                    .into_iter()
                    .map(|words| span(&clauses, &words))
                    .collect(),
            )
        });
        unit = end;
    }
    open
}

/// A speaker's turn, where a paragraph begins with the name of a person and a colon.
fn turn(layers: Layers<'_>, tokens: &[Token]) -> Option<Quoted> {
    let start = tokens.first()?.span.start;
    let at = layers.entities.partition_point(|e| e.span.end <= start);
    let name = layers
        .entities
        .get(at)
        .filter(|e| e.span.start == start && e.label == Label::Person)?;
    quotes::turn(layers.text.source.text(), tokens, name.span.end)
}

/// The words of a speech without its marks and final punctuation.
fn said(text: &Text, quoted: Quoted) -> Span {
    let inner = text.slice(quoted.inner);
    let trimmed = inner.trim_end_matches(|c: char| ",.;:!?…—–- ".contains(c) || c.is_whitespace());
    let len = if trimmed.is_empty() {
        inner.len()
    } else {
        trimmed.len()
    };
    Span::new(quoted.inner.start, quoted.inner.start + len as u32)
}

/// Claims inside a speech: with a parent those that have a source of their own, without one all.
fn inner(
    layers: Layers<'_>,
    lexicon: &Lexicon,
    quoted: Quoted,
    parent: Option<()>,
    out: &mut Vec<Pending>,
) {
    let clauses = inside(layers, lexicon, quoted);
    let reading = Reading {
        clauses: &clauses,
        cues: layers.cues,
        lexicon,
        names: Names(layers.entities),
    };
    for draft in frames::drafts(&reading, layers).drafts {
        if parent.is_some() && (draft.source.is_empty() || is_speaker(layers, &clauses, &draft)) {
            continue;
        }
        out.extend(settle(layers, &clauses, &draft, &[], lexicon));
    }
}

/// Whether the source is the one who speaks: "I believe".
fn is_speaker(layers: Layers<'_>, clauses: &Clauses, draft: &Draft) -> bool {
    draft.source.iter().all(|words| {
        matches!(
            layers.text.slice(span(clauses, words)),
            "I" | "We" | "we" | "i"
        )
    })
}

fn inside(layers: Layers<'_>, lexicon: &Lexicon, quoted: Quoted) -> Clauses {
    let tokens = &layers.text.tokens;
    let first = tokens.partition_point(|t| t.span.end <= quoted.inner.start) as u32;
    let end = tokens.partition_point(|t| t.span.start < quoted.inner.end) as u32;
    let words = scope::words(layers, first..end, &[], Speeches::Opened);
    Clauses::new(words, |word| frames::hint(word, layers, lexicon))
}

/// The span of a run of words, without marks at its ends.
fn span(clauses: &Clauses, words: &Range<usize>) -> Span {
    let mut words = words.clone();
    let mark = |at: usize| {
        clauses.mark(at).is_some_and(|m| {
            m != Mark::Close
                && m != Mark::Quote
                && (m != Mark::Other || clauses.words[at].entity.is_none())
        })
    };
    while words.len() > 1 && mark(words.start) && clauses.mark(words.start) != Some(Mark::Other) {
        words.start += 1;
    }
    while words.len() > 1
        && (mark(words.end - 1) && clauses.mark(words.end - 1) != Some(Mark::Other))
    {
        words.end -= 1;
    }
    let first = clauses.words[words.start].span;
    let last = clauses.words[words.end - 1].span;
    Span::new(first.start, last.end)
}

/// A speech with its source.
fn speech(
    layers: Layers<'_>,
    quoted: Quoted,
    source: Vec<Span>,
    cue: Option<u32>,
    lexicon: &Lexicon,
) -> Pending {
    let content = vec![said(layers.text, quoted)];
    let mut deciding: Vec<Deciding> = cue.and_then(|cue| makes(layers, cue)).into_iter().collect();
    let setting = speech_deciding(layers, lexicon, quoted, &mut deciding);
    pending(
        layers,
        Matched::SaidSpeech,
        content,
        source,
        cue.into_iter().collect(),
        Quote::Direct,
        deciding,
        setting,
        polarity_of_speech(layers, lexicon, quoted),
    )
}

fn makes(layers: Layers<'_>, cue: u32) -> Option<Deciding> {
    let found = &layers.cues[cue as usize];
    Some(Deciding {
        cue,
        kind: found.cue.kind,
        level: found.certainty?,
        makes: Makes::TheClaim,
        group: None,
    })
}

/// Adds the cues of a speech's first main clause.
fn speech_deciding(
    layers: Layers<'_>,
    lexicon: &Lexicon,
    quoted: Quoted,
    deciding: &mut Vec<Deciding>,
) -> Setting {
    let clauses = inside(layers, lexicon, quoted);
    governing(layers, &clauses, 0..clauses.len(), deciding)
}

fn polarity_of_speech(layers: Layers<'_>, lexicon: &Lexicon, quoted: Quoted) -> Polarity {
    let clauses = inside(layers, lexicon, quoted);
    polarity(&clauses, 0..clauses.len())
}

/// Adds the cues over the main verb of a content.
fn governing(
    layers: Layers<'_>,
    clauses: &Clauses,
    content: Range<usize>,
    deciding: &mut Vec<Deciding>,
) -> Setting {
    let mut setting = Setting::default();
    let end = (content.start + 1..content.end)
        .find(|&i| clauses.words[i].begins)
        .unwrap_or(content.end);
    let main = clauses
        .clause_at(content.start)
        .or_else(|| (content.start..end).find(|&i| clauses.is_finite(i)));
    let mut at = content.start;
    let mut below = false;
    let mut last = None;
    while at < end {
        let word = &clauses.words[at];
        let behind = main.is_some_and(|main| at >= clauses.group_end(main));
        if behind && word.entity.is_none() && word.cue.is_none() {
            let class = word.class;
            below |= class.is(Class::THAT | Class::REL)
                || class.is(Class::SUB) && !class.is(Class::PREP | Class::ADV)
                || class.is(Class::COORD) && !matches!(clauses.joins(at), clause::Joint::Phrases);
        }
        if let Some(cue) = word.cue.filter(|&cue| last != Some(cue)) {
            last = Some(cue);
            let found = &layers.cues[cue as usize];
            let kind = found.cue.kind;
            let condition = kind == CueType::Condition;
            let hedge = matches!(
                kind,
                CueType::Modal
                    | CueType::Epistemic
                    | CueType::Appearance
                    | CueType::Hearsay
                    | CueType::Belief
                    | CueType::Plan
                    | CueType::Booster
                    | CueType::Inference
                    | CueType::Denial
                    | CueType::Inquiry
            );
            if !deciding.iter().any(|d| d.cue == cue)
                && (condition || hedge && !below && !is_attributive(clauses, at))
                && let Some(level) = found.certainty
            {
                let mut group = at;
                while group > 0 && clauses.verbs[group] == clause::Verb::Group {
                    group -= 1;
                }
                deciding.push(Deciding {
                    cue,
                    kind,
                    level,
                    makes: Makes::ItsLevel,
                    group: main.map(|main| main as u32).or(Some(group as u32)),
                });
            }
            if condition {
                below = false;
            }
        }
        at += 1;
    }
    let slice = |at: usize| layers.text.slice(clauses.words[at].span);
    setting.counterfactual = (content.start..content.end).any(|i| {
        clauses.is(i, Class::MODAL)
            && (i + 1..i + 4).any(|j| j < clauses.len() && slice(j) == "have")
    });
    setting
}

/// "a possible sale": an adjective inside a noun phrase.
fn is_attributive(clauses: &Clauses, at: usize) -> bool {
    let before = at > 0
        && clauses.is(at - 1, Class::DET | Class::POSS)
        && !clauses.is(at - 1, Class::PRON & Class::NEG);
    before && clauses.is_nominal(at + 1) && clauses.verbs[at] == clause::Verb::None
}

fn polarity(clauses: &Clauses, content: Range<usize>) -> Polarity {
    let end = (content.start + 1..content.end)
        .find(|&i| clauses.words[i].begins)
        .unwrap_or(content.end);
    let main = clauses
        .clause_at(content.start)
        .or_else(|| (content.start..end).find(|&i| clauses.is_finite(i)));
    let until = main
        .map_or(content.start + 3, |main| clauses.group_end(main) + 2)
        .min(end);
    let negative = (content.start..until).any(|i| {
        clauses.is(i, Class::NEG)
            && clauses.words[i].entity.is_none()
            && clauses.words[i].cue.is_none()
    });
    if negative {
        Polarity::Negative
    } else {
        Polarity::Positive
    }
}

/// Turns a draft into a claim.
fn settle(
    layers: Layers<'_>,
    clauses: &Clauses,
    draft: &Draft,
    quotes: &[Quoted],
    lexicon: &Lexicon,
) -> Option<Pending> {
    let text = layers.text;
    let source: Vec<Span> = draft
        .source
        .iter()
        .map(|words| span(clauses, words))
        .collect();
    let mut deciding: Vec<Deciding> = draft
        .cues
        .iter()
        .filter_map(|&cue| makes(layers, cue))
        .collect();
    for later in deciding.iter_mut().skip(1) {
        later.makes = Makes::ItsLevel;
    }
    let speeches: Vec<Quoted> = draft
        .speeches
        .iter()
        .filter_map(|&word| clauses.words.get(word)?.speech)
        .filter_map(|quote| quotes.get(quote as usize).copied())
        .collect();
    if let Some(&first) = speeches.first() {
        let content = speeches.iter().map(|&quoted| said(text, quoted)).collect();
        let setting = speech_deciding(layers, lexicon, first, &mut deciding);
        let polarity = polarity_of_speech(layers, lexicon, first);
        return Some(pending(
            layers,
            draft.frame,
            content,
            source,
            draft.cues.clone(),
            Quote::Direct,
            deciding,
            setting,
            polarity,
        ));
    }
    let first = draft.content.first()?.clone();
    let content: Vec<Span> = draft
        .content
        .iter()
        .map(|words| span(clauses, words))
        .collect();
    let mut setting = governing(
        layers,
        clauses,
        first.start..draft.content.last()?.end,
        &mut deciding,
    );
    let last = draft.content.last()?.end;
    let sentence_end = (last..clauses.len()).find(|&i| {
        clauses.words[i].begins || matches!(clauses.mark(i), Some(Mark::Stop | Mark::Question))
    });
    setting.question =
        source.is_empty() && sentence_end.is_some_and(|i| clauses.is_mark(i, Mark::Question));
    let mixed = draft.content.iter().any(|part| {
        part.clone()
            .any(|i| clauses.is_mark(i, Mark::Quote) || clauses.words[i].speech.is_some())
    });
    let quote = if mixed && !source.is_empty() {
        Quote::Mixed
    } else {
        Quote::None
    };
    setting.overturned =
        source.is_empty() && draft.frame == Matched::InClause && overturned(layers, clauses, draft);
    let polarity = polarity(clauses, first);
    Some(pending(
        layers,
        draft.frame,
        content,
        source,
        draft.cues.clone(),
        quote,
        deciding,
        setting,
        polarity,
    ))
}

/// "had been due": the past perfect calls a plan off.
fn overturned(layers: Layers<'_>, clauses: &Clauses, draft: &Draft) -> bool {
    let Some(&cue) = draft.cues.first() else {
        return false;
    };
    let Some(at) = clauses.words.iter().position(|w| w.cue == Some(cue)) else {
        return false;
    };
    (at.saturating_sub(4)..=at).any(|i| {
        layers
            .text
            .slice(clauses.words[i].span)
            .eq_ignore_ascii_case("had")
            && clauses.is_finite(i)
    })
}

#[expect(clippy::too_many_arguments, reason = "to be split")]
fn pending(
    layers: Layers<'_>,
    frame: Matched,
    content: Vec<Span>,
    source: Vec<Span>,
    cues: Vec<u32>,
    quote: Quote,
    deciding: Vec<Deciding>,
    setting: Setting,
    polarity: Polarity,
) -> Pending {
    let mut claim = Claim {
        holder: holder::holder(layers.text, layers.entities, &source),
        content,
        source,
        cues,
        certainty: Certainty::Reported,
        polarity,
        quote,
        parent: None,
        why: Vec::new(),
        confidence: 0.8,
    };
    for span in claim
        .content
        .clone()
        .into_iter()
        .chain(claim.source.clone())
    {
        extend_cues(layers, &mut claim, span);
    }
    Pending {
        claim,
        frame,
        deciding,
        setting,
    }
}

/// Adds the cues that stand in a span; comment has no effect on a claim.
fn extend_cues(layers: Layers<'_>, claim: &mut Claim, span: Span) {
    let first = layers
        .cues
        .partition_point(|c| c.cue.span.end <= span.start);
    let inside = layers.cues[first..]
        .iter()
        .take_while(|c| c.cue.span.start < span.end);
    for (index, cue) in (first..).zip(inside) {
        let index = index as u32;
        if cue.cue.kind != CueType::Stance && !claim.cues.contains(&index) {
            claim.cues.push(index);
        }
    }
}

/// Sorts the claims, finds their parents and settles their levels.
fn finish(layers: Layers<'_>, mut pending: Vec<Pending>) -> Vec<Claim> {
    let _ = layers;
    pending.sort_by_key(|p| {
        (
            p.claim.content[0].start,
            std::cmp::Reverse(p.claim.content.last().map_or(0, |s| s.end)),
        )
    });
    let mut open: Vec<usize> = Vec::new();
    let mut parents = vec![None; pending.len()];
    for index in 0..pending.len() {
        let span = pending[index].claim.content[0];
        let reach = pending[index]
            .claim
            .source
            .iter()
            .fold(span, |a, b| a.cover(*b));
        while let Some(&last) = open.last() {
            let holds = pending[last]
                .claim
                .content
                .iter()
                .any(|part| part.contains(span));
            if holds {
                break;
            }
            open.pop();
        }
        let sourced = !pending[index].claim.source.is_empty();
        parents[index] = open.iter().rev().copied().find(|&p| {
            sourced
                && pending[p]
                    .claim
                    .content
                    .iter()
                    .any(|part| part.contains(reach) && *part != span)
        });
        open.push(index);
    }
    // The cues that make an inner claim do not bear on the outer one.
    for index in 0..pending.len() {
        let Some(parent) = parents[index] else {
            continue;
        };
        let own: Vec<u32> = pending[index].deciding.iter().map(|d| d.cue).collect();
        let made: Vec<u32> = pending[index].claim.cues.clone();
        let outer = &mut pending[parent];
        let heads: Vec<u32> = outer
            .deciding
            .iter()
            .filter(|d| d.makes == Makes::TheClaim)
            .map(|d| d.cue)
            .collect();
        outer
            .deciding
            .retain(|d| !own.contains(&d.cue) || heads.contains(&d.cue));
        outer
            .claim
            .cues
            .retain(|cue| !made.contains(cue) || heads.contains(cue));
    }
    pending
        .into_iter()
        .zip(parents)
        .map(|(pending, parent)| {
            let Pending {
                mut claim,
                frame,
                deciding,
                setting,
            } = pending;
            let (level, mut why) = certainty::combine(&deciding, setting);
            claim.certainty = level;
            claim.parent = parent.map(|p| p as u32);
            claim.cues.sort_unstable();
            why.insert(
                0,
                Reason {
                    rule: Cow::Borrowed(frame.as_str()),
                    cue: None,
                    effect: Cow::Borrowed(level.as_str()),
                },
            );
            claim.why = why;
            claim
        })
        .collect()
}

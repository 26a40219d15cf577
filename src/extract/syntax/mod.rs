//! How a sentence is built: parts of speech, heads, and the groups of words that follow.
//!
//! Knows English as treebanks have it, and the weights that were trained on them. Must not know
//! cues, claims or names.
//!
//! [`Parser::read`] reads one sentence when it is asked for. All indexes are of the tokens of
//! that sentence, from 0 on: `text.tokens_of(sentence)[index]`. Ranges are half-open.
//!
//! | asked | answered by |
//! | --- | --- |
//! | part of speech of a word ("claims": noun or verb) | [`Tags::of`], [`Syntax::tag`], [`Tag::is_verb`] |
//! | the modal with its verb, extent, voice, aspect | [`Syntax::verb_groups`], [`Syntax::verb_group`] |
//! | base noun phrases and their heads | [`Syntax::noun_phrases`], [`Syntax::noun_phrase`] |
//! | heads, and what hangs on a word | [`Syntax::head`], [`Syntax::relation`], [`Syntax::children`] |
//! | a whole noun phrase or clause | [`Syntax::extent`] |
//! | clauses, their kinds and bounds | [`Syntax::clauses`], [`Syntax::clause`], [`Syntax::complement`] |
//! | who does it, to whom | [`Syntax::subject`], [`Syntax::objects`], [`Syntax::agent`] |
//!
//! Tags are right for 96 words in 100 and heads for some 8 in 10: what is asked may be answered
//! wrongly, but never fails. Where the tags suffice they are all that is used: verb groups (but
//! for a helper that stands apart) and base noun phrases do not hang on heads.

mod clause;
mod form;
mod function;
mod noun;
mod parse;
mod relation;
mod tag;
mod tagger;
mod tags;
mod verb;

pub use clause::{Clause, ClauseKind};
pub use noun::NounPhrase;
pub use parse::{Parsing, Step};
pub use relation::Relation;
pub use tag::Tag;
pub use tagger::Tagging;
pub use tags::Tags;
pub use verb::{VerbForm, VerbGroup};

use crate::model::{Key, SyntaxModel};
use crate::text::{Text, Token};
use function::Function;
use std::fmt;
use std::ops::Range;
use tagger::{Letters, Tagger};

/// A word of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    pub tag: Tag,
    /// The index of the word that it hangs on; none for the head of the sentence.
    pub head: Option<u16>,
    pub relation: Relation,
}

/// A sentence that was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Syntax {
    words: Vec<Word>,
    functions: Vec<Function>,
    /// For each word, from the first to the last that hangs on it.
    extents: Vec<Range<usize>>,
    verbs: Vec<VerbGroup>,
    nouns: Vec<NounPhrase>,
    clauses: Vec<Clause>,
}

/// How far the tagger looks to both sides of a word.
const AROUND: usize = 2;

/// Reads the sentences of one text, and keeps what it found out about its words.
pub struct Parser<'a> {
    model: &'a SyntaxModel,
    tagger: Tagger<'a>,
    words: Vec<u32>,
    tags: Vec<Tag>,
    parsing: Parsing,
    features: Vec<Key>,
}

impl<'a> Parser<'a> {
    pub fn new(model: &'a SyntaxModel) -> Self {
        Self {
            model,
            tagger: Tagger::new(model),
            words: Vec::new(),
            tags: Vec::new(),
            parsing: Parsing::default(),
            features: Vec::new(),
        }
    }

    /// Reads a sentence of the text; all sentences are of one text.
    pub fn read(&mut self, text: &Text, sentence: usize) -> Syntax {
        self.tokens(text.source.text(), text.tokens_of(sentence))
    }

    /// Reads words that are one sentence.
    pub fn tokens(&mut self, text: &str, tokens: &[Token]) -> Syntax {
        self.tag(text, tokens);
        let forms = (self.words.iter()).map(|word| &self.tagger.forms.all[*word as usize]);
        self.parsing.begin(forms, &self.tags);
        self.parsing.finish(self.model, &mut self.features);
        let words: Vec<Word> = self.parsing.words(&self.tags).collect();
        let function = |word: &u32| self.tagger.forms.all[*word as usize].function;
        Syntax::new(words, self.words.iter().map(function).collect())
    }

    /// The tags of words that are one sentence.
    pub fn tag(&mut self, text: &str, tokens: &[Token]) -> &[Tag] {
        self.tagger.words(text, tokens, &mut self.words);
        let all = 0..tokens.len();
        (self.tagger).tags(&self.words, all, Letters::of(tokens), &mut self.tags);
        &self.tags
    }

    /// The tags of some words of a sentence, as far as these words and their neighbours tell:
    /// the further from the first, the likelier they are those that reading all would give.
    pub fn tag_some(&mut self, text: &str, tokens: &[Token], range: Range<usize>) -> &[Tag] {
        let before = range.start.min(AROUND);
        let end = tokens.len().min(range.end + AROUND);
        let around = &tokens[range.start - before..end];
        self.tagger.words(text, around, &mut self.words);
        let range = before..before + range.len();
        (self.tagger).tags(&self.words, range, Letters::of(tokens), &mut self.tags);
        &self.tags
    }
}

impl Parsing {
    /// A sentence alone with tags of its words, before the first step: what training learns from.
    pub fn of(text: &str, tokens: &[Token], tags: &[Tag], model: &SyntaxModel) -> Self {
        let mut tagger = Tagger::new(model);
        let mut words = Vec::new();
        tagger.words(text, tokens, &mut words);
        let mut parsing = Self::default();
        let forms = words.iter().map(|word| &tagger.forms.all[*word as usize]);
        parsing.begin(forms, tags);
        parsing
    }
}

/// What it keeps is long.
impl fmt::Debug for Parser<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Parser").finish_non_exhaustive()
    }
}

impl Syntax {
    fn new(words: Vec<Word>, functions: Vec<Function>) -> Self {
        let extents = clause::extents(&words);
        Self {
            verbs: verb::groups(&words, &functions),
            nouns: noun::phrases(&words, &functions),
            clauses: clause::clauses(&words, &functions, &extents),
            extents,
            functions,
            words,
        }
    }

    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// The word that a word hangs on.
    pub fn head(&self, at: usize) -> Option<usize> {
        self.words.get(at)?.head.map(usize::from)
    }

    /// How it hangs on it.
    pub fn relation(&self, at: usize) -> Relation {
        self.words
            .get(at)
            .map_or(Relation::Other, |word| word.relation)
    }

    /// The words that hang on a word, in text order.
    pub fn children(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let extent = self.extents.get(at).cloned().unwrap_or_default();
        extent.filter(move |child| self.head(*child) == Some(at))
    }

    /// A word with all that hangs on it, directly or not: a whole noun phrase, a whole clause.
    pub fn extent(&self, at: usize) -> Range<usize> {
        self.extents.get(at).cloned().unwrap_or(at..at)
    }

    /// The part of speech of a word.
    pub fn tag(&self, at: usize) -> Tag {
        self.words.get(at).map_or(Tag::Other, |word| word.tag)
    }

    /// All verb groups, in text order, without overlap.
    pub fn verb_groups(&self) -> &[VerbGroup] {
        &self.verbs
    }

    /// The verb group that holds a word.
    pub fn verb_group(&self, at: usize) -> Option<&VerbGroup> {
        let mut groups = self.verbs.iter();
        groups.find(|group| group.range.contains(&at) || group.apart == Some(at))
    }

    /// All base noun phrases, in text order, without overlap.
    pub fn noun_phrases(&self) -> &[NounPhrase] {
        &self.nouns
    }

    /// The base noun phrase that holds a word.
    pub fn noun_phrase(&self, at: usize) -> Option<&NounPhrase> {
        self.nouns.iter().find(|phrase| phrase.range.contains(&at))
    }
}

/// The outcome with the highest score among those possible, the first among equals.
fn best(scores: &[i16], possible: u32) -> usize {
    let mut best = None;
    for (outcome, score) in scores.iter().enumerate() {
        if possible >> outcome & 1 == 1 && best.is_none_or(|best: usize| *score > scores[best]) {
            best = Some(outcome);
        }
    }
    best.unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{SYNTAX_FEATURES, SYNTAX_LABELS, TAG_LANES, finish, hash, mix};

    /// Words written as "The/DET mill/NOUN", with heads where they are given ("/2", from 0 on,
    /// and relation).
    pub(super) fn words(line: &str) -> (Vec<String>, Vec<Word>) {
        let word = |word: &str| {
            let mut parts = word.split('/');
            let letters = parts.next().unwrap().to_lowercase();
            let tag = parts.next().unwrap();
            let head = parts.next().map(|head| head.parse().unwrap());
            let relation = parts.next().map(|name| Relation::parse(name).unwrap());
            let word = Word {
                tag: Tag::parse(tag).unwrap(),
                head,
                relation: relation.unwrap_or(Relation::Root),
            };
            (letters, word)
        };
        line.split(' ').map(word).unzip()
    }

    pub(super) fn read(line: &str) -> Syntax {
        let (letters, words) = words(line);
        Syntax::new(
            words,
            letters.iter().map(|word| Function::of(word)).collect(),
        )
    }

    /// Whoever changes a feature, a tag or a relation changes the numbers in the model too: old
    /// weights are of no use then.
    #[test]
    fn the_sets_are_named() {
        let text = "The state-run 2nd Mill won’t close at 10:30 before 1999, OK? see acme.example";
        let tokens = crate::text::tokenize(text);
        let tagging = Tagging::of(text, &tokens, &SyntaxModel::default());
        let (mut keys, mut tags) = (Vec::new(), Vec::new());
        for at in 0..tokens.len() {
            tagging.fixed(at, &mut keys);
            tagging.moving(at, &tags, &mut keys);
            tags.push(Tag::ALL[at % Tag::ALL.len()]);
        }
        let mut parsing = Parsing::of(text, &tokens, &tags, &SyntaxModel::default());
        let (mut taken, mut at) = (Vec::new(), 0);
        while !parsing.is_done() {
            parsing.step_features(&mut keys);
            let possible = (Step::ALL.iter()).filter(|s| parsing.possible() >> **s as u32 & 1 == 1);
            let possible: Vec<Step> = possible.copied().collect();
            let step = possible[(mix(at as u64, 1) >> 32) as usize % possible.len()];
            let arc = parsing.arc(step).filter(|(_, head)| *head < tokens.len());
            if let Some((word, head)) = arc {
                parsing.relation_features(word, head, &mut keys);
            }
            parsing.take(step, Relation::ALL[1 + at % (Relation::ALL.len() - 1)]);
            taken.push(step);
            at += 1;
        }
        assert_eq!(taken.len(), 2 * tokens.len());
        assert!(Step::ALL.iter().all(|step| taken.contains(step)));
        let features = finish(keys.into_iter().fold(0, mix));
        assert_eq!(features, SYNTAX_FEATURES, "{features:#x}");
        let tags = Tag::ALL.iter().map(|tag| tag.as_str());
        let relations = Relation::ALL.iter().map(|relation| relation.as_str());
        let labels = finish(tags.chain(relations).map(hash).fold(0, mix));
        assert_eq!(labels, SYNTAX_LABELS, "{labels:#x}");
        assert!(Tag::ALL.len() <= TAG_LANES && Relation::ALL.len() <= TAG_LANES);
    }

    #[test]
    fn without_weights_a_sentence_is_read_all_the_same() {
        let text = Text::new(crate::text::Source::new("The mill may close. No."));
        let model = SyntaxModel::default();
        let mut parser = Parser::new(&model);
        assert_eq!(parser.read(&text, 0).words().len(), 5);
        assert_eq!(parser.read(&text, 1).words().len(), 2);
        assert_eq!(parser.tokens("", &[]), Syntax::default());
    }
}

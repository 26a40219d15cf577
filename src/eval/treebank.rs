//! A treebank's words on ours.
//!
//! Knows how words of two tokenizers lie on each other. Must not know who reads or learns from
//! the result.
//!
//! Where several of its words are one of ours ("search-engine"), ours is what the highest of them
//! is; where one of its words is several of ours, the first is what it was and the others hang on
//! it.

use super::Ratio;
use crate::extract::{Relation, Tag, Word as Read};
use crate::text::{Source, Span, Token, TokenKind, Unit};
use serde::Deserialize;

/// A line of a treebank.
#[derive(Debug, Clone, Deserialize)]
pub struct Tree {
    /// The document that it stands in.
    pub id: String,
    pub text: String,
    /// Start, end (code points), universal tag, other tag, head (from 1 on, 0 is none), relation.
    pub tokens: Vec<(u32, u32, String, String, u16, String)>,
}

/// What a word of ours is in a treebank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Given {
    pub tag: Tag,
    /// The index of its head; none for the head of the sentence.
    pub head: Option<u16>,
    pub relation: Relation,
    /// Whether it is just one word there, too.
    pub same: bool,
}

/// What the words of a tree's text are; or why nothing can be said.
pub fn given(tree: &Tree, source: &Source, tokens: &[Token]) -> Result<Vec<Given>, String> {
    let words = words(tree, source)?;
    let chiefs = chiefs(&words, tokens)?;
    // The first of our words that stands for each of theirs.
    let mut ours = vec![usize::MAX; words.len()];
    for (at, (range, _)) in chiefs.iter().enumerate().rev() {
        ours[range.clone()].fill(at);
    }
    if let Some(lost) = ours.iter().position(|at| *at == usize::MAX) {
        return Err(format!("{} is no word of ours", words[lost].span.start));
    }
    let given = chiefs.iter().enumerate().map(|(at, (range, chief))| {
        let word = &words[*chief];
        let first = ours[*chief];
        if first < at {
            // A further part of one of their words.
            let mark = tokens[at].kind == TokenKind::Mark;
            return Given {
                tag: if mark { Tag::Punctuation } else { word.tag },
                head: Some(first as u16),
                relation: if mark {
                    Relation::Punct
                } else {
                    Relation::Compound
                },
                same: false,
            };
        }
        Given {
            tag: word.tag,
            head: word.head.map(|head| ours[head] as u16),
            relation: word.relation,
            same: range.len() == 1 && word.span == tokens[at].span,
        }
    });
    Ok(given.collect())
}

/// How well sentences were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SyntaxScores {
    /// Universal parts of speech, of words that are just one word in both.
    pub tags: Ratio,
    /// The same with the forms of verbs.
    pub fine_tags: Ratio,
    /// Universal parts of speech of all our words.
    pub all_tags: Ratio,
    /// Heads of all our words but punctuation.
    pub heads: Ratio,
    /// Heads with the right relation.
    pub labelled: Ratio,
    /// The same with punctuation.
    pub all_heads: Ratio,
}

impl SyntaxScores {
    /// Counts a sentence.
    pub fn count(&mut self, given: &[Given], read: &[Read]) {
        for (given, read) in given.iter().zip(read) {
            let same = given.tag.upos() == read.tag.upos();
            self.all_tags.count(same);
            if given.same {
                self.tags.count(same);
                self.fine_tags.count(given.tag == read.tag);
            }
            let head = given.head == read.head;
            self.all_heads.count(head);
            if given.tag != Tag::Punctuation {
                self.heads.count(head);
                self.labelled.count(head && given.relation == read.relation);
            }
        }
    }

    pub fn add(&mut self, other: &Self) {
        self.tags.add(other.tags);
        self.fine_tags.add(other.fine_tags);
        self.all_tags.add(other.all_tags);
        self.heads.add(other.heads);
        self.labelled.add(other.labelled);
        self.all_heads.add(other.all_heads);
    }
}

struct Word {
    span: Span,
    tag: Tag,
    head: Option<usize>,
    relation: Relation,
    /// How many heads are above it.
    depth: usize,
}

fn words(tree: &Tree, source: &Source) -> Result<Vec<Word>, String> {
    let byte = |offset| source.offsets().to_byte(offset, Unit::CodePoint);
    let mut words = Vec::with_capacity(tree.tokens.len());
    for (start, end, upos, xpos, head, relation) in &tree.tokens {
        let (Some(from), Some(to)) = (byte(*start), byte(*end)) else {
            return Err(format!("{start}..{end} is not within the text"));
        };
        let after = words.last().map_or(0, |word: &Word| word.span.end);
        if from >= to || from < after {
            return Err(format!("{start}..{end} is empty or not in order"));
        }
        let head = usize::from(*head);
        if head > tree.tokens.len() || head == words.len() + 1 {
            return Err(format!("{start}..{end} has no head {head}"));
        }
        words.push(Word {
            span: Span::new(from, to),
            tag: Tag::of(upos, xpos).ok_or_else(|| format!("there is no tag {upos:?}"))?,
            head: head.checked_sub(1),
            relation: Relation::of(relation),
            depth: 0,
        });
    }
    for at in 0..words.len() {
        let above = std::iter::successors(words[at].head, |head| words[*head].head);
        words[at].depth = above.take(words.len() + 1).count();
        if words[at].depth > words.len() {
            return Err("heads go in a circle".into());
        }
    }
    Ok(words)
}

/// For each of our words those of theirs that it touches, and the highest of them.
fn chiefs(
    words: &[Word],
    tokens: &[Token],
) -> Result<Vec<(std::ops::Range<usize>, usize)>, String> {
    let mut first = 0;
    let mut chiefs = Vec::with_capacity(tokens.len());
    for token in tokens {
        while words
            .get(first)
            .is_some_and(|w| w.span.end <= token.span.start)
        {
            first += 1;
        }
        let behind = words[first..]
            .iter()
            .take_while(|w| w.span.start < token.span.end);
        let range = first..first + behind.count();
        let chief = range.clone().min_by_key(|at| words[*at].depth);
        let Some(chief) = chief else {
            return Err(format!("{} is no word of the tree", token.span.start));
        };
        chiefs.push((range, chief));
    }
    Ok(chiefs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokenize;

    type Row = (u32, u32, &'static str, &'static str, u16, &'static str);

    fn read(text: &str, rows: &[Row]) -> Result<Vec<Given>, String> {
        let row = |(start, end, upos, xpos, head, relation): &Row| {
            let [upos, xpos, relation] = [upos, xpos, relation].map(|name| (*name).to_owned());
            (*start, *end, upos, xpos, *head, relation)
        };
        let tree = Tree {
            id: "t".into(),
            text: text.into(),
            tokens: rows.iter().map(row).collect(),
        };
        given(&tree, &Source::new(text), &tokenize(text))
    }

    #[test]
    fn words_lie_on_each_other() {
        // Ours: "Café", "-", "19", "search-engine", "wins".
        let rows = [
            (0, 7, "PROPN", "NNP", 4, "compound"),
            (8, 14, "NOUN", "NN", 4, "compound"),
            (14, 15, "PUNCT", "HYPH", 2, "punct"),
            (15, 21, "NOUN", "NN", 5, "nsubj"),
            (22, 26, "VERB", "VBZ", 0, "root"),
        ];
        let given = read("Café-19 search-engine wins", &rows).unwrap();
        let shown: Vec<_> = given
            .iter()
            .map(|g| (g.tag, g.head, g.relation, g.same))
            .collect();
        let expect = [
            (Tag::ProperNoun, Some(3), Relation::Compound, false),
            (Tag::Punctuation, Some(0), Relation::Punct, false),
            (Tag::ProperNoun, Some(0), Relation::Compound, false),
            (Tag::Noun, Some(4), Relation::Nsubj, false),
            (Tag::Third, None, Relation::Root, true),
        ];
        assert_eq!(shown, expect);
    }

    #[test]
    fn what_is_no_tree_is_told() {
        let row = |start, end, head| (start, end, "NOUN", "NN", head, "dep");
        for (rows, error) in [
            (vec![row(0, 9, 0)], "0..9 is not within"),
            (vec![row(0, 0, 0)], "0..0 is empty"),
            (
                vec![row(0, 2, 0), row(1, 4, 1)],
                "1..4 is empty or not in order",
            ),
            (vec![row(0, 4, 2)], "0..4 has no head 2"),
            (vec![row(0, 4, 1)], "0..4 has no head 1"),
            (vec![row(0, 1, 2), row(1, 4, 1)], "in a circle"),
            (vec![row(5, 6, 0)], "0 is no word of the tree"),
            (vec![row(0, 4, 0)], "5 is no word of the tree"),
            (vec![(0, 6, "NN", "NN", 0, "root")], "no tag"),
        ] {
            let found = read("some 1", &rows).unwrap_err();
            assert!(found.contains(error), "{found}, not {error}");
        }
    }

    #[test]
    fn scores_count_what_is_compared() {
        let rows = [
            (0, 2, "PRON", "PRP", 2, "nsubj"),
            (3, 7, "VERB", "VBD", 0, "root"),
            (7, 8, "PUNCT", ".", 2, "punct"),
        ];
        let given = read("He left.", &rows).unwrap();
        let word = |tag, head, relation| Read {
            tag,
            head,
            relation,
        };
        let mut scores = SyntaxScores::default();
        scores.count(
            &given,
            &[
                word(Tag::Pronoun, Some(1), Relation::Obj),
                word(Tag::Participle, None, Relation::Root),
                word(Tag::Punctuation, Some(0), Relation::Punct),
            ],
        );
        let shown = [
            scores.tags,
            scores.fine_tags,
            scores.heads,
            scores.labelled,
            scores.all_heads,
        ];
        let shown = shown.map(|ratio| (ratio.right, ratio.of));
        assert_eq!(shown, [(3, 3), (2, 3), (2, 2), (1, 2), (2, 3)]);
    }
}

//! Which parts of a pasted page are the article.
//!
//! Knows what pages put around articles (`lexicon/residue.txt`) and how such lines look. Must
//! not know labels or claims. Every rule errs on the article's side: a real paragraph taken
//! for residue is worse than residue taken for the article.
//!
//! A byline or dateline before the first paragraph of prose is part of the headline, one
//! further down is body.

use super::abbreviation::lines;
use super::{Gap, Sentence, Span, Token, TokenKind, fold};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ZoneKind {
    Headline,
    Body,
    /// What the page holds beside the article: credits, bios, teasers, notices, repetitions.
    Residue,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Zone {
    pub span: Span,
    pub kind: ZoneKind,
}

pub fn zones(text: &str, tokens: &[Token], sentences: &[Sentence]) -> Vec<Zone> {
    let page = Page::new(text, tokens, sentences);
    let mut zones: Vec<Zone> = Vec::new();
    for (line, kind) in page.lines.iter().zip(page.kinds()) {
        let span = sentences[line.sentences.start]
            .span
            .cover(sentences[line.sentences.end - 1].span);
        match zones.last_mut() {
            Some(last) if last.kind == kind => last.span.end = span.end,
            last => {
                if let Some(last) = last {
                    last.span.end = span.start;
                }
                zones.push(Zone { span, kind });
            }
        }
    }
    zones
}

/// What a phrase of the lexicon is a sign of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Notice,
    Label,
    Credit,
    Teaser,
    Bio,
    Life,
}

impl Sign {
    fn parse(name: &str) -> Option<Self> {
        match name {
            "notice" => Some(Self::Notice),
            "label" => Some(Self::Label),
            "credit" => Some(Self::Credit),
            "teaser" => Some(Self::Teaser),
            "bio" => Some(Self::Bio),
            "life" => Some(Self::Life),
            _ => None,
        }
    }
}

/// The phrases by their first word, and the words of menus.
struct Lexicon {
    phrases: HashMap<&'static str, Vec<(Vec<&'static str>, Sign)>>,
    menu: HashSet<&'static str>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon {
        phrases: HashMap::new(),
        menu: HashSet::new(),
    };
    for (class, phrase) in
        lines(include_str!("lexicon/residue.txt")).filter_map(|line| line.split_once(':'))
    {
        let words: Vec<_> = phrase.split_whitespace().collect();
        match (Sign::parse(class), words.first()) {
            (Some(sign), Some(first)) => lexicon
                .phrases
                .entry(*first)
                .or_default()
                .push((words, sign)),
            _ => lexicon.menu.extend(words),
        }
    }
    lexicon
});

/// The most tokens that a notice, a credit, a teaser, an author's note may have.
const LONGEST_NOTICE: usize = 45;
const LONGEST_CREDIT: usize = 45;
const LONGEST_TEASER: usize = 22;
const LONGEST_BIO: usize = 70;
/// A line with so many tokens and a stop is prose.
const SHORTEST_PROSE: usize = 12;
/// A paragraph or sentence with fewer tokens may well come twice.
const SHORTEST_REPETITION: usize = 7;
/// The most lines that a headline has with its deck and byline, and the most tokens in each.
const HEADLINE_LINES: usize = 5;
const LONGEST_HEADLINE: usize = 30;

/// A line or paragraph: whole sentences.
struct Line {
    sentences: Range<usize>,
    tokens: Range<usize>,
    /// The white space before it.
    gap: Gap,
    /// The first sign that it begins with, and how many tokens say so.
    opens: Option<(Sign, usize)>,
    /// Whether it ends as prose does, and is long enough.
    prose: bool,
}

impl Line {
    fn len(&self) -> usize {
        self.tokens.len()
    }
}

struct Page<'a> {
    text: &'a str,
    tokens: &'a [Token],
    sentences: &'a [Sentence],
    lines: Vec<Line>,
}

impl<'a> Page<'a> {
    fn new(text: &'a str, tokens: &'a [Token], sentences: &'a [Sentence]) -> Self {
        let mut page = Self {
            text,
            tokens,
            sentences,
            lines: Vec::new(),
        };
        let mut start = 0;
        for end in 1..=sentences.len() {
            let begins_line = |s: &Sentence| tokens[s.tokens.start as usize].gap >= Gap::Line;
            if sentences.get(end).is_none_or(begins_line) {
                let line = page.line(start..end);
                page.lines.push(line);
                start = end;
            }
        }
        page
    }

    fn line(&self, sentences: Range<usize>) -> Line {
        let tokens = self.sentences[sentences.start].tokens.start as usize
            ..self.sentences[sentences.end - 1].tokens.end as usize;
        let stops = self.tokens[tokens.clone()]
            .iter()
            .rev()
            .take(3)
            .any(|t| t.of(self.text).ends_with(['.', '!', '?', '…', ':']));
        let prose = tokens.len() >= SHORTEST_PROSE && (stops || sentences.len() > 1);
        Line {
            gap: self.tokens[tokens.start].gap,
            opens: self.sign(self.skip_bullets(&tokens), tokens.end),
            prose,
            sentences,
            tokens,
        }
    }

    fn word(&self, at: usize) -> &'a str {
        self.tokens[at].of(self.text)
    }

    /// Behind the marks and emoji that a line begins with, but not those that a phrase may
    /// begin with.
    fn skip_bullets(&self, tokens: &Range<usize>) -> usize {
        let content = |at: &usize| {
            self.tokens[*at].kind != TokenKind::Mark || matches!(self.word(*at), "(" | "©")
        };
        tokens.clone().find(content).unwrap_or(tokens.start)
    }

    /// The longest phrase of the lexicon that stands at `at`, and how many tokens it has.
    fn sign(&self, at: usize, end: usize) -> Option<(Sign, usize)> {
        if at >= end {
            return None;
        }
        let mut buffer = String::new();
        let phrases = LEXICON.phrases.get(fold(self.word(at), &mut buffer))?;
        let matches = phrases.iter().filter(|(words, _)| {
            words.len() <= end - at
                && words
                    .iter()
                    .zip(at..)
                    .skip(1)
                    .all(|(word, at)| fold(self.word(at), &mut buffer) == *word)
        });
        matches
            .map(|(words, sign)| (*sign, words.len()))
            .max_by_key(|(_, length)| *length)
    }

    fn kinds(&self) -> Vec<ZoneKind> {
        let mut kinds: Vec<_> = self.lines.iter().map(|line| self.alone(line)).collect();
        self.repetitions(&mut kinds);
        self.teasers(&mut kinds);
        self.bios(&mut kinds);
        let article = |(line, kind): (&Line, &ZoneKind)| line.prose && *kind != ZoneKind::Residue;
        // A page of headlines alone, or of what looks like residue alone, is what was meant.
        if !self.lines.iter().zip(&kinds).any(article) {
            kinds = self.lines.iter().map(|line| self.alone(line)).collect();
        }
        self.headline(&mut kinds);
        kinds
    }

    /// What a line shows by itself.
    fn alone(&self, line: &Line) -> ZoneKind {
        let residue = match line.opens {
            Some((Sign::Notice, _)) => line.len() <= LONGEST_NOTICE,
            Some((Sign::Label, length)) => self.is_alone(line, length),
            Some((Sign::Credit, _)) => line.len() <= LONGEST_CREDIT,
            Some((Sign::Teaser, length)) => self.is_teaser(line, length),
            Some((Sign::Bio | Sign::Life, _)) | None => false,
        };
        if residue || self.is_menu(line) || self.ends_with_credit(line) {
            ZoneKind::Residue
        } else {
            ZoneKind::Body
        }
    }

    /// Whether nothing stands behind the phrase of `length` tokens but marks and a number.
    fn is_alone(&self, line: &Line, length: usize) -> bool {
        let start = self.skip_bullets(&line.tokens) + length;
        self.tokens[start..line.tokens.end]
            .iter()
            .all(|t| matches!(t.kind, TokenKind::Mark | TokenKind::Number))
    }

    /// Whether a line that begins with words such as "Read more" announces other articles: it
    /// says nothing else, or goes on behind a mark, or is all a headline.
    fn is_teaser(&self, line: &Line, length: usize) -> bool {
        let next = self.skip_bullets(&line.tokens) + length;
        if self.is_alone(line, length) {
            return true;
        }
        let announced = matches!(
            self.word(next),
            ":" | "|" | "·" | "-" | "–" | "—" | ">" | "»" | "→"
        ) || self.word(next - 1) == ":";
        let set_off = self.tokens[next].span.start - self.tokens[next - 1].span.end > 1;
        let separators = self.separators(line) > 0;
        let named = line.len() <= length + 4
            && !line.prose
            && !self.word(line.tokens.end - 1).ends_with('.');
        let short = line.len() <= LONGEST_TEASER || separators && line.len() <= 3 * LONGEST_TEASER;
        short && (announced || set_off || separators) || named && length > 1
    }

    /// How many marks a line has that set menu items or teasers apart.
    fn separators(&self, line: &Line) -> usize {
        let tokens = &self.tokens[line.tokens.clone()];
        tokens
            .iter()
            .filter(|t| matches!(t.of(self.text), "|" | "·" | "›" | "»" | ">" | "•"))
            .count()
    }

    /// Whether a line is a menu, a trail of sections, or a row of share buttons.
    fn is_menu(&self, line: &Line) -> bool {
        if line.prose || line.len() > 2 * LONGEST_TEASER {
            return false;
        }
        let words = self.tokens[line.tokens.clone()]
            .iter()
            .filter(|t| t.kind == TokenKind::Word);
        let mut buffer = String::new();
        let (mut all, mut menu) = (0, 0);
        for word in words {
            all += 1;
            menu += usize::from(LEXICON.menu.contains(fold(word.of(self.text), &mut buffer)));
        }
        let first = self.word(self.skip_bullets(&line.tokens));
        let trail =
            first.eq_ignore_ascii_case("home") && menu > 1 || self.separators(line) > 1 && menu > 1;
        all > 1 && all == menu
            || all <= LONGEST_TEASER && trail && menu * 2 >= all
            || line.tokens.start == 0 && self.is_trail(line)
    }

    /// Whether a line names a page's section, the ones that hold it first.
    fn is_trail(&self, line: &Line) -> bool {
        let tokens = &self.tokens[line.tokens.clone()];
        let steps = tokens
            .iter()
            .filter(|t| matches!(t.of(self.text), "›" | "»" | ">"));
        steps.count() > 1
    }

    /// Whether a short line ends with the picture's maker: a caption.
    fn ends_with_credit(&self, line: &Line) -> bool {
        // The numbered captions of a gallery are the article.
        let numbered = self.tokens[line.tokens.start].kind == TokenKind::Number;
        let caption = line.sentences.len() <= 2 && line.len() <= LONGEST_CREDIT && !numbered;
        let start = line.tokens.start.max(line.tokens.end.saturating_sub(14));
        let begins = |at: usize| {
            at == line.tokens.start
                || matches!(self.word(at), "(" | "[")
                || matches!(
                    self.word(at - 1),
                    "." | "|" | "·" | ";" | ")" | "]" | "?" | "!"
                )
        };
        caption
            && (start..line.tokens.end).any(|at| {
                begins(at) && matches!(self.sign(at, line.tokens.end), Some((Sign::Credit, _)))
            })
    }

    /// Headlines of other articles behind a line that announces them.
    fn teasers(&self, kinds: &mut [ZoneKind]) {
        let announces = |line: &Line| matches!(line.opens, Some((Sign::Teaser, length)) if self.is_alone(line, length) || !line.prose);
        let mut at = 0;
        while at < self.lines.len() {
            let start = at;
            at += 1;
            if kinds[start] != ZoneKind::Residue || !announces(&self.lines[start]) {
                continue;
            }
            let (_, length) = self.lines[start].opens.unwrap_or((Sign::Teaser, 0));
            let inline =
                !self.is_alone(&self.lines[start], length) && self.lines[start].len() > length + 4;
            if inline {
                continue;
            }
            let is_headline = |line: &&Line| !line.prose && line.len() <= LONGEST_TEASER;
            let run = self.lines[at..].iter().take_while(is_headline).count();
            let mut end = at + run;
            let resumes = self
                .lines
                .get(end)
                .is_some_and(|_| kinds[end] != ZoneKind::Residue);
            // Where the article goes on, its next heading may be the last of the short lines.
            if resumes
                && end > at
                && self.lines[end].gap == Gap::Paragraph
                && self.lines[end - 1].gap == Gap::Paragraph
            {
                end -= 1;
            }
            kinds[start..end].fill(ZoneKind::Residue);
            at = end;
        }
    }

    /// Notes on the author behind the article.
    fn bios(&self, kinds: &mut [ZoneKind]) {
        let mut below = true;
        for at in (1..self.lines.len()).rev() {
            let line = &self.lines[at];
            let announced = self.lines[at - 1].opens.is_some_and(|(sign, length)| {
                sign == Sign::Bio && self.is_alone(&self.lines[at - 1], length)
            });
            let begins = matches!(line.opens, Some((Sign::Bio, length)) if length > 2);
            if line.len() <= LONGEST_BIO
                && (begins || announced || below && self.is_bio(line, kinds.get(at + 1)))
            {
                kinds[at] = ZoneKind::Residue;
                if announced {
                    kinds[at - 1] = ZoneKind::Residue;
                }
            }
            // Only what residue alone follows stands behind the article.
            below &= kinds[at] == ZoneKind::Residue || !line.prose;
        }
    }

    /// Whether a line says of a person by full name what they write about, and more of them:
    /// how they live, or that nothing of the article follows.
    fn is_bio(&self, line: &Line, next: Option<&ZoneKind>) -> bool {
        let start = self.skip_bullets(&line.tokens);
        let names = self.tokens[start..line.tokens.end]
            .iter()
            .take_while(|t| t.shape.is_capitalised() && t.kind == TokenKind::Word)
            .count();
        let says = matches!(
            self.sign(start + names, line.tokens.end),
            Some((Sign::Bio, _))
        );
        let lives = || {
            let later = self.sentences[line.sentences.clone()].iter().skip(1);
            later
                .map(|s| s.tokens.start as usize)
                .any(|at| matches!(self.sign(at, line.tokens.end), Some((Sign::Life, _))))
        };
        let written = || self.is_byline_of(start..start + names);
        (2..=5).contains(&names)
            && says
            && (lives() || written() || next == Some(&ZoneKind::Residue))
    }

    /// Whether the name in `name` stands in a byline in the first lines.
    fn is_byline_of(&self, name: Range<usize>) -> bool {
        let words = |range: Range<usize>| range.map(|at| self.word(at));
        self.lines.iter().take(HEADLINE_LINES).any(|line| {
            let by = line
                .tokens
                .clone()
                .find(|&at| self.word(at).eq_ignore_ascii_case("by"));
            by.is_some_and(|by| {
                by + name.len() < line.tokens.end
                    && words(by + 1..by + 1 + name.len()).eq(words(name.clone()))
            })
        })
    }

    /// Paragraphs that came before, and pull quotes: sentences that stand alone and also
    /// within a longer paragraph.
    fn repetitions(&self, kinds: &mut [ZoneKind]) {
        let mut seen = HashSet::new();
        let mut within = HashSet::new();
        for line in self.lines.iter().filter(|line| line.sentences.len() > 1) {
            for sentence in &self.sentences[line.sentences.clone()] {
                within.insert(
                    self.print(sentence.tokens.start as usize..sentence.tokens.end as usize),
                );
            }
        }
        for (line, kind) in self.lines.iter().zip(kinds) {
            if line.len() < SHORTEST_REPETITION {
                continue;
            }
            let print = self.print(line.tokens.clone());
            let pulled = line.sentences.len() == 1 && within.contains(&print);
            if !seen.insert(print) || pulled {
                *kind = ZoneKind::Residue;
            }
        }
    }

    /// A hash of the words in `range`, without marks: quick, and good enough to tell the
    /// paragraphs of one text apart.
    fn print(&self, range: Range<usize>) -> u64 {
        let words = self.tokens[range]
            .iter()
            .filter(|t| t.kind != TokenKind::Mark);
        words.fold(0, |hash, word| {
            word.of(self.text)
                .as_bytes()
                .chunks(8)
                .fold(hash, |hash, chunk| {
                    let mut bytes = [0; 8];
                    bytes[..chunk.len()].copy_from_slice(chunk);
                    let mixed = hash.rotate_left(5) ^ u64::from_le_bytes(bytes);
                    mixed.wrapping_mul(0x9E37_79B9_7F4A_7C15)
                })
        })
    }

    /// The short lines at the start, before the first paragraph or list.
    fn headline(&self, kinds: &mut [ZoneKind]) {
        let lines = self.lines.iter().zip(kinds);
        let mut article = lines
            .filter(|(_, kind)| **kind == ZoneKind::Body)
            .peekable();
        for _ in 0..HEADLINE_LINES {
            let short = |line: &Line| !line.prose && line.len() <= LONGEST_HEADLINE;
            let listed = |line: &Line| self.skip_bullets(&line.tokens) > line.tokens.start;
            match article.next_if(|(line, _)| short(line) && !listed(line)) {
                Some((_, kind)) => *kind = ZoneKind::Headline,
                None => break,
            }
        }
    }
}

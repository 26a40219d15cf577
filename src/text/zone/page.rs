//! The lines of a pasted page, and what each of them is.
//!
//! Knows how a page's furniture looks: short, at an end, without a stop, in the words of
//! [`super::phrase`].

use super::super::{Gap, Sentence, Token, TokenKind};
use super::ZoneKind;
use super::phrase::{Sign, is_menu_word, is_role, sign};
use std::collections::HashSet;
use std::ops::Range;

/// The most tokens that a notice, a credit, a teaser, a line on who helped, an author's note
/// may have.
const LONGEST_NOTICE: usize = 45;
const LONGEST_CREDIT: usize = 45;
const LONGEST_TEASER: usize = 22;
const LONGEST_SIGNOFF: usize = 30;
const LONGEST_BIO: usize = 70;
/// A line with so many tokens and a stop is prose.
const SHORTEST_PROSE: usize = 12;
/// A paragraph or sentence with fewer tokens may well come twice.
const SHORTEST_REPETITION: usize = 7;
const SHORTEST_PART: usize = 5;
/// The most lines that a headline has with its deck and byline, and the most tokens in each.
const HEADLINE_LINES: usize = 5;
const LONGEST_HEADLINE: usize = 30;

/// A line or paragraph: whole sentences.
pub(super) struct Line {
    pub(super) sentences: Range<usize>,
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

/// Whether a mark sets menu items or teasers apart.
fn is_separator(mark: &str) -> bool {
    matches!(mark, "|" | "·" | "›" | "»" | ">" | "•")
}

pub(super) struct Page<'a> {
    text: &'a str,
    tokens: &'a [Token],
    sentences: &'a [Sentence],
    pub(super) lines: Vec<Line>,
}

impl<'a> Page<'a> {
    pub(super) fn new(text: &'a str, tokens: &'a [Token], sentences: &'a [Sentence]) -> Self {
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
        let first = self.skip_bullets(&tokens);
        Line {
            gap: self.tokens[tokens.start].gap,
            opens: self.sign(first, tokens.end),
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
        sign(
            self.tokens[at.min(end)..end]
                .iter()
                .map(|t| t.of(self.text)),
        )
    }

    pub(super) fn kinds(&self) -> Vec<ZoneKind> {
        let mut kinds: Vec<_> = self.lines.iter().map(|line| self.alone(line)).collect();
        self.menus(&mut kinds);
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
            Some((Sign::Label, length)) => self.is_alone(line, length) || self.is_row(line, length),
            Some((Sign::Credit, _)) => line.len() <= LONGEST_CREDIT,
            Some((Sign::Teaser, length)) => self.is_teaser(line, length),
            // These say so only behind the article.
            Some((Sign::Signoff | Sign::Bio | Sign::Life, _)) | None => false,
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

    /// Whether more labels stand on the line, behind a bar or the like.
    fn is_row(&self, line: &Line, length: usize) -> bool {
        let next = self.skip_bullets(&line.tokens) + length;
        line.len() <= LONGEST_TEASER && next < line.tokens.end && is_separator(self.word(next))
    }

    /// Whether a line that begins with words such as "Read more" announces other articles: it
    /// says nothing else, or goes on behind a mark, or is all a headline.
    fn is_teaser(&self, line: &Line, length: usize) -> bool {
        let next = self.skip_bullets(&line.tokens) + length;
        if self.is_alone(line, length) {
            return true;
        }
        let announced = is_separator(self.word(next))
            || matches!(self.word(next), ":" | "-" | "–" | "—" | "→")
            || self.word(next - 1) == ":";
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
            .filter(|t| is_separator(t.of(self.text)))
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
            menu += usize::from(is_menu_word(word.of(self.text), &mut buffer));
        }
        let first = self.word(self.skip_bullets(&line.tokens));
        let trail = menu > 1 && (first.eq_ignore_ascii_case("home") || self.separators(line) > 1);
        let counted = line.len() <= 3 && line.len() > all;
        all == menu && (all > 1 || all > 0 && counted)
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
        if line.sentences.len() > 2 || line.len() > LONGEST_CREDIT || numbered {
            return false;
        }
        let credited = |at: usize| match self.sign(at, line.tokens.end) {
            Some((Sign::Credit, length)) => at + length,
            _ => usize::MAX,
        };
        // Behind a stop or bar there may follow several names, behind a slash but the agency's.
        let part = |at: usize| {
            let before = self.word(at - 1);
            is_separator(before)
                || matches!(self.word(at), "(" | "[")
                || matches!(before, "." | ";" | ")" | "]" | "?" | "!")
        };
        let first = line.tokens.start + 1;
        let brackets = self.tokens[line.tokens.clone()]
            .iter()
            .rev()
            .take_while(|t| matches!(t.of(self.text), ")" | "]"));
        let end = line.tokens.end - brackets.count();
        let mut parts = first.max(end.saturating_sub(14))..end;
        let mut agencies = first.max(end.saturating_sub(4))..end;
        parts.any(|at| part(at) && credited(at) <= end)
            || agencies.any(|at| matches!(self.word(at), "/" | "via") && credited(at) == end)
    }

    /// Rows of menus and share buttons, one to a line.
    fn menus(&self, kinds: &mut [ZoneKind]) {
        let mut buffer = String::new();
        let mut is_item = |line: &Line| {
            let mut words = self.tokens[line.tokens.clone()]
                .iter()
                .filter(|t| t.kind == TokenKind::Word);
            line.len() <= 4 && words.all(|t| is_menu_word(t.of(self.text), &mut buffer))
        };
        let items: Vec<bool> = self.lines.iter().map(&mut is_item).collect();
        for at in 1..items.len() {
            if items[at - 1] && items[at] {
                kinds[at - 1..=at].fill(ZoneKind::Residue);
            }
        }
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

    /// Notes on the author and on who helped; most stand behind the article.
    fn bios(&self, kinds: &mut [ZoneKind]) {
        let mut below = true;
        for at in (0..self.lines.len()).rev() {
            let line = &self.lines[at];
            let announced = at > 0
                && matches!(self.lines[at - 1].opens, Some((Sign::Bio, length)) if self.is_alone(&self.lines[at - 1], length));
            let begins = match line.opens {
                Some((Sign::Bio, length)) => length > 2,
                Some((Sign::Signoff, _)) => below && line.len() <= LONGEST_SIGNOFF,
                _ => false,
            };
            if line.len() <= LONGEST_BIO
                && (begins || announced || self.is_bio(line, below, kinds.get(at + 1)))
            {
                kinds[at] = ZoneKind::Residue;
            }
            // Only what residue alone follows stands behind the article.
            below &= kinds[at] == ZoneKind::Residue || !line.prose;
        }
    }

    /// Whether a line says of somebody by full name what they write about or what they are,
    /// and that person wrote the article, or nothing of it follows and the line goes on about
    /// them.
    fn is_bio(&self, line: &Line, below: bool, next: Option<&ZoneKind>) -> bool {
        let start = self.skip_bullets(&line.tokens);
        let tokens = &self.tokens[start..line.tokens.end];
        let is_name = |t: &&Token| t.shape.is_capitalised() && t.kind == TokenKind::Word;
        let name = start..start + tokens.iter().take_while(is_name).count();
        if !(2..=5).contains(&name.len()) || !self.says_role(name.end, line.tokens.end) {
            return false;
        }
        let lives = || {
            let later = self.sentences[line.sentences.clone()].iter().skip(1);
            let mut starts = later.map(|s| s.tokens.start as usize);
            starts.any(|at| matches!(self.sign(at, line.tokens.end), Some((Sign::Life, _))))
        };
        self.is_byline_of(name) || below && (lives() || next == Some(&ZoneKind::Residue))
    }

    /// Whether at `at` stands what an author does ("covers") or is ("is a senior editor").
    fn says_role(&self, at: usize, end: usize) -> bool {
        let is = at < end && matches!(self.word(at), "is" | "was");
        let mut roles = (at + 1..end.min(at + 8)).map(|at| self.word(at));
        matches!(self.sign(at, end), Some((Sign::Bio, _))) || is && roles.any(is_role)
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

    /// Paragraphs that came before, and what was pulled out: a sentence or quotation that
    /// stands alone, and also within a longer paragraph.
    fn repetitions(&self, kinds: &mut [ZoneKind]) {
        let mut within = HashSet::new();
        for line in &self.lines {
            let sentences = self.sentences[line.sentences.clone()].iter();
            let sentences = sentences.map(|s| s.tokens.start as usize..s.tokens.end as usize);
            let parts = sentences.chain(self.quotations(line));
            // Marks alone around a part make it no longer.
            let is_part =
                |part: &Range<usize>| part.len() >= SHORTEST_PART && part.len() + 3 < line.len();
            within.extend(parts.filter(is_part).map(|part| self.print(part)));
        }
        let mut seen = HashSet::new();
        for (line, kind) in self.lines.iter().zip(kinds) {
            if line.len() < SHORTEST_REPETITION {
                continue;
            }
            let print = self.print(line.tokens.clone());
            if !seen.insert(print) || within.contains(&print) {
                *kind = ZoneKind::Residue;
            }
        }
    }

    /// What stands between double quotation marks on a line.
    fn quotations(&self, line: &Line) -> Vec<Range<usize>> {
        let mut quotations = Vec::new();
        let mut open = None;
        for at in line
            .tokens
            .clone()
            .filter(|&at| self.tokens[at].kind == TokenKind::Mark)
        {
            match (self.word(at), open) {
                ("“", _) | ("\"", None) => open = Some(at + 1),
                ("”" | "\"", Some(start)) => {
                    quotations.push(start..at);
                    open = None;
                }
                _ => {}
            }
        }
        quotations
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

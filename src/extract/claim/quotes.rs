//! Where somebody's own words stand between quotation marks.
//!
//! Knows typography: curly, straight, single and angled marks, unbalanced ones, and quotations
//! that run over paragraphs. Must not know who speaks, nor what a claim is.

use crate::text::{LONGEST, Span, Token, TokenKind};

/// One pair of quotation marks, the outermost only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Quoted {
    /// With its marks.
    pub(super) outer: Span,
    /// Between its marks, without outer blanks.
    pub(super) inner: Span,
    pub(super) form: Form,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Words that stand by themselves: a sentence, or a clause with its own punctuation.
    Speech,
    /// A speech whose closing mark is missing because the next paragraph goes on with it.
    Continued,
    /// A speech whose closing mark is missing; who knows where it ends.
    Unclosed,
    /// A piece of a sentence that somebody else's words complete.
    Fragment,
}

/// The mark that ends a quotation, by the mark that begins it.
fn closing(open: char) -> Option<&'static [char]> {
    Some(match open {
        '“' | '„' | '‟' => &['”', '“'],
        '"' => &['"', '”'],
        '«' => &['»'],
        '‘' => &['’'],
        '\'' => &['\''],
        '`' => &['\'', '’', '`'],
        _ => return None,
    })
}

const SINGLE: [char; 4] = ['‘', '’', '\'', '`'];

/// The quotations of one paragraph, in text order, without overlap. `before` says whether the
/// paragraph before left a speech open.
pub(super) fn quotes(text: &str, tokens: &[Token], before: Option<Form>) -> Vec<Quoted> {
    let mut found = Vec::new();
    let mut index = 0;
    // Marks for which no closing one is left.
    let mut exhausted: Vec<char> = Vec::new();
    let Some(end) = tokens.last().map(|t| t.span.end) else {
        return found;
    };
    while index < tokens.len() {
        let token = tokens[index];
        let Some(mark) = opens(text, token, index == 0) else {
            if found.is_empty() && before_is_lost(text, token) {
                found.extend(unopened(text, &tokens[..=index], before));
            }
            index += 1;
            continue;
        };
        let at = match exhausted.contains(&mark) {
            true => None,
            false => (index + 1..tokens.len())
                .find(|&at| closes(text, tokens, at, mark) || reopens(text, tokens[at], mark)),
        };
        let inner_start = token.span.end;
        if at.is_none() {
            exhausted.push(mark);
        }
        let (inner_end, outer_end, next) = match at {
            // One that is opened anew was never closed.
            Some(at) if reopens(text, tokens[at], mark) => {
                index = at;
                continue;
            }
            Some(at) => (tokens[at].span.start, tokens[at].span.end, at + 1),
            // Without its other half a single mark is an apostrophe, and a double one begins a
            // quotation only where a sentence or a clause begins with it; but a paragraph that
            // goes on with the quotation opens it anew.
            None if !introduced(text, tokens, index)
                || SINGLE.contains(&mark) && !goes_on(text, end, mark) =>
            {
                index += 1;
                continue;
            }
            None => (end, end, tokens.len()),
        };
        let inner = trimmed(text, Span::new(inner_start, inner_end));
        if !inner.is_empty() {
            let outer = Span::new(token.span.start, outer_end);
            let form = match at {
                None if goes_on(text, end, mark) => Form::Continued,
                None if before.is_some() && index == 0 => Form::Speech,
                None => Form::Unclosed,
                Some(at) => form(
                    text,
                    tokens,
                    index,
                    at,
                    inner,
                    before.filter(|_| index == 0),
                ),
            };
            found.push(Quoted { outer, inner, form });
        }
        index = next;
    }
    found
}

/// Whether the next paragraph begins with the mark.
fn goes_on(text: &str, end: u32, mark: char) -> bool {
    text[end as usize..].trim_start().starts_with(mark)
}

/// Whether a mark closes a quotation that was never opened: behind punctuation, before a blank.
fn before_is_lost(text: &str, token: Token) -> bool {
    let double = matches!(mark(text, token), Some('”' | '"'));
    double
        && text[..token.span.start as usize].ends_with([',', '.', '?', '!'])
        && text[token.span.end as usize..].starts_with(char::is_whitespace)
}

/// The quotation that the last of the tokens closes: the paragraph where the one before left it
/// open, else the sentence.
fn unopened(text: &str, tokens: &[Token], before: Option<Form>) -> Option<Quoted> {
    let (last, words) = tokens.split_last()?;
    let stop = |token: &Token| matches!(token.of(text), "." | "?" | "!" | ":" | "…");
    let inner = &words[..words.len().saturating_sub(1)];
    let start = match before {
        Some(_) => 0,
        None => {
            let reach = inner.len().saturating_sub(LONGEST);
            let stopped = inner[reach..].iter().rposition(stop);
            stopped.map_or(reach, |stop| reach + stop + 1)
        }
    };
    let first = words
        .get(start)
        .filter(|first| first.shape.is_capitalised())?;
    let inner = Span::new(first.span.start, last.span.start);
    Some(Quoted {
        outer: Span::new(first.span.start, last.span.end),
        inner: trimmed(text, inner),
        form: Form::Speech,
    })
}

/// The words of a speaker's turn in an interview or a chat, which stand without quotation
/// marks behind a name and a colon; `name` is where the name at the paragraph's start ends.
pub(super) fn turn(text: &str, tokens: &[Token], name: u32) -> Option<Quoted> {
    let colon = tokens.iter().position(|t| t.span.start >= name)?;
    let (colon, said) = (tokens.get(colon)?, tokens.get(colon + 1)?);
    // In a chat, which is all in small letters, names stand before everything.
    if colon.of(text) != ":" || !said.shape.is_capitalised() {
        return None;
    }
    let inner = Span::new(said.span.start, tokens.last()?.span.end);
    let form = Form::Speech;
    Some(Quoted {
        outer: inner,
        inner,
        form,
    })
}

/// The mark, where the token can begin a quotation.
fn opens(text: &str, token: Token, first: bool) -> Option<char> {
    let mark = mark(text, token)?;
    closing(mark)?;
    let before = text[..token.span.start as usize].chars().next_back();
    let after = text[token.span.end as usize..].chars().next();
    let free = first || before.is_none_or(|c| c.is_whitespace() || "([{—–-/“‘\"".contains(c));
    match mark {
        '“' | '„' | '«' => Some(mark),
        // "'90s" and "'em" are apostrophes; so is a mark between blanks.
        '\'' | '‘' | '`' => (free
            && after.is_some_and(|c| c.is_alphabetic() || c == '…' || c == '$' || c == '£')
            && !["em ", "til ", "tis ", "twas ", "cause ", "n’ ", "n' "]
                .iter()
                .any(|word| text[token.span.end as usize..].starts_with(word)))
        .then_some(mark),
        // Some pages put blanks on both sides of a mark.
        _ => (free || after.is_some_and(|c| c.is_alphanumeric())).then_some(mark),
    }
}

/// Whether a quotation that `open` began cannot be closed behind `token`, because it begins
/// another.
fn reopens(text: &str, token: Token, open: char) -> bool {
    matches!(open, '“' | '«') && mark(text, token) == Some(open)
}

fn closes(text: &str, tokens: &[Token], at: usize, open: char) -> bool {
    let token = tokens[at];
    let Some(mark) = mark(text, token) else {
        return false;
    };
    if !closing(open).is_some_and(|marks| marks.contains(&mark)) {
        return false;
    }
    if mark == '“' {
        return open == '„';
    }
    if !SINGLE.contains(&mark) {
        return true;
    }
    let before = text[..token.span.start as usize].chars().next_back();
    let after = text[token.span.end as usize..].chars().next();
    if after.is_some_and(char::is_alphanumeric) || before.is_none_or(char::is_whitespace) {
        return false;
    }
    // "the rivals’ offer’": a plural possessive has another mark to come.
    let possessive = before == Some('s') && after == Some(' ');
    let next_word = text[token.span.end as usize..].trim_start().chars().next();
    !(possessive
        && next_word.is_some_and(char::is_lowercase)
        && tokens[at + 1..].iter().take(40).any(|&later| {
            self::mark(text, later) == Some(mark)
                && !text[later.span.end as usize..].starts_with(char::is_alphanumeric)
        }))
}

/// Whether what stands before the mark leads up to a quotation.
fn introduced(text: &str, tokens: &[Token], at: usize) -> bool {
    at.checked_sub(1).is_none_or(|before| {
        text[tokens[before].span.range()].ends_with(['.', '?', '!', ':', ',', '—', '–'])
    })
}

fn form(
    text: &str,
    tokens: &[Token],
    open: usize,
    close: usize,
    inner: Span,
    before: Option<Form>,
) -> Form {
    if before == Some(Form::Continued) {
        return Form::Speech;
    }
    let words = &text[inner.range()];
    let stopped = words.ends_with(['.', '?', '!', '…', ',', '—', '–']);
    let follows = text[tokens[close].span.end as usize..]
        .trim_start()
        .chars()
        .next();
    let comma_behind = follows == Some(',');
    let capital = words
        .chars()
        .find(|c| c.is_alphanumeric())
        .is_some_and(|c| c.is_uppercase());
    let introduced = introduced(text, tokens, open);
    let last = close + 1 >= tokens.len();
    let speech = match () {
        () if introduced && stopped => true,
        () if introduced && (capital || comma_behind) && (comma_behind || last) => true,
        () if introduced && capital => words.contains(' '),
        () => stopped && capital && words.len() > 20,
    };
    if speech { Form::Speech } else { Form::Fragment }
}

fn mark(text: &str, token: Token) -> Option<char> {
    (token.kind == TokenKind::Mark).then(|| text[token.span.range()].chars().next())?
}

fn trimmed(text: &str, span: Span) -> Span {
    let inner = &text[span.range()];
    let start = span.start + (inner.len() - inner.trim_start().len()) as u32;
    Span::new(start, start + inner.trim().len() as u32)
}

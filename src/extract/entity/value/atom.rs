//! Tokens cut to what the value patterns speak of.
//!
//! Knows how tokens are written. Must not know what an atom means.
//!
//! A token may hold several atoms: "mid-March" three, "1990s" two, "Q3" two. Only a number with
//! its separators ("1,200.50", "10:30") and an abbreviation with its stops ("U.S.") stay whole.

use crate::text::{Gap, Span, Token, TokenKind};

/// What an atom is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Letters,
    Digits,
    /// A mark or symbol.
    Mark,
    /// A web or e-mail address, a handle, a hashtag.
    Address,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Atom {
    pub(super) span: Span,
    pub(super) kind: Kind,
    /// The white space before it; none too between atoms of one token.
    pub(super) gap: Gap,
}

/// The atoms of `tokens`, in text order.
pub(super) fn atoms(text: &str, tokens: &[Token]) -> Vec<Atom> {
    let mut atoms = Vec::with_capacity(tokens.len() + tokens.len() / 8);
    for token in tokens {
        let first = atoms.len();
        match token.kind {
            TokenKind::Address => atoms.push(Atom {
                span: token.span,
                kind: Kind::Address,
                gap: Gap::None,
            }),
            _ => cut(token.of(text), token.span.start, &mut atoms),
        }
        if let Some(atom) = atoms.get_mut(first) {
            atom.gap = token.gap;
        }
        join_figure(text, &mut atoms);
    }
    atoms
}

/// Makes one figure of the last atoms where they are one: ".315", "3:1".
fn join_figure(text: &str, atoms: &mut Vec<Atom>) {
    let word = |atom: &Atom| &text[atom.span.range()];
    let digits = |atom: &Atom| atom.kind == Kind::Digits;
    let glued = |atom: &Atom| atom.gap == Gap::None;
    let parts = match atoms.as_slice() {
        [.., left, colon, right]
            if digits(left)
                && word(colon) == ":"
                && glued(colon)
                && digits(right)
                && glued(right) =>
        {
            3
        }
        [.., point, right]
            if word(point) == "." && !glued(point) && digits(right) && glued(right) =>
        {
            2
        }
        _ => return,
    };
    let rest = atoms.split_off(atoms.len() - parts + 1);
    if let (Some(figure), Some(last)) = (atoms.last_mut(), rest.last()) {
        figure.span = figure.span.cover(last.span);
        figure.kind = Kind::Digits;
    }
}

/// Cuts one token's text, which begins at byte `start`, where letters, digits and marks meet.
fn cut(word: &str, start: u32, atoms: &mut Vec<Atom>) {
    let bytes = word.as_bytes();
    let mut from = 0;
    while let Some(c) = word[from..].chars().next() {
        // An apostrophe that begins a token begins a clitic.
        let kind = if from == 0 && word.len() > 1 && matches!(c, '\'' | '’') {
            Kind::Letters
        } else {
            kind(c)
        };
        let mut to = from + c.len_utf8();
        while let Some(next) = word[to..].chars().next() {
            let inside = match (kind, next) {
                // Separators of a figure, stops of an abbreviation and apostrophes belong to what
                // goes on behind them; a stop also closes an abbreviation that has one inside.
                (Kind::Digits, ',' | '.' | ':') => {
                    bytes.get(to + 1).is_some_and(u8::is_ascii_digit)
                }
                (Kind::Letters, '\'' | '’') => true,
                (Kind::Letters, '.') => to + 1 < bytes.len() || word[from..to].contains('.'),
                (Kind::Mark, _) => false,
                _ => self::kind(next) == kind,
            };
            if !inside {
                break;
            }
            to += next.len_utf8();
        }
        atoms.push(Atom {
            span: Span::new(start + from as u32, start + to as u32),
            kind,
            gap: Gap::None,
        });
        from = to;
    }
}

fn kind(c: char) -> Kind {
    if c.is_ascii_digit() {
        Kind::Digits
    } else if c.is_alphabetic() || c == '_' {
        Kind::Letters
    } else {
        Kind::Mark
    }
}

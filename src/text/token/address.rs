//! Web and e-mail addresses, handles and hashtags.
//!
//! Knows how addresses are written and where the punctuation around them begins. Most are
//! known only by a mark inside them; then the tokens before it are merged into one.

use super::super::abbreviation::ends_domains;
use super::scanner::{Scanner, is_blank};
use super::{Gap, TokenKind};

/// The longest web address without a scheme and the longest mailbox name that are looked for.
const LONGEST_DOMAIN: usize = 253;
const LONGEST_MAILBOX: usize = 64;

/// Whether a byte may stand in the name of a host.
fn in_host(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.')
}

impl Scanner<'_> {
    /// Where a web address without a scheme ends ("example.com/news").
    pub(super) fn domain(&self, start: usize, dot: usize) -> Option<usize> {
        let www = self.text[start..dot].eq_ignore_ascii_case("www");
        let label = self.byte(dot + 1);
        if !(www || label.is_ascii_lowercase() || label.is_ascii_digit()) {
            return None;
        }
        let limit = (dot + LONGEST_DOMAIN).min(self.bytes.len());
        let host = self.bytes[dot..limit].iter().take_while(|b| in_host(b));
        let mut end = dot + host.count();
        while end > dot && matches!(self.byte(end - 1), b'.' | b'-') {
            end -= 1;
        }
        let last = self.text[start..end].rsplit('.').next()?;
        if end <= dot || !(www || ends_domains(last)) {
            return None;
        }
        Some(if self.byte(end) == b'/' {
            self.address_end(end)
        } else {
            end
        })
    }

    /// Where an address ends that goes on at `at`: at a blank or quotation mark, without the
    /// punctuation that belongs to the sentence.
    fn address_end(&self, at: usize) -> usize {
        let rest = &self.text[at..];
        let outside = |c: char| {
            is_blank(c)
                || c.is_control()
                || matches!(
                    c,
                    '<' | '>' | '"' | '“' | '”' | '‘' | '’' | '|' | '`' | '^' | '{' | '}'
                )
        };
        let mut address = &rest[..rest.find(outside).unwrap_or(rest.len())];
        let mut open = address.matches('(').count() as i64 - address.matches(')').count() as i64;
        while let Some(last) = address.chars().next_back() {
            let trim = match last {
                ')' => {
                    open += 1;
                    open <= 0
                }
                _ => matches!(
                    last,
                    '.' | ',' | ';' | ':' | '!' | '?' | '\'' | ']' | '*' | '…' | '—' | '–'
                ),
            };
            if !trim {
                break;
            }
            address = &address[..address.len() - last.len_utf8()];
        }
        at + address.len()
    }

    /// A URL whose colon is at `colon`, behind its scheme.
    pub(super) fn url(&mut self, colon: usize) -> bool {
        let touching = self.tokens.last().filter(|_| self.gap == Gap::None);
        let known = |word: &str| {
            ["http", "https", "ftp"]
                .iter()
                .any(|s| word.eq_ignore_ascii_case(s))
        };
        let scheme = touching.filter(|t| known(t.of(self.text)));
        let Some(scheme) = scheme.filter(|_| self.text[colon..].starts_with("://")) else {
            return false;
        };
        let start = scheme.span.start as usize;
        let end = self.address_end(colon);
        if end <= colon + 3 {
            return false;
        }
        self.merge(start, end);
        true
    }

    /// An e-mail address whose sign is at `at`.
    pub(super) fn mail(&mut self, at: usize) -> bool {
        let from = at.saturating_sub(LONGEST_MAILBOX);
        let mailbox = self.bytes[from..at]
            .iter()
            .rev()
            .take_while(|b| in_host(b) || matches!(b, b'_' | b'%' | b'+'));
        let start = at - mailbox.count();
        let limit = (at + LONGEST_DOMAIN).min(self.bytes.len());
        let length = self.bytes[at + 1..limit]
            .iter()
            .take_while(|b| in_host(b))
            .count();
        let host = self.text[at + 1..at + 1 + length].trim_end_matches(['.', '-']);
        let valid = host
            .rsplit_once('.')
            .is_some_and(|(_, top)| top.len() > 1 && top.bytes().all(|b| b.is_ascii_alphabetic()));
        let aligned = self
            .tokens
            .iter()
            .rev()
            .take_while(|t| t.span.end as usize > start)
            .any(|t| t.span.start as usize == start);
        if !valid || !aligned {
            return false;
        }
        self.merge(start, at + 1 + host.len());
        true
    }

    /// A handle or hashtag: its sign, then letters and digits, at least one letter.
    pub(super) fn handle(&mut self, at: usize) -> bool {
        let end = self.run(at + 1);
        let valid = self.text[at + 1..end].contains(char::is_alphabetic);
        if valid {
            self.push(at, end, TokenKind::Address);
        }
        valid
    }
}

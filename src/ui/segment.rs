//! Cuts a block of text into nested pieces, one element each on the page.
//!
//! Knows spans. Must not know what a mark says or how it looks.
//!
//! **Invariant:** the text pieces, read from left to right, are exactly the block.

use crate::text::Span;

/// What a stretch of text is to its mark, from the outermost when drawn to the innermost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    Claim,
    Source,
    Entity,
    Cue,
}

/// A stretch of text that one mark covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    pub span: Span,
    pub role: Role,
}

impl Stretch {
    /// Text order; of stretches that begin together the outer one first.
    pub fn order(&self) -> (u32, u32, Role) {
        (self.span.start, u32::MAX - self.span.end, self.role)
    }
}

/// A part of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    Text(Span),
    /// A part of a stretch, with what lies inside it.
    Mark {
        /// Index into the stretches that were given.
        stretch: usize,
        span: Span,
        pieces: Vec<Piece>,
    },
}

/// The block as nested pieces. `stretches` stand in [`Stretch::order`]; parts of them outside
/// the block do not count. Where two cross, the inner one is cut; a claim is cut only by
/// another claim.
pub fn segments(block: Span, stretches: &[Stretch]) -> Vec<Piece> {
    let mut builder = Builder {
        at: block.start,
        open: Vec::new(),
        done: Vec::new(),
    };
    for (index, stretch) in stretches.iter().enumerate() {
        let span = Span::new(
            stretch.span.start.max(block.start),
            stretch.span.end.min(block.end),
        );
        if span.is_empty() {
            continue;
        }
        builder.advance(span.start);
        // What is open, ends earlier and belongs inside, goes inside.
        let above = (builder.open.iter())
            .rposition(|open| open.end >= span.end || open.role <= stretch.role)
            .map_or(0, |below| below + 1);
        let inside = builder.close(above);
        builder.open.push(Open::new(index, stretch.role, span));
        builder.open.extend(inside);
    }
    builder.advance(block.end);
    builder.done
}

/// A stretch that has begun and not ended.
#[derive(Debug)]
struct Open {
    stretch: usize,
    role: Role,
    start: u32,
    end: u32,
    pieces: Vec<Piece>,
}

impl Open {
    fn new(stretch: usize, role: Role, span: Span) -> Self {
        Self {
            stretch,
            role,
            start: span.start,
            end: span.end,
            pieces: Vec::new(),
        }
    }
}

#[derive(Debug)]
struct Builder {
    at: u32,
    open: Vec<Open>,
    done: Vec<Piece>,
}

impl Builder {
    /// Emits text up to `to` and closes what ends on the way.
    fn advance(&mut self, to: u32) {
        while let Some((index, end)) = (self.open.iter().enumerate())
            .map(|(index, open)| (index, open.end))
            .min_by_key(|&(index, end)| (end, index))
            .filter(|&(_, end)| end <= to)
        {
            self.emit(end);
            let mut above = self.close(index);
            above.retain(|open| open.end > end);
            self.open.extend(above);
        }
        self.emit(to);
    }

    fn emit(&mut self, to: u32) {
        if self.at < to {
            let text = Piece::Text(Span::new(self.at, to));
            self.level().push(text);
            self.at = to;
        }
    }

    /// Closes the open stretches from `depth` on, the innermost first, and returns what is left
    /// of them, the outermost first.
    fn close(&mut self, depth: usize) -> Vec<Open> {
        let mut closed = Vec::new();
        while self.open.len() > depth {
            let Some(open) = self.open.pop() else { break };
            let rest = Span::new(self.at, open.end);
            closed.push(Open::new(open.stretch, open.role, rest));
            if open.start < self.at {
                let piece = Piece::Mark {
                    stretch: open.stretch,
                    span: Span::new(open.start, self.at),
                    pieces: open.pieces,
                };
                self.level().push(piece);
            }
        }
        closed.reverse();
        closed
    }

    fn level(&mut self) -> &mut Vec<Piece> {
        match self.open.last_mut() {
            Some(open) => &mut open.pieces,
            None => &mut self.done,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes pieces as text: in brackets the index of the stretch and what it holds.
    fn show(text: &str, pieces: &[Piece]) -> String {
        pieces
            .iter()
            .map(|piece| match piece {
                Piece::Text(span) => text[span.range()].to_owned(),
                Piece::Mark {
                    stretch, pieces, ..
                } => format!("[{stretch}:{}]", show(text, pieces)),
            })
            .collect()
    }

    fn check(text: &str, stretches: &[(u32, u32, Role)], expect: &str) {
        let mut stretches: Vec<Stretch> = stretches
            .iter()
            .map(|&(start, end, role)| Stretch {
                span: Span::new(start, end),
                role,
            })
            .collect();
        stretches.sort_by_key(Stretch::order);
        let pieces = segments(Span::new(0, text.len() as u32), &stretches);
        assert_eq!(show(text, &pieces), expect);
    }

    #[test]
    fn nested_side_by_side_and_crossing() {
        use Role::{Claim, Cue, Entity, Source};
        check("abcdef", &[], "abcdef");
        check("abcdef", &[(0, 6, Entity)], "[0:abcdef]");
        check("abcdef", &[(1, 3, Entity), (3, 5, Cue)], "a[0:bc][1:de]f");
        check("abcdef", &[(0, 6, Claim), (1, 3, Entity)], "[0:a[1:bc]def]");
        check("abcdef", &[(1, 3, Cue), (1, 3, Entity)], "a[0:[1:bc]]def");
        check(
            "abcdef",
            &[(1, 3, Source), (1, 3, Entity)],
            "a[0:[1:bc]]def",
        );
        // Crossing: the one that begins later is cut, unless it is a claim.
        check(
            "abcdef",
            &[(0, 3, Entity), (2, 5, Entity)],
            "[0:ab[1:c]][1:de]f",
        );
        check(
            "abcdef",
            &[(0, 3, Entity), (2, 5, Claim)],
            "[0:ab][1:[0:c]de]f",
        );
        check(
            "abcdef",
            &[(0, 3, Claim), (2, 5, Claim)],
            "[0:ab[1:c]][1:de]f",
        );
        check(
            "abcdef",
            &[(0, 4, Entity), (1, 4, Cue), (2, 6, Claim)],
            "[0:a[1:b]][2:[0:[1:cd]]ef]",
        );
        // What lies outside of the block does not count.
        check("abcdef", &[(4, 9, Claim), (7, 9, Cue)], "abcd[0:ef]");
        check("", &[(0, 3, Claim)], "");
    }
}

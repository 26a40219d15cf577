//! Tokens against tokens: how much of some spans others cover, whatever their borders.

use super::Counts;
use crate::text::{Span, Token, touched};

/// The tokens that lie in spans of each side. A token counts once, however many spans hold it.
pub fn tokens(tokens: &[Token], gold: &[Span], predicted: &[Span]) -> Counts {
    let (gold, predicted) = (held(tokens, gold), held(tokens, predicted));
    let count = |held: &[bool]| held.iter().filter(|held| **held).count() as u64;
    let both = gold.iter().zip(&predicted).filter(|(a, b)| **a && **b);
    Counts {
        gold: count(&gold),
        predicted: count(&predicted),
        right: both.count() as u64,
    }
}

/// Whether a span holds each token, or a part of it.
fn held(tokens: &[Token], spans: &[Span]) -> Vec<bool> {
    let mut held = vec![false; tokens.len()];
    for span in spans {
        held[touched(tokens, *span)].fill(true);
    }
    held
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokenize;

    #[test]
    fn tokens_count_once_and_in_part() {
        let words = tokenize("The mill may close soon.");
        let score = |gold: &[(u32, u32)], predicted: &[(u32, u32)]| {
            let spans = |spans: &[(u32, u32)]| -> Vec<Span> {
                spans
                    .iter()
                    .map(|(start, end)| Span::new(*start, *end))
                    .collect()
            };
            let counts = tokens(&words, &spans(gold), &spans(predicted));
            (counts.gold, counts.predicted, counts.right)
        };
        // "The mill" against "mill may".
        assert_eq!(score(&[(0, 8)], &[(4, 12)]), (2, 2, 1));
        // Two spans over the same word, and one that cuts it.
        assert_eq!(score(&[(4, 8), (0, 8)], &[(5, 7)]), (2, 1, 1));
        assert_eq!(score(&[], &[(0, 23)]), (0, 5, 0));
        assert_eq!(score(&[(0, 3)], &[]), (1, 0, 0));
    }
}

//! Blocks and segments of any text whatever.

use hedgerow::text::Span;
use hedgerow::ui::segment::{Piece, Role, Stretch, segments};
use hedgerow::ui::viewport::blocks;
use proptest::prelude::*;
use std::collections::BTreeMap;

fn roles() -> impl Strategy<Value = Role> {
    prop::sample::select(vec![Role::Claim, Role::Source, Role::Entity, Role::Cue])
}

fn stretches() -> impl Strategy<Value = Vec<Stretch>> {
    let stretch = (0u32..60, 0u32..30, roles()).prop_map(|(start, len, role)| Stretch {
        span: Span::new(start, start + len),
        role,
    });
    prop::collection::vec(stretch, 0..12).prop_map(|mut stretches| {
        stretches.sort_by_key(Stretch::order);
        stretches
    })
}

/// Reads pieces from left to right: the text spans, and what each stretch covers.
fn walk(
    pieces: &[Piece],
    outer: Option<Span>,
    texts: &mut Vec<Span>,
    covered: &mut BTreeMap<usize, Vec<Span>>,
) {
    for piece in pieces {
        let span = match piece {
            Piece::Text(span) => {
                texts.push(*span);
                *span
            }
            Piece::Mark {
                stretch,
                span,
                pieces,
            } => {
                covered.entry(*stretch).or_default().push(*span);
                walk(pieces, Some(*span), texts, covered);
                *span
            }
        };
        assert!(!span.is_empty());
        assert!(outer.is_none_or(|outer| outer.contains(span)));
    }
}

proptest! {
    #[test]
    fn pieces_are_the_block_and_cover_each_stretch(
        start in 0u32..20,
        len in 0u32..60,
        stretches in stretches(),
    ) {
        let block = Span::new(start, start + len);
        let (mut texts, mut covered) = (Vec::new(), BTreeMap::new());
        walk(&segments(block, &stretches), None, &mut texts, &mut covered);
        let mut at = block.start;
        for text in &texts {
            prop_assert_eq!(text.start, at);
            at = text.end;
        }
        prop_assert_eq!(at, block.end);
        for (index, stretch) in stretches.iter().enumerate() {
            let span = stretch.span;
            let inside = Span::new(span.start.max(block.start), span.end.min(block.end));
            let pieces = covered.remove(&index).unwrap_or_default();
            if inside.is_empty() {
                prop_assert!(pieces.is_empty());
                continue;
            }
            let mut at = inside.start;
            for piece in pieces {
                prop_assert_eq!(piece.start, at);
                at = piece.end;
            }
            prop_assert_eq!(at, inside.end);
        }
    }

    /// A claim is cut by another claim only.
    #[test]
    fn one_claim_among_others_stays_whole(mut stretches in stretches(), start in 0u32..50) {
        stretches.retain(|stretch| stretch.role != Role::Claim);
        let claim = Stretch { span: Span::new(start, start + 20), role: Role::Claim };
        stretches.push(claim);
        stretches.sort_by_key(Stretch::order);
        let index = stretches.iter().position(|stretch| *stretch == claim).expect("it is there");
        let (mut texts, mut covered) = (Vec::new(), BTreeMap::new());
        walk(&segments(Span::new(0, 100), &stretches), None, &mut texts, &mut covered);
        // A longer stretch around the claim's beginning may still hold and cut it.
        let held = stretches.iter().any(|other| {
            other.role != Role::Claim
                && other.span.start <= claim.span.start
                && other.span.end > claim.span.start
        });
        if !held {
            prop_assert_eq!(covered[&index].len(), 1);
        }
    }

    #[test]
    fn blocks_hold_all_but_white_space(text in ".{0,80}(\n.{0,400}){0,9}", times in 1usize..30) {
        let text = text.repeat(times);
        let mut at = 0;
        for block in blocks(&text) {
            let span = block.span.range();
            prop_assert!(at <= span.start && !span.is_empty());
            prop_assert!(text[at..span.start].trim().is_empty());
            prop_assert!(!text[span.clone()].contains('\n'));
            prop_assert!(span.len() <= 4096);
            at = span.end;
        }
        prop_assert!(text[at..].trim().is_empty());
    }

    #[test]
    fn joined_characters_stay_together(times in 900usize..1400) {
        let text = "👩\u{200D}👩\u{200D}👧e\u{301}".repeat(times);
        for block in blocks(&text) {
            let words = &text[block.span.range()];
            let whole = !words.starts_with(['\u{200D}', '\u{301}']) && !words.ends_with('\u{200D}');
            prop_assert!(whole, "{}", words);
        }
    }
}

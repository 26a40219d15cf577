//! What holds of every extraction, whatever the text.

use hedgerow::extract::{Extraction, Reason};
use hedgerow::text::Span;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

pub fn hold(text: &str, extraction: &Extraction) -> TestCaseResult {
    let Extraction {
        sentences,
        zones,
        entities,
        cues,
        claims,
    } = extraction;
    for span in sentences {
        is_trimmed(text, *span)?;
    }
    prop_assert!(
        sentences.is_sorted_by(|a, b| a.end <= b.start),
        "sentences overlap"
    );
    prop_assert!(
        zones.is_sorted_by(|a, b| a.span.end <= b.span.start),
        "zones overlap"
    );
    for entity in entities {
        is_trimmed(text, entity.span)?;
        is_share(entity.confidence)?;
    }
    prop_assert!(
        entities.is_sorted_by(|a, b| a.span.end <= b.span.start),
        "entities overlap"
    );
    for cue in cues {
        is_trimmed(text, cue.span)?;
        is_share(cue.confidence)?;
    }
    prop_assert!(cues.is_sorted_by_key(|cue| cue.span), "cues out of order");
    let cue_exists = |reason: &Reason| reason.cue.is_none_or(|cue| (cue as usize) < cues.len());
    for (index, claim) in claims.iter().enumerate() {
        prop_assert!(!claim.content.is_empty(), "a claim of nothing");
        for span in claim.content.iter().chain(&claim.source) {
            is_trimmed(text, *span)?;
        }
        prop_assert!(
            claim.content.is_sorted_by(|a, b| a.end <= b.start),
            "parts out of order"
        );
        prop_assert!(
            claim.cues.is_sorted_by(|a, b| a < b),
            "cues of a claim out of order"
        );
        prop_assert!(claim.cues.iter().all(|cue| (*cue as usize) < cues.len()));
        prop_assert!(claim.why.iter().all(cue_exists));
        is_share(claim.confidence)?;
        // Whoever climbs from a claim to its parent arrives.
        let mut above = claim.parent;
        for _ in 0..claims.len() {
            let Some(parent) = above else { break };
            prop_assert!((parent as usize) < claims.len() && parent as usize != index);
            above = claims[parent as usize].parent;
        }
        prop_assert!(above.is_none(), "claim {index} is nested in itself");
    }
    Ok(())
}

fn is_trimmed(text: &str, span: Span) -> TestCaseResult {
    let slice = text.get(span.range());
    prop_assert!(slice.is_some(), "{span:?} is not of the text");
    let slice = slice.unwrap_or_default();
    prop_assert!(
        !slice.is_empty() && slice.trim() == slice,
        "{span:?} is {slice:?}"
    );
    Ok(())
}

fn is_share(confidence: f32) -> TestCaseResult {
    prop_assert!((0.0..=1.0).contains(&confidence));
    Ok(())
}

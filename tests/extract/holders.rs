//! Who holds a claim, and what its source is, from given names and cues.

use crate::claims::{claims, document, given};
use hedgerow::engine::Engine;
use hedgerow::extract::Claim;
use hedgerow::text::Source;
use std::fmt::Write;

/// Each line is a text as those of `claims` are, and behind `=>` what each of its sources is to come to, in text order.
#[test]
fn sources_have_their_holders() {
    let engine = Engine::new();
    let mut wrong = String::new();
    let mut lines = 0;
    let cases = include_str!("holders.txt").lines().enumerate();
    for (number, line) in cases.filter(|(_, l)| !l.is_empty() && !l.starts_with('#')) {
        lines += 1;
        let (text, expect) = line
            .split_once(" => ")
            .expect("a text and what comes of it");
        let gold = document(text);
        let found = claims(&engine, gold.source(), given(&gold));
        let mut sourced: Vec<&Claim> = found.claims.iter().collect();
        sourced.retain(|claim| !claim.source.is_empty());
        sourced.sort_by_key(|claim| claim.source[0]);
        sourced.dedup_by_key(|claim| claim.source[0]);
        let got: Vec<String> = sourced.iter().map(|c| shown(gold.source(), c)).collect();
        if got.join("; ") != expect {
            let got = got.join("; ");
            writeln!(
                wrong,
                "{}: {text}\n  expected {expect}\n  found    {got}",
                number + 1
            )
            .unwrap();
        }
    }
    assert!(lines >= 39, "{lines} lines");
    assert!(wrong.is_empty(), "{wrong}");
}

fn shown(source: &Source, claim: &Claim) -> String {
    let words = source.slice(claim.source[0]);
    let holder = claim.holder.as_deref().unwrap_or("?");
    format!("{words}: {holder}, {}", claim.source_kind)
}

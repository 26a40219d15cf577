//! Sentence splitting, scored by whole texts: one boundary too many or too few and it is wrong.

use super::Ratio;
use crate::text::{sentences, tokenize};

/// One text and its sentences, as somebody else split it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segmentation {
    pub text: String,
    pub sentences: Vec<String>,
}

/// How many of the texts we split in the same way, but for the white space between words.
pub fn segmentation(cases: &[Segmentation]) -> Ratio {
    let mut ratio = Ratio::default();
    cases.iter().for_each(|case| ratio.count(is_right(case)));
    ratio
}

fn is_right(case: &Segmentation) -> bool {
    let words = |sentence: &str| sentence.split_whitespace().collect::<Vec<_>>().join(" ");
    let found = sentences(&case.text, &tokenize(&case.text));
    let found = found
        .iter()
        .map(|sentence| words(&case.text[sentence.span.range()]));
    found.eq(case.sentences.iter().map(|sentence| words(sentence)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_boundary_too_many_is_wrong() {
        let check = |sentences: &[&str], right| {
            let case = Segmentation {
                text: "It rained.\u{A0} Nobody\nleft the hall.".to_owned(),
                sentences: sentences.iter().map(|s| (*s).to_owned()).collect(),
            };
            assert_eq!(segmentation(&[case]), Ratio { right, of: 1 });
        };
        check(&["It rained.", "Nobody left the hall."], 1);
        check(&["It rained. Nobody left the hall."], 0);
        check(&["It rained.", "Nobody", "left the hall."], 0);
    }
}

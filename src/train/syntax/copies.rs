//! Copies of sentences as headlines, chats and shouting have them.
//!
//! Knows letters, and which words a headline leaves out. Must not know what is learnt.

use super::trees::Tree;
use crate::eval::Tree as Line;
use crate::train::recase::title_case;
use anyhow::Result;

/// What a headline leaves out, where nothing hangs on it.
const LEFT_OUT: &[&str] = &[
    "a", "an", "the", "is", "are", "was", "were", "am", "be", "been",
];

/// A copy of three in four sentences, in one manner each.
pub fn copies(trees: &[Tree], weight: f32) -> Result<Vec<Tree>> {
    if weight <= 0.0 {
        return Ok(Vec::new());
    }
    let mut copies = Vec::new();
    for (index, tree) in trees.iter().enumerate() {
        let mut line = match index % 4 {
            0 | 2 => headline(&tree.line),
            _ => tree.line.clone(),
        };
        match index % 8 {
            0 => recase(&mut line, title_case),
            1 => recase(&mut line, <[u8]>::make_ascii_lowercase),
            2 | 5 => recase(&mut line, <[u8]>::make_ascii_uppercase),
            3 => recase(&mut line, title_case),
            // A headline as British papers write it.
            4 => {}
            6 => recase(&mut line, title_case),
            _ => continue,
        }
        copies.push(Tree::of(line, weight)?);
    }
    Ok(copies)
}

/// Changes ASCII letters only, so that offsets stay.
fn recase(line: &mut Line, change: fn(&mut [u8])) {
    let mut bytes = std::mem::take(&mut line.text).into_bytes();
    change(&mut bytes);
    line.text = String::from_utf8_lossy(&bytes).into_owned();
}

/// The sentence without articles, forms of "be" and its full stop.
fn headline(line: &Line) -> Line {
    let letters: Vec<char> = line.text.chars().collect();
    let word = |at: usize| -> String {
        let (start, end) = (line.tokens[at].0 as usize, line.tokens[at].1 as usize);
        letters[start..end].iter().collect()
    };
    let last = line.tokens.len() - 1;
    let is_head = |at: usize| line.tokens.iter().any(|word| usize::from(word.4) == at + 1);
    let goes = |at: usize| {
        let word = word(at);
        let small = LEFT_OUT.iter().any(|out| word.eq_ignore_ascii_case(out));
        (small || at == last && word == ".") && !is_head(at)
    };
    let stays: Vec<usize> = (0..=last).filter(|at| !goes(*at)).collect();
    if stays.is_empty() {
        return line.clone();
    }
    let mut out = Line {
        text: String::new(),
        tokens: Vec::with_capacity(stays.len()),
        ..line.clone()
    };
    let mut end = 0;
    for at in &stays {
        let (start, after, upos, xpos, head, relation) = &line.tokens[*at];
        let touches = *at > 0 && line.tokens[at - 1].1 == *start;
        if end > 0 && !touches {
            out.text.push(' ');
            end += 1;
        }
        let begin = end;
        out.text.push_str(&word(*at));
        end += after - start;
        let head = match head {
            0 => 0,
            head => stays.partition_point(|stay| *stay < usize::from(head - 1)) as u16 + 1,
        };
        out.tokens.push((
            begin,
            end,
            upos.clone(),
            xpos.clone(),
            head,
            relation.clone(),
        ));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line() -> Line {
        let words = [
            ("The", "DET", 2, "det"),
            ("café", "NOUN", 4, "nsubj:pass"),
            ("was", "AUX", 4, "aux:pass"),
            ("shut", "VERB", 0, "root"),
            (".", "PUNCT", 4, "punct"),
        ];
        let (mut text, mut tokens, mut at) = (String::new(), Vec::new(), 0);
        for (word, tag, head, relation) in words {
            if !text.is_empty() && word != "." {
                text.push(' ');
                at += 1;
            }
            text.push_str(word);
            let end = at + word.chars().count() as u32;
            tokens.push((at, end, tag.into(), "VBN".into(), head, relation.into()));
            at = end;
        }
        Line {
            id: "t".into(),
            text,
            tokens,
        }
    }

    #[test]
    fn a_headline_leaves_small_words_out() {
        let tree = Tree::of(headline(&line()), 1.0).unwrap();
        assert_eq!(tree.text.source.text(), "café shut");
        let heads: Vec<_> = tree.given.iter().map(|given| given.head).collect();
        assert_eq!(heads, [Some(1), None]);
        assert!(tree.given.iter().all(|given| given.same));
    }

    #[test]
    fn what_has_something_hanging_on_it_stays() {
        let mut line = line();
        // "was" as the head.
        line.tokens[3].4 = 3;
        line.tokens[2].4 = 0;
        assert_eq!(headline(&line).text, "café was shut");
    }

    #[test]
    fn copies_are_of_the_same_words() {
        let trees = vec![Tree::of(line(), 1.0).unwrap(); 8];
        let copies = copies(&trees, 0.5).unwrap();
        let texts: Vec<_> = copies.iter().map(|copy| copy.text.source.text()).collect();
        assert!(texts.contains(&"THE CAFé WAS SHUT.") && texts.contains(&"the café was shut."));
        assert!(
            texts.contains(&"The Café Was Shut.") && texts.contains(&"Café Shut"),
            "{texts:?}"
        );
        assert!(copies.iter().all(|copy| copy.weight == 0.5));
        assert!(super::copies(&trees, 0.0).unwrap().is_empty());
    }
}

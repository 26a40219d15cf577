//! Copies of articles in another case, as headlines, chats and shouting have it.
//!
//! Knows letters. Must not know what is learnt from the copies.

use super::corpus::Article;
use crate::text::{Source, Span, Text};

/// How the letters of a copy are changed. Only ASCII letters are, so that offsets stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Case {
    Lower,
    /// In Title Case or in capitals: the first sentence, every fifth, and those that are as many
    /// behind these as it says.
    Loud(usize),
}

/// In how many steps sentences are taken for capitals.
const STEP: usize = 5;

/// Small words that Title Case leaves small.
const SMALL: &[&[u8]] = &[
    b"a", b"an", b"and", b"as", b"at", b"but", b"by", b"for", b"from", b"in", b"of", b"on", b"or",
    b"the", b"to", b"with",
];

/// Copies of those articles whose corpus is worth it, three in four, in one case each.
pub fn copies(articles: &[Article], weight: f32) -> Vec<Article> {
    if weight <= 0.0 {
        return Vec::new();
    }
    let copy = |(index, article): (usize, &Article)| {
        let case = match index % 4 {
            _ if !article.corpus.recased => None,
            0 => Some(Case::Lower),
            1 => Some(Case::Loud(1)),
            2 => Some(Case::Loud(2)),
            _ => None,
        };
        case.map(|case| recased(article, case, weight))
    };
    articles.iter().enumerate().filter_map(copy).collect()
}

fn recased(article: &Article, case: Case, weight: f32) -> Article {
    let mut bytes = article.text.source.text().as_bytes().to_vec();
    match case {
        Case::Lower => bytes.make_ascii_lowercase(),
        Case::Loud(more) => {
            let sentences = article.text.sentences.iter().map(|s| s.span).enumerate();
            for (index, Span { start, end }) in sentences {
                let letters = &mut bytes[start as usize..end as usize];
                match index {
                    _ if index % STEP != 0 && index % STEP != more => {}
                    _ if index % 3 == 0 => letters.make_ascii_uppercase(),
                    _ => title_case(letters),
                }
            }
        }
    }
    let text = String::from_utf8_lossy(&bytes).into_owned();
    Article {
        corpus: article.corpus,
        text: Text::new(Source::new(text)),
        marks: article.marks.clone(),
        weight: article.weight * weight,
        held: article.held,
    }
}

pub fn title_case(letters: &mut [u8]) {
    for (index, word) in letters.split_mut(u8::is_ascii_whitespace).enumerate() {
        if let Some((first, _)) = word.split_first()
            && (index == 0 || !SMALL.contains(&&*word))
        {
            let first = first.to_ascii_uppercase();
            word[0] = first;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn title_case_leaves_small_words_small() {
        let mut letters = *b"the mill of a \xc3\xa9t\xc3\xa9 and Rome";
        title_case(&mut letters);
        assert_eq!(&letters, b"The Mill of a \xc3\xa9t\xc3\xa9 and Rome");
    }
}

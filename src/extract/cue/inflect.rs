//! From a lemma to its inflected forms.
//!
//! Knows English spelling rules and the table of irregular verbs. Must not know cues.

use super::super::lexicon::lines;
use super::word::Forms;
use crate::model::Quickly;
use std::sync::LazyLock;

/// The forms of a verb, each with what it can be.
pub(super) fn verb(base: &str) -> Vec<(String, Forms)> {
    if base == "be" {
        return be();
    }
    let third = match base {
        "have" => "has".to_owned(),
        _ => with_s(base),
    };
    let mut forms = vec![(base.to_owned(), Forms::BASE), (third, Forms::THIRD)];
    let mut add = |variants: &str, form: Forms| {
        forms.extend(variants.split('/').map(|word| (word.to_owned(), form)));
    };
    match irregular(base) {
        Some([past, participle, ing]) => {
            add(past, Forms::PAST);
            add(participle, Forms::PARTICIPLE);
            if ing.is_empty() {
                add(&with_ing(base), Forms::ING);
            } else {
                add(ing, Forms::ING);
            }
        }
        None => {
            add(&with_ed(base), Forms::PAST.union(Forms::PARTICIPLE));
            add(&with_ing(base), Forms::ING);
        }
    }
    forms
}

/// The forms of a noun.
pub(super) fn noun(singular: &str) -> [(String, Forms); 2] {
    [
        (singular.to_owned(), Forms::SINGULAR),
        (with_s(singular), Forms::PLURAL),
    ]
}

fn be() -> Vec<(String, Forms)> {
    [
        ("be", Forms::BASE),
        ("am", Forms::BASE),
        ("are", Forms::BASE),
        ("is", Forms::THIRD),
        ("was", Forms::PAST),
        ("were", Forms::PAST),
        ("been", Forms::PARTICIPLE),
        ("being", Forms::ING),
    ]
    .map(|(word, form)| (word.to_owned(), form))
    .into()
}

/// Past, participle and "-ing" form of irregular verbs; the last is empty where it is regular.
static IRREGULAR: LazyLock<Quickly<&str, [&str; 3]>> = LazyLock::new(|| {
    lines(include_str!("../lexicon/cues/irregular_verbs.txt"))
        .filter_map(|(_, line)| {
            let mut words = line.split(' ');
            Some((words.next()?, [(); 3].map(|()| words.next().unwrap_or(""))))
        })
        .collect()
});

fn irregular(base: &str) -> Option<[&'static str; 3]> {
    IRREGULAR.get(base).copied()
}

fn is_vowel(letter: u8) -> bool {
    b"aeiou".contains(&letter)
}

/// Ends in a consonant and "y", which becomes "ie".
fn ends_in_y(base: &str) -> bool {
    matches!(base.as_bytes(), [.., before, b'y'] if !is_vowel(*before))
}

fn with_s(base: &str) -> String {
    if ends_in_y(base) {
        format!("{}ies", &base[..base.len() - 1])
    } else if ["s", "x", "z", "ch", "sh"]
        .iter()
        .any(|end| base.ends_with(end))
    {
        format!("{base}es")
    } else {
        format!("{base}s")
    }
}

fn with_ed(base: &str) -> String {
    if base.ends_with('e') {
        format!("{base}d")
    } else if ends_in_y(base) {
        format!("{}ied", &base[..base.len() - 1])
    } else {
        format!("{}ed", doubled(base))
    }
}

fn with_ing(base: &str) -> String {
    match base.as_bytes() {
        [.., before, b'e'] if !b"eoy".contains(before) => format!("{}ing", &base[..base.len() - 1]),
        _ => format!("{}ing", doubled(base)),
    }
}

/// Doubles the last consonant of a single short syllable ("plan" to "plann").
fn doubled(base: &str) -> String {
    let bytes = base.as_bytes();
    let sounds = base.strip_prefix("qu").unwrap_or(base).as_bytes();
    let vowels = sounds.iter().filter(|&&letter| is_vowel(letter)).count();
    match bytes {
        [.., vowel, last]
            if vowels == 1 && is_vowel(*vowel) && !is_vowel(*last) && !b"wxy".contains(last) =>
        {
            format!("{base}{}", *last as char)
        }
        _ => base.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(base: &str, expect: &str) {
        let forms: Vec<String> = verb(base).into_iter().map(|(form, _)| form).collect();
        assert_eq!(forms.join(" "), expect);
    }

    #[test]
    fn verbs() {
        check("say", "say says said said saying");
        check("deny", "deny denies denied denying");
        check("plan", "plan plans planned planning");
        check("quip", "quip quips quipped quipped quipping");
        check("argue", "argue argues argued arguing");
        check("foresee", "foresee foresees foresaw foreseen foreseeing");
        check("guess", "guess guesses guessed guessing");
        check(
            "signal",
            "signal signals signalled signaled signalled signaled signalling signaling",
        );
        check("report", "report reports reported reporting");
        check("agree", "agree agrees agreed agreeing");
        check("have", "have has had had having");
        check("show", "show shows showed showing");
    }

    #[test]
    fn nouns() {
        assert_eq!(noun("theory")[1].0, "theories");
        assert_eq!(noun("guess")[1].0, "guesses");
    }
}

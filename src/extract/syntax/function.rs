//! Small words that say by their letters alone what they do.
//!
//! Knows these words. Must not know where they stand.

/// What a word may do. Whether it does hangs on its tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Function {
    /// A form of "be" that has a tense.
    Be,
    BareBe,
    Been,
    Being,
    Have,
    Having,
    To,
    Not,
    /// It says whose something is.
    Owner,
    /// It begins a condition.
    If,
    /// It begins a relative clause.
    Who,
    By,
    /// Anything else.
    Other,
}

const WORDS: &[(Function, &[&str])] = &[
    (
        Function::Be,
        &["is", "are", "was", "were", "am", "'m", "'re", "ai"],
    ),
    (Function::BareBe, &["be"]),
    (Function::Been, &["been"]),
    (Function::Being, &["being"]),
    (Function::Have, &["has", "have", "had", "'ve"]),
    (Function::Having, &["having"]),
    (Function::To, &["to"]),
    (Function::Not, &["not", "n't", "never"]),
    (
        Function::Owner,
        &["my", "your", "his", "her", "its", "our", "their", "whose"],
    ),
    (Function::If, &["if", "unless", "provided", "providing"]),
    (
        Function::Who,
        &["who", "whom", "which", "that", "where", "when"],
    ),
    (Function::By, &["by"]),
];

/// The longest of the words, in bytes.
const LONGEST: usize = 9;

impl Function {
    /// Of a word in small letters with straight apostrophes.
    pub(super) fn of(word: &str) -> Self {
        if word.len() > LONGEST {
            return Self::Other;
        }
        let mut table = WORDS.iter();
        let known = table.find(|(_, words)| words.contains(&word));
        known.map_or(Self::Other, |(function, _)| *function)
    }

    pub(super) const fn is_be(self) -> bool {
        matches!(self, Self::Be | Self::BareBe | Self::Been | Self::Being)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_does_two_things() {
        for (function, words) in WORDS {
            for word in *words {
                assert_eq!(Function::of(word), *function, "{word}");
                assert!(word.len() <= LONGEST, "{word}");
            }
        }
        assert_eq!(Function::of("mill"), Function::Other);
    }
}

//! What the stage knows of a single token: its number in the vocabulary, its classes, its
//! grammatical forms.
//!
//! Knows spelling and the closed word classes. Must not know cues, nor a token's neighbours.

use super::spellings::Spellings;
use crate::extract::lexicon::{classes, lines};
use crate::model::Quickly;
use crate::text::{Gap, Shape, Token, TokenKind, fold};
use serde::{Deserialize, Serialize};

classes! {
    /// A set of word classes. Weights see it as a number: new ones come last.
    pub(super) Class {
        // From lexicon/cues/word_classes.txt.
        /// Articles and determiners that always have a noun behind them.
        DET = "DET",
        /// Determiners that also stand alone ("this", "some").
        PRONDET = "PRONDET",
        /// Possessives: "his", "whose"; by shape also "Cobalt's".
        POSS = "POSS",
        /// Pronouns that are subjects.
        SUBJ = "SUBJ",
        /// Pronouns that are objects.
        OBJ = "OBJ",
        PREP = "PREP",
        CONJ = "CONJ",
        /// Subordinating conjunctions.
        SUB = "SUB",
        /// Question words and relative pronouns.
        WH = "WH",
        THAT = "THAT",
        TO = "TO",
        BE = "BE",
        HAVE = "HAVE",
        DO = "DO",
        MODAL = "MODAL",
        NEG = "NEG",
        /// Adverbs, listed or by "-ly".
        ADV = "ADV",
        /// Adjectives that stand between a determiner and a noun like a cue.
        ADJ = "ADJ",
        /// Digits and number words.
        NUM = "NUM",
        /// Scale words and fractions that an approximator takes after "a" ("a million", "a third").
        SCALE = "SCALE",
        /// Weekdays, months and other words of time.
        TIME = "TIME",
        /// Nouns for people in a function ("spokesman", "analysts").
        ROLE = "ROLE",
        /// Nouns for what is published ("report", "newspaper").
        MEDIUM = "MEDIUM",
        /// Plural nouns without "-s".
        PLURAL = "PLURAL",
        /// Verbs of a permission: what "may" allows somebody to do.
        PERMIT = "PERMIT",
        /// Participles of a permission: "may be used".
        PERMITTED = "PERMITTED",
        /// Those to whom rules allow things: "visitors may ...".
        PUBLIC = "PUBLIC",
        /// Verbs of what happens to one, which no rule allows.
        BEFALL = "BEFALL",
        /// Verbs of how things turn out, with which "should" is a forecast.
        TURN = "TURN",
        /// Verbs of perception and skill, with which "could" is past ability.
        PERCEIVE = "PERCEIVE",
        /// Verbs of asking, knowing and telling, before which "if" means "whether".
        ASK = "ASK",
        /// Words that are verbs of the lexicon and nouns too.
        NOUN = "NOUN",
        /// Verbs that report what somebody says or thinks.
        SAYS = "SAYS",
        /// Rules, plans and recipes: what one acts according to.
        RULE = "RULE",
        /// Past forms without "-ed" of verbs that are no cues.
        PAST = "PAST",
        /// Words in "-s", "-ed", "-ing", "-ly" that are not what they look like.
        PLAIN = "PLAIN",
        // By shape.
        /// Begins with a capital.
        CAP = "CAP",
        /// Two capitals or more and no small letter.
        UPPER = "UPPER",
        ENDS_S = "ENDS_S",
        ENDS_ED = "ENDS_ED",
        ENDS_ING = "ENDS_ING",
        WORD = "WORD",
        CURRENCY = "CURRENCY",
        COMMA = "COMMA",
        COLON = "COLON",
        SEMICOLON = "SEMICOLON",
        DASH = "DASH",
        /// A mark that ends a sentence.
        STOP = "STOP",
        QUESTION = "QUESTION",
        OPEN_QUOTE = "OPEN_QUOTE",
        CLOSE_QUOTE = "CLOSE_QUOTE",
        OPEN_PAREN = "OPEN_PAREN",
        CLOSE_PAREN = "CLOSE_PAREN",
        /// Begins a line.
        LINE = "LINE",
    }
}

impl Class {
    /// Any quotation mark.
    pub(super) const QUOTE: Self = Self(Self::OPEN_QUOTE.0 | Self::CLOSE_QUOTE.0);
    /// Auxiliaries of a verb group.
    pub(super) const AUX: Self = Self(Self::BE.0 | Self::HAVE.0 | Self::DO.0 | Self::MODAL.0);
    /// Marks that end a clause whatever stands around them.
    pub(super) const END: Self = Self(Self::STOP.0 | Self::QUESTION.0 | Self::SEMICOLON.0);

    /// What the end of a word says of it.
    const ENDINGS: Self = Self(Self::ADV.0 | Self::ENDS_S.0 | Self::ENDS_ED.0 | Self::ENDS_ING.0);
}

/// Which forms of a verb or noun a word can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub(super) struct Forms(u8);

impl Forms {
    pub(super) const NONE: Self = Self(0);
    pub(super) const BASE: Self = Self(1);
    pub(super) const THIRD: Self = Self(2);
    pub(super) const PAST: Self = Self(4);
    pub(super) const PARTICIPLE: Self = Self(8);
    pub(super) const ING: Self = Self(16);
    pub(super) const SINGULAR: Self = Self(32);
    pub(super) const PLURAL: Self = Self(64);
    pub(super) const FINITE: Self = Self(Self::BASE.0 | Self::THIRD.0 | Self::PAST.0);
    pub(super) const VERB: Self = Self(Self::FINITE.0 | Self::PARTICIPLE.0 | Self::ING.0);
    pub(super) const NOUN: Self = Self(Self::SINGULAR.0 | Self::PLURAL.0);

    pub(super) const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// A word's number in a [`Vocabulary`].
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub(super) struct WordId(pub(super) u32);

impl WordId {
    /// Any word that the vocabulary does not hold.
    pub(super) const UNKNOWN: Self = Self(0);
}

/// All that the stage knows of a token by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Word {
    pub(super) id: WordId,
    pub(super) class: Class,
    pub(super) forms: Forms,
}

impl Word {
    fn of(class: Class) -> Self {
        Self {
            class,
            ..Self::default()
        }
    }

    pub(super) const fn is(self, class: Class) -> bool {
        self.class.is(class)
    }
}

/// The words that patterns and word classes name, in lower case with straight apostrophes.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Vocabulary {
    #[serde(with = "numbered")]
    ids: Quickly<Box<str>, WordId>,
    facts: Vec<(Class, Forms)>,
}

/// Words as a list in the order of their numbers, which count from 1.
mod numbered {
    use super::{Quickly, WordId};
    use serde::{Deserialize, Deserializer, Serializer};

    type Ids = Quickly<Box<str>, WordId>;

    pub fn serialize<S: Serializer>(ids: &Ids, to: S) -> Result<S::Ok, S::Error> {
        let mut words: Vec<_> = ids.iter().collect();
        words.sort_unstable_by_key(|(_, id)| **id);
        to.collect_seq(words.iter().map(|(word, _)| word))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Ids, D::Error> {
        let words = Vec::<&str>::deserialize(from)?.into_iter();
        Ok(words.map(Box::from).zip((1..).map(WordId)).collect())
    }
}

impl Vocabulary {
    /// The closed classes of English.
    pub(super) fn english() -> Self {
        let mut vocabulary = Self {
            ids: Quickly::default(),
            facts: vec![(Class::NONE, Forms::NONE)],
        };
        let mut class = Class::NONE;
        for (_, line) in lines(include_str!("../lexicon/cues/word_classes.txt")) {
            let words = match line.split_once(':') {
                Some((name, words)) => {
                    class = Class::parse(name.trim()).unwrap_or_default();
                    words
                }
                None => line,
            };
            for word in words.split_whitespace() {
                let id = vocabulary.intern(word);
                let fact = &mut vocabulary.facts[id.0 as usize].0;
                *fact = *fact | class;
            }
        }
        vocabulary
    }

    /// The number of `word`, new if need be.
    pub(super) fn intern(&mut self, word: &str) -> WordId {
        if let Some(&id) = self.ids.get(word) {
            return id;
        }
        let id = WordId(self.facts.len() as u32);
        self.ids.insert(word.into(), id);
        self.facts.push((Class::NONE, Forms::NONE));
        id
    }

    /// The number of `word`, which can be any of `forms`.
    pub(super) fn inflected(&mut self, word: &str, forms: Forms) -> WordId {
        let id = self.intern(word);
        let fact = &mut self.facts[id.0 as usize].1;
        *fact = fact.union(forms);
        id
    }

    /// The listed classes of a word.
    pub(super) fn class(&self, id: WordId) -> Class {
        self.facts[id.0 as usize].0
    }

    pub(super) fn len(&self) -> usize {
        self.facts.len()
    }

    /// What is known of each token by itself; "'s" is told apart by the word in front of it.
    pub(super) fn words(&self, source: &str, tokens: &[Token], spellings: &Spellings) -> Vec<Word> {
        let mut buffer = String::new();
        let by_letters = |first: &u32| match tokens.get(*first as usize) {
            Some(token) if token.kind == TokenKind::Word => {
                let text = token.of(source);
                self.word(text, token.shape, fold(text, &mut buffer))
            }
            _ => Word::default(),
        };
        let by_letters: Vec<Word> = spellings.first.iter().map(by_letters).collect();
        let mut words: Vec<Word> = Vec::with_capacity(tokens.len());
        for (index, (token, spelling)) in tokens.iter().zip(&spellings.of).enumerate() {
            let text = source.get(token.span.range()).unwrap_or("");
            let opens = token.gap > Gap::None
                || words.last().is_none_or(|word| {
                    word.is(Class::OPEN_PAREN | Class::OPEN_QUOTE | Class::DASH)
                });
            let closes = tokens
                .get(index + 1)
                .is_none_or(|next| next.gap > Gap::None);
            let mut word = match token.kind {
                TokenKind::Number => Word::of(Class::NUM),
                TokenKind::Address => Word::of(Class::WORD | Class::CAP),
                TokenKind::Mark => Word::of(mark(text, opens, closes, words.last())),
                TokenKind::Word => by_letters[*spelling as usize],
            };
            if token.gap >= Gap::Line {
                word.class = word.class | Class::LINE;
            }
            if word.is(Class::POSS)
                && text.len() <= LONGEST_CLITIC
                && words
                    .last()
                    .is_some_and(|word| word.is(Class::SUBJ | Class::WH))
            {
                word.class = Class::WORD | Class::BE;
            }
            words.push(word);
        }
        words
    }

    fn word(&self, text: &str, shape: Shape, folded: &str) -> Word {
        let spelling = spelling(text, shape);
        let Some(&id) = self.ids.get(folded) else {
            return Word::of(spelling);
        };
        let (listed, forms) = self.facts[id.0 as usize];
        let spelling = if listed.is(Class::PLAIN) {
            spelling.without(Class::ENDINGS)
        } else {
            spelling
        };
        Word {
            id,
            class: spelling | listed,
            forms,
        }
    }
}

/// "'s" with a curly apostrophe, in bytes.
const LONGEST_CLITIC: usize = 4;

/// The classes that the spelling of a word gives.
fn spelling(text: &str, shape: Shape) -> Class {
    let mut class = Class::WORD;
    if shape.is_capitalised() {
        class = class | Class::CAP;
    }
    if shape == Shape::Upper {
        class = class | Class::UPPER;
    }
    let bytes = text.as_bytes();
    let ends = |ending: &str| {
        bytes.len() > ending.len() + 2
            && bytes[bytes.len() - ending.len()..].eq_ignore_ascii_case(ending.as_bytes())
    };
    let ending = if ends("ly") && shape == Shape::Lower {
        Class::ADV
    } else if ends("ed") {
        Class::ENDS_ED
    } else if ends("ing") {
        Class::ENDS_ING
    } else if ends("s") && !ends("ss") && !ends("us") && !ends("is") {
        Class::ENDS_S
    } else {
        Class::NONE
    };
    class | ending
}

/// The class of a mark. `opens` where a blank stands before it, `closes` where one stands
/// behind.
fn mark(text: &str, opens: bool, closes: bool, before: Option<&Word>) -> Class {
    let Some(first) = text.chars().next() else {
        return Class::NONE;
    };
    match first {
        ',' => Class::COMMA,
        ':' => Class::COLON,
        ';' => Class::SEMICOLON,
        '.' | '!' | '…' => Class::STOP,
        '?' => Class::QUESTION,
        '-' | '–' | '—' => Class::DASH,
        '(' | '[' => Class::OPEN_PAREN,
        ')' | ']' => Class::CLOSE_PAREN,
        '“' | '„' | '«' | '‘' => Class::OPEN_QUOTE,
        '”' | '»' => Class::CLOSE_QUOTE,
        // Behind an "s" an apostrophe more often marks a possessor than the end of a quotation,
        // which has a comma or stop in front of it ("the labs’ plans", "‘We won,’ he said").
        '’' | '\'' if !opens && before.is_some_and(|word| word.is(Class::ENDS_S)) => Class::POSS,
        '"' | '\'' | '’' if opens && !closes => Class::OPEN_QUOTE,
        '"' | '\'' | '’' => Class::CLOSE_QUOTE,
        '%' => Class::NUM,
        '$' | '€' | '£' | '¥' | '₹' | '₱' | '₦' | '₩' | '₪' | '₫' | '฿' | '₽' | '₺' => {
            Class::CURRENCY
        }
        _ => Class::NONE,
    }
}

//! Which of the names so far a pronoun or a description means.
//!
//! Each name within reach has signs that speak for or against it, each with a weight; the name
//! with the most wins, if it has more than nobody has. Knows names and descriptions. Must not
//! know claims.

use super::known::{Known, Thing};
use super::phrase::{Description, Opening, Pronoun, speaks};
use super::tables::{Class, Tables};
use crate::extract::{Label, SourceKind, named};
use crate::text::{Span, Text};

named! {
    /// What can speak for or against a name.
    Sign {
        /// Where it stands last: in the same sentence, in that before and so on.
        Here = "here",
        Before = "before",
        Near = "near",
        Far = "far",
        /// It is the last that fits.
        Last = "last",
        Opens = "opens",
        Inside = "inside",
        /// It is what an earlier source meant: the last, or any.
        SpokeLast = "spoke-last",
        Spoke = "spoke",
        /// It is named three times and more; it is what the text names most, or first.
        Often = "often",
        Most = "most",
        First = "first",
        SameParagraph = "same-paragraph",
        /// The pronoun agrees or clashes with a given name, a title or another pronoun.
        Agrees = "agrees",
        Clashes = "clashes",
        MayClash = "may-clash",
        /// The noun, or one like it, stands in its name, or beside it.
        NamedSo = "named-so",
        NamedLike = "named-like",
        DescribedSo = "described-so",
        DescribedLike = "described-like",
        /// Another word of the description does.
        Modified = "modified",
        /// It has other words, and none of them does.
        Unmodified = "unmodified",
        /// It is described by another noun of the kind.
        DescribedElse = "described-else",
        /// Neither, though a text names such a thing so.
        NotSo = "not-so",
        /// It is a newspaper, and no newspaper is looked for.
        Outlet = "outlet",
        IsOrg = "is-org",
        IsPlace = "is-place",
        IsPlural = "is-plural",
        /// Nobody, for want of anybody better: for a pronoun of each kind and a description of
        /// each kind.
        NobodyIt = "nobody-it",
        NobodyThey = "nobody-they",
        NobodyHe = "nobody-he",
        NobodyGroup = "nobody-group",
        NobodyRole = "nobody-role",
        NobodySpokes = "nobody-spokes",
        NobodyOther = "nobody-other",
        /// The description has no article.
        NobodyBare = "nobody-bare",
        /// The last source was somebody without a name.
        NobodySpoke = "nobody-spoke",
    }
}

/// What is looked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Wanted<'a> {
    Pronoun(Pronoun),
    Description(&'a Description),
}

/// Who was meant by earlier sources.
#[derive(Debug, Default, Clone)]
pub(super) struct Heard {
    /// The last source: what it is, and what it means. None where it has no name.
    pub(super) last: Option<(SourceKind, Option<usize>)>,
    /// Whether each thing spoke, as far as one did.
    spoke: Vec<bool>,
}

impl Heard {
    pub(super) fn hear(&mut self, thing: usize) {
        if thing >= self.spoke.len() {
            self.spoke.resize(thing + 1, false);
        }
        self.spoke[thing] = true;
    }

    fn has(&self, thing: usize) -> bool {
        self.spoke.get(thing) == Some(&true)
    }
}

/// How many names to look back for one that fits.
const REACH: usize = 120;

/// The thing that `wanted`, which stands at `span`, means.
pub(super) fn rank(
    text: &Text,
    known: &Known,
    heard: &Heard,
    wanted: Wanted<'_>,
    span: Span,
    tables: &Tables,
) -> Option<usize> {
    let sight = Sight {
        known,
        heard,
        wanted,
        tables,
        sentence: text.sentences.partition_point(|s| s.span.end <= span.start) as u32,
        line: text.source.text()[..span.start as usize]
            .rfind('\n')
            .map_or(0, |end| end as u32 + 1),
        span,
    };
    sight.best()
}

/// A place to look back from.
struct Sight<'a> {
    known: &'a Known,
    heard: &'a Heard,
    wanted: Wanted<'a>,
    tables: &'a Tables,
    sentence: u32,
    /// Where its line begins.
    line: u32,
    span: Span,
}

/// A thing that could be meant, with its last mention.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    thing: usize,
    mention: usize,
    count: usize,
}

impl Sight<'_> {
    fn best(&self) -> Option<usize> {
        let candidates = self.candidates();
        let most = candidates.iter().map(|c| c.count).max();
        let first = candidates.iter().map(|c| c.thing).min();
        let mut best = (self.weigh_nobody(), None);
        let mut signs = Vec::new();
        for (at, candidate) in candidates.iter().enumerate() {
            signs.clear();
            self.signs(candidate, &mut signs);
            let mut also = |holds: bool, sign| signs.extend(holds.then_some(sign));
            also(at == 0, Sign::Last);
            also(Some(candidate.count) == most, Sign::Most);
            also(Some(candidate.thing) == first, Sign::First);
            let person = self.known.things[candidate.thing].label == Label::Person;
            let weight = |sign: &Sign| {
                let weight = self.tables.weight(*sign);
                if person { weight.person } else { weight.other }
            };
            let sum = signs.iter().map(weight).sum();
            if sum > best.0 {
                best = (sum, Some(candidate.thing));
            }
        }
        best.1
    }

    /// The things within reach that are of a kind that is looked for, the last named first.
    fn candidates(&self) -> Vec<Candidate> {
        let (known, end) = (self.known, self.known.before(self.span.start));
        let start = end.saturating_sub(REACH);
        let is_last = |at: &usize| known.mentions[*at].behind.is_none_or(|at| at >= end);
        let candidate = |mention: usize| {
            let within = |at: &usize| known.mentions[*at].before.filter(|at| *at >= start);
            Candidate {
                thing: known.mentions[mention].thing,
                mention,
                count: std::iter::successors(Some(mention), within).count(),
            }
        };
        let last = (start..end).rev().filter(is_last).map(candidate);
        last.filter(|candidate| self.fits(&known.things[candidate.thing]))
            .collect()
    }

    /// Whether the label is of the kind.
    fn fits(&self, thing: &Thing) -> bool {
        let person = thing.label == Label::Person;
        match self.wanted {
            Wanted::Pronoun(Pronoun::He | Pronoun::She) => person,
            Wanted::Pronoun(Pronoun::They) => speaks(thing.label),
            Wanted::Pronoun(_) => !person && speaks(thing.label),
            Wanted::Description(description) => {
                let noun = description.noun;
                let (role, group) = (noun.is(Class::PERSON), noun.is(Class::GROUP));
                let spokes = noun.is(Class::SPOKES | Class::PART);
                let place = thing.label == Label::Gpe;
                match person {
                    true => role || !(group || spokes || noun.is(Class::PLACE)),
                    false if spokes || group => {
                        thing.label == Label::Org || group && self.describes(thing)
                    }
                    false => noun.is(Class::PLACE) && place || !role && self.describes(thing),
                }
            }
        }
    }

    fn describes(&self, thing: &Thing) -> bool {
        let Wanted::Description(description) = self.wanted else {
            return false;
        };
        thing.words.contains(&description.head)
    }

    fn signs(&self, candidate: &Candidate, signs: &mut Vec<Sign>) {
        let thing = &self.known.things[candidate.thing];
        let mention = &self.known.mentions[candidate.mention];
        let mut also = |holds: bool, sign| signs.extend(holds.then_some(sign));
        also(
            true,
            match self.sentence.saturating_sub(mention.sentence) {
                0 => Sign::Here,
                1 => Sign::Before,
                2 | 3 => Sign::Near,
                _ => Sign::Far,
            },
        );
        also(mention.opens, Sign::Opens);
        also(mention.inside, Sign::Inside);
        let last = self.heard.last.and_then(|(_, thing)| thing);
        also(last == Some(candidate.thing), Sign::SpokeLast);
        also(self.heard.has(candidate.thing), Sign::Spoke);
        also(candidate.count >= 3, Sign::Often);
        let behind = mention.span.end.min(self.span.start);
        also(self.line <= behind, Sign::SameParagraph);
        also(thing.label == Label::Org, Sign::IsOrg);
        also(self.is_outlet(thing), Sign::Outlet);
        also(thing.label == Label::Gpe, Sign::IsPlace);
        match self.wanted {
            Wanted::Pronoun(pronoun) => {
                let sign = match pronoun {
                    Pronoun::He => -1,
                    Pronoun::She => 1,
                    _ => 0,
                };
                let sex = sign * thing.woman;
                also(sex > 1, Sign::Agrees);
                also(sex < -1, Sign::Clashes);
                also(sex == -1, Sign::MayClash);
                also(
                    pronoun == Pronoun::They && thing.name.ends_with('s'),
                    Sign::IsPlural,
                );
            }
            Wanted::Description(description) => self.described(description, thing, &mut also),
        }
    }

    /// What a description says for a thing.
    fn described(
        &self,
        description: &Description,
        thing: &Thing,
        also: &mut dyn FnMut(bool, Sign),
    ) {
        let tables = self.tables;
        let head = description.head.as_str();
        let parts = || thing.parts.iter();
        let beside = &thing.words;
        let named = parts().any(|part| part == head);
        also(named, Sign::NamedSo);
        let named_like = parts().any(|part| tables.are_kin(part, head));
        also(!named && named_like, Sign::NamedLike);
        let so = beside.iter().any(|word| word == head);
        also(so, Sign::DescribedSo);
        let like = beside.iter().any(|word| tables.are_kin(word, head));
        also(!so && like, Sign::DescribedLike);
        let noun = |class| description.noun.is(class);
        let role = noun(Class::PERSON) && !noun(Class::SPOKES | Class::GROUP);
        let known = noun(Class::INSTITUTION) || role;
        also(known && !named_like && !like, Sign::NotSo);
        let told = |word: &&String| word.len() > 2;
        let known = |word: &String| beside.contains(word) || parts().any(|part| part == word);
        let modified = description.modifiers.iter().filter(told).any(known);
        also(modified, Sign::Modified);
        also(
            !modified && description.modifiers.iter().any(|w| told(&w)),
            Sign::Unmodified,
        );
        let noun = |word: &String| {
            let classes = tables.classes(word);
            let both = |class| classes.is(class) && description.noun.is(class);
            both(Class::GROUP) || both(Class::PERSON)
        };
        also(!so && !like && beside.iter().any(noun), Sign::DescribedElse);
        also(
            description.plural && thing.name.ends_with(['s', 'S']),
            Sign::IsPlural,
        );
        let woman = i32::from(description.noun.is(Class::WOMAN));
        let man = i32::from(description.noun.is(Class::MAN));
        also((woman - man) * thing.woman < -1, Sign::Clashes);
    }

    /// Whether it is a newspaper or the like, though none is looked for.
    fn is_outlet(&self, thing: &Thing) -> bool {
        let outlet = |word: &str| self.tables.classes(word).is(Class::OUTLET);
        if let Wanted::Description(description) = self.wanted
            && outlet(&description.head)
        {
            return false;
        }
        thing.outlet
    }

    /// What speaks for no name at all.
    fn weigh_nobody(&self) -> i32 {
        let sign = match self.wanted {
            Wanted::Pronoun(Pronoun::He | Pronoun::She) => Sign::NobodyHe,
            Wanted::Pronoun(Pronoun::They) => Sign::NobodyThey,
            Wanted::Pronoun(_) => Sign::NobodyIt,
            Wanted::Description(d) if d.noun.is(Class::SPOKES | Class::PART) => Sign::NobodySpokes,
            Wanted::Description(d) if d.noun.is(Class::GROUP) => Sign::NobodyGroup,
            Wanted::Description(d) if d.noun.is(Class::PERSON) => Sign::NobodyRole,
            Wanted::Description(_) => Sign::NobodyOther,
        };
        let bare = matches!(self.wanted, Wanted::Description(d) if d.opening == Opening::Bare);
        let person = sign == Sign::NobodyHe;
        let nameless = match self.heard.last {
            Some((SourceKind::Person | SourceKind::Unnamed, None)) => person,
            Some((_, None)) => !person,
            _ => false,
        };
        let also = [(nameless, Sign::NobodySpoke), (bare, Sign::NobodyBare)];
        let also = also.into_iter().filter(|(holds, _)| *holds);
        let signs = also.map(|(_, sign)| sign).chain([sign]);
        signs.map(|sign| self.tables.weight(sign).other).sum()
    }
}

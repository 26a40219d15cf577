//! The features of a word: each template with what it sees.
//!
//! Knows all of a scene. Must not know weights, nor who takes the features.
//!
//! What hangs on the letters of a word and on how far off it stands ([`Scene::sum_features`]) is
//! apart from the rest, since it is the same wherever these letters stand.

use super::Scene;
use super::form::Form;
use super::template::{Group, Template};
use super::word::{Place, SETTINGS, Word};
use crate::model::{Key, finish, mix};
use crate::text::TokenKind;
use Template as T;
use std::ops::{Range, RangeInclusive};

/// How far off a word's letters are seen.
pub(in super::super) const REACH: RangeInclusive<isize> = -3..=3;

/// At how many distances a form is seen.
const DISTANCES: usize = (*REACH.end() - *REACH.start() + 1) as usize;
/// What hangs on a form alone are so many sums: one for each distance, one for each setting.
pub(in super::super) const SUMS: usize = DISTANCES + SETTINGS;

/// The number of the sum of what stands so far behind.
#[inline(always)]
pub(in super::super) fn sum_at(distance: isize) -> usize {
    (distance - REACH.start()) as usize
}

/// Who takes features.
pub(in super::super) trait Sink {
    /// A template with what it sees: numbers and hashes.
    #[inline(always)]
    fn add<const N: usize>(&mut self, template: Template, seen: [u64; N]) {
        self.add_known(template, seen, seen);
    }

    /// The same where hashes are seen that have numbers, too.
    fn add_known<const N: usize>(&mut self, template: Template, seen: [u64; N], numbers: [u64; N]);
}

/// The features with their groups, for training.
pub(super) struct Collect<'a>(pub(super) &'a mut Vec<(Key, Group)>);

impl Sink for Collect<'_> {
    fn add_known<const N: usize>(&mut self, template: Template, seen: [u64; N], _: [u64; N]) {
        self.0.push((template.key(seen), template.group()));
    }
}

const WORD: [Template; 7] = [
    T::Before3,
    T::Before2,
    T::Before,
    T::Itself,
    T::After,
    T::After2,
    T::After3,
];
const WRITTEN: [Template; 5] = [
    T::WrittenBefore2,
    T::WrittenBefore,
    T::Written,
    T::WrittenAfter,
    T::WrittenAfter2,
];
const LIKE: [Template; 5] = [
    T::LikeBefore2,
    T::LikeBefore,
    T::Like,
    T::LikeAfter,
    T::LikeAfter2,
];
const LISTED: [Template; 5] = [
    T::ListedBefore2,
    T::ListedBefore,
    T::Listed,
    T::ListedAfter,
    T::ListedAfter2,
];
const SMALL: [Template; 5] = [
    T::SmallBefore2,
    T::SmallBefore,
    T::Small,
    T::SmallAfter,
    T::SmallAfter2,
];
const PHRASE: [Template; 5] = [
    T::PhraseBefore2,
    T::PhraseBefore,
    T::Phrase,
    T::PhraseAfter,
    T::PhraseAfter2,
];
const RULES: [Template; 3] = [T::RulesBefore, T::Rules, T::RulesAfter];
const VALUE: [Template; 3] = [T::ValueBefore, T::Value, T::ValueAfter];
const ON_LIST: [Template; 3] = [T::OnListBefore, T::OnList, T::OnListAfter];

/// A word with what stands around it in its sentence.
struct View<'a> {
    scene: &'a Scene,
    sentence: &'a Range<usize>,
    at: usize,
    word: &'a Word,
    form: &'a Form,
    before: Option<&'a Word>,
    after: Option<&'a Word>,
    form_before: &'a Form,
    form_after: &'a Form,
    place: u64,
}

impl Scene {
    /// All features of a word but those of an earlier pass.
    pub(super) fn all_features(&self, at: usize, sentence: &Range<usize>, sink: &mut impl Sink) {
        for distance in REACH {
            self.form_features(self.form_at(at, distance, sentence), distance, sink);
        }
        let word = &self.words[at];
        self.setting_features(word.form, word.setting(), sink);
        self.word_features(at, sentence, sink);
    }

    /// Those of them that hang on a form alone, by the number of their sum.
    pub(in super::super) fn sum_features(&self, form: u32, sum: usize, sink: &mut impl Sink) {
        match sum.checked_sub(DISTANCES) {
            None => self.form_features(form, sum as isize + REACH.start(), sink),
            Some(setting) => self.setting_features(form, setting, sink),
        }
    }

    /// The form of a word, and the number of the sum of its setting.
    #[inline]
    pub(in super::super) fn setting(&self, at: usize) -> (u32, usize) {
        let word = &self.words[at];
        (word.form, DISTANCES + word.setting())
    }

    /// The form of the word that stands so far behind, or the edge.
    #[inline]
    pub(in super::super) fn form_at(
        &self,
        at: usize,
        distance: isize,
        sentence: &Range<usize>,
    ) -> u32 {
        let word = at.checked_add_signed(distance);
        match word.filter(|word| sentence.contains(word)) {
            Some(word) => self.words[word].form,
            None => Form::EDGE,
        }
    }

    /// How many forms there are.
    pub(in super::super) fn forms(&self) -> usize {
        self.forms.len()
    }

    /// What the letters of a word that stands so far behind say.
    fn form_features(&self, form: u32, distance: isize, sink: &mut impl Sink) {
        let is_edge = form == Form::EDGE;
        let form = &self.forms[form as usize];
        sink.add(WORD[(distance + 3) as usize], [form.lower]);
        if distance == 0 {
            itself(form, sink);
        }
        if distance.abs() > 2 {
            return;
        }
        let step = (distance + 2) as usize;
        sink.add_known(WRITTEN[step], [form.written], [form.shape.into()]);
        if is_edge {
            return;
        }
        for (size, cluster) in form.cluster.iter().enumerate() {
            sink.add(LIKE[step], [size as u64, u64::from(*cluster)]);
        }
        bits(form.classes.bits(), |class| sink.add(LISTED[step], [class]));
        let small = form.small.bits() & !form.classes.bits();
        bits(small, |class| sink.add(SMALL[step], [class]));
        match distance {
            -1 => sink.add(T::EndsBefore, [form.ends[2]]),
            1 => sink.add(T::EndsAfter, [form.ends[2]]),
            _ => {}
        }
    }

    /// What the letters of a word say in a setting.
    fn setting_features(&self, form: u32, setting: usize, sink: &mut impl Sink) {
        let form = &self.forms[form as usize];
        let (style, front) = ((setting / 2) as u64, (setting % 2) as u64);
        let (plain, capital) = (u64::from(form.is_plain), u64::from(form.is_capital));
        sink.add(T::Always, []);
        sink.add(T::Style, [style]);
        let (written, shape) = (form.written, u64::from(form.shape));
        sink.add_known(T::WrittenInStyle, [written, style], [shape, style]);
        sink.add_known(T::FrontWritten, [front, written], [front, shape]);
        sink.add(T::FrontAndCapital, [front, plain, style, capital]);
        let cluster = form.cluster[1].into();
        sink.add_known(T::LikeWritten, [0, cluster, written], [0, cluster, shape]);
        bits(form.classes.bits(), |class| {
            sink.add(T::ListedInStyle, [class, style, front]);
        });
        if form.is_capital {
            let all = form.classes.bits();
            sink.add(T::AllListed, [all]);
            sink.add(T::AllSmall, [u64::from(all == 0), form.small.bits()]);
        }
    }

    /// What is said of a word where it stands.
    pub(in super::super) fn word_features(
        &self,
        at: usize,
        sentence: &Range<usize>,
        sink: &mut impl Sink,
    ) {
        let word = &self.words[at];
        let before = (at > sentence.start).then(|| &self.words[at - 1]);
        let after = (at + 1 < sentence.end).then(|| &self.words[at + 1]);
        let edge = &self.forms[Form::EDGE as usize];
        let view = View {
            scene: self,
            sentence,
            at,
            word,
            form: self.form(word),
            before,
            after,
            form_before: before.map_or(edge, |word| self.form(word)),
            form_after: after.map_or(edge, |word| self.form(word)),
            place: word.place as u64,
        };
        view.written(sink);
        view.classes(sink);
        view.rules(sink);
        view.values(sink);
        view.document(sink);
        view.lists(sink);
        if word.is_capital {
            view.run(sink);
            view.context(sink);
        }
    }

    /// What an earlier pass found of other mentions.
    pub(in super::super) fn features_of_pass(&self, at: usize, sink: &mut impl Sink) {
        let word = &self.words[at];
        let Some(pass) = self.pass.as_ref().filter(|_| word.is_capital) else {
            return;
        };
        let own = &pass.own[at];
        let label = u64::from(own.label);
        let Form { lower, low, .. } = *self.form(word);
        if let Some(votes) = pass.word(low, own) {
            let all: f32 = votes.iter().sum();
            let most = super::best(&votes);
            let share = (votes[most] / all * 3.0) as u64;
            let most = most as u64;
            sink.add(T::PassWord, [most]);
            sink.add(T::PassWordHere, [most, label]);
            sink.add(T::PassWordShare, [most, share]);
            let front = u64::from(word.is_front);
            sink.add(T::PassWordPlace, [most, word.place as u64, front]);
        }
        if label > 0 {
            if let Some(most) = pass.name(own) {
                sink.add(T::PassName, [most as u64]);
                sink.add(T::PassNameHere, [most as u64, label]);
            }
            if let Some(most) = pass.longer(own.name) {
                sink.add(T::PassLonger, [most as u64]);
                sink.add(T::PassLongerHere, [most as u64, label]);
            }
        }
        if let Some(most) = pass.longer(crate::model::phrase([lower])) {
            sink.add(T::PassLongerWord, [most as u64]);
        }
    }

    /// The capitalised words around a word.
    pub(in super::super) fn capitals(&self, at: usize) -> Range<usize> {
        let (before, behind) = self.words[at].capitals;
        at - usize::from(before)..at + 1 + usize::from(behind)
    }
}

/// What the letters of the word itself say beside.
fn itself(form: &Form, sink: &mut impl Sink) {
    sink.add(T::Exactly, [form.exact]);
    let begins = form.begins.iter().take_while(|part| **part != 0);
    begins.for_each(|part| sink.add(T::Begins, [*part]));
    let capital = u64::from(form.initial.is_some());
    for part in form.ends.iter().take_while(|part| **part != 0) {
        sink.add(T::Ends, [*part]);
        sink.add(T::EndsCapital, [*part, capital]);
    }
}

/// The numbers of the bits that are set.
#[inline]
fn bits(mut bits: u64, mut each: impl FnMut(u64)) {
    while bits != 0 {
        each(u64::from(bits.trailing_zeros()));
        bits &= bits - 1;
    }
}

fn hash_of(lists: &[u32; 4]) -> u64 {
    finish(
        lists
            .iter()
            .fold(0, |hash, bits| mix(hash, u64::from(*bits))),
    )
}

impl View<'_> {
    fn around(&self) -> [Option<&Word>; 3] {
        [self.before, Some(self.word), self.after]
    }

    fn written(&self, sink: &mut impl Sink) {
        let (word, form) = (self.word, self.form);
        let (before, after) = (self.form_before, self.form_after);
        let form_at = |distance| {
            let form = self.scene.form_at(self.at, distance, self.sentence);
            &self.scene.forms[form as usize]
        };
        let (before2, after2) = (form_at(-2), form_at(2));
        sink.add(T::GapAndKind, [word.gap as u64, word.kind as u64]);
        let mut shapes = |template: Template, forms: [&Form; 3]| {
            let numbers = forms.map(|form| u64::from(form.shape));
            sink.add_known(template, forms.map(|form| form.written), numbers);
        };
        shapes(T::WrittenAround, [before, form, after]);
        shapes(T::WrittenTwoBefore, [before2, before, form]);
        shapes(T::WrittenTwoAfter, [form, after, after2]);
        sink.add(T::BeforeWritten, [before.lower, form.written]);
        sink.add(T::WrittenThenAfter, [form.written, after.lower]);
        let cluster = |form: &Form, size: usize| u64::from(form.cluster[size]);
        let (few, some) = (cluster(form, 0), cluster(form, 1));
        for (side, beside) in [(1, before), (2, after)] {
            let beside = cluster(beside, 1);
            let numbers = [side, beside, form.shape.into()];
            sink.add_known(T::LikeWritten, [side, beside, form.written], numbers);
        }
        sink.add(T::LikeWithBefore, [0, cluster(before, 0), few]);
        sink.add(T::LikeWithBefore, [1, cluster(before, 1), few]);
        sink.add(T::LikeWithAfter, [0, few, cluster(after, 0)]);
        sink.add(T::LikeWithAfter, [1, some, cluster(after, 0)]);
        sink.add(T::LikeAround, [cluster(before, 0), cluster(after, 0)]);
    }

    /// The classes of the lexicon, where they hang on the place.
    fn classes(&self, sink: &mut impl Sink) {
        let (word, form) = (self.word, self.form);
        for (step, template) in PHRASE.iter().enumerate() {
            let near = (self.at + step).checked_sub(2);
            let Some(near) = near.filter(|near| self.sentence.contains(near)) else {
                continue;
            };
            let near = &self.scene.words[near];
            if near.phrase_place != Place::None {
                let place = near.phrase_place as u64;
                bits(near.phrase, |class| sink.add(*template, [class, place]));
            }
        }
        if word.is_capital {
            let all = form.classes.bits();
            sink.add(T::AllListedThen, [all, self.form_after.classes.bits()]);
            sink.add(T::AllListedBefore, [self.form_before.classes.bits(), all]);
        }
    }

    fn run(&self, sink: &mut impl Sink) {
        let scene = self.scene;
        let run = scene.capitals(self.at);
        let edge = &scene.forms[Form::EDGE as usize];
        let form = |at: usize| scene.form(&scene.words[at]);
        let before = match run.start > self.sentence.start {
            true => form(run.start - 1),
            false => edge,
        };
        let after = match run.end < self.sentence.end {
            true => form(run.end),
            false => edge,
        };
        let (first, last) = (form(run.start), form(run.end - 1));
        let place = Place::of(self.at - run.start, run.len()) as u64;
        sink.add(T::RunLength, [run.len().min(5) as u64, place]);
        sink.add(T::RunBefore, [before.lower, place]);
        sink.add(T::RunAfter, [after.lower, place]);
        sink.add(T::RunFirst, [first.lower, place]);
        sink.add(T::RunEnds, [last.ends[2], place]);
        sink.add(T::RunBetween, [before.lower, after.lower]);
        for size in 1..3 {
            let like = |form: &Form| [size as u64, u64::from(form.cluster[size]), place];
            sink.add(T::RunLastLike, like(last));
            sink.add(T::RunBeforeLike, like(before));
            sink.add(T::RunAfterLike, like(after));
        }
        sink.add(T::RunFirstLike, [u64::from(first.cluster[1]), place]);
        let (ahead, behind) = (self.at - run.start, run.end - self.at);
        let style = self.word.style as u64;
        sink.add(
            T::RunPlace,
            [ahead.min(6) as u64, behind.min(6) as u64, style],
        );
    }

    /// The nearest small words on both sides, and what the document is about.
    fn context(&self, sink: &mut impl Sink) {
        let scene = self.scene;
        let mut near = |template: Template, side: u64, words: &mut dyn Iterator<Item = usize>| {
            let small = words.filter(|at| scene.words[*at].is_common()).take(4);
            for (count, at) in small.enumerate() {
                let cluster = scene.form(&scene.words[at]).cluster;
                sink.add(template, [u64::from(cluster[2])]);
                if count > 0 {
                    sink.add(T::NearFurther, [side, u64::from(cluster[1]), self.place]);
                }
            }
        };
        let start = self.sentence.start.max(self.at.saturating_sub(11));
        let end = self.sentence.end.min(self.at + 12);
        near(T::NearBefore, 0, &mut (start..self.at).rev());
        near(T::NearAfter, 1, &mut (self.at + 1..end));
        let topics = scene.document.topics.iter().filter(|topic| **topic != 0);
        for topic in topics.map(|topic| u64::from(*topic)) {
            sink.add(T::Topic, [topic]);
        }
    }

    fn rules(&self, sink: &mut impl Sink) {
        let (scene, place) = (self.scene, self.place);
        for (step, near) in self.around().into_iter().enumerate() {
            let Some(near) = near else { continue };
            if let Some(run) = near.run.checked_sub(1) {
                let best = u64::from(scene.runs[run as usize].best);
                sink.add(RULES[step], [best, near.place as u64]);
            }
        }
        let Some(index) = self.word.run.checked_sub(1).map(|run| run as usize) else {
            return;
        };
        let run = &scene.runs[index];
        let best = u64::from(run.best);
        sink.add(T::RulesMargin, [best, u64::from(run.margin), place]);
        sink.add(T::RulesSecond, [best, u64::from(run.second), place]);
        sink.add(T::RulesFull, [u64::from(run.full), place]);
        let shape = self.form.shape.into();
        sink.add_known(T::RulesWritten, [best, self.form.written], [best, shape]);
        for row in scene.evidence.range(index) {
            let (key, number) = scene.signs[row];
            sink.add_known(T::Sign, [key, place], [number.into(), place]);
        }
        let edge = &scene.forms[Form::EDGE as usize];
        let form = |at: usize| scene.form(&scene.words[at]);
        let before = match run.words.start > self.sentence.start {
            true => form(run.words.start - 1),
            false => edge,
        };
        let after = match run.words.end < self.sentence.end {
            true => form(run.words.end),
            false => edge,
        };
        sink.add(T::NameBefore, [before.lower, place]);
        sink.add(T::NameBeforeLike, [u64::from(before.cluster[2]), place]);
        sink.add(T::NameAfterLike, [u64::from(after.cluster[2]), place]);
    }

    fn values(&self, sink: &mut impl Sink) {
        let values = self.around().map(|near| near.map_or(0, |word| word.value));
        if values != [0; 3] {
            for (template, value) in VALUE.iter().zip(values) {
                sink.add(*template, [u64::from(value)]);
            }
            sink.add(T::ValuesAround, values.map(u64::from));
        }
    }

    fn document(&self, sink: &mut impl Sink) {
        let (scene, word, place) = (self.scene, self.word, self.place);
        if word.kind != TokenKind::Word {
            return;
        }
        let capital = u64::from(word.is_capital);
        if let Some(seen) = scene.document.seen(self.form.low) {
            let (small, inside) = (u64::from(seen.small.min(2)), u64::from(seen.inside.min(2)));
            let (said, titled) = (u64::from(seen.said), u64::from(seen.titled));
            let pointed = u64::from(seen.pointed);
            let capitals = u64::from(seen.capital.min(3));
            sink.add(T::Elsewhere, [small, inside, capitals, capital]);
            let front = [
                small.min(1),
                inside.min(1),
                word.style as u64,
                u64::from(word.is_front),
            ];
            sink.add(T::ElsewhereFront, front);
            sink.add(T::ElsewhereAll, [said, titled, pointed, inside.min(1)]);
            if word.is_capital {
                sink.add(T::ElsewhereSaid, [said]);
                sink.add(T::ElsewhereTitle, [titled]);
                sink.add(T::ElsewhereThe, [pointed]);
                let longest = [
                    u64::from(seen.longest_words.min(4)),
                    seen.longest_place as u64,
                ];
                sink.add(T::ElsewhereLonger, [longest[0], longest[1], place]);
                sink.add(T::ElsewhereRules, [seen.best.into(), place]);
                if let Some(run) = seen.longest.checked_sub(1) {
                    let run = &scene.runs[run as usize];
                    let label = u64::from(run.best);
                    sink.add(T::LongerRules, [label, longest[0], longest[1], place]);
                    let last = scene.form(&scene.words[run.words.end - 1]);
                    sink.add(T::LongerLastLike, [u64::from(last.cluster[2]), longest[1]]);
                }
            }
        }
        if word.is_capital
            && let Some(run) = scene.document.acronym(self.form.lower)
        {
            sink.add(T::Acronym, []);
            sink.add(T::AcronymRules, [u64::from(scene.runs[run].best)]);
        }
        if let Some(run) = word.run.checked_sub(1)
            && word.is_capital
        {
            let surface = scene.document.surface(run as usize);
            let (best, count) = (u64::from(surface.best), u64::from(surface.count.min(3)));
            sink.add(T::SurfaceRules, [best, count, place]);
        }
    }

    fn lists(&self, sink: &mut impl Sink) {
        for (step, near) in self.around().into_iter().enumerate() {
            let Some(near) = near.filter(|near| near.lists != [0; 4]) else {
                continue;
            };
            for (place, lists) in near.lists.iter().enumerate() {
                bits(u64::from(*lists), |list| {
                    sink.add(ON_LIST[step], [list, place as u64]);
                    if step == 1 {
                        sink.add(T::OnListPlace, [list, place as u64, self.place]);
                        sink.add(T::OnListBehind, [list, self.form_before.lower]);
                    }
                });
            }
        }
        if self.word.lists != [0; 4] {
            let all = hash_of(&self.word.lists);
            sink.add(T::AllLists, [all]);
            let behind = self.after.map_or(0, |after| hash_of(&after.lists));
            sink.add(T::AllListsThen, [all, behind]);
        }
    }
}

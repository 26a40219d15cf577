//! Which names of a document are of one thing: "Elon Musk", "Musk", "Musk's".
//!
//! Knows names, their labels and the zones they stand in. Must not know how a name was found,
//! nor what else the text says: pronouns and descriptions are nobody's name.
//!
//! A name is compared by a key that spelling does not change. Names with one key and one label
//! are one; a longer name announces the short forms that it may take from then on, and a short
//! name is that of the one longer name that announced it. Where two did, it stays apart: a
//! name under the wrong heading is worse than two headings.
//!
//! **Invariant:** every name is in one cluster, and none of the page's residue is in one with
//! a name of the article.

mod cluster;
mod name;
mod person;
mod tables;

pub use tables::Tables;

use super::{Cluster, Label, Lexicon};
use crate::model::{Key, Keyed, hash};
use crate::text::{Source, Span, Zone, ZoneKind, fold};
use name::{Form, Name, abbreviates, entry, is_acronym};
use tables::Sex;

/// Labels under which one surface may be found, though it is one thing. What it is called by
/// most is then only a hint: each mark keeps its label.
const CONFUSED: &[(Label, Label)] = &[
    (Label::Org, Label::Product),
    (Label::Org, Label::Gpe),
    (Label::Product, Label::Gpe),
    (Label::Gpe, Label::Loc),
    (Label::Loc, Label::Fac),
    (Label::Org, Label::Fac),
];

/// The clusters of the names of a text, in the order of their first mentions. `names` is in
/// text order and holds no values; mentions are indexes into it.
pub fn links(
    source: &Source,
    zones: &[Zone],
    names: &[(Span, Label)],
    lexicon: &Lexicon,
) -> Vec<Cluster> {
    let tables = &lexicon.link;
    let mut buffer = String::new();
    let mentions = names.iter().enumerate().map(|(index, (span, label))| {
        let written = source.get(*span).unwrap_or_default();
        let zone = zone(zones, span.start);
        let at = match zone {
            // A headline is written last, and calls by short names what the article introduces.
            Some(ZoneKind::Headline) => u32::MAX,
            _ => span.start,
        };
        let mention = Mention {
            index: index as u32,
            span: *span,
            at,
            written,
            label: *label,
            title: title(source.text(), *span, tables, &mut buffer),
        };
        (zone == Some(ZoneKind::Residue), mention)
    });
    let (residue, article): (Vec<_>, Vec<_>) = mentions.partition(|(residue, _)| *residue);
    // Each at its first mention.
    let mut clusters: Vec<Option<Cluster>> = vec![None; names.len()];
    for side in [article, residue] {
        let mentions = side.into_iter().map(|(_, mention)| mention).collect();
        for cluster in Linking::new(source.text(), mentions, tables).clusters() {
            let first = cluster.mentions[0] as usize;
            clusters[first] = Some(cluster);
        }
    }
    clusters.into_iter().flatten().collect()
}

fn zone(zones: &[Zone], at: u32) -> Option<ZoneKind> {
    let index = zones.partition_point(|zone| zone.span.end <= at);
    let here = zones.get(index).filter(|zone| zone.span.start <= at);
    here.map(|zone| zone.kind)
}

/// Whom the word in front of a name speaks of: "Mrs. Clinton".
fn title(text: &str, span: Span, tables: &Tables, buffer: &mut String) -> Option<Sex> {
    /// No title is longer, in bytes, with the blank behind it.
    const REACH: usize = 16;
    let end = span.start as usize;
    let start = text.floor_char_boundary(end.saturating_sub(REACH));
    let before = text.get(start..end)?;
    let word = before.trim_end_matches([' ', '\u{A0}']);
    let word = word.strip_suffix('.').unwrap_or(word);
    let apart = |c: char| !c.is_alphabetic();
    let word = word.rsplit(apart).next()?;
    tables.title(fold(word, buffer))
}

/// A name where it stands.
#[derive(Debug)]
struct Mention<'a> {
    /// Among all names of the text.
    index: u32,
    span: Span,
    /// Where it counts as standing, to be behind another.
    at: u32,
    written: &'a str,
    label: Label,
    title: Option<Sex>,
}

/// All mentions with one key and one label.
#[derive(Debug)]
struct Class {
    name: Name,
    /// Indexes into the mentions, ascending.
    mentions: Vec<u32>,
    /// Whether one of its surfaces looks like first letters.
    acronym: bool,
    sex: Option<Sex>,
}

/// All mentions with one label that are written alike.
#[derive(Debug)]
struct Surface {
    class: usize,
    /// Words that are spelled out, words in all, and whether nothing was taken off its end.
    complete: (usize, usize, bool),
    /// What an index shows for a well-known name.
    shown: Option<&'static str>,
}

/// The mentions of one side of a page, on their way to clusters.
struct Linking<'a> {
    text: &'a str,
    tables: &'a Tables,
    mentions: Vec<Mention<'a>>,
    classes: Vec<Class>,
    /// The class with a label and a key.
    keys: Keyed<usize>,
    surfaces: Vec<Surface>,
    /// The surface of each mention.
    spelled: Vec<usize>,
    /// The class of each mention. It may be another than that of its key.
    homes: Vec<usize>,
    /// For each class one that it is joined to; of those joined, the first leads to itself.
    joined: Vec<usize>,
    /// Who may be called so.
    forms: Index,
}

/// Classes by what they are found by, in the order of both.
#[derive(Debug, Default)]
struct Index(Vec<(Key, usize)>);

impl Index {
    fn new(mut entries: Vec<(Key, usize)>) -> Self {
        entries.sort_unstable();
        entries.dedup();
        Self(entries)
    }

    fn get(&self, key: Key) -> impl Iterator<Item = usize> + '_ {
        let from = self.0.partition_point(|(known, _)| *known < key);
        let found = self.0[from..].iter();
        found
            .take_while(move |(known, _)| *known == key)
            .map(|(_, class)| *class)
    }
}

impl<'a> Linking<'a> {
    fn new(text: &'a str, mentions: Vec<Mention<'a>>, tables: &'a Tables) -> Self {
        let mut linking = Self {
            text,
            tables,
            homes: Vec::with_capacity(mentions.len()),
            mentions,
            classes: Vec::new(),
            keys: Keyed::default(),
            surfaces: Vec::new(),
            spelled: Vec::new(),
            joined: Vec::new(),
            forms: Index::default(),
        };
        linking.classify();
        linking
    }

    /// Gives each mention the class of its key.
    fn classify(&mut self) {
        let mut surfaces: Keyed<usize> = Keyed::default();
        let mut keys: Keyed<usize> = Keyed::default();
        for (at, mention) in (0..).zip(&self.mentions) {
            let (label, written) = (mention.label, mention.written);
            let surface = surfaces.entry(entry(label, hash(written)));
            let surface = *surface.or_insert_with(|| {
                let name = Name::new(written, label, self.tables);
                let next = self.classes.len();
                let class = *keys.entry(entry(label, hash(&name.key))).or_insert(next);
                let spelled = name.words.iter().filter(|word| word.chars().count() > 1);
                self.surfaces.push(Surface {
                    class,
                    complete: (spelled.count(), name.words.len(), name.whole),
                    shown: name.shown,
                });
                if class == next {
                    self.classes.push(Class::new(name, self.tables));
                } else {
                    // "Lumen Inc." and "Lumen" have one key; of names with an alias the longest
                    // is the one whose parts are known.
                    let known = &mut self.classes[class].name;
                    if name.words.len() > known.words.len() {
                        known.words = name.words;
                    }
                }
                self.classes[class].acronym |= is_acronym(written);
                self.surfaces.len() - 1
            });
            let class = self.surfaces[surface].class;
            self.classes[class].mentions.push(at);
            if let Some(title) = mention.title {
                self.classes[class].sex.get_or_insert(title);
            }
            self.spelled.push(surface);
            self.homes.push(class);
        }
        self.keys = keys;
        self.joined = (0..self.classes.len()).collect();
        let mut forms = Vec::new();
        for (at, class) in self.classes.iter().enumerate() {
            class
                .name
                .forms(self.tables, &mut |key| forms.push((key, at)));
        }
        self.forms = Index::new(forms);
    }

    fn clusters(mut self) -> Vec<Cluster> {
        self.join_labels();
        self.join_plain();
        self.join_brackets();
        // From long to short, so that what a short name could stand for is one already.
        let mut lengths: Vec<Vec<usize>> = Vec::new();
        for (at, class) in self.classes.iter().enumerate() {
            let length = class.name.words.len();
            lengths.resize_with(lengths.len().max(length + 1), Vec::new);
            lengths[length].push(at);
        }
        for class in lengths.into_iter().rev().flatten() {
            match self.classes[class].name.label {
                Label::Person => self.join_person(class),
                _ => self.join_short(class),
            }
        }
        self.gather()
    }

    /// The same surface under labels that are taken for each other.
    fn join_labels(&mut self) {
        for class in 0..self.classes.len() {
            let Name { label, key, .. } = &self.classes[class].name;
            let (label, key) = (*label, hash(key));
            for other in confused(label) {
                if let Some(other) = self.keys.get(&entry(other, key)) {
                    self.join(class, *other);
                }
            }
        }
    }

    /// The same name with and without the marks on its letters, where only one spelling has
    /// them: "São Paulo" and "Sao Paulo".
    fn join_plain(&mut self) {
        let mut marked = Vec::new();
        for (at, Class { name, .. }) in self.classes.iter().enumerate() {
            let plain = self.tables.plain(&name.key);
            if plain != name.key {
                marked.push((entry(name.label, hash(&plain)), at));
            }
        }
        if marked.is_empty() {
            return;
        }
        let marked = Index::new(marked);
        for class in 0..self.classes.len() {
            let name = &self.classes[class].name;
            let mut others = marked.get(entry(name.label, hash(&name.key)));
            if let (Some(other), None) = (others.next(), others.next()) {
                self.join(class, other);
            }
        }
    }

    /// A name and its first letters in brackets behind it, or the other way round.
    fn join_brackets(&mut self) {
        for at in 1..self.mentions.len() {
            let (before, here) = (&self.mentions[at - 1], &self.mentions[at]);
            let between = self
                .text
                .get(before.span.end as usize..here.span.start as usize);
            let opened = between.is_some_and(|gap| {
                gap.strip_suffix('(')
                    .is_some_and(|gap| gap.chars().all(char::is_whitespace))
            });
            let behind = self.text.get(here.span.end as usize..);
            if !opened || !behind.is_some_and(|rest| rest.starts_with(')')) {
                continue;
            }
            let (long, short) = (self.homes[at - 1], self.homes[at]);
            if self.abbreviates(short, long) || self.abbreviates(long, short) {
                self.join(long, short);
            }
        }
    }

    /// Whether one class may stand in brackets beside another as its short name.
    fn abbreviates(&self, short: usize, long: usize) -> bool {
        let (short, long) = (&self.classes[short].name, &self.classes[long].name);
        let labels = short.label == long.label || confused(long.label).any(|l| l == short.label);
        let person = short.label == Label::Person;
        labels
            && !person
            && short.words.len() == 1
            && long.words.len() > 1
            && abbreviates(&short.words[0], &long.words.join(" "))
    }

    /// A short name that is no person's, to the only longer one that came before it.
    fn join_short(&mut self, class: usize) {
        let Class { name, acronym, .. } = &self.classes[class];
        let mut longer = self.calling(name.label, Form::Part, &name.key);
        if self.tables.is(tables::Class::OWN, &name.key) {
            longer.clear();
        }
        if *acronym {
            let labels = std::iter::once(name.label).chain(confused(name.label));
            for label in labels {
                longer.extend(self.calling(label, Form::Acronym, &name.key));
            }
        }
        let roots = self.roots(&longer);
        let [root] = roots[..] else { return };
        let first = |class: &usize| self.mention(self.classes[*class].mentions[0]).span.start;
        let introduced = longer.iter().map(first).min();
        // A short name that stands on its own before the longer one comes is another's.
        let own = self.classes[class].mentions.iter();
        let called = own.map(|mention| self.mention(*mention).at);
        let stands = match self.classes[class].acronym {
            true => called.max() > introduced,
            false => called.min() > introduced,
        };
        if stands {
            self.join(root, class);
        }
    }

    /// The classes that may be called by a short form.
    fn calling(&self, label: Label, form: Form, key: &str) -> Vec<usize> {
        self.forms.get(form.entry(label, hash(key))).collect()
    }

    /// The classes to which these are joined, each once, at most [`MANY`].
    fn roots(&self, classes: &[usize]) -> Vec<usize> {
        let mut roots = Vec::new();
        for class in classes {
            let root = self.root(*class);
            if !roots.contains(&root) {
                roots.push(root);
            }
            if roots.len() == MANY {
                break;
            }
        }
        roots
    }

    fn mention(&self, at: u32) -> &Mention<'a> {
        &self.mentions[at as usize]
    }

    fn root(&self, mut class: usize) -> usize {
        while self.joined[class] != class {
            class = self.joined[class];
        }
        class
    }

    fn join(&mut self, a: usize, b: usize) {
        let roots = [a, b].map(|class| {
            let root = self.root(class);
            // The next way to the root is short.
            self.joined[class] = root;
            root
        });
        let [a, b] = roots;
        let (first, second) = (a.min(b), a.max(b));
        self.joined[second] = first;
    }
}

/// So many that could be meant are as bad as any more.
const MANY: usize = 16;

impl Class {
    fn new(name: Name, tables: &Tables) -> Self {
        let sex = match (name.label, &name.words[..]) {
            (Label::Person, [given, _, ..]) => tables.given(given),
            _ => None,
        };
        Self {
            name,
            mentions: Vec::new(),
            acronym: false,
            sex,
        }
    }
}

/// The labels that one is taken for.
fn confused(label: Label) -> impl Iterator<Item = Label> {
    CONFUSED.iter().filter_map(move |(a, b)| match label {
        _ if label == *a => Some(*b),
        _ if label == *b => Some(*a),
        _ => None,
    })
}

//! Named entities and values.

mod kept;
mod name;
mod value;

pub use kept::Shelf;
pub use name::{Evidence, Group, NAME_LABELS, Recognised, Scene, TAGS, recognise};

use super::{Entity, Lexicon, Reason};
use crate::model::Model;
use crate::text::{Span, Text};
use kept::Kept;
use name::{Foreseen, Memory, Name, Passes};
use std::borrow::Cow;
use std::ops::Range;
pub(super) use value::Grammar;
use value::Value;

/// The entities of the sentences in `block`, in text order, without overlap. `evidence` is
/// that of the whole text.
pub fn entities(
    text: &Text,
    block: Range<usize>,
    evidence: &Evidence,
    lexicon: &Lexicon,
) -> Vec<Entity> {
    let tables = &lexicon.entity;
    let names = tables.names.names(evidence, block.clone());
    let values = tables.values.values(text, block);
    join(names.into_iter().map(named), values)
}

/// A text under trained weights.
#[derive(Debug)]
pub struct Trained<'a> {
    /// Where what is known of words comes from, and goes to at the end.
    shelf: &'a Shelf,
    /// The values before the sentence that is to be looked at next, until the scene has them.
    values: Vec<Value>,
    sentence: usize,
    seen: Option<Seen>,
}

/// A text that was looked at as a whole.
#[derive(Debug)]
struct Seen {
    scene: Scene,
    passes: Passes,
    memory: Memory,
    foreseen: Foreseen,
    /// How many values are given out.
    values: usize,
}

/// How many sentences a step looks at for values, and how many words it reads for the first time:
/// some milliseconds of work each.
const SENTENCES_PER_STEP: usize = 400;
const WORDS_PER_STEP: usize = 2_000;

impl<'a> Trained<'a> {
    /// `shelf` is of the lexicon and the model that read the text.
    pub fn new(shelf: &'a Shelf) -> Self {
        Self {
            shelf,
            values: Vec::new(),
            sentence: 0,
            seen: None,
        }
    }

    /// Does a step of what has to be done with the whole text before there are entities to be
    /// had; false once nothing is left of that.
    pub fn prepare(&mut self, text: &Text, lexicon: &Lexicon, model: &Model) -> bool {
        if let Some(seen) = &mut self.seen {
            let tables = &lexicon.entity.names;
            let (scene, passes) = (&mut seen.scene, &mut seen.passes);
            let told = (&mut seen.memory, &mut seen.foreseen);
            return tables.first((text, model), scene, passes, WORDS_PER_STEP, told);
        }
        if self.sentence < text.sentences.len() {
            let block = text.block(self.sentence, SENTENCES_PER_STEP);
            self.sentence = block.end;
            let values = lexicon.entity.values.values(text, block);
            self.values.extend(values);
        }
        if self.sentence < text.sentences.len() {
            return true;
        }
        let values = std::mem::take(&mut self.values);
        let Kept {
            known,
            weighed,
            memory,
        } = self.shelf.take();
        let scene = Scene::with(text, values, lexicon, model, known);
        self.seen = Some(Seen {
            passes: Passes::new(&scene, weighed),
            scene,
            memory,
            foreseen: Foreseen::default(),
            values: 0,
        });
        true
    }

    /// How many of so many sentences are looked at for values, and how many are read for the
    /// first time; the sum.
    pub fn prepared(&self, sentences: usize) -> usize {
        let Some(seen) = &self.seen else {
            return self.sentence;
        };
        let (read, stretches) = seen.passes.progress();
        sentences + sentences * read / stretches.max(1)
    }

    /// The entities before the byte `end` that were not given out yet, in text order, without
    /// overlap. A sentence begins at `end`.
    pub fn entities(
        &mut self,
        text: &Text,
        end: u32,
        lexicon: &Lexicon,
        model: &Model,
    ) -> Vec<Entity> {
        let Some(seen) = &mut self.seen else {
            return Vec::new();
        };
        let tables = &lexicon.entity.names;
        let (passes, told) = (&mut seen.passes, (&mut seen.memory, &mut seen.foreseen));
        let names = tables.second((text, model), &seen.scene, passes, end, told);
        let values = seen.scene.values_to(seen.values, end).to_vec();
        seen.values += values.len();
        join(names.into_iter(), values)
    }
}

impl Drop for Trained<'_> {
    fn drop(&mut self) {
        if let Some(seen) = self.seen.take() {
            self.shelf.give(Kept {
                known: seen.scene.into_known(),
                weighed: seen.passes.into_weighed(),
                memory: seen.memory,
            });
        }
    }
}

/// What all names of a text say about each of them.
pub fn evidence(text: &Text, lexicon: &Lexicon) -> Evidence {
    Evidence::of(text, &lexicon.entity.names)
}

/// Names and values without overlap, in text order. Where they meet, the longer span wins:
/// "Theresa May" over "May", "Channel 4" over "4", "the summer of 1969" over "Summer"; a
/// value wins over a name of the same length.
fn join(names: impl Iterator<Item = Entity>, values: Vec<Value>) -> Vec<Entity> {
    let mut joined: Vec<Entity> = Vec::with_capacity(names.size_hint().0 + values.len());
    let mut names = names.peekable();
    let mut values = values.into_iter().map(valued).peekable();
    loop {
        let start = |entity: Option<&Entity>| entity.map_or(u32::MAX, |e| e.span.start);
        let (name, value) = (start(names.peek()), start(values.peek()));
        let next = if value <= name {
            values.next()
        } else {
            names.next()
        };
        let Some(next) = next else { return joined };
        match joined.last_mut() {
            Some(last) if last.span.overlaps(next.span) => {
                if wins(&next, last.span) {
                    *last = next;
                }
            }
            _ => joined.push(next),
        }
    }
}

/// Whether an entity displaces the one at `other`, which begins before it.
fn wins(entity: &Entity, other: Span) -> bool {
    entity.span.len() > other.len()
}

fn named(name: Name) -> Entity {
    let reason = |rule: &&'static str| Reason {
        rule: Cow::Borrowed(rule),
        cue: None,
        effect: Cow::Borrowed(name.label.as_str()),
    };
    Entity {
        span: name.span,
        label: name.label,
        confidence: name.confidence,
        why: name.rules.iter().map(reason).collect(),
    }
}

fn valued(value: Value) -> Entity {
    Entity {
        span: value.span,
        label: value.label,
        confidence: 0.9,
        why: vec![Reason {
            rule: Cow::Borrowed(value.rule),
            cue: None,
            effect: Cow::Borrowed(value.label.as_str()),
        }],
    }
}

/// The word lists and value patterns of this stage, read once from `lexicon/*.txt`.
#[derive(Debug)]
pub struct Tables {
    values: Grammar,
    names: name::Tables,
}

impl Tables {
    pub(super) fn english(values: Grammar) -> Self {
        Self {
            values,
            names: name::Tables::english(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::Label;
    use crate::text::Source;
    use std::sync::LazyLock;

    static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::english);

    fn marked(text: &str, wanted: impl Fn(Label) -> bool) -> String {
        let text = Text::new(Source::new(text));
        let evidence = evidence(&text, &LEXICON);
        let found = entities(&text, 0..text.sentences.len(), &evidence, &LEXICON);
        let mut out = String::new();
        let mut at = 0;
        for entity in found.iter().filter(|e| wanted(e.label)) {
            out.push_str(text.slice(Span::new(at, entity.span.start)));
            let (label, words) = (entity.label.as_str(), text.slice(entity.span));
            out.push_str(&format!("<{label}>{words}</{label}>"));
            at = entity.span.end;
            assert!(!entity.why.is_empty() && entity.confidence > 0.0);
        }
        out.push_str(text.slice(Span::new(at, text.source.text().len() as u32)));
        out
    }

    /// The text without its marks.
    fn plain(marked: &str) -> String {
        let mut out = String::new();
        let mut inside = false;
        for c in marked.chars() {
            match c {
                '<' => inside = true,
                '>' => inside = false,
                c if !inside => out.push(c),
                _ => {}
            }
        }
        out
    }

    /// Checks the names of each line that is written with its marks.
    fn check(lines: &str) {
        let lines = lines.lines().map(str::trim).filter(|l| !l.is_empty());
        let wrong: Vec<_> = lines
            .map(|line| (line, marked(&plain(line), Label::is_name)))
            .filter(|(line, found)| line != found)
            .map(|(line, found)| format!("want {line}\n got {found}"))
            .collect();
        assert!(
            wrong.is_empty(),
            "{} wrong\n{}",
            wrong.len(),
            wrong.join("\n")
        );
    }

    #[test]
    fn places_stand_in_lists_and_behind_prepositions() {
        check(
            "
            She flew to <GPE>Kenya</GPE> and then to <GPE>Uganda</GPE>.
            He was born in <GPE>Nairobi</GPE>.
            Talks in <GPE>Addis Ababa</GPE> ended early.
            The <GPE>United States</GPE> and <GPE>China</GPE> signed it.
            Officials in <GPE>Washington</GPE> and <GPE>Brussels</GPE> agreed.
            Rain fell in <GPE>São Paulo</GPE>.
            They moved from <GPE>Côte d’Ivoire</GPE> to <GPE>Ghana</GPE>.
            The firm, based in <GPE>Portland</GPE>, <GPE>Oregon</GPE>, grew.
            A <GPE>London</GPE>-based start-up won.
            He lives in <GPE>New York</GPE>.
            Floods hit <GPE>Bangladesh</GPE> again.
            She spoke in <GPE>Buenos Aires</GPE> on Monday.
            <GPE>Japan</GPE>'s economy grew.
            ",
        );
    }

    #[test]
    fn regions_rivers_and_mountains_are_other_places() {
        check(
            "
            The <LOC>Nile</LOC> rose.
            Ships left the <LOC>Red Sea</LOC>.
            It lies beside <LOC>Lake Victoria</LOC>.
            They crossed the <LOC>Zambezi River</LOC> at night.
            Prices fell across <LOC>Europe</LOC>.
            A storm in the <LOC>Gulf of Mexico</LOC> grew.
            It came from <LOC>Silicon Valley</LOC>.
            Wildlife in the <LOC>Okavango Delta</LOC> suffers.
            She climbed <LOC>Mount Kenya</LOC>.
            ",
        );
    }

    #[test]
    fn groups_and_languages_are_told_apart() {
        check(
            "
            A <NORP>Kenyan</NORP> farmer sold it.
            The <NORP>French</NORP> minister left.
            <NORP>Democrats</NORP> voted against it.
            <NORP>Republican</NORP> senators walked out.
            Most <NORP>Muslim</NORP> families stayed.
            She speaks <LANGUAGE>French</LANGUAGE>.
            The book was translated into <LANGUAGE>Swahili</LANGUAGE>.
            They sing in <LANGUAGE>Welsh</LANGUAGE>.
            ",
        );
    }

    #[test]
    fn people_have_given_names_titles_jobs_and_ages() {
        check(
            "
            <PERSON>Elon Musk</PERSON> said so.
            President <PERSON>William Ruto</PERSON> arrived.
            <NORP>Kenyan</NORP> President <PERSON>William Ruto</PERSON> arrived.
            Dr <PERSON>Jane Smith</PERSON> agreed.
            The analyst <PERSON>Ingrid Solheim</PERSON> disagreed.
            <PERSON>Maria Gonzalez</PERSON>, 47, was there.
            <PERSON>Theresa May</PERSON> resigned.
            Their son, <PERSON>Kwame Mensah</PERSON>, won.
            <PERSON>Ludwig van Beethoven</PERSON> wrote it.
            Foreign Minister <PERSON>Penny Wong</PERSON> spoke.
            It was <PERSON>Dele Adeyinka-Ross</PERSON> who called.
            Mrs <PERSON>Okafor</PERSON> waited.
            \"Nobody knows,\" said <PERSON>Priya Raghunathan</PERSON>, a lawyer.
            ",
        );
    }

    #[test]
    fn organisations_have_heads_endings_and_lists() {
        check(
            "
            <ORG>Microsoft</ORG> bought it.
            The <ORG>World Health Organization</ORG> warned of it.
            The <ORG>European Commission</ORG> said no.
            She works at the <ORG>University of Nairobi</ORG>.
            The <ORG>Ministry of Health</ORG> confirmed it.
            <ORG>Tessera Logic Inc.</ORG> rose.
            Shares in <ORG>Harbourline Holdings</ORG> fell.
            The <ORG>Competition and Markets Authority</ORG> objected.
            He joined <ORG>Johnson & Johnson</ORG>.
            The <ORG>Federal Bureau of Investigation</ORG> called.
            A spokesman for <ORG>Goldman Sachs</ORG> declined to comment.
            The <ORG>Securities and Exchange Commission</ORG> sued.
            She read it in <ORG>The Verge</ORG>.
            <ORG>Reuters</ORG> reported it.
            The <ORG>Bank of England</ORG> cut rates.
            It was sold to <ORG>King's College London</ORG>.
            ",
        );
    }

    #[test]
    fn sites_products_events_and_laws_have_heads() {
        check(
            "
            Planes left <FAC>Heathrow</FAC>.
            They met at <FAC>Wembley Stadium</FAC>.
            A crash closed <FAC>Highway 9</FAC>.
            Ships wait at the <FAC>Suez Canal</FAC>.
            The <FAC>Kobero Bridge</FAC> is closed.
            She uses <PRODUCT>ChatGPT</PRODUCT>.
            The rover followed <PRODUCT>Apollo 11</PRODUCT>.
            He bought a <PRODUCT>PlayStation 5</PRODUCT>.
            The app runs on <PRODUCT>Android</PRODUCT>.
            <EVENT>Cyclone Idai</EVENT> hit the coast.
            They won the <EVENT>World Cup</EVENT>.
            He died in <EVENT>World War II</EVENT>.
            The <LAW>Clean Air Act</LAW> forbids it.
            It breaches the <LAW>Treaty of Waitangi</LAW>.
            ",
        );
    }

    #[test]
    fn common_words_are_no_names() {
        check(
            "
            The company said so.
            AI is changing work.
            Its CEO left.
            In May the rains came.
            On Tuesday nothing happened.
            But nobody came.
            Perhaps it will.
            Prices rose and fell.
            I think so.
            ",
        );
    }

    #[test]
    fn the_longer_of_name_and_value_wins() {
        let all = |text: &str| marked(text, |_| true);
        assert_eq!(
            all("Theresa May left in May."),
            "<PERSON>Theresa May</PERSON> left in <DATE>May</DATE>."
        );
        assert_eq!(
            all("She told Channel 4 News."),
            "She told <ORG>Channel 4 News</ORG>."
        );
        assert_eq!(
            all("A crash closed Highway 9."),
            "A crash closed <FAC>Highway 9</FAC>."
        );
    }

    #[test]
    fn a_short_form_takes_the_type_of_the_full_name() {
        check(
            "<PERSON>Ingrid Solheim</PERSON> founded <ORG>Lumen Labs</ORG>. On Monday <PERSON>Solheim</PERSON> left <ORG>Lumen</ORG>.",
        );
    }

    #[test]
    fn any_text_has_entities_without_overlap() {
        for text in [
            "",
            " ",
            "\0",
            "A",
            "A B",
            "’s",
            "The",
            "-",
            "X-",
            "ÀÉ 🙂 \u{202e}",
            "A of of B",
            "v. v. V.",
        ] {
            let text = Text::new(Source::new(text));
            let evidence = evidence(&text, &LEXICON);
            let found = entities(&text, 0..text.sentences.len(), &evidence, &LEXICON);
            assert!(found.windows(2).all(|p| p[0].span.end <= p[1].span.start));
        }
    }
}

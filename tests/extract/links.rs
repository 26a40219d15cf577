//! Which names are of one thing.

use crate::common::{check_texts, fixture, mutated_articles};
use hedgerow::engine::Engine;
use hedgerow::extract::{Cluster, Label};
use hedgerow::text::{Source, Span, Text, Zone, ZoneKind};
use proptest::prelude::*;
use std::fs;
use std::sync::LazyLock;

static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::new);

type Names = Vec<(Span, Label)>;

/// A text whose names are written `[PERSON Elon Musk]`, and its names.
fn read(marked: &str) -> (Source, Names) {
    let (mut text, mut names) = (String::new(), Names::new());
    let mut rest = marked;
    while let Some((before, behind)) = rest.split_once('[') {
        let (name, behind) = behind.split_once(']').expect("names are closed");
        let (label, surface) = name.split_once(' ').expect("names have labels");
        text.push_str(before);
        let start = text.len() as u32;
        text.push_str(surface);
        let label = Label::parse(label).unwrap_or_else(|| panic!("{label} is no label"));
        names.push((Span::new(start, text.len() as u32), label));
        rest = behind;
    }
    text.push_str(rest);
    (Source::new(text), names)
}

/// The clusters, each as its mentions with `=` between them, and its name in front where that is
/// not its first mention's.
fn written(source: &Source, names: &Names, clusters: &[Cluster]) -> String {
    let clusters = clusters.iter().map(|cluster| {
        let surface = |mention: &u32| source.slice(names[*mention as usize].0);
        let mentions: Vec<&str> = cluster.mentions.iter().map(surface).collect();
        let line = mentions.join(" = ");
        match mentions[0] == cluster.name {
            true => line,
            false => format!("{}: {line}", cluster.name),
        }
    });
    clusters.collect::<Vec<_>>().join(" | ")
}

/// Checks lines of a text with names, `=>`, and its clusters.
fn check(lines: &str) {
    let lines = lines.lines().map(str::trim).filter(|line| !line.is_empty());
    let wrong: Vec<String> = lines
        .filter_map(|line| {
            let (marked, expect) = line.split_once("=>").expect("a line has two sides");
            let (source, names) = read(marked.trim());
            let found = written(&source, &names, &ENGINE.links(&source, &[], &names));
            (found != expect.trim()).then(|| format!("{line}\n   got {found}"))
        })
        .collect();
    let count = wrong.len();
    assert!(wrong.is_empty(), "{count} wrong\n{}", wrong.join("\n"));
}

#[test]
fn spelling_makes_no_other_name() {
    check(
        "
        [GPE Kenya] and [GPE Kenya] => Kenya = Kenya
        [GPE Kenya] and [GPE Uganda] => Kenya | Uganda
        [ORG Lumen Labs] and [ORG LUMEN LABS] => Lumen Labs = LUMEN LABS
        [ORG LUMEN LABS] and [ORG Lumen Labs] => Lumen Labs: LUMEN LABS = Lumen Labs
        [PERSON Musk’s] car, [PERSON Musk]'s rocket => Musk: Musk’s = Musk
        [ORG King’s College] and [ORG King's College] => King’s College = King's College
        [ORG Reuters’] staff at [ORG Reuters] => Reuters: Reuters’ = Reuters
        [ORG The Verge] and the [ORG Verge] => The Verge = Verge
        [ORG Verge] and [ORG The Verge] => The Verge: Verge = The Verge
        [ORG F.B.I.] and [ORG FBI] => FBI: F.B.I. = FBI
        [PERSON J. K. Rowling] and [PERSON JK Rowling] and [PERSON J.K. Rowling] => J. K. Rowling = JK Rowling = J.K. Rowling
        [ORG Rolls-Royce] and [ORG Rolls Royce] => Rolls-Royce = Rolls Royce
        [ORG Johnson & Johnson] and [ORG Johnson and Johnson] => Johnson and Johnson: Johnson & Johnson = Johnson and Johnson
        [GPE São Paulo] and [GPE Sao Paulo] => São Paulo = Sao Paulo
        [PERSON Müller] and [PERSON Muller] and [PERSON Mùller] => Müller | Muller | Mùller
        [NORP Kenyans] and a [NORP Kenyan] farmer => Kenyans = Kenyan
        [NORP Swiss] and [NORP Chinese] => Swiss | Chinese
        [LANGUAGE French] and [LANGUAGE French] => French = French
        [WORK_OF_ART Dune] and [WORK_OF_ART Dune] => Dune = Dune
        ",
    );
}

#[test]
fn people_have_short_names() {
    check(
        "
        [PERSON Elon Musk] spoke. [PERSON Musk] left. => Elon Musk = Musk
        [PERSON Musk] left. [PERSON Elon Musk] spoke. => Elon Musk: Musk = Elon Musk
        [PERSON Elon Musk] spoke to [PERSON Elon]. => Elon Musk = Elon
        [PERSON Elon Musk] met [PERSON Sam Altman]. [PERSON Musk] left [PERSON Altman]. => Elon Musk = Musk | Sam Altman = Altman
        [PERSON Ludwig van Beethoven] and [PERSON Beethoven] => Ludwig van Beethoven = Beethoven
        [PERSON Marco van der Berg], [PERSON van der Berg] and [PERSON Berg] => Marco van der Berg = van der Berg = Berg
        [PERSON Mohammed bin Salman] and [PERSON bin Salman] => Mohammed bin Salman = bin Salman
        [PERSON Martin Luther King Jr.] and [PERSON King] => Martin Luther King Jr. = King
        [PERSON Martin Luther King] and [PERSON Martin Luther King Jr.] => Martin Luther King Jr.: Martin Luther King = Martin Luther King Jr.
        [PERSON Kim Jong Un] spoke. [PERSON Kim] smiled. => Kim Jong Un = Kim
        [PERSON John F. Kennedy] and [PERSON John Kennedy] => John F. Kennedy = John Kennedy
        [PERSON E. Musk] and [PERSON Elon Musk] => Elon Musk: E. Musk = Elon Musk
        [PERSON Jordan Kim] met [PERSON Kim Lee]. [PERSON Kim] left. => Jordan Kim = Kim | Kim Lee
        [PERSON Elon Musk] and [ORG Musk] => Elon Musk | Musk
        [PERSON Elon Musk] and [PERSON Kimbal Musk] met. [PERSON Musk] left. => Elon Musk | Kimbal Musk | Musk
        [PERSON Elon Musk] came. [PERSON Musk] left. [PERSON Kimbal Musk] stayed. [PERSON Musk] slept. => Elon Musk = Musk | Kimbal Musk | Musk
        [PERSON Elon Musk] and [PERSON Kimbal Musk] met. [PERSON Kimbal] left. => Elon Musk | Kimbal Musk = Kimbal
        [PERSON Bill Clinton] and [PERSON Hillary Clinton] came. Mr. [PERSON Clinton] left. => Bill Clinton = Clinton | Hillary Clinton
        [PERSON Bill Clinton] and [PERSON Hillary Clinton] came. Mrs [PERSON Clinton] left. => Bill Clinton | Hillary Clinton = Clinton
        [PERSON Bill Clinton] came. Mrs. [PERSON Clinton] left. => Bill Clinton | Clinton
        Dame [PERSON Robin Holt] met [PERSON Ann Holt]. Mr [PERSON Holt] left. => Robin Holt | Ann Holt | Holt
        Mr [PERSON Smith] and Mrs [PERSON Smith] left. => Smith | Smith
        Mrs [PERSON Okafor] waited. [PERSON Okafor] left. => Okafor = Okafor
        [PERSON Ana Peña] and [PERSON Pena] => Ana Peña | Pena
        [PERSON Ana Peña] and [PERSON Ana Pena] => Ana Peña = Ana Pena
        ",
    );
}

#[test]
fn first_letters_stand_for_names() {
    check(
        "
        The [ORG Kenya Ports Authority] ([ORG KPA]) said. [ORG KPA] grew. => Kenya Ports Authority = KPA = KPA
        [ORG Kenya Ports Authority] said. [ORG KPA] grew. => Kenya Ports Authority = KPA
        [ORG KPA] ([ORG Kenya Ports Authority]) grew. => Kenya Ports Authority: KPA = Kenya Ports Authority
        [ORG KPA] grew. [ORG Kenya Ports Authority] said. [ORG KPA] fell. => Kenya Ports Authority: KPA = Kenya Ports Authority = KPA
        [ORG KPA] grew. [ORG Kenya Ports Authority] said. => KPA | Kenya Ports Authority
        [ORG Ministry of Health] and the [ORG MoH] => Ministry of Health = MoH
        [ORG Department of Labour] and the [ORG DOL] => Department of Labour = DOL
        [ORG Competition and Markets Authority] and the [ORG CMA] => Competition and Markets Authority = CMA
        [ORG Kenya Medical Research Institute] ([ORG Kemri]) => Kenya Medical Research Institute = Kemri
        [ORG Kenya Ports Authority] and [ORG Kenya Power Academy]: [ORG KPA] => Kenya Ports Authority | Kenya Power Academy | KPA
        [ORG Kenya Power Academy], [ORG Kenya Ports Authority] ([ORG KPA]): [ORG KPA] => Kenya Power Academy | Kenya Ports Authority = KPA = KPA
        [ORG Kenya Ports Authority] ([PERSON KPA]) => Kenya Ports Authority | KPA
        [LAW General Data Protection Regulation] and [LAW GDPR] => General Data Protection Regulation = GDPR
        [EVENT Africa Climate Summit] and [EVENT ACS] => Africa Climate Summit = ACS
        [ORG Asia-Pacific Economic Cooperation] and [ORG APEC] => Asia-Pacific Economic Cooperation = APEC
        [ORG Kenya Ports Authority] and [ORG Kpa] => Kenya Ports Authority | Kpa
        ",
    );
}

#[test]
fn countries_have_other_names() {
    check(
        "
        [GPE United States] and the [GPE U.S.] and the [GPE US] => United States = U.S. = US
        the [GPE U.S.] and [GPE America] => United States: U.S. = America
        [GPE UK] and [GPE Britain] => United Kingdom: UK = Britain
        [GPE UK] and [GPE England] => United Kingdom: UK | England
        [GPE Kenya] and a [NORP Kenyan] farmer => Kenya | Kenyan
        [GPE U.S.] and [ORG US] => United States: U.S. = US
        [GPE Côte d’Ivoire] and [GPE Ivory Coast] => Ivory Coast: Côte d’Ivoire = Ivory Coast
        [ORG European Union] and [ORG EU] and [GPE E.U.] => European Union = EU = E.U.
        [ORG WHO] and [ORG World Health Organisation] => World Health Organization: WHO = World Health Organisation
        [GPE United Arab Emirates] ([GPE UAE]) => United Arab Emirates = UAE
        [GPE New York] and [GPE New York City] => New York | New York City
        ",
    );
}

#[test]
fn long_names_are_cut_short() {
    check(
        "
        [ORG Lumen Labs] grew. [ORG Lumen] fell. => Lumen Labs = Lumen
        [ORG Lumen] fell. [ORG Lumen Labs] grew. => Lumen | Lumen Labs
        [ORG Microsoft Corp.] and [ORG Microsoft] => Microsoft: Microsoft Corp. = Microsoft
        [ORG Tessera Logic Inc.] and [ORG Tessera] => Tessera Logic Inc. = Tessera
        [ORG Google DeepMind] and [ORG Google] => Google DeepMind | Google
        [ORG BBC News] and the [ORG BBC] => BBC News | BBC
        [ORG University of Nairobi] and the [ORG University] => University of Nairobi | University
        [ORG Bank of England] and the [ORG Bank] => Bank of England | Bank
        [ORG Mombasa County Council] and the [ORG County Council] => Mombasa County Council | County Council
        [ORG University of Nairobi] and [ORG Nairobi] => University of Nairobi | Nairobi
        [ORG Goldman Sachs] and [ORG Goldman] => Goldman Sachs = Goldman
        [ORG Lumen Labs] and [ORG Lumen Works]: [ORG Lumen] => Lumen Labs | Lumen Works | Lumen
        [ORG Tottenham Hotspur] and [ORG Tottenham] => Tottenham Hotspur = Tottenham
        [EVENT Hurricane Milton] and [EVENT Milton] => Hurricane Milton = Milton
        [LOC Lake Victoria] and [LOC Victoria] => Lake Victoria = Victoria
        [FAC Heathrow Airport] and [FAC Heathrow] => Heathrow Airport = Heathrow
        [PRODUCT Kite 3] and [PRODUCT Kite] => Kite 3 | Kite
        [PRODUCT Microsoft Azure] and [PRODUCT Azure] => Microsoft Azure = Azure
        [LAW Clean Air Act] and the [LAW Act] => Clean Air Act | Act
        ",
    );
}

#[test]
fn only_some_labels_are_confused() {
    check(
        "
        [ORG ChatGPT] and [PRODUCT ChatGPT] => ChatGPT = ChatGPT
        [PERSON Paris] and [GPE Paris] => Paris | Paris
        [GPE Chelsea] and [ORG Chelsea] => Chelsea = Chelsea
        [NORP French] and [LANGUAGE French] => French | French
        [ORG Lumen Labs] and [PRODUCT Lumen] => Lumen Labs | Lumen
        [ORG Lumen Labs], [ORG Lumen] and [PRODUCT Lumen] => Lumen Labs = Lumen = Lumen
        ",
    );
    let (source, names) = read("[PRODUCT Grok] and [ORG Grok] and [ORG Grok]");
    let clusters = ENGINE.links(&source, &[], &names);
    assert_eq!(clusters[0].label, Label::Org, "what most are called");
}

#[test]
fn odd_names_are_names() {
    check(
        "
        [ORG ...] and [ORG !!!] and [ORG ...] => ... = ... | !!!
        [PERSON 's] and [PERSON ’] => 's | ’
        [ORG The] and [ORG the] => The = the
        [ORG 日本] and [ORG 日本] => 日本 = 日本
        [PERSON ǅ] and [PERSON ǆ] => ǆ: ǅ = ǆ
        [ORG A&B] and [ORG A & B] => A&B | A & B
        ",
    );
    assert_eq!(ENGINE.links(&Source::new("none"), &[], &Names::new()), []);
}

#[test]
fn what_stands_beside_the_article_is_apart() {
    let (source, names) =
        read("[PERSON Musk] wins\n[PERSON Elon Musk] won.\nMore on [PERSON Musk]");
    let ends = source.text().match_indices('\n').map(|(at, _)| at as u32);
    let ends: Vec<u32> = ends.chain([source.text().len() as u32]).collect();
    let zone = |start, end, kind| Zone {
        span: Span::new(start, end),
        kind,
    };
    let zones = [
        zone(0, ends[0], ZoneKind::Headline),
        zone(ends[0] + 1, ends[1], ZoneKind::Body),
        zone(ends[1] + 1, ends[2], ZoneKind::Residue),
    ];
    let found = ENGINE.links(&source, &zones, &names);
    assert_eq!(
        written(&source, &names, &found),
        "Elon Musk: Musk = Elon Musk | Musk"
    );
}

/// A headline calls a company by the short name that the article introduces.
#[test]
fn a_headline_is_read_last() {
    let (source, names) = read("[ORG Lumen] falls\n[ORG Lumen Labs] fell.");
    let end = source.text().find('\n').unwrap() as u32;
    let headline = [Zone {
        span: Span::new(0, end),
        kind: ZoneKind::Headline,
    }];
    assert_eq!(ENGINE.links(&source, &[], &names).len(), 2);
    let found = ENGINE.links(&source, &headline, &names);
    assert_eq!(
        written(&source, &names, &found),
        "Lumen Labs: Lumen = Lumen Labs"
    );
}

/// The names of a text as the engine finds them.
fn found(text: &str) -> (Text, Names) {
    let source = Source::new(text);
    let extraction = ENGINE.extract(source.clone());
    let names = extraction.entities.iter().filter(|e| e.label.is_name());
    let names = names.map(|entity| (entity.span, entity.label)).collect();
    (Text::new(source), names)
}

#[test]
fn clusters_part_the_names_of_any_text() {
    let residue = |text: &Text, at: u32| {
        let zone = text.zones.iter().rfind(|zone| zone.span.start <= at);
        zone.is_some_and(|zone| zone.kind == ZoneKind::Residue && zone.span.end > at)
    };
    check_texts(60, mutated_articles(), |text| {
        let (text, names) = found(text);
        let clusters = ENGINE.links(&text.source, &text.zones, &names);
        let mut seen = vec![0; names.len()];
        for cluster in &clusters {
            prop_assert!(!cluster.mentions.is_empty() && !cluster.name.is_empty());
            prop_assert!(cluster.mentions.is_sorted_by(|a, b| a < b));
            let sides = cluster.mentions.iter();
            let mut sides = sides.map(|at| residue(&text, names[*at as usize].0.start));
            let side = sides.next();
            prop_assert!(sides.all(|other| Some(other) == side), "residue is linked");
            let mut labels = cluster.mentions.iter().map(|at| names[*at as usize].1);
            prop_assert!(labels.any(|label| label == cluster.label));
            for mention in &cluster.mentions {
                seen[*mention as usize] += 1;
            }
        }
        prop_assert!(seen.iter().all(|count| *count == 1), "{seen:?}");
        prop_assert!(clusters.is_sorted_by_key(|cluster| cluster.mentions[0]));
        let again = ENGINE.links(&text.source, &text.zones, &names);
        prop_assert_eq!(clusters, again);
        Ok(())
    });
}

/// Names in great number, alike and unlike, take no longer than others.
#[test]
fn many_names_are_linked_soon() {
    let people: String = (0..6000)
        .map(|n| {
            format!("[PERSON P{n} Smith] met [PERSON Smith] of [ORG A{n} B C D] and [ORG ABCD]. ")
        })
        .collect();
    let (source, names) = read(&people);
    let clusters = ENGINE.links(&source, &[], &names);
    assert!(clusters.len() > 12_000, "{}", clusters.len());
}

/// Where the clusters of an article differ from its file, the file is written anew and the test
/// fails; read the difference, and commit the file if it is what you meant.
#[test]
fn articles_are_linked_as_they_were() {
    let mut differences = Vec::new();
    for article in ["kenya-county", "cloud-wire"] {
        let text = fs::read_to_string(fixture(&format!("articles/{article}.txt"))).unwrap();
        let (text, names) = found(&text);
        let clusters = ENGINE.links(&text.source, &text.zones, &names);
        let new: String = clusters
            .iter()
            .map(|cluster| {
                let line = written(&text.source, &names, std::slice::from_ref(cluster));
                format!("{} {line}\n", cluster.label)
            })
            .collect();
        let path = fixture(&format!("articles/{article}.links"));
        let old = fs::read_to_string(&path).unwrap_or_default();
        if old != new {
            fs::write(&path, &new).unwrap();
            let diff = similar::TextDiff::from_lines(&old, &new);
            differences.push(diff.unified_diff().header(article, "now").to_string());
        }
    }
    assert!(
        differences.is_empty(),
        "written anew:\n{}",
        differences.join("\n")
    );
}

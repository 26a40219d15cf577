//! What the card of the weights says of how they came about. Scores and sizes are added by
//! `cargo xtask train`, from the program that has the weights.
//!
//! Knows what was trained. Must not know scores on what may only measure.

use super::{Input, Settings, Trained, VERSION, claims, syntax};

/// What a reader should know before anything else.
const INTENT: &str = "\
These weights find names in English news text: people, groups, places, organisations and other
things by their 11 labels (`corpus/SCHEME.md`). Numbers, dates and amounts are found by a grammar,
which is not trained. Two more files have the weights of the reader of sentences (tags; heads, which
the page does not load), a fourth those that decide on cues and on what is claimed (below). The
weights of names are a linear-chain conditional
random field over hashed features; how they are made stands in `src/train/`, how they are read in
`src/model/`.

## Limits and known weaknesses

- English only, and news above all. On e-mail, reviews and chat about one name in four is wrong;
  text without capitals is worse.
- Weakest are what is rare in the data: works, products, sites, events; see the table. A name that
  is never told what it is (a person's used for a company, a company's for its product) is decided
  by how it looks.
- The articles of `corpus/` are invented for this project. Names of real people, places and
  institutions stand in the lists and in the other corpora as their makers wrote them, and these
  hold more of the United States and Europe than of the rest of the world. Scores by origin of a
  name were not taken.
- The own articles that scores are taken on are of the same makers and kinds as those that train;
  other corpora, with conventions that are not ours, say more of what to expect elsewhere.
- A confidence is what share of names with so high a probability was right in own articles that a
  model did not know. Elsewhere it is too high.
- Weights can be told which names stood in the articles that trained them. All of these are
  invented or publicly licensed text.
";

/// The card of the weights of names; [`renew`] adds those of the other files.
pub fn write(trained: &Trained, settings: &Settings, with_data: bool) -> String {
    let mut card = format!("# Weights {VERSION}\n\n{INTENT}\n## Data\n\n");
    card.push_str(&table("articles | marks", &trained.inputs));
    let lists = &trained.lists_sha256;
    card.push_str(&format!(
        "Lists and clusters (`corpus/lists/README.md`): `{lists}`.\n\n"
    ));
    card.push_str(
        "Hashes are of the files as they lie, those of a folder one after the other by name.\n",
    );
    if !trained.refused.is_empty() {
        card.push_str("Beside them in the folder and not read:\n\n");
        for (name, reason) in &trained.refused {
            card.push_str(&format!("- {name}: {reason}\n"));
        }
    }
    let data = if with_data { " --data DIR" } else { "" };
    card.push_str(&format!(
        "\n## Training\n\n`cargo xtask train{data}`: the same input and seed give the same bytes, \
         on any number of threads of a machine of one kind.\n\n```\n{settings:#?}\n```\n"
    ));
    let (features, weights) = trained.size;
    card.push_str(&format!(
        "\n{features} features with {weights} weights that are not zero.\n"
    ));
    let names = trained.held.micro();
    card.push_str(&format!(
        "\nOf {} names in every fifth of our own articles, a model that had not seen these found \
         {:.1} % (precision {:.1} %, F1 {:.1} %); confidences are fitted on them.\n",
        names.gold,
        names.recall() * 100.0,
        names.precision() * 100.0,
        names.f1() * 100.0,
    ));
    card
}

/// A card where the section of this title is this one; a new one comes before the scores.
pub fn renew(card: &str, (title, section): &(String, String)) -> String {
    let from = card.find(title.as_str());
    let start = from.or_else(|| card.find("\n## Scores\n"));
    let (before, rest) = card.split_at(start.unwrap_or(card.len()));
    let rest = match from {
        Some(_) => rest[title.len()..]
            .find("\n## ")
            .map_or("", |next| &rest[title.len() + next..]),
        None => rest,
    };
    [before, title, section, rest].concat()
}

/// The files that were read, with what is counted in them; empty where there are none.
fn table(counted: &str, inputs: &[Input]) -> String {
    if inputs.is_empty() {
        return String::new();
    }
    let mut table = format!("| what | licence | {counted} | SHA-256 |\n");
    table.push_str("| --- | --- | ---: | ---: | --- |\n");
    for input in inputs {
        let (name, licence) = (&input.name, input.licence);
        let (articles, marks, hash) = (input.articles, input.marks, &input.sha256);
        table.push_str(&format!(
            "| {name} | {licence} | {articles} | {marks} | `{hash}` |\n"
        ));
    }
    table.push('\n');
    table
}

fn title(version: &str) -> String {
    format!("\n## Weights {version}\n")
}

/// What a reader should know of the weights of sentences.
const SENTENCES: &str = "\
They give each word of a sentence its part of speech (17 universal ones, verbs by form), its head
and its relation to it (24 of Universal Dependencies), step by step from left to right, by
log-linear weights over hashed features; how they are made stands in `src/train/syntax/`, what they
see in `src/extract/syntax/`.

- Of five heads one is wrong, more in long sentences; what hangs on verbs and what on nouns
  (\"in Rome\") is the commonest mistake.
- Words of the treebanks are put on words of ours: of several in one of ours the highest in the
  tree counts; the share of such words is small, and both counts are given below.
- The treebanks are of many kinds (interviews, academic texts, travel guides, court sessions,
  biographies, e-mail, reviews); a sixth of them is news.
- Headlines, capitals and small letters are trained on copies that were made from plain sentences;
  no real headline was.
";

/// The section on the weights of sentences, with its title.
pub fn of_sentences(trained: &syntax::Trained) -> (String, String) {
    let mut card = format!("\n{SENTENCES}\n");
    card.push_str(&table("sentences | words", &trained.inputs));
    let (features, weights) = trained.size;
    card.push_str(&format!(
        "And {} texts without their marks, of all corpora that may train, for classes of words by \
         what stands beside them and by what a first tagger takes them for. {features} features \
         with {weights} weights that are not zero.\n",
        trained.texts
    ));
    (title(syntax::VERSION), card)
}

/// What a reader should know of the weights that decide on cues.
const CUES: &str = "\
They say of each place that the lexicon of cues matches, and of other words that may be a cue,
which of the 15 types it is, or none: log-linear weights over hashed features of the lexicon's
entry and contexts, the words and clusters around, and names. How they are made stands in
`src/train/claims/`, what they see in `src/extract/cue/gate/`. They are read with the clusters of the
weights of names.

- They are trained on our own articles (`corpus/train`, above), whose cues the lexicon was
  written on: what it does not know is learnt from copies where most of its rarer entries are
  masked, and found far less often. One in ten of the articles of others below is shown too, for
  what is hedged in science.
- Weakest are what is rare or of many forms: inference, weasels, hearsay, plans; see the table. Of
  the mistakes a quarter are the borders of a cue and not the cue.
";

/// The section on the weights of cues, with its title.
pub fn of_cues(trained: &claims::Trained) -> (String, String) {
    let (features, weights) = trained.size;
    let mut card = format!("\n{CUES}\n");
    card.push_str(&table("articles | cues that hedge", &trained.inputs));
    card.push_str(&format!(
        "{features} features with {weights} weights that are not zero.\n"
    ));
    (title(claims::VERSION), card)
}

/// What a reader should know of the weights that choose where a content begins and ends.
const SPANS: &str = "\
They look once more at each claim that the frames draft: of the places around they choose where its
content and its source begin and end, and whether it is a claim at all, which is its confidence.
They are log-linear weights over hashed features of the words, marks, verbs, names and cues beside
a place, of the phrase that it would make, and of what the frames say. They stand in the file of
those that decide on cues; how they are made stands in `src/train/spans/`, what they see in
`src/extract/claim/rank/`.

- They are trained on our own articles alone (`corpus/train`, above), with the cues and names that
  are marked there and with those that the engine finds.
- Speeches keep the borders that their quotation marks give them.
";

/// The section on the weights of spans, with its title.
pub fn of_spans(weights: usize) -> (String, String) {
    let card = format!("\n{SPANS}\n{weights} features, each with a weight.\n");
    (
        "\n## Where contents and sources begin and end\n".into(),
        card,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_is_added_once_and_renewed_in_its_place() {
        let of = |version: &str, text: &str| (title(version), format!("\n{text}\n"));
        let card = "# Weights a\n\nNames.\n\n## Scores\n\nHigh.\n";
        let card = renew(card, &of("b", "Sentences."));
        let card = renew(&card, &of("c", "Cues."));
        let both = "# Weights a\n\nNames.\n\n## Weights b\n\nSentences.\n\n## Weights c\n\nCues.\n\n## Scores\n\nHigh.\n";
        assert_eq!(card, both);
        assert_eq!(renew(&card, &of("b", "Sentences.")), both);
        let card = renew(&card, &of("b", "Others."));
        assert_eq!(card, both.replace("Sentences", "Others"));
        assert_eq!(
            renew("", &of("b", "Sentences.")),
            "\n## Weights b\n\nSentences.\n"
        );
    }
}

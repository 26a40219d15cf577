//! What a person taught, as it is kept.

use hedgerow::annotation::{Kind, Label};
use hedgerow::extract::CueType;
use hedgerow::find::{Case, Rule, Says, Tag};
use hedgerow::project::rules::{join, read, record};

fn rule(words: &str, says: Says) -> Rule {
    Rule {
        words: words.to_owned(),
        case: Case::Exact,
        says,
        on: true,
    }
}

fn product() -> Says {
    let label = Label::parse("PRODUCT").expect("it is one");
    Says::Always(Tag::Name(label))
}

#[test]
fn rules_of_names_and_of_cues_come_back() {
    let mut rules = vec![
        rule("Kite 3", product()),
        rule("Apple", Says::Never(Kind::Entity)),
        rule("may", Says::Never(Kind::Cue)),
    ];
    let types = CueType::ALL.iter();
    rules.extend(types.map(|kind| rule(kind.as_str(), Says::Always(Tag::Cue(*kind)))));
    rules[1].on = false;
    rules[2].case = Case::Any;
    let record = record(&rules);
    assert_eq!(read(&record).expect("it is whole"), rules);
    // Rules of names are written as they ever were.
    let of_names = hedgerow::project::rules::record(&rules[..1]);
    let before = r#"[{"words":"Kite 3","label":"PRODUCT","any_case":false,"on":true}]"#;
    assert!(of_names.ends_with(before), "{of_names}");
}

#[test]
fn rules_that_were_kept_before_are_read() {
    let version = record(&[]);
    let version = version.strip_suffix("[]").expect("it is an empty list");
    let kept = r#"[{"words":"Kite 3","label":"PRODUCT","any_case":false,"on":true},
                   {"words":"apple","label":null,"any_case":true,"on":false}]"#;
    let read = |rules: &str| read(&format!("{version}{rules}")).expect("it is whole");
    let apple = Rule {
        case: Case::Any,
        on: false,
        ..rule("apple", Says::Never(Kind::Entity))
    };
    assert_eq!(read(kept), [rule("Kite 3", product()), apple]);
    // A type that a later version knows is none of ours.
    let later = r#"[{"words":"may","label":null,"cue":"mood"},
                    {"words":"may","label":null,"cue":"never"}]"#;
    assert_eq!(read(later), [rule("may", Says::Never(Kind::Cue))]);
}

#[test]
fn of_two_for_the_same_words_in_one_layer_ours_stays() {
    let mut ours = vec![rule("may", Says::Never(Kind::Cue))];
    let theirs = vec![
        rule("may", Says::Always(Tag::Cue(CueType::Belief))),
        rule("may", product()),
        rule("may", Says::Never(Kind::Entity)),
    ];
    assert_eq!(join(&mut ours, theirs), 1);
    assert_eq!(
        ours,
        [rule("may", Says::Never(Kind::Cue)), rule("may", product())]
    );
}

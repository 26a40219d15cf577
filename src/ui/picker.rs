//! The labels that are offered for what is selected: a sheet.
//!
//! Runs in the worker. Knows labels, their names and their keys. Must not know the text.

use super::app::{Field, Msg};
use super::html::{Element, On, el};
use super::words::InWords;
use crate::extract::CueType;
use crate::project::Choice;

pub fn view(choices: &[Choice]) -> Element {
    let labels = choices.iter().map(|choice| {
        let button = el("button[type=button].chip[data-kind=entity]")
            .attr("data-label", choice.label.as_str())
            .on(On::Click(Msg::Hand(
                format!("label={}", choice.label).into(),
            )))
            .child(el("span.swatch"))
            .child(el("span.name").text(choice.label.words().name));
        el("li").child(match choice.key {
            Some(key) => button.text(" ").child(el("kbd").text(key.to_string())),
            None => button,
        })
    });
    let cue = (CueType::ALL.iter()).map(|kind| {
        el("option")
            .attr("value", kind.as_str())
            .text(kind.words().name)
    });
    el("div.sheet").child(el("ul").children(labels)).child(
        el("p")
            .child(
                el("button[type=button]")
                    .on(On::Click(Msg::Hand("claim".into())))
                    .text("Claim ")
                    .child(el("kbd").text("C")),
            )
            .child(
                el("select[aria-label=Cue]")
                    .on(On::Change(Field::Hand("cue=".into())))
                    .child(el("option[value=]").text("Cue …"))
                    .children(cue),
            ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::Label;
    use crate::project::LabelSet;
    use crate::ui::drawn::{read, write};

    #[test]
    fn every_label_can_be_picked_and_the_sheet_travels() {
        let sheet = view(&LabelSet::default().choices());
        assert_eq!(read(&write(&sheet, None)).tree.as_ref(), Some(&sheet));
        let words = sheet.text_content();
        for label in Label::ALL {
            assert!(words.contains(label.words().name), "{label}");
        }
        let asked: Vec<&On> = (sheet.descendants().into_iter())
            .flat_map(|element| &element.on)
            .collect();
        let org = On::Click(Msg::Hand("label=ORG".into()));
        assert!(asked.contains(&&org), "{asked:?}");
    }
}

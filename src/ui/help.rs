//! What each command does, in words.
//!
//! Runs in the worker. Must not know which key asks for it.

use super::keymap::{Binding, Command, Place, Style};
use crate::annotation::Kind;

/// What a key does, and where.
pub fn of(binding: &Binding) -> String {
    let words = words(binding.command);
    match binding.place {
        Some(Place::Caret) => format!("{words}, with the caret on"),
        Some(_) => format!("{words}, in the article"),
        None => words.to_owned(),
    }
}

/// What a command does; nothing is said of those that no key asks for.
pub fn words(command: Command) -> &'static str {
    match command {
        Command::NextOpen => "next open suggestion",
        Command::PreviousOpen => "previous open suggestion",
        Command::AcceptOn => "accept, and on to the next",
        Command::RejectOn => "reject, and on to the next",
        Command::Accept => "accept the mark, and stay",
        Command::Label => "give the label of this digit; with Alt exactly what is selected",
        Command::Hand("same:") => "accept all of the same words and label",
        Command::ReviewOrder => "suggestions in the text’s order or the least sure first",
        Command::NextMark => "next mark",
        Command::PreviousMark => "previous mark",
        Command::NextClaim => "next claim",
        Command::PreviousClaim => "previous claim",
        Command::NextMention => "next mention of the same",
        Command::PreviousMention => "previous mention of the same",
        Command::FirstMark => "first mark",
        Command::LastMark => "last mark",
        Command::Cycle => "another mark of those that overlap here",
        Command::Inspect => "why is this marked?",
        Command::Leave => "back to the text; out of the caret",
        Command::Caret => "put a caret into the text, or take it out",
        Command::Step("left character") => "move the caret; Shift selects",
        Command::Step("right character") => "move the caret on",
        Command::Step("left word") => "a word back",
        Command::Step("right word") => "a word on",
        Command::Step("backward line") => "a line up",
        Command::Step("forward line") => "a line down",
        Command::Step("backward lineboundary") => "to the start of the line",
        Command::Step("forward lineboundary") => "to the end of the line",
        Command::Pick => "choose a label for the selection",
        Command::Hand("start=-1") => "begin the mark a word earlier",
        Command::Hand("start=+1") => "begin it a word later",
        Command::Hand("end=-1") => "end the mark a word earlier",
        Command::Hand("end=+1") => "end it a word later",
        Command::Hand("start=-g") => "begin the mark a character earlier",
        Command::Hand("start=+g") => "begin it a character later",
        Command::Hand("end=-g") => "end the mark a character earlier",
        Command::Hand("end=+g") => "end it a character later",
        Command::Hand("take out") => "take out the mark",
        Command::Relabel => "change what the mark is",
        Command::Hand("claim") => "make a claim of the selection or the sentence",
        Command::Hand("source") => "the selection is the claim’s source",
        Command::Hand("cue") => "it is a cue of the claim",
        Command::Hand("content") => "it is further content of the claim",
        Command::Hand("certainty=+1") => "the claim is more certain",
        Command::Hand("certainty=-1") => "the claim is less certain",
        Command::Hand("flag") => "flag the mark as unsure",
        Command::Hand("accept all") => "accept all mentions",
        Command::Hand("reject all") => "reject all mentions",
        Command::RelabelAll => "change what all mentions are",
        Command::Hand("all:") => "label all occurrences",
        Command::Ask("search:") => "search",
        Command::Hand("rules:teach") => "teach what the words are",
        Command::Ask("reading:") => "marks that lost their words",
        Command::Undo => "undo",
        Command::Redo => "redo",
        Command::ToggleLayer(Kind::Entity) => "show or hide entities",
        Command::ToggleLayer(Kind::Cue) => "show or hide cues",
        Command::ToggleLayer(Kind::Claim) => "show or hide claims",
        Command::NextList => "list claims, entities or sources",
        Command::SortClaims => "claims by certainty or in order",
        Command::SameSource => "what else does the source say?",
        Command::ShowAll => "show the claims of all sources",
        Command::OpenBeside => "open another article beside",
        Command::NextArticle => "next article",
        Command::PreviousArticle => "previous article",
        Command::Ask("documents:") => "all documents",
        Command::Ask("documents:next") => "next document of the project",
        Command::Ask("documents:previous") => "previous document of the project",
        Command::EditText => "go to the text field",
        Command::OpenFile => "open files",
        Command::ExportDialog => "export",
        Command::CopyClaims(Style::Plain) => "copy the claims as text",
        Command::Ask("help:") => "this list",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::super::keymap::KEYMAP;
    use super::*;

    #[test]
    fn every_key_is_explained() {
        for binding in KEYMAP {
            assert_ne!(words(binding.command), "", "{binding:?}");
        }
    }
}

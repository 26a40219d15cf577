//! What each command does, in words.
//!
//! Runs in the worker. Must not know which key asks for it.

use super::keymap::{Command, Style};
use crate::annotation::Kind;

/// What a command does; nothing is said of those that no key asks for.
pub fn words(command: Command) -> &'static str {
    match command {
        Command::NextMark => "next mark",
        Command::PreviousMark => "previous mark",
        Command::NextClaim => "next claim",
        Command::PreviousClaim => "previous claim",
        Command::NextMention => "next mention of the same",
        Command::PreviousMention => "previous mention of the same",
        Command::FirstMark => "first mark",
        Command::LastMark => "last mark",
        Command::Inspect => "why is this marked?",
        Command::Leave => "back to the text",
        Command::Accept => "accept the mark",
        Command::Reject => "reject the mark",
        Command::Relabel => "change what the mark is",
        Command::Hand("accept all") => "accept all mentions",
        Command::Hand("reject all") => "reject all mentions",
        Command::RelabelAll => "change what all mentions are",
        Command::Undo => "undo",
        Command::Redo => "redo",
        Command::ToggleLayer(Kind::Entity) => "show or hide entities",
        Command::ToggleLayer(Kind::Cue) => "show or hide cues",
        Command::ToggleLayer(Kind::Claim) => "show or hide claims",
        Command::ListClaims => "list the claims",
        Command::ListEntities => "list the entities",
        Command::ListSources => "list the sources",
        Command::SameSource => "what else does the source say?",
        Command::SortClaims => "claims by certainty or in order",
        Command::ShowAll => "show the claims of all sources",
        Command::OpenBeside => "open another article beside",
        Command::NextArticle => "next article",
        Command::PreviousArticle => "previous article",
        Command::Sheet("documents") => "all documents",
        Command::NextDocument => "next document of the project",
        Command::PreviousDocument => "previous document of the project",
        Command::EditText => "go to the text field",
        Command::OpenFile => "open files",
        Command::ExportDialog => "export",
        Command::CopyClaims(Style::Plain) => "copy the claims as text",
        Command::Keys => "this list",
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

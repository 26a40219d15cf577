//! Which key does what: one table, from which the help dialog is made as well.
//!
//! Knows keys as the browser names them. Must not know what a command leads to.

use crate::annotation::Kind;

/// A key as it went down, outside text fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyPress {
    /// As `KeyboardEvent.key` names it.
    pub key: String,
    pub modifiers: Modifiers,
    pub place: Place,
}

/// Which modifier keys are down. Command on a Mac counts as control.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Modifiers {
    pub control: bool,
    pub shift: bool,
    pub alt: bool,
}

/// Where the focus is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Place {
    /// In the article.
    Article,
    #[default]
    Elsewhere,
}

/// Something that a person can ask for with a button or a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    NextMark,
    PreviousMark,
    NextClaim,
    PreviousClaim,
    /// To the next name of what the mark is a name of.
    NextMention,
    PreviousMention,
    FirstMark,
    LastMark,
    /// From the text to the inspector.
    Inspect,
    /// Back from the inspector to the text, or out of a menu, or out of the selection.
    Leave,
    /// Out of the selection, and to where it was in the text.
    Deselect,
    CloseMenu,
    Accept,
    Reject,
    /// To the field that changes what the selected mark is.
    Relabel,
    AcceptAll,
    RejectAll,
    /// To the field that changes what all mentions are.
    RelabelAll,
    Undo,
    Redo,
    Paste,
    OpenFile,
    EditText,
    FoldText,
    Sample(usize),
    Menu(Menu),
    ToggleLayer(Kind),
    ExportDialog,
    Download,
    CopyJson,
    CopyClaims(Style),
    Keys,
    CloseDialog,
    /// Have the list show claims, or what names are of.
    ListClaims,
    ListEntities,
    EarlierItems,
    LaterItems,
    /// Have the engine try again.
    Retry,
    /// Load the engine anew.
    LoadAgain,
    /// Go to the document that was open before.
    GoBack,
}

impl Command {
    /// Whether it has to do with the document's text, and so with what was typed last.
    pub(super) const fn is_of_the_text(self) -> bool {
        matches!(
            self,
            Self::Undo | Self::Redo | Self::Download | Self::CopyJson | Self::CopyClaims(_)
        )
    }
}

/// A list of choices under a button.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Menu {
    Samples,
    CopyClaims,
}

/// How claims are written on the clipboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    Plain,
    Markdown,
}

/// A row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Binding {
    pub keys: &'static [Key],
    /// Where the focus must be; none for anywhere.
    pub place: Option<Place>,
    pub command: Command,
    /// What it does, for the help dialog.
    pub words: &'static str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// As the browser names it, letters small.
    pub name: &'static str,
    pub control: bool,
    pub shift: bool,
}

const fn key(name: &'static str) -> Key {
    Key {
        name,
        control: false,
        shift: false,
    }
}

const fn control(name: &'static str) -> Key {
    Key {
        control: true,
        ..key(name)
    }
}

const fn shift(key: Key) -> Key {
    Key { shift: true, ..key }
}

const fn anywhere(keys: &'static [Key], command: Command, words: &'static str) -> Binding {
    Binding {
        keys,
        place: None,
        command,
        words,
    }
}

const fn in_article(keys: &'static [Key], command: Command, words: &'static str) -> Binding {
    Binding {
        keys,
        place: Some(Place::Article),
        command,
        words,
    }
}

pub const KEYMAP: &[Binding] = &[
    anywhere(&[key("j")], Command::NextMark, "next mark"),
    anywhere(&[key("k")], Command::PreviousMark, "previous mark"),
    in_article(
        &[key("ArrowRight"), key("ArrowDown")],
        Command::NextMark,
        "next mark",
    ),
    in_article(
        &[key("ArrowLeft"), key("ArrowUp")],
        Command::PreviousMark,
        "previous mark",
    ),
    anywhere(&[key("n")], Command::NextClaim, "next claim"),
    anywhere(&[key("p")], Command::PreviousClaim, "previous claim"),
    anywhere(
        &[key("m")],
        Command::NextMention,
        "next mention of the same",
    ),
    anywhere(
        &[shift(key("m"))],
        Command::PreviousMention,
        "previous mention of the same",
    ),
    in_article(&[key("Home")], Command::FirstMark, "first mark"),
    in_article(&[key("End")], Command::LastMark, "last mark"),
    in_article(&[key("Enter")], Command::Inspect, "why is this marked?"),
    anywhere(&[key("Escape")], Command::Leave, "back to the text"),
    anywhere(&[key("a")], Command::Accept, "accept the mark"),
    anywhere(&[key("x")], Command::Reject, "reject the mark"),
    anywhere(&[key("l")], Command::Relabel, "change what the mark is"),
    anywhere(
        &[shift(key("a"))],
        Command::AcceptAll,
        "accept all mentions",
    ),
    anywhere(
        &[shift(key("x"))],
        Command::RejectAll,
        "reject all mentions",
    ),
    anywhere(
        &[shift(key("l"))],
        Command::RelabelAll,
        "change what all mentions are",
    ),
    anywhere(&[control("z"), key("u")], Command::Undo, "undo"),
    anywhere(
        &[shift(control("z")), control("y"), shift(key("u"))],
        Command::Redo,
        "redo",
    ),
    anywhere(
        &[key("1")],
        Command::ToggleLayer(Kind::Entity),
        "show or hide entities",
    ),
    anywhere(
        &[key("2")],
        Command::ToggleLayer(Kind::Cue),
        "show or hide cues",
    ),
    anywhere(
        &[key("3")],
        Command::ToggleLayer(Kind::Claim),
        "show or hide claims",
    ),
    anywhere(&[key("4")], Command::ListClaims, "list the claims"),
    anywhere(&[key("5")], Command::ListEntities, "list the entities"),
    anywhere(&[key("t")], Command::EditText, "go to the text field"),
    anywhere(&[key("o")], Command::OpenFile, "open a text file"),
    anywhere(&[key("e")], Command::ExportDialog, "export"),
    anywhere(
        &[key("c")],
        Command::CopyClaims(Style::Plain),
        "copy the claims as text",
    ),
    anywhere(&[key("?")], Command::Keys, "this list"),
];

/// The command that a key press asks for; the browser's own answer to the key is then stopped.
pub fn command(press: &KeyPress) -> Option<Command> {
    KEYMAP
        .iter()
        .find(|binding| {
            binding.place.is_none_or(|place| place == press.place)
                && binding.keys.iter().any(|key| key.fits(press))
        })
        .map(|binding| binding.command)
}

impl Key {
    fn fits(self, press: &KeyPress) -> bool {
        let Modifiers {
            control,
            shift,
            alt,
        } = press.modifiers;
        // Which signs need the shift key depends on the keyboard; letters and names do not.
        let sign = self.name.len() == 1 && !self.name.as_bytes()[0].is_ascii_alphabetic();
        press.key.eq_ignore_ascii_case(self.name)
            && !alt
            && control == self.control
            && (sign || shift == self.shift)
    }

    /// As it stands on the keyboard.
    pub fn words(self) -> String {
        let name = match self.name {
            "ArrowRight" => "→",
            "ArrowLeft" => "←",
            "ArrowUp" => "↑",
            "ArrowDown" => "↓",
            "Escape" => "Esc",
            name => name,
        };
        let control = if self.control { "Ctrl " } else { "" };
        let shift = if self.shift { "Shift " } else { "" };
        let name = match name.len() {
            1 => name.to_ascii_uppercase(),
            _ => name.to_owned(),
        };
        format!("{control}{shift}{name}")
    }
}

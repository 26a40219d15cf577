//! Which key does what: one table, from which the list of keys is made as well.
//!
//! Knows keys as the browser names them. Must not know what a command leads to.

use super::app::List;
use crate::annotation::Kind;

/// A key as it went down, where it is not for a field.
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
    /// In the article, with a caret in its text.
    Caret,
    #[default]
    Elsewhere,
}

/// Something that a person can ask for with a button or a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    /// To the next suggestion that nobody has decided on, in the order of the review.
    NextOpen,
    PreviousOpen,
    NextMark,
    PreviousMark,
    /// To another mark of those that overlap here.
    Cycle,
    NextClaim,
    PreviousClaim,
    /// To the next name of what the mark is a name of.
    NextMention,
    PreviousMention,
    FirstMark,
    LastMark,
    /// From the text to the inspector.
    Inspect,
    /// Back from the inspector to the text, or out of the selection.
    Leave,
    Accept,
    Reject,
    /// The same, and on to the next open suggestion.
    AcceptOn,
    RejectOn,
    /// Go through the suggestions in the text's order, or the least sure first.
    ReviewOrder,
    /// Put a caret into the text, or take it out.
    Caret,
    /// Have the caret on, where the person clicked.
    PlaceCaret,
    /// Move the caret, as `Selection.modify` is told.
    Step(&'static str),
    /// Offer labels for what is selected.
    Pick,
    /// Give the label that has the pressed key.
    Label,
    /// To the field that changes what the selected mark is.
    Relabel,
    /// To the field that changes what all mentions are.
    RelabelAll,
    Undo,
    Redo,
    Paste,
    OpenFile,
    EditText,
    FoldText,
    Sample(usize),
    ToggleLayer(Kind),
    ExportDialog,
    CopyClaims(Style),
    CloseDialog,
    /// Have the list show claims, or what names are of.
    NextList,
    List(List),
    /// Have the list begin with the least certain claims, or with the first in the text.
    SortClaims,
    /// List all that the source of the selected claim says.
    SameSource,
    /// Show the claims that a sheet had left out.
    ShowAll,
    EarlierItems,
    LaterItems,
    /// Have the engine try again.
    Retry,
    /// Load the engine anew.
    LoadAgain,
    /// Go to the document that was open before.
    GoBack,
    /// Open another document beside those that are open.
    OpenBeside,
    /// Show one of the open documents, by its place among them.
    ShowArticle(usize),
    NextArticle,
    PreviousArticle,
    CloseArticle(usize),
    /// Open again what was closed last.
    Reopen,
    /// Have the worker do something by hand, or show what it needs for that.
    Hand(&'static str),
    /// Have the worker show one of its sheets, or do something that it leads to.
    Ask(&'static str),
}

impl Command {
    /// Whether it has to do with the document's text, and so with what was typed last.
    pub(super) const fn is_of_the_text(self) -> bool {
        matches!(
            self,
            Self::Undo | Self::Redo | Self::ExportDialog | Self::CopyClaims(_)
        )
    }
}

/// The commands that a sheet may ask for, by name.
const NAMED: &[(&str, Command)] = &[
    ("accept", Command::Accept),
    ("again", Command::Retry),
    ("reject", Command::Reject),
    ("leave", Command::Leave),
    ("next", Command::NextMention),
    ("previous", Command::PreviousMention),
    ("source", Command::SameSource),
    ("review order", Command::ReviewOrder),
    ("copy claims", Command::CopyClaims(Style::Plain)),
    (
        "copy claims as Markdown",
        Command::CopyClaims(Style::Markdown),
    ),
];

pub(super) fn named(name: &str) -> Option<Command> {
    let known = NAMED.iter().find(|(known, _)| *known == name);
    known.map(|(_, command)| *command)
}

/// The name of a command, if a sheet may ask for it.
pub(super) fn name(command: Command) -> Option<&'static str> {
    let known = NAMED.iter().find(|(_, known)| *known == command);
    known.map(|(name, _)| *name)
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
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// As the browser names it, letters small.
    pub name: &'static str,
    pub control: bool,
    pub shift: bool,
    pub alt: bool,
}

const fn key(name: &'static str) -> Key {
    Key {
        name,
        control: false,
        shift: false,
        alt: false,
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

const fn alt(key: Key) -> Key {
    Key { alt: true, ..key }
}

const fn anywhere(keys: &'static [Key], command: Command) -> Binding {
    Binding {
        keys,
        place: None,
        command,
    }
}

const fn in_article(keys: &'static [Key], command: Command) -> Binding {
    Binding {
        keys,
        place: Some(Place::Article),
        command,
    }
}

/// While the caret is on; with the shift key, which is not asked for, it selects.
const fn caret(keys: &'static [Key], how: &'static str) -> Binding {
    Binding {
        keys,
        place: Some(Place::Caret),
        command: Command::Step(how),
    }
}

pub const KEYMAP: &[Binding] = &[
    anywhere(&[key("j")], Command::NextOpen),
    anywhere(&[key("k")], Command::PreviousOpen),
    in_article(&[key("Enter")], Command::AcceptOn),
    anywhere(&[key("x")], Command::RejectOn),
    anywhere(&[key("a")], Command::Accept),
    anywhere(DIGITS, Command::Label),
    anywhere(ALT_DIGITS, Command::Label),
    in_article(&[shift(key("Enter"))], Command::Hand("same:")),
    anywhere(&[key("r")], Command::ReviewOrder),
    anywhere(&[shift(key("j"))], Command::NextMark),
    anywhere(&[shift(key("k"))], Command::PreviousMark),
    in_article(&[key("ArrowRight"), key("ArrowDown")], Command::NextMark),
    in_article(&[key("ArrowLeft"), key("ArrowUp")], Command::PreviousMark),
    in_article(&[key("Home")], Command::FirstMark),
    in_article(&[key("End")], Command::LastMark),
    anywhere(&[key("n")], Command::NextClaim),
    anywhere(&[key("p")], Command::PreviousClaim),
    anywhere(&[key("m")], Command::NextMention),
    anywhere(&[shift(key("m"))], Command::PreviousMention),
    anywhere(&[key(".")], Command::Cycle),
    anywhere(&[key("i")], Command::Inspect),
    anywhere(&[key("Escape")], Command::Leave),
    anywhere(&[key("v")], Command::Caret),
    caret(&[key("ArrowLeft")], "left character"),
    caret(&[key("ArrowRight")], "right character"),
    caret(&[control("ArrowLeft")], "left word"),
    caret(&[control("ArrowRight")], "right word"),
    caret(&[key("ArrowUp")], "backward line"),
    caret(&[key("ArrowDown")], "forward line"),
    caret(&[key("Home")], "backward lineboundary"),
    caret(&[key("End")], "forward lineboundary"),
    Binding {
        keys: &[key("Enter")],
        place: Some(Place::Caret),
        command: Command::Pick,
    },
    anywhere(&[key("[")], Command::Hand("start=-1")),
    anywhere(&[key("]")], Command::Hand("start=+1")),
    anywhere(&[key("{")], Command::Hand("end=-1")),
    anywhere(&[key("}")], Command::Hand("end=+1")),
    anywhere(&[alt(key("["))], Command::Hand("start=-g")),
    anywhere(&[alt(key("]"))], Command::Hand("start=+g")),
    anywhere(&[alt(key("{"))], Command::Hand("end=-g")),
    anywhere(&[alt(key("}"))], Command::Hand("end=+g")),
    anywhere(
        &[key("Delete"), key("Backspace")],
        Command::Hand("take out"),
    ),
    anywhere(&[key("l")], Command::Relabel),
    anywhere(&[key("c")], Command::Hand("claim")),
    anywhere(&[key("s")], Command::Hand("source")),
    anywhere(&[key("h")], Command::Hand("cue")),
    anywhere(&[key("q")], Command::Hand("content")),
    anywhere(&[key("+")], Command::Hand("certainty=+1")),
    anywhere(&[key("-")], Command::Hand("certainty=-1")),
    anywhere(&[key("f")], Command::Hand("flag")),
    anywhere(&[shift(key("a"))], Command::Hand("accept all")),
    anywhere(&[shift(key("x"))], Command::Hand("reject all")),
    anywhere(&[alt(key("l"))], Command::RelabelAll),
    anywhere(&[shift(key("l"))], Command::Hand("all:")),
    anywhere(&[key("/")], Command::Ask("search:")),
    anywhere(&[shift(key("t"))], Command::Hand("rules:teach")),
    anywhere(&[shift(key("r"))], Command::Ask("reading:")),
    anywhere(&[control("z"), key("u")], Command::Undo),
    anywhere(
        &[shift(control("z")), control("y"), shift(key("u"))],
        Command::Redo,
    ),
    anywhere(&[alt(key("e"))], Command::ToggleLayer(Kind::Entity)),
    anywhere(&[alt(key("q"))], Command::ToggleLayer(Kind::Cue)),
    anywhere(&[alt(key("c"))], Command::ToggleLayer(Kind::Claim)),
    anywhere(&[key("g")], Command::NextList),
    anywhere(&[shift(key("s"))], Command::SortClaims),
    anywhere(&[key("w")], Command::SameSource),
    anywhere(&[shift(key("w"))], Command::ShowAll),
    anywhere(&[key("b")], Command::OpenBeside),
    anywhere(&[alt(key("."))], Command::NextArticle),
    anywhere(&[alt(key(","))], Command::PreviousArticle),
    anywhere(&[key("d")], Command::Ask("documents:")),
    anywhere(&[key(">")], Command::Ask("documents:next")),
    anywhere(&[key("<")], Command::Ask("documents:previous")),
    anywhere(&[key("t")], Command::EditText),
    anywhere(&[key("o")], Command::OpenFile),
    anywhere(&[key("e")], Command::ExportDialog),
    anywhere(&[shift(key("c"))], Command::CopyClaims(Style::Plain)),
    anywhere(&[key("?")], Command::Ask("help:")),
];

/// What a person means by a key press, who changed some keys: for each, by its code, another, or
/// nothing. None where it is off.
pub fn meant(press: &KeyPress, changed: &[(String, String)]) -> Option<KeyPress> {
    let pressed = press.code();
    let Some((_, meant)) = changed.iter().find(|(key, _)| *key == pressed) else {
        return Some(press.clone());
    };
    let (bits, key) = meant.split_at_checked(1)?;
    let down = |bit| bits.as_bytes()[0] & bit > 0;
    Some(KeyPress {
        key: key.to_owned(),
        modifiers: Modifiers {
            control: down(CONTROL),
            shift: down(SHIFT),
            alt: down(ALT),
        },
        place: press.place,
    })
}

// The bits of the digit that a key's code begins with.
pub(super) const CONTROL: u8 = 1;
pub(super) const SHIFT: u8 = 2;
pub(super) const ALT: u8 = 4;

impl KeyPress {
    /// A digit that says which modifiers are down, then the key: one code for one key, however it
    /// is written.
    pub fn code(&self) -> String {
        let Modifiers {
            control,
            shift,
            alt,
        } = self.modifiers;
        // Which signs need the shift key depends on the keyboard.
        let shift = shift && !is_sign(&self.key);
        let bits = u8::from(control) * CONTROL + u8::from(shift) * SHIFT + u8::from(alt) * ALT;
        let mut code = String::from(char::from(b'0' + bits));
        code.push_str(&self.key);
        if self.key.len() == 1 {
            code.make_ascii_lowercase();
        }
        code
    }
}

/// Whether a key is neither a letter nor has a name.
fn is_sign(key: &str) -> bool {
    key.len() == 1 && !key.as_bytes()[0].is_ascii_alphabetic()
}

/// The keys of labels.
const DIGITS: &[Key] = &[
    key("1"),
    key("2"),
    key("3"),
    key("4"),
    key("5"),
    key("6"),
    key("7"),
    key("8"),
    key("9"),
    key("0"),
];
const ALT_DIGITS: &[Key] = &{
    let mut keys = [key("0"); DIGITS.len()];
    let mut at = 0;
    while at < keys.len() {
        keys[at] = alt(DIGITS[at]);
        at += 1;
    }
    keys
};

/// The command that a key press asks for; the browser's own answer to the key is then stopped.
pub fn command(press: &KeyPress) -> Option<Command> {
    KEYMAP
        .iter()
        .find(|binding| {
            let steps = matches!(binding.command, Command::Step(_));
            binding.place.is_none_or(|place| place == press.place)
                && binding.keys.iter().any(|key| key.fits(press, steps))
        })
        .map(|binding| binding.command)
}

impl Key {
    /// What comes of it when it is pressed there.
    pub fn press(self, place: Place) -> KeyPress {
        KeyPress {
            key: self.name.to_owned(),
            modifiers: Modifiers {
                control: self.control,
                shift: self.shift,
                alt: self.alt,
            },
            place,
        }
    }

    /// Whether it is what was pressed, with or without the shift key where that is free.
    fn fits(self, press: &KeyPress, free: bool) -> bool {
        let Modifiers {
            control,
            shift,
            alt,
        } = press.modifiers;
        // Which signs need the shift key depends on the keyboard; letters and names do not.
        let sign = is_sign(self.name);
        press.key.eq_ignore_ascii_case(self.name)
            && alt == self.alt
            && control == self.control
            && (sign || free || shift == self.shift)
    }
}

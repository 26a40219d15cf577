//! The sheet of keys: what each does, changed or switched off by the person.
//!
//! Runs in the worker, which tells the page what is meant by which key. Knows the key map. Must
//! not know what a command leads to.

use super::app::Field;
use super::help;
use super::html::{Element, On, el};
use super::keymap::{ALT, Binding, CONTROL, KEYMAP, Key, KeyPress, Modifiers, Place, SHIFT};
use super::paper;
use crate::project::Settings;

/// What was just done, or why it was not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    pub said: String,
}

/// The keys that were changed, by what is pressed: what is meant by it, empty for nothing.
type Changed = Vec<(String, String)>;

impl Query {
    /// Reads what a control asks for; settings are what they are to be then.
    pub fn ask(&mut self, words: &str, settings: &mut Settings) {
        let (what, value) = words.split_once('=').unwrap_or((words, ""));
        let (meant, pressed) = value.split_once('\n').unwrap_or((value, ""));
        self.said.clear();
        match what {
            "set" => match change(&settings.keys, meant, pressed.trim()) {
                Ok(changed) => settings.keys = changed,
                Err(reason) => self.said = reason,
            },
            "off" => settings.keys = off(&settings.keys, meant),
            "usual" => settings.keys = usual(&settings.keys, meant),
            "no letters" => {
                for key in KEYMAP.iter().flat_map(|binding| binding.keys) {
                    let key = code_of(*key);
                    if is_single(&key) {
                        settings.keys = off(&settings.keys, &key);
                    }
                }
                self.said = "No single letter or sign does anything now.".to_owned();
            }
            "all usual" => settings.keys.clear(),
            _ => {}
        }
    }
}

/// What is to be pressed for a key of the key map: itself, another, or nothing.
pub fn pressed(meant: &str, changed: &Changed) -> Vec<String> {
    let others = changed.iter().filter(|(_, other)| other == meant);
    let others: Vec<String> = others.map(|(pressed, _)| pressed.clone()).collect();
    let is_changed = changed.iter().any(|(pressed, _)| pressed == meant);
    match others.is_empty() && !is_changed {
        true => vec![meant.to_owned()],
        false => others,
    }
}

/// As [`KeyPress::code`] has it.
pub fn code_of(key: Key) -> String {
    key.press(Place::Elsewhere).code()
}

/// A key as it stands on the keyboard.
pub fn words(code: &str) -> String {
    let (bits, name) = split(code);
    let name = match name {
        "ArrowRight" => "→",
        "ArrowLeft" => "←",
        "ArrowUp" => "↑",
        "ArrowDown" => "↓",
        "Escape" => "Esc",
        name => name,
    };
    let mut words = String::new();
    for (bit, modifier) in [(CONTROL, "Ctrl "), (ALT, "Alt "), (SHIFT, "Shift ")] {
        if bits & bit > 0 {
            words += modifier;
        }
    }
    words
        + &match name.len() {
            1 => name.to_ascii_uppercase(),
            _ => name.to_owned(),
        }
}

/// Which modifiers are down, and the name of the key.
fn split(code: &str) -> (u8, &str) {
    let (bits, name) = code.split_at_checked(1).unwrap_or(("0", code));
    (bits.as_bytes()[0] & (CONTROL | SHIFT | ALT), name)
}

/// Whether it is a letter, a digit or a sign alone: speech input may press it by accident.
fn is_single(code: &str) -> bool {
    let (bits, name) = split(code);
    bits & !SHIFT == 0 && name.chars().count() == 1
}

fn usual(changed: &Changed, meant: &str) -> Changed {
    let mut changed = changed.clone();
    changed.retain(|(pressed, other)| other != meant && pressed != meant);
    changed
}

fn off(changed: &Changed, meant: &str) -> Changed {
    let mut changed = usual(changed, meant);
    changed.push((meant.to_owned(), String::new()));
    changed
}

/// Has a key be meant by another; an error names what that does already.
fn change(changed: &Changed, meant: &str, wanted: &str) -> Result<Changed, String> {
    let wanted = match wanted.chars().count() {
        0 => return Ok(off(changed, meant)),
        1 => KeyPress {
            key: wanted.to_owned(),
            // A capital is the letter with the shift key.
            modifiers: Modifiers {
                shift: wanted.chars().all(char::is_uppercase),
                ..Modifiers::default()
            },
            place: Place::Elsewhere,
        }
        .code(),
        _ => {
            return Err(format!(
                "“{wanted}” is no key: give a letter, a digit or a sign."
            ));
        }
    };
    if wanted == meant {
        return Ok(usual(changed, meant));
    }
    let mut changed = usual(changed, meant);
    let taken = KEYMAP.iter().find(|binding| {
        let keys = binding.keys.iter().map(|key| code_of(*key));
        let mut pressed_for = keys
            .filter(|key| key != meant)
            .flat_map(|key| pressed(&key, &changed));
        pressed_for.any(|key| key == wanted)
    });
    if let Some(taken) = taken {
        let does = help::words(taken.command);
        return Err(format!(
            "{} is taken: it is for “{does}”. Switch that off first.",
            words(&wanted)
        ));
    }
    // What it was for before is for nothing now, unless something else is pressed for it.
    changed.retain(|(pressed, _)| *pressed != wanted);
    changed.push((wanted, meant.to_owned()));
    changed.push((meant.to_owned(), String::new()));
    Ok(changed)
}

pub fn view(query: &Query, settings: &Settings) -> Element {
    let rows = KEYMAP.iter().flat_map(|binding| {
        binding
            .keys
            .iter()
            .map(|key| row(binding, &code_of(*key), settings))
    });
    el("div.sheet[aria-label=Change keys]")
        .child(el("p").text(
            "Write another key into a field, or nothing for none. Keys with Ctrl stay as they are \
             where the browser needs them.",
        ))
        .child(
            el("div.filters")
                .child(ask("no letters").text("Switch off all single letters and signs"))
                .child(ask("all usual").text("All as usual")),
        )
        .child(el("p.done[aria-live=polite]").text(query.said.clone()))
        .child(el("ul.bindings").children(rows))
}

fn row(binding: &Binding, meant: &str, settings: &Settings) -> Element {
    let does = help::of(binding);
    let now = pressed(meant, &settings.keys);
    let shown = match now.is_empty() {
        true => el("span").text("off"),
        false => el("kbd").text(
            now.iter()
                .map(|key| words(key))
                .collect::<Vec<_>>()
                .join(" "),
        ),
    };
    let item = el("li").child(el("span").text(does.clone())).child(shown);
    let item = match is_single(meant) {
        true => item.child(
            el("input.key")
                .attr("aria-label", format!("Key for “{does}”"))
                .attr("placeholder", "Key")
                .on(On::Input(Field::Ask(format!("keys:set={meant}\n").into()))),
        ),
        false => item,
    };
    let item = match now.is_empty() {
        true => item,
        false => item.child(
            ask(format!("off={meant}"))
                .attr("aria-label", format!("Switch off “{does}”"))
                .text("Off"),
        ),
    };
    match now == [meant] {
        true => item,
        false => item.child(
            ask(format!("usual={meant}"))
                .attr("aria-label", format!("The usual key for “{does}”"))
                .text("Usual"),
        ),
    }
}

fn ask(what: impl AsRef<str>) -> Element {
    paper::ask("keys", what)
}

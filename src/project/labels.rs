//! The labels of a project: those of the scheme, and its own.
//!
//! Knows names, colours and keys. Must not know where labels are shown.

use crate::annotation::{Body, Document, Edit, Label, Mark};
use crate::extract;
use serde::{Deserialize, Serialize};

/// The project's own labels, in the order in which they are offered.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LabelSet {
    pub own: Vec<OwnLabel>,
}

/// A label that the scheme does not have.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct OwnLabel {
    /// As files spell it.
    pub name: String,
    /// The name of a [`Tone`].
    #[serde(default)]
    pub colour: String,
    /// What is pressed for it.
    #[serde(default)]
    pub key: Option<char>,
    /// What falls under it.
    #[serde(default)]
    pub description: String,
}

/// A colour that labels may have: what lies under the words, and what is drawn on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tone {
    pub name: &'static str,
    pub light: &'static str,
    pub light_ink: &'static str,
    pub dark: &'static str,
    pub dark_ink: &'static str,
    /// How the edge above the words is drawn, for those who do not see the colour.
    pub edge: &'static str,
}

const fn tone(name: &'static str, light: [&'static str; 2], dark: [&'static str; 2]) -> Tone {
    Tone {
        name,
        light: light[0],
        light_ink: light[1],
        dark: dark[0],
        dark_ink: dark[1],
        edge: "solid",
    }
}

const fn edged(edge: &'static str, tone: Tone) -> Tone {
    Tone { edge, ..tone }
}

#[rustfmt::skip]
pub const TONES: &[Tone] = &[
    edged("solid", tone("teal", ["#caf2f2", "#1b6a6a"], ["#1d4949", "#4ce6e6"])),
    edged("double", tone("red", ["#f2cdca", "#9b3027"], ["#49201d", "#f09c94"])),
    edged("dashed", tone("lime", ["#e1f2ca", "#496a1b"], ["#37491d", "#a6e64c"])),
    edged("dotted", tone("violet", ["#e8caf2", "#81289f"], ["#3e1d49", "#da98f0"])),
    edged("ridge", tone("orange", ["#f2ddca", "#834e21"], ["#49321d", "#e9a163"])),
    edged("solid", tone("blue", ["#cae1f2", "#235f8b"], ["#1d3749", "#70b8eb"])),
    edged("double", tone("pink", ["#f2cade", "#97265e"], ["#491d33", "#f094c2"])),
    edged("dashed", tone("brown", ["#e9e2d2", "#6f5a2f"], ["#3f3727", "#cfae6e"])),
];

/// What is pressed for labels of the scheme, where no own label has the key.
const KEYS: &[(char, extract::Label)] = &[
    ('1', extract::Label::Person),
    ('2', extract::Label::Org),
    ('3', extract::Label::Gpe),
    ('4', extract::Label::Loc),
    ('5', extract::Label::Norp),
    ('6', extract::Label::Product),
    ('7', extract::Label::Event),
    ('8', extract::Label::WorkOfArt),
    ('9', extract::Label::Date),
    ('0', extract::Label::Money),
];

/// A label as it is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    pub label: Label,
    pub key: Option<char>,
}

/// A set as a file.
#[derive(Serialize, Deserialize)]
struct File {
    format: String,
    version: u32,
    labels: Vec<OwnLabel>,
}

const FORMAT: &str = "hedgerow-labels";
const VERSION: u32 = 1;

impl LabelSet {
    pub fn get(&self, name: &str) -> Option<&OwnLabel> {
        self.own.iter().find(|label| label.name == name)
    }

    /// The labels in the order in which they are offered: the scheme's, then the project's own.
    pub fn choices(&self) -> Vec<Choice> {
        let scheme = extract::Label::ALL.iter().map(|&label| {
            let key = KEYS.iter().find(|(_, of)| *of == label);
            let key = key.map(|(key, _)| *key);
            Choice {
                label: label.into(),
                key: key.filter(|key| !self.takes(*key)),
            }
        });
        let own = self.own.iter().filter_map(|own| {
            Some(Choice {
                label: Label::parse(&own.name)?,
                key: own.key,
            })
        });
        scheme.chain(own).collect()
    }

    /// The same without their keys.
    pub fn labels(&self) -> Vec<Label> {
        let choices = self.choices().into_iter();
        choices.map(|choice| choice.label).collect()
    }

    /// The label that a key is pressed for.
    pub fn by_key(&self, key: char) -> Option<Label> {
        let choices = self.choices().into_iter();
        let mut found = choices.filter(|choice| choice.key == Some(key));
        found.next().map(|choice| choice.label)
    }

    fn takes(&self, key: char) -> bool {
        self.own.iter().any(|own| own.key == Some(key))
    }

    /// Adds a label with a colour that few have so far; an error says why not.
    pub fn add(&mut self, name: &str) -> Result<(), String> {
        let name = name.trim();
        self.check(name)?;
        let rarest = TONES.iter().min_by_key(|tone| {
            let same = self.own.iter().filter(|own| own.colour == tone.name);
            same.count()
        });
        self.own.push(OwnLabel {
            name: name.to_owned(),
            colour: rarest.map_or("", |tone| tone.name).to_owned(),
            ..OwnLabel::default()
        });
        Ok(())
    }

    /// Whether a label may be called so, or why not.
    pub fn check(&self, name: &str) -> Result<(), String> {
        if extract::Label::parse(name).is_some() {
            return Err(format!("{name} is a label of the scheme."));
        }
        if self.get(name).is_some() {
            return Err(format!("There is a label {name} already."));
        }
        match Label::parse(name) {
            Some(_) => Ok(()),
            None => Err("A label has one to 64 letters on one line.".to_owned()),
        }
    }

    /// Adds the labels that marks have and the set has not; whether there were any.
    pub fn learn(&mut self, labels: impl IntoIterator<Item = Label>) -> bool {
        let before = self.own.len();
        for label in labels {
            if label.scheme().is_none() {
                // The only fault that it can have is that it is there.
                let _ = self.add(label.as_str());
            }
        }
        self.own.len() > before
    }

    /// Takes over the labels of another set. Those of the same name become what they are there.
    pub fn take_over(&mut self, other: Self) {
        for mut label in other.own {
            let taken = |own: &OwnLabel| own.name != label.name && own.key == label.key;
            if self.own.iter().any(taken) {
                label.key = None;
            }
            match self.own.iter_mut().find(|own| own.name == label.name) {
                Some(own) => *own = label,
                None => self.own.push(label),
            }
        }
    }

    /// The set as a file.
    pub fn write(&self) -> String {
        let file = File {
            format: FORMAT.to_owned(),
            version: VERSION,
            labels: self.own.clone(),
        };
        serde_json::to_string_pretty(&file).expect("labels are plain data") + "\n"
    }

    /// Reads such a file. None where it is none at all; an error says what is wrong with it.
    pub fn read(file: &str) -> Option<Result<Self, String>> {
        let value: serde_json::Value = serde_json::from_str(file).ok()?;
        if value.get("format")?.as_str()? != FORMAT {
            return None;
        }
        let file: File = match serde_json::from_value(value) {
            Ok(file) => file,
            Err(error) => return Some(Err(error.to_string())),
        };
        if file.version > VERSION {
            return Some(Err("it was made by a newer version".to_owned()));
        }
        let mut set = Self::default();
        for label in file.labels {
            if let Err(reason) = set.check(&label.name) {
                return Some(Err(reason));
            }
            set.own.push(label);
        }
        Some(Ok(set))
    }

    /// What the style sheets are to say of own labels, one rule for each.
    pub fn style(&self) -> String {
        let rules = self.own.iter().filter_map(|own| {
            let Tone {
                light,
                light_ink,
                dark,
                dark_ink,
                edge,
                ..
            } = own.tone()?;
            let name = own.name.replace('\\', "\\\\").replace('"', "\\\"");
            Some(format!(
                "[data-label=\"{name}\"]{{--tint:light-dark({light},{dark});\
                 --tint-ink:light-dark({light_ink},{dark_ink});--tint-edge:{edge}}}"
            ))
        });
        rules.collect()
    }
}

/// The edit that makes all marks of a label marks of another, or takes them out; and how many
/// they are. Who decided on them, and how, stays.
pub fn relabelled(document: &Document, from: Label, to: Option<Label>) -> (Edit, usize) {
    let of = |mark: &&Mark| matches!(mark.body, Body::Entity { label, .. } if label == from);
    let marks: Vec<&Mark> = document.marks().filter(of).collect();
    let edit = match to {
        None => document.removing(marks.iter().map(|mark| &mark.id)),
        Some(label) => {
            let replace = |old: &&Mark| Edit::Replace {
                old: (*old).clone(),
                new: Mark {
                    body: Body::Entity {
                        span: old.span(),
                        label,
                    },
                    ..(*old).clone()
                },
            };
            Edit::Batch(marks.iter().map(replace).collect())
        }
    };
    (edit, marks.len())
}

impl OwnLabel {
    pub fn tone(&self) -> Option<&'static Tone> {
        TONES.iter().find(|tone| tone.name == self.colour)
    }
}

//! JSON objects on their way in: what is asked for is taken out, what is left is unknown.

use super::wire::Extra;
use crate::format::Problem;
use serde_json::Value;

/// An object, and where in the file it stands.
pub(super) struct Fields {
    rest: Extra,
    place: String,
}

/// The problems of a file, each with its place.
#[derive(Debug, Default)]
pub(super) struct Problems(pub(super) Vec<Problem>);

impl Problems {
    pub(super) fn add(&mut self, place: impl Into<String>, message: impl Into<String>) {
        self.0.push(Problem {
            place: place.into(),
            message: message.into(),
        });
    }
}

impl Fields {
    /// None, and a problem, where the value is no object.
    pub(super) fn new(value: Value, place: String, problems: &mut Problems) -> Option<Self> {
        match value {
            Value::Object(rest) => Some(Self { rest, place }),
            other => {
                problems.add(named(&place), expected("an object", &other));
                None
            }
        }
    }

    /// The path of a field: `entities[3].start`.
    pub(super) fn place(&self, name: &str) -> String {
        if self.place.is_empty() {
            name.to_owned()
        } else {
            format!("{}.{name}", self.place)
        }
    }

    /// The path of the object itself.
    pub(super) fn own_place(&self) -> &str {
        named(&self.place)
    }

    /// A field; none where it is missing or null.
    pub(super) fn take(&mut self, name: &str) -> Option<Value> {
        self.rest
            .shift_remove(name)
            .filter(|value| !value.is_null())
    }

    /// A field as `read` understands it; what it does not is a problem.
    pub(super) fn read<T>(
        &mut self,
        name: &str,
        what: &str,
        read: impl FnOnce(&Value) -> Option<T>,
        problems: &mut Problems,
    ) -> Option<T> {
        let value = self.take(name)?;
        let found = read(&value);
        if found.is_none() {
            problems.add(self.place(name), expected(what, &value));
        }
        found
    }

    /// A field as `read` understands it; what it does not is left where it is.
    pub(super) fn take_if<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(&Value) -> Option<T>,
    ) -> Option<T> {
        let found = read(self.rest.get(name)?)?;
        self.rest.shift_remove(name);
        Some(found)
    }

    pub(super) fn string(&mut self, name: &str, problems: &mut Problems) -> Option<String> {
        let string = |value: &Value| value.as_str().map(str::to_owned);
        self.read(name, "a string", string, problems)
    }

    /// A word of a closed set.
    pub(super) fn word<T>(
        &mut self,
        name: &str,
        parse: impl FnOnce(&str) -> Option<T>,
        problems: &mut Problems,
    ) -> Option<T> {
        let word = |value: &Value| parse(value.as_str()?);
        self.read(name, &format!("a known {name}"), word, problems)
    }

    /// The elements of a list, each with its place; none where it is missing.
    pub(super) fn list(&mut self, name: &str, problems: &mut Problems) -> Vec<(String, Value)> {
        let list = match self.take(name) {
            None => Vec::new(),
            Some(Value::Array(list)) => list,
            Some(other) => {
                problems.add(self.place(name), expected("a list", &other));
                Vec::new()
            }
        };
        let place = self.place(name);
        let elements = list.into_iter().enumerate();
        elements
            .map(|(index, value)| (format!("{place}[{index}]"), value))
            .collect()
    }

    /// The objects of a list.
    pub(super) fn objects(&mut self, name: &str, problems: &mut Problems) -> Vec<Self> {
        let list = self.list(name, problems);
        list.into_iter()
            .filter_map(|(place, value)| Self::new(value, place, problems))
            .collect()
    }

    /// All that was not asked for so far.
    pub(super) fn raw(&self) -> &Extra {
        &self.rest
    }

    /// The fields that nobody asked for, as a JSON object; empty where there are none.
    pub(super) fn into_extra(self) -> String {
        if self.rest.is_empty() {
            String::new()
        } else {
            Value::Object(self.rest).to_string()
        }
    }
}

/// The path of the whole file has no name of its own.
fn named(place: &str) -> &str {
    if place.is_empty() { "document" } else { place }
}

/// That something else was expected, with the start of what was found.
pub(super) fn expected(what: &str, found: &Value) -> String {
    const SHOWN: usize = 40;
    let found = found.to_string();
    match found.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("expected {what}, found {}…", &found[..end]),
        None => format!("expected {what}, found {found}"),
    }
}

//! What a figure could be, from how it is written.
//!
//! Knows digits. Must not know words, nor what stands around the figure.

use serde::{Deserialize, Serialize};

/// The classes that the code gives to figures, in the order of their bits.
pub(super) const CLASSES: [&str; 29] = [
    "n", "dec", "big", "d31", "h24", "m59", "d2", "age", "year", "hhmm", "clock", "colon", "bound",
    "gyear", "gdec", "gbig", "h12", "old", "old-year", "g4", "dotted", "d3", "d4", "d5", "d6",
    "long", "old-day", "zeros", "ratio",
];

/// A set of [`CLASSES`], one bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Figure(u32);

const N: u32 = 1;
const DEC: u32 = 1 << 1;
const BIG: u32 = 1 << 2;
const D31: u32 = 1 << 3;
const H24: u32 = 1 << 4;
const M59: u32 = 1 << 5;
const D2: u32 = 1 << 6;
const AGE: u32 = 1 << 7;
const YEAR: u32 = 1 << 8;
const HHMM: u32 = 1 << 9;
const CLOCK: u32 = 1 << 10;
const COLON: u32 = 1 << 11;
// The same of figures that are part of a longer word.
const BOUND: u32 = 1 << 12;
const BOUND_YEAR: u32 = 1 << 13;
const BOUND_DEC: u32 = 1 << 14;
const BOUND_BIG: u32 = 1 << 15;
const H12: u32 = 1 << 16;
/// An age that no hour of the day has.
const OLD: u32 = 1 << 17;
/// A year that a bare number seldom means.
const OLD_YEAR: u32 = 1 << 18;
/// One of four, as part of a longer word ("Q3").
const BOUND_FOUR: u32 = 1 << 19;
/// Day, month and year with stops between.
const DOTTED: u32 = 1 << 20;
const D3: u32 = 1 << 21;
const D4: u32 = 1 << 22;
const D5: u32 = 1 << 23;
const D6: u32 = 1 << 24;
/// Of so many digits that it is a telephone number or the like.
const LONG: u32 = 1 << 25;
/// A day that no month has the number of.
const OLD_DAY: u32 = 1 << 26;
/// Of three digits or more, the first a zero.
const ZEROS: u32 = 1 << 27;
/// Two whole figures with a colon between, and no time ("3:1").
const RATIO: u32 = 1 << 28;

/// Whether a figure stands free or is part of a longer word ("Q3", "F-35", "5G").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Free,
    Bound,
}

impl Figure {
    /// The shape of `figure`: ASCII digits with separators inside.
    pub(super) fn of(figure: &str, place: Place) -> Self {
        let bits = if let Some((hour, minute)) = figure.split_once(':') {
            let minutes = hour.len() <= 2 && below(hour, 60);
            if minutes && minute.len() >= 2 && below(&minute[..2], 60) {
                COLON
            } else if minute.contains([':', '.', ',']) {
                0
            } else {
                RATIO
            }
        } else if figure.matches('.').count() > 1 {
            match figure {
                _ if dotted(figure) => DOTTED,
                _ if thousands(figure) => N | BIG,
                _ => 0,
            }
        } else if let Some((whole, part)) = figure.split_once('.') {
            let hour = clock_hour(whole) && part.len() == 2 && below(part, 60);
            DEC | if hour { CLOCK } else { 0 }
        } else if figure.contains(',') {
            N | BIG
        } else {
            N | whole(figure)
        };
        Self(match place {
            Place::Free => bits,
            Place::Bound => {
                let when = |bit, then| if bits & bit == 0 { 0 } else { then };
                let four = matches!(figure, "1" | "2" | "3" | "4");
                let four = if four { BOUND_FOUR } else { 0 };
                BOUND | four | when(YEAR, BOUND_YEAR) | when(DEC, BOUND_DEC) | when(BIG, BOUND_BIG)
            }
        })
    }

    /// The classes of this shape, as indexes into [`CLASSES`].
    pub(super) fn classes(self) -> impl Iterator<Item = usize> {
        (0..CLASSES.len()).filter(move |bit| self.0 >> bit & 1 == 1)
    }

    /// Every shape that [`Figure::of`] can give.
    pub(super) fn all() -> Vec<Self> {
        let mut figures: Vec<Self> = SAMPLES
            .iter()
            .flat_map(|figure| [Place::Free, Place::Bound].map(|place| Self::of(figure, place)))
            .collect();
        figures.sort_unstable();
        figures.dedup();
        figures
    }
}

/// A figure of each shape.
const SAMPLES: [&str; 44] = [
    "0",
    "00",
    "4",
    "5",
    "05",
    "10",
    "12",
    "13",
    "24",
    "25",
    "31",
    "32",
    "59",
    "60",
    "99",
    "000",
    "100",
    "120",
    "0000",
    "0060",
    "1000",
    "1060",
    "1500",
    "1560",
    "2160",
    "2130",
    "2200",
    "2400",
    "0.5",
    "9.30",
    "1,000",
    "9:30",
    "9:99",
    "9:9:9",
    "31:30",
    "1.2.2000",
    "1.2.3",
    "1.000.000",
    "10000",
    "100000",
    "1000000",
    "00000",
    "000000",
    "0000000",
];

fn whole(figure: &str) -> u32 {
    let length = match figure.len() {
        3 => D3,
        4 => D4,
        5 => D5,
        6 => D6,
        0..7 => 0,
        _ => LONG,
    };
    let zeros = figure.len() > 2 && figure.starts_with('0');
    length | meaning(figure) | if zeros { ZEROS } else { 0 }
}

fn meaning(figure: &str) -> u32 {
    let Ok(value) = figure.parse::<u32>() else {
        return 0;
    };
    let mut bits = 0;
    match figure.len() {
        1 | 2 => {
            bits |= if (1..=31).contains(&value) { D31 } else { 0 };
            bits |= if value <= 24 { H24 } else { 0 };
            bits |= if (1..=12).contains(&value) { H12 } else { 0 };
            bits |= if (13..100).contains(&value) { OLD } else { 0 };
            bits |= if (13..32).contains(&value) {
                OLD_DAY
            } else {
                0
            };
            bits |= if figure.len() == 2 { D2 } else { 0 };
            bits |= if figure.len() == 2 && value < 60 {
                M59
            } else {
                0
            };
        }
        4 => {
            bits |= match value {
                1500..=2100 => YEAR,
                1000..2200 => OLD_YEAR,
                _ => 0,
            };
            bits |= if value / 100 < 24 && value % 100 < 60 {
                HHMM
            } else {
                0
            };
        }
        _ => {}
    }
    bits | if (1..120).contains(&value) && figure.len() < 4 {
        AGE
    } else {
        0
    }
}

/// Whether this is day, month and year, and no version or the like.
fn dotted(figure: &str) -> bool {
    let parts: Vec<&str> = figure.split('.').collect();
    let [day, month, year] = parts[..] else {
        return false;
    };
    let short = |part: &str| (1..=2).contains(&part.len());
    let year = year.len() == 4 && below(year, 2200) || year.len() == 2 && day.len() == 2;
    let (day_first, month_first) = (below(month, 13), below(day, 13));
    short(day)
        && short(month)
        && below(day, 32)
        && below(month, 32)
        && (day_first || month_first)
        && year
}

/// Whether stops part groups of three figures, as in much of Europe ("1.200.000").
fn thousands(figure: &str) -> bool {
    let mut groups = figure.split('.');
    let first = groups.next().map_or(0, str::len);
    (1..=3).contains(&first) && groups.all(|group| group.len() == 3)
}

fn below(digits: &str, limit: u32) -> bool {
    digits.parse::<u32>().is_ok_and(|value| value < limit)
}

fn clock_hour(digits: &str) -> bool {
    (1..=2).contains(&digits.len()) && below(digits, 25)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_show_every_figure() {
        let all = Figure::all();
        let figures = (0..10_000).map(|n| n.to_string());
        let padded = (0..10_000).map(|n| format!("{n:04}"));
        let short = (0..100).map(|n| format!("{n:02}"));
        let parts = (0..100).flat_map(|n| [format!("{n}.{n:02}"), format!("{n}.{n}")]);
        for figure in figures.chain(padded).chain(short).chain(parts) {
            for place in [Place::Free, Place::Bound] {
                assert!(
                    all.contains(&Figure::of(&figure, place)),
                    "{figure} {place:?}"
                );
            }
        }
    }
}

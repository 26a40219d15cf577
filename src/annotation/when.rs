//! Points in time, as files spell them.
//!
//! Knows the calendar. Must not know what time it is: whoever has a clock says so.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Milliseconds since the beginning of 1970, in universal time.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub struct When(pub u64);

const DAY: u64 = 24 * 60 * 60 * 1000;
/// How many days before 1970 the era began that days are counted from: the first of March of
/// the year 0, so that a leap day is the last of its year.
const ERA: u64 = 719_468;
/// Days in four hundred years.
const CYCLE: u64 = 146_097;

impl When {
    /// Year, month and day.
    pub fn date(self) -> (u64, u64, u64) {
        let days = self.0 / DAY + ERA;
        let (cycle, day) = (days / CYCLE, days % CYCLE);
        let year = (day - day / 1_460 + day / 36_524 - day / (CYCLE - 1)) / 365;
        let day = day - (365 * year + year / 4 - year / 100);
        // Counted from March, five months always have 153 days.
        let month = (5 * day + 2) / 153;
        let date = day - (153 * month + 2) / 5 + 1;
        let (year, month) = match month {
            0..10 => (year, month + 3),
            _ => (year + 1, month - 9),
        };
        (cycle * 400 + year, month, date)
    }

    /// Reads what [`fmt::Display`] writes, with or without parts of a second.
    pub fn parse(spelled: &str) -> Option<Self> {
        let (date, time) = spelled.strip_suffix('Z')?.split_once('T')?;
        let parts = |of: &str, between: char| -> Option<[u64; 3]> {
            let parts: Option<Vec<u64>> = of.split(between).map(|part| part.parse().ok()).collect();
            parts?.try_into().ok()
        };
        let [year, month, day] = parts(date, '-')?;
        let (time, fraction) = time.split_once('.').unwrap_or((time, ""));
        let [hour, minute, second] = parts(time, ':')?;
        let millis = match fraction {
            "" => 0,
            _ => format!("{fraction:0<3}").get(..3)?.parse().ok()?,
        };
        let is_sound = (1970..10_000).contains(&year)
            && (1..=12).contains(&month)
            && (1..=31).contains(&day)
            && hour < 24
            && minute < 60
            && second < 60;
        if !is_sound {
            return None;
        }
        let (year, month) = match month {
            3.. => (year, month - 3),
            _ => (year - 1, month + 9),
        };
        let (cycle, year) = (year / 400, year % 400);
        let day = 365 * year + year / 4 - year / 100 + (153 * month + 2) / 5 + day - 1;
        let days = (cycle * CYCLE + day).checked_sub(ERA)?;
        Some(Self(
            days * DAY + ((hour * 60 + minute) * 60 + second) * 1000 + millis,
        ))
    }
}

/// As in "2026-11-03T09:05:00.250Z".
impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.date();
        let millis = self.0 % DAY;
        let (hour, minute) = (millis / 3_600_000, millis / 60_000 % 60);
        let (second, millis) = (millis / 1000 % 60, millis % 1000);
        write!(
            f,
            "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"
        )?;
        match millis {
            0 => write!(f, "Z"),
            _ => write!(f, ".{millis:03}Z"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_spelled_and_read() {
        for (millis, spelled) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_400_000, "2000-02-29T00:00:00Z"),
            (951_868_799_999, "2000-02-29T23:59:59.999Z"),
            (951_868_800_000, "2000-03-01T00:00:00Z"),
            (1_795_344_300_250, "2026-11-22T10:45:00.250Z"),
            (4_102_444_800_000, "2100-01-01T00:00:00Z"),
            (4_107_542_400_000, "2100-03-01T00:00:00Z"),
        ] {
            assert_eq!(When(millis).to_string(), spelled);
            assert_eq!(When::parse(spelled), Some(When(millis)));
        }
    }

    #[test]
    fn each_day_is_followed_by_the_next() {
        let mut last = (1969, 12, 31);
        for day in 0..200 * 366 {
            let when = When(day * DAY);
            let (year, month, date) = when.date();
            let next = match last {
                (y, 12, 31) => (y + 1, 1, 1),
                (y, m, _) if m < month => (y, m + 1, 1),
                (y, m, d) => (y, m, d + 1),
            };
            assert_eq!((year, month, date), next);
            assert_eq!(When::parse(&when.to_string()), Some(when));
            last = next;
        }
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for spelled in [
            "",
            "2026-11-22",
            "2026-11-22T10:45:00",
            "2026-13-22T10:45:00Z",
            "2026-11-22T24:45:00Z",
            "1960-11-22T10:45:00Z",
            "2026-11-22T10:45Z",
            "xT10:45:00Z",
            "2026-11-22T10:45:00.éZ",
        ] {
            assert_eq!(When::parse(spelled), None, "{spelled}");
        }
    }
}

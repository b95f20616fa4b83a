//! Instants. Nothing here reads a clock.

use serde::{Deserialize, Serialize};

/// An instant in UTC milliseconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UtcMillis(pub i64);

impl crate::cell::FromCell for UtcMillis {
    fn from_cell(cell: crate::cell::Cell<'_>) -> Result<Self, crate::cell::Unreadable> {
        <i64 as crate::cell::FromCell>::from_cell(cell).map(Self)
    }
}

/// Milliseconds in a second, minute, hour and day.
pub const SECOND: i64 = 1_000;
/// See [`SECOND`].
pub const MINUTE: i64 = 60 * SECOND;
/// See [`SECOND`].
pub const HOUR: i64 = 60 * MINUTE;
/// See [`SECOND`].
pub const DAY: i64 = 24 * HOUR;

impl UtcMillis {
    /// This instant moved by a span in milliseconds.
    pub const fn plus(self, millis: i64) -> Self {
        Self(self.0.saturating_add(millis))
    }

    /// Milliseconds from `earlier` to this instant.
    pub const fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// Year, month (1 to 12) and day of the month in UTC.
    /// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days.
    pub const fn date(self) -> (i64, u8, u8) {
        let days = self.0.div_euclid(DAY) + 719_468;
        let era = days.div_euclid(146_097);
        let doe = days.rem_euclid(146_097);
        let yoe = (doe - doe / 1_460 + doe / 36_524 - doe / 146_096) / 365;
        let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
        let mp = (5 * doy + 2) / 153;
        let day = (doy - (153 * mp + 2) / 5 + 1) as u8;
        let month = if mp < 10 { mp + 3 } else { mp - 9 } as u8;
        let year = yoe + era * 400 + if month <= 2 { 1 } else { 0 };
        (year, month, day)
    }

    /// Hour and minute of the day in UTC.
    pub const fn hour_minute(self) -> (u8, u8) {
        let minutes = self.0.rem_euclid(DAY) / MINUTE;
        ((minutes / 60) as u8, (minutes % 60) as u8)
    }

    /// RFC 3339 in UTC to the second.
    pub fn rfc3339(self) -> String {
        let (year, month, day) = self.date();
        let (hour, minute) = self.hour_minute();
        let second = self.0.rem_euclid(MINUTE) / SECOND;
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
    }
}

/// How far a zone's clocks are from UTC at the instants that a page shows. The server, which
/// knows the zones, makes it; whoever writes a date only adds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LocalClock(Vec<(UtcMillis, i64)>);

impl LocalClock {
    /// The clock that is right at these instants: each with its distance from UTC in
    /// milliseconds, east of Greenwich above zero.
    pub fn of(mut known: Vec<(UtcMillis, i64)>) -> Self {
        known.sort_unstable();
        known.dedup_by_key(|(_, offset)| *offset);
        Self(known)
    }

    /// The instant whose UTC date and time are what the zone's clocks show at `at`.
    pub fn local(&self, at: UtcMillis) -> UtcMillis {
        let begun = self.0.partition_point(|(from, _)| *from <= at);
        at.plus(self.0.get(begun.saturating_sub(1)).map_or(0, |(_, offset)| *offset))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_shows_each_instant_as_its_zone_did_then() {
        // Berlin went forward at 2026-03-29 01:00 UTC.
        let (winter, change) = (UtcMillis(1_774_742_400_000), UtcMillis(1_774_746_000_000));
        let clock = LocalClock::of(vec![(change, 2 * HOUR), (winter, HOUR), (change.plus(DAY), 2 * HOUR)]);
        assert_eq!(clock.local(winter).rfc3339(), "2026-03-29T01:00:00Z");
        assert_eq!(clock.local(change.plus(-1)).hour_minute(), (1, 59));
        assert_eq!(clock.local(change).hour_minute(), (3, 0));
        assert_eq!(clock.local(change.plus(DAY)).hour_minute(), (3, 0));
        assert_eq!(clock.local(winter.plus(-DAY)).hour_minute(), (1, 0));
        assert_eq!(LocalClock::default().local(change), change);
    }

    #[test]
    fn an_instant_is_written_as_its_utc_date() {
        assert_eq!(UtcMillis(0).rfc3339(), "1970-01-01T00:00:00Z");
        assert_eq!(UtcMillis(951_827_696_000).rfc3339(), "2000-02-29T12:34:56Z");
        assert_eq!(UtcMillis(-1).date(), (1969, 12, 31));
    }
}

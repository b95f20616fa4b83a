//! Days in a shop's own zone.

use domain::time::{DAY, HOUR, SECOND};
use domain::{LocalClock, UtcMillis};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// A calendar day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Day {
    /// Days since 1970-01-01.
    pub(crate) number: i64,
    /// `2026-03-02`
    pub(crate) text: String,
}

/// The day of an instant in a zone; in UTC for a zone that is not known.
pub(crate) fn local_day(at: UtcMillis, zone: &str) -> Day {
    let date = instant(at).to_zoned(known_zone(zone)).date();
    Day { number: number_of(date), text: date.to_string() }
}

/// What a zone's clocks show at these instants; UTC for a zone that is not known.
pub(crate) fn clock(zone: &str, instants: impl IntoIterator<Item = UtcMillis>) -> LocalClock {
    let zone = known_zone(zone);
    let offset = |at: UtcMillis| i64::from(zone.to_offset(instant(at)).seconds()) * SECOND;
    LocalClock::of(instants.into_iter().map(|at| (at, offset(at))).collect())
}

fn known_zone(zone: &str) -> TimeZone {
    TimeZone::get(zone).unwrap_or(TimeZone::UTC)
}

fn instant(at: UtcMillis) -> Timestamp {
    Timestamp::from_millisecond(at.0).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// The days since 1970-01-01 of a stored day; 0 for what is not one.
pub(crate) fn day_number(text: &str) -> i64 {
    text.parse::<Date>().map_or(0, number_of)
}

fn number_of(date: Date) -> i64 {
    date.to_zoned(TimeZone::UTC).map_or(0, |day| day.timestamp().as_millisecond().div_euclid(DAY))
}

/// Noon UTC of a day, which is that day in nearly every zone.
pub(crate) const fn noon(day: i64) -> UtcMillis {
    UtcMillis(day * DAY + 12 * HOUR)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_follow_the_changes_between_summer_and_winter() {
        // Berlin goes forward at 2026-03-29 01:00 UTC and back at 2026-10-25 01:00 UTC.
        let (forward, back) = (UtcMillis(1_774_746_000_000), UtcMillis(1_792_890_000_000));
        let all = [forward.plus(-1), forward, back.plus(-1), back];
        let berlin = clock("Europe/Berlin", all);
        let shown: Vec<(u8, u8)> = all.iter().map(|at| berlin.local(*at).hour_minute()).collect();
        assert_eq!(shown, [(1, 59), (3, 0), (2, 59), (2, 0)]);
        assert_eq!(clock("America/New_York", [forward]).local(forward).rfc3339(), "2026-03-28T21:00:00Z");
        assert_eq!(clock("Nowhere/Land", [forward]).local(forward), forward);
    }

    #[test]
    fn a_day_is_that_of_the_shop_s_zone() {
        // 2026-03-01 23:30 UTC is the next day in Berlin.
        let late = UtcMillis(1_772_407_800_000);
        assert_eq!(local_day(late, "UTC").text, "2026-03-01");
        assert_eq!(local_day(late, "Europe/Berlin").text, "2026-03-02");
        assert_eq!(local_day(late, "Nowhere/Land").text, "2026-03-01");
        assert_eq!(day_number("2026-03-02"), local_day(late, "Europe/Berlin").number);
    }
}

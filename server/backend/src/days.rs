//! Days in a shop's own zone.

use domain::UtcMillis;
use domain::time::{DAY, HOUR};
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
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let instant = Timestamp::from_millisecond(at.0).unwrap_or(Timestamp::UNIX_EPOCH);
    let date = instant.to_zoned(zone).date();
    Day { number: number_of(date), text: date.to_string() }
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
    fn a_day_is_that_of_the_shop_s_zone() {
        // 2026-03-01 23:30 UTC is the next day in Berlin.
        let late = UtcMillis(1_772_407_800_000);
        assert_eq!(local_day(late, "UTC").text, "2026-03-01");
        assert_eq!(local_day(late, "Europe/Berlin").text, "2026-03-02");
        assert_eq!(local_day(late, "Nowhere/Land").text, "2026-03-01");
        assert_eq!(day_number("2026-03-02"), local_day(late, "Europe/Berlin").number);
    }
}

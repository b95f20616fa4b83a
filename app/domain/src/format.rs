//! How money, numbers and dates are written, by locale. The same on the server and in the
//! browser, so that hydration finds what was rendered.

use crate::{LocalClock, Locale, Money, UtcMillis};

/// A whole number with its thousands grouped.
pub fn number(locale: Locale, value: i64) -> String {
    let separator = match locale {
        Locale::En => ',',
        Locale::De => '.',
    };
    let digits = value.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if value < 0 {
        out.push('-');
    }
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

/// An amount with its currency: `€1,234.50`, `1.234,50 €`.
pub fn money(locale: Locale, money: Money) -> String {
    let scale = money.currency.scale();
    let (units, rest) = (money.amount.abs() / scale, money.amount.abs() % scale);
    let sign = if money.amount < 0 { "-" } else { "" };
    let whole = number(locale, units);
    let point = match locale {
        Locale::En => '.',
        Locale::De => ',',
    };
    let figure = match money.currency.exponent() {
        0 => whole,
        places => format!("{whole}{point}{rest:0width$}", width = usize::from(places)),
    };
    let symbol = symbol(money.currency.as_str());
    match locale {
        Locale::En if symbol.len() < 3 || !symbol.is_ascii() => format!("{sign}{symbol}{figure}"),
        Locale::En => format!("{sign}{symbol}\u{a0}{figure}"),
        Locale::De => format!("{sign}{figure}\u{a0}{symbol}"),
    }
}

fn symbol(code: &str) -> &str {
    match code {
        "EUR" => "€",
        "USD" => "$",
        "GBP" => "£",
        "JPY" => "¥",
        other => other,
    }
}

const MONTHS_EN: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const MONTHS_DE: [&str; 12] =
    ["Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."];

/// A day: `20 Nov 2026`, `20. Nov. 2026`.
pub fn date(locale: Locale, at: UtcMillis) -> String {
    let (year, month, day) = at.date();
    let month = usize::from(month - 1);
    match locale {
        Locale::En => format!("{day} {} {year}", MONTHS_EN[month]),
        Locale::De => format!("{day}. {} {year}", MONTHS_DE[month]),
    }
}

/// A day and its time, in UTC and saying so.
pub fn date_time(locale: Locale, at: UtcMillis) -> String {
    let (hour, minute) = at.hour_minute();
    format!("{}, {hour:02}:{minute:02} UTC", date(locale, at))
}

/// The day that a shop's clocks show.
pub fn local_date(locale: Locale, clock: &LocalClock, at: UtcMillis) -> String {
    date(locale, clock.local(at))
}

/// The day and time that a shop's clocks show; who works there needs no zone's name.
pub fn local_date_time(locale: Locale, clock: &LocalClock, at: UtcMillis) -> String {
    let (hour, minute) = clock.local(at).hour_minute();
    format!("{}, {hour:02}:{minute:02}", local_date(locale, clock, at))
}

/// A rate in parts per million as a percentage: `19 %`, `7.5 %`.
pub fn percent(locale: Locale, ppm: i64) -> String {
    let (whole, rest) = (ppm / 10_000, (ppm % 10_000).abs());
    let figure = if rest == 0 {
        whole.to_string()
    } else {
        let point = if locale == Locale::De { ',' } else { '.' };
        format!("{whole}{point}{}", format!("{rest:04}").trim_end_matches('0'))
    };
    match locale {
        Locale::En => format!("{figure}%"),
        Locale::De => format!("{figure}\u{a0}%"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Currency;

    #[test]
    fn money_is_written_as_the_locale_writes_it() {
        let amount = Money::new(-123_456_789, Currency::EUR);
        assert_eq!(money(Locale::En, amount), "-€1,234,567.89");
        assert_eq!(money(Locale::De, amount), "-1.234.567,89\u{a0}€");
        let yen = Money::new(1_234, Currency::parse("JPY").unwrap());
        assert_eq!(money(Locale::En, yen), "¥1,234");
        let francs = Money::new(5, Currency::parse("CHF").unwrap());
        assert_eq!(money(Locale::En, francs), "CHF\u{a0}0.05");
    }

    #[test]
    fn rates_and_days_are_written_as_the_locale_writes_them() {
        assert_eq!(percent(Locale::En, 190_000), "19%");
        assert_eq!(percent(Locale::De, 75_500), "7,55\u{a0}%");
        assert_eq!(date(Locale::De, UtcMillis(951_827_696_000)), "29. Feb. 2000");
        assert_eq!(date_time(Locale::En, UtcMillis(951_827_696_000)), "29 Feb 2000, 12:34 UTC");
        let late = UtcMillis(951_827_696_000);
        let clock = LocalClock::of(vec![(late, 12 * crate::time::HOUR)]);
        assert_eq!(local_date(Locale::En, &clock, late), "1 Mar 2000");
        assert_eq!(local_date_time(Locale::De, &clock, late), "1. März 2000, 00:34");
    }
}

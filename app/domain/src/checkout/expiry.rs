//! Until when a card is valid.

use crate::UtcMillis;

/// The month through whose last day, in UTC, a card is valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Expiry {
    year: i64,
    month: u8,
}

impl Expiry {
    /// Reads `MM/YY`, which is of this century, or `MM/YYYY`; spaces and the stroke are as people
    /// type them.
    pub fn parse(text: &str) -> Option<Self> {
        let digits: String =
            text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '/' | '-' | '.')).collect();
        if !matches!(digits.len(), 4 | 6) || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let month: u8 = digits[..2].parse().ok()?;
        let year: i64 = digits[2..].parse().ok()?;
        let year = if digits.len() == 4 { 2000 + year } else { year };
        (1..=12).contains(&month).then_some(Self { year, month })
    }

    /// Whether that month is over.
    pub fn is_past(self, now: UtcMillis) -> bool {
        let (year, month, _) = now.date();
        self < Self { year, month }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_read_as_people_type_it() {
        for text in ["03/26", "03/2026", "0326", " 03 / 26 ", "03-2026", "03.26"] {
            assert_eq!(Expiry::parse(text), Some(Expiry { year: 2026, month: 3 }), "{text}");
        }
        for text in ["", "3/26", "00/26", "13/26", "03/226", "03/20266", "ab/cd", "äö", "0\u{663}26"] {
            assert_eq!(Expiry::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_card_is_valid_through_the_last_day_of_its_month() {
        // 2026-03-31 23:59:59.999 UTC, and 2026-12-31.
        let (march, december) = (UtcMillis(1_775_001_599_999), UtcMillis(1_798_761_599_999));
        assert_eq!(
            (march.rfc3339(), december.rfc3339()),
            ("2026-03-31T23:59:59Z".into(), "2026-12-31T23:59:59Z".into())
        );
        let past = |text: &str, now: UtcMillis| Expiry::parse(text).unwrap().is_past(now);
        assert!(!past("03/26", march) && past("03/26", march.plus(1)));
        assert!(!past("12/26", december) && past("12/26", december.plus(1)));
        assert!(past("02/26", march) && past("12/25", march) && past("04/2025", march));
        assert!(!past("04/26", march) && !past("01/27", march) && !past("01/2027", december.plus(1)));
    }
}

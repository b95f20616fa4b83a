//! Tax on one amount, and which rate applies.
//!
//! Fractions: the amount of a line is `unit price × quantity − discount`, whole minor units.
//! Its tax is rounded once, half-up, after multiplying; the other figure is the difference.
//! So `net + tax == gross` holds by construction. Intermediates are 128 bits wide.

use serde::{Deserialize, Serialize};

use crate::text_enum;

/// A share in parts per million: 19 % is `Ppm(190_000)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ppm(pub i64);

impl crate::cell::FromCell for Ppm {
    fn from_cell(cell: crate::cell::Cell<'_>) -> Result<Self, crate::cell::Unreadable> {
        <i64 as crate::cell::FromCell>::from_cell(cell).map(Self)
    }
}

impl Ppm {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// The whole.
    pub const ONE: Self = Self(1_000_000);

    /// Whether this is a share from nothing to the whole.
    pub const fn is_share(self) -> bool {
        self.0 >= 0 && self.0 <= Self::ONE.0
    }

    /// Reads a percentage as people type it: `19`, `7.5`, `8,875`, `19 %`.
    /// `None` beyond 0 to 100 or with more than four decimals.
    pub fn parse_percent(text: &str) -> Option<Self> {
        let text = text.trim();
        let text = text.strip_suffix('%').unwrap_or(text).trim_end();
        let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
        let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || whole.len() > 3 || fraction.len() > 4 || !digits(whole) || !digits(fraction) {
            return None;
        }
        let value: i64 = format!("{whole}{fraction:0<4}").parse().ok()?;
        Some(Self(value)).filter(|share| share.is_share())
    }

    /// The percentage without a sign and without trailing zeros: `19`, `7.5`.
    pub fn percent(self) -> String {
        let (whole, fraction) = (self.0 / 10_000, (self.0 % 10_000).abs());
        let sign = if self.0 < 0 && whole == 0 { "-" } else { "" };
        let fraction = format!("{fraction:04}");
        match fraction.trim_end_matches('0') {
            "" => format!("{sign}{whole}"),
            rest => format!("{sign}{whole}.{rest}"),
        }
    }

    /// This share of an amount that is not negative, rounded half-up.
    ///
    /// # Errors
    /// A negative amount or one above [`MAX_AMOUNT`], or a share outside of 0 to 100 %.
    pub fn of(self, amount: i64) -> Result<i64, AmountError> {
        check(amount, self)?;
        Ok(ratio(amount, self.0, Self::ONE.0))
    }
}

/// Highest amount of one line or order-level sum, in minor units. A thousand lines of it still
/// sum within 64 bits.
pub const MAX_AMOUNT: i64 = 1_000_000_000_000_000;

/// Why an amount cannot be taxed or priced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AmountError {
    /// An amount, quantity or discount is below zero.
    Negative,
    /// An amount is above [`MAX_AMOUNT`].
    TooLarge,
    /// A rate is not between 0 and 100 %.
    BadRate,
    /// A discount is larger than what it reduces.
    DiscountTooLarge,
}

/// An amount with its tax. `net + tax == gross`, none of them negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TaxedLine {
    /// The rate that was applied.
    pub rate: Ppm,
    /// Minor units without tax.
    pub net: i64,
    /// Minor units of tax.
    pub tax: i64,
    /// Minor units to pay.
    pub gross: i64,
}

impl TaxedLine {
    /// Taxes an amount. `included`: the amount is gross and holds its tax; else the tax comes
    /// on top.
    ///
    /// # Errors
    /// A negative or too large amount, or a rate outside of 0 to 100 %.
    pub fn new(amount: i64, rate: Ppm, included: bool) -> Result<Self, AmountError> {
        check(amount, rate)?;
        if included {
            let tax = ratio(amount, rate.0, Ppm::ONE.0 + rate.0);
            Ok(Self { rate, net: amount - tax, tax, gross: amount })
        } else {
            let tax = ratio(amount, rate.0, Ppm::ONE.0);
            Ok(Self { rate, net: amount, tax, gross: amount + tax })
        }
    }

    /// Taxes `unit × quantity − discount`.
    ///
    /// # Errors
    /// As [`TaxedLine::new`], and a discount above the line.
    pub fn of_units(
        unit: i64,
        quantity: i64,
        discount: i64,
        rate: Ppm,
        included: bool,
    ) -> Result<Self, AmountError> {
        let amount = line_amount(unit, quantity)?;
        if discount < 0 {
            return Err(AmountError::Negative);
        }
        if discount > amount {
            return Err(AmountError::DiscountTooLarge);
        }
        Self::new(amount - discount, rate, included)
    }
}

/// `unit × quantity`, checked.
///
/// # Errors
/// A negative factor or a product above [`MAX_AMOUNT`].
pub fn line_amount(unit: i64, quantity: i64) -> Result<i64, AmountError> {
    if unit < 0 || quantity < 0 {
        return Err(AmountError::Negative);
    }
    unit.checked_mul(quantity).filter(|amount| *amount <= MAX_AMOUNT).ok_or(AmountError::TooLarge)
}

/// `amount × part ÷ whole`, rounded half-up, for values that are not negative and
/// `part <= whole`, `whole > 0`.
pub(crate) fn ratio(amount: i64, part: i64, whole: i64) -> i64 {
    let (product, whole) = (i128::from(amount) * i128::from(part), i128::from(whole));
    ((product * 2 + whole) / (whole * 2)) as i64
}

fn check(amount: i64, rate: Ppm) -> Result<(), AmountError> {
    if amount < 0 {
        return Err(AmountError::Negative);
    }
    if amount > MAX_AMOUNT {
        return Err(AmountError::TooLarge);
    }
    if !rate.is_share() {
        return Err(AmountError::BadRate);
    }
    Ok(())
}

text_enum! {
    /// How a product is taxed.
    pub enum TaxClass {
        /// The ordinary rate.
        Standard => "standard",
        /// The reduced rate, where a place has one.
        Reduced => "reduced",
        /// Never taxed.
        Zero => "zero",
    }
}

text_enum! {
    /// Why a rate was applied; kept with the line, for zero too.
    pub enum TaxReason {
        /// A rate of the shop for the destination.
        Rate => "rate",
        /// The goods are not taxed.
        Zero => "zero",
        /// The shop charges no tax at the destination.
        NoRate => "no_rate",
    }
}

/// One tax rate of a shop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxRule {
    /// ISO code of the country, or `*` for every country without a rule of its own.
    pub country: String,
    /// Code of the region; empty for the whole country.
    pub region: String,
    /// What it applies to.
    pub class: TaxClass,
    /// Its name on the invoice, such as "VAT 19 %".
    pub name: String,
    /// The rate.
    pub rate: Ppm,
}

/// The rate that applies to a line, frozen with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppliedTax {
    /// The rate.
    pub rate: Ppm,
    /// Its name; empty where there is no tax.
    pub name: String,
    /// Why this rate.
    pub reason: TaxReason,
}

/// The shop's rate for a class of goods sent to a country (and region, where it matters).
///
/// The most specific place wins: region, country, `*`. Within it the rule of the class wins,
/// else the standard one. Without a rule there is no tax.
pub fn applied_tax(rules: &[TaxRule], country: &str, region: &str, class: TaxClass) -> AppliedTax {
    let untaxed = |reason| AppliedTax { rate: Ppm::ZERO, name: String::new(), reason };
    if class == TaxClass::Zero {
        return untaxed(TaxReason::Zero);
    }
    let rank = |rule: &TaxRule| match (rule.country == country, rule.region.as_str()) {
        (true, "") => Some(1),
        (true, known) => (known == region).then_some(2),
        (false, _) => (rule.country == "*").then_some(0),
    };
    rules
        .iter()
        .filter(|rule| rule.class == class || rule.class == TaxClass::Standard)
        .filter_map(|rule| Some(((rank(rule)?, rule.class == class), rule)))
        .max_by_key(|(key, _)| *key)
        .map_or_else(
            || untaxed(TaxReason::NoRate),
            |(_, rule)| AppliedTax { rate: rule.rate, name: rule.name.clone(), reason: TaxReason::Rate },
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn included_tax_is_taken_out_and_other_tax_comes_on_top() {
        let german = Ppm(190_000);
        let inside = TaxedLine::new(1999, german, true).unwrap();
        assert_eq!((inside.net, inside.tax, inside.gross), (1680, 319, 1999));
        let above = TaxedLine::new(1999, german, false).unwrap();
        assert_eq!((above.net, above.tax, above.gross), (1999, 380, 2379));
    }

    #[test]
    fn tax_is_rounded_half_up_once_a_line() {
        // 3 × 0.50 at 5 % is 0.075, so 0.08; three roundings of 0.025 would give 0.09.
        let line = TaxedLine::of_units(50, 3, 0, Ppm(50_000), false).unwrap();
        assert_eq!(line.tax, 8);
        assert_eq!(TaxedLine::new(10, Ppm(50_000), false).unwrap().tax, 1);
        assert_eq!(TaxedLine::new(9, Ppm(50_000), false).unwrap().tax, 0);
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        assert_eq!(TaxedLine::new(-1, Ppm::ZERO, true), Err(AmountError::Negative));
        assert_eq!(TaxedLine::new(1, Ppm(-1), true), Err(AmountError::BadRate));
        assert_eq!(TaxedLine::new(1, Ppm(1_000_001), true), Err(AmountError::BadRate));
        assert_eq!(line_amount(i64::MAX, 2), Err(AmountError::TooLarge));
        assert_eq!(TaxedLine::of_units(10, 1, 11, Ppm::ZERO, true), Err(AmountError::DiscountTooLarge));
    }

    #[test]
    fn a_percentage_reads_back_as_it_was_typed() {
        for (text, ppm) in
            [("19", 190_000), ("7.5", 75_000), ("8,875", 88_750), ("0.0001", 1), ("100 %", 1_000_000)]
        {
            assert_eq!(Ppm::parse_percent(text), Some(Ppm(ppm)), "{text}");
        }
        for text in ["", "-1", "100.1", "1.23456", "x", ".5", "1e2"] {
            assert_eq!(Ppm::parse_percent(text), None, "{text}");
        }
        assert_eq!(Ppm(88_750).percent(), "8.875");
        assert_eq!(Ppm(190_000).percent(), "19");
    }

    #[test]
    fn the_most_specific_place_decides_then_the_class() {
        let rule = |country: &str, region: &str, class, rate| TaxRule {
            country: country.into(),
            region: region.into(),
            class,
            name: "VAT".into(),
            rate: Ppm(rate),
        };
        let rules = [
            rule("*", "", TaxClass::Reduced, 10_000),
            rule("DE", "", TaxClass::Standard, 190_000),
            rule("DE", "", TaxClass::Reduced, 70_000),
            rule("FR", "", TaxClass::Standard, 200_000),
            rule("US", "CA", TaxClass::Standard, 72_500),
        ];
        let rate = |country, region, class| applied_tax(&rules, country, region, class).rate.0;
        assert_eq!(rate("DE", "", TaxClass::Reduced), 70_000);
        assert_eq!(rate("DE", "BE", TaxClass::Standard), 190_000);
        assert_eq!(rate("FR", "", TaxClass::Reduced), 200_000);
        assert_eq!(rate("US", "CA", TaxClass::Standard), 72_500);
        assert_eq!(rate("US", "NY", TaxClass::Reduced), 10_000);
        let none = applied_tax(&rules, "US", "NY", TaxClass::Standard);
        assert_eq!((none.rate, none.reason), (Ppm::ZERO, TaxReason::NoRate));
        assert_eq!(applied_tax(&rules, "DE", "", TaxClass::Zero).reason, TaxReason::Zero);
    }

    proptest! {
        #[test]
        fn net_and_tax_always_add_up_and_are_never_negative(
            unit in 0i64..10_000_000, quantity in 0i64..1_000, rate in 0i64..=1_000_000, included: bool,
        ) {
            let line = TaxedLine::of_units(unit, quantity, 0, Ppm(rate), included).unwrap();
            prop_assert_eq!(line.net + line.tax, line.gross);
            prop_assert!(line.net >= 0 && line.tax >= 0 && line.tax <= line.gross);
            prop_assert_eq!(if included { line.gross } else { line.net }, unit * quantity);
        }

        #[test]
        fn more_costs_more_tax(a in 0i64..1_000_000_000, b in 0i64..1_000_000_000, rate in 0i64..=1_000_000, included: bool) {
            let (low, high) = (a.min(b), a.max(b));
            let tax = |amount| TaxedLine::new(amount, Ppm(rate), included).unwrap().tax;
            prop_assert!(tax(low) <= tax(high));
        }
    }
}

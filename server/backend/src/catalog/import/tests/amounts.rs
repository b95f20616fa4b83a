use super::*;
use crate::catalog::import::values;
use proptest::prelude::*;

#[test]
fn an_amount_is_read_exactly_into_minor_units() {
    for (text, exponent, minor) in [
        ("10.99", 2, 1099),
        ("0", 2, 0),
        ("0.00", 2, 0),
        (".5", 2, 50),
        ("10.", 2, 1000),
        ("10.9900", 2, 1099),
        ("1,234.50", 2, 123_450),
        ("1.234,50", 2, 123_450),
        ("1 234,50", 2, 123_450),
        ("1\u{202f}234,50", 2, 123_450),
        ("1’234.50", 2, 123_450),
        ("1,234,567", 2, 123_456_700),
        ("1.234.567", 2, 123_456_700),
        ("1234.500", 2, 123_450),
        ("0.500", 2, 50),
        ("10,99", 2, 1099),
        ("10,9", 2, 1090),
        ("1500", 0, 1500),
        ("1500.00", 0, 1500),
        ("1.234", 3, 1234),
        ("19999999999.99", 3, 0),
    ] {
        let wanted = if minor == 0 && exponent == 3 { Err(Reason::TooLarge) } else { Ok(minor) };
        assert_eq!(money(text, exponent), wanted, "{text}");
    }
}

#[test]
fn an_amount_that_could_be_read_in_two_ways_is_refused() {
    for text in ["1,234", "1.234", "10,990", "999.000"] {
        assert_eq!(money(text, 2), Err(Reason::Ambiguous), "{text}");
    }
    assert_eq!(money("1,234", 3), Err(Reason::Ambiguous));
    assert_eq!(money("1,500", 0), Err(Reason::Ambiguous));
}

#[test]
fn an_amount_is_never_rounded_or_guessed() {
    assert_eq!(money("10.995", 2), Err(Reason::Ambiguous));
    assert_eq!(money("10.9951", 2), Err(Reason::TooPrecise { exponent: 2 }));
    assert_eq!(money("0.5", 0), Err(Reason::TooPrecise { exponent: 0 }));
    assert_eq!(money("-1.00", 2), Err(Reason::Negative));
    assert_eq!(money("99999999999999999999", 2), Err(Reason::TooLarge));
    for text in ["", ".", ",", "free", "$10", "10 €", "1e3", "1,23,456.00", "1.2,3.4", "１０", "--1", "1 2"]
    {
        assert_eq!(money(text, 2), Err(Reason::NotAnAmount), "{text}");
    }
}

#[test]
fn stock_is_a_whole_number_and_may_be_negative() {
    assert_eq!(values::whole("-103"), Ok(-103));
    assert_eq!(values::whole("7.0"), Ok(7));
    for text in ["1.5", "1,000", "many", "", "-"] {
        assert_eq!(values::whole(text), Err(Reason::NotWhole), "{text}");
    }
    assert_eq!(values::whole("99999999999"), Err(Reason::TooLarge));
}

#[test]
fn grams_are_rounded_half_up() {
    assert_eq!(values::grams("453.59237"), Ok(454));
    assert_eq!(values::grams("0.5"), Ok(1));
    assert_eq!(values::grams("28123"), Ok(28_123));
    assert!(values::grams("-1").is_err());
}

proptest! {
    #[test]
    fn every_amount_written_plainly_comes_back(minor in 0..=MAX_AMOUNT, exponent in 0_u8..=4) {
        let scale = 10_i64.pow(u32::from(exponent));
        let (whole, fraction) = (minor / scale, minor % scale);
        let text = match exponent {
            0 => whole.to_string(),
            _ => format!("{whole}.{fraction:0width$}", width = usize::from(exponent)),
        };
        prop_assert_eq!(money(&text, exponent), Ok(minor));
    }

    #[test]
    fn no_text_makes_the_reading_of_an_amount_panic(text in any::<String>(), exponent in any::<u8>()) {
        let _ = money(&text, exponent);
        let _ = values::whole(&text);
        let _ = values::grams(&text);
    }
}

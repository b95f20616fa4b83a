//! What a single cell says. Nothing here guesses an amount.

use super::model::{Reason, WeightUnit};

/// Largest amount in minor units. A line of a million pieces still fits into 64 bits.
pub const MAX_AMOUNT: i64 = 1_000_000_000_000;
/// Largest stock and weight, either way.
const MAX_COUNT: i64 = 1_000_000_000;

/// Reads an amount into minor units of a currency with `exponent` decimals.
///
/// A single mark is the decimal mark, unless it could as well group thousands: "1,234"
/// and "1.234" are refused. Two kinds of marks tell themselves: the last is the decimal one.
pub fn money(text: &str, exponent: u8) -> Result<i64, Reason> {
    let text = text.trim();
    if let Some(rest) = text.strip_prefix(['-', '−']) {
        return match money(rest, exponent) {
            Ok(_) => Err(Reason::Negative),
            Err(Reason::Negative) => Err(Reason::NotAnAmount),
            Err(reason) => Err(reason),
        };
    }
    let (whole, fraction) = split_decimals(text, exponent)?;
    let whole = ungroup(whole)?;
    if !fraction.bytes().all(|b| b.is_ascii_digit()) || (whole.is_empty() && fraction.is_empty()) {
        return Err(Reason::NotAnAmount);
    }
    let kept = fraction.len().min(usize::from(exponent));
    if fraction[kept..].bytes().any(|b| b != b'0') {
        return Err(Reason::TooPrecise { exponent });
    }
    let padding = usize::from(exponent) - kept;
    let digits = whole.bytes().chain(fraction[..kept].bytes());
    digits
        .chain(std::iter::repeat_n(b'0', padding))
        .try_fold(0_i64, |sum, digit| sum.checked_mul(10)?.checked_add(i64::from(digit - b'0')))
        .filter(|amount| *amount <= MAX_AMOUNT)
        .ok_or(Reason::TooLarge)
}

fn split_decimals(text: &str, exponent: u8) -> Result<(&str, &str), Reason> {
    let dots = text.matches('.').count();
    let commas = text.matches(',').count();
    let mark = match (dots, commas) {
        (0, 0) => return Ok((text, "")),
        (1, 0) => '.',
        (0, 1) => ',',
        // Several of one kind can only group.
        (_, 0) | (0, _) => return Ok((text, "")),
        _ if text.rfind('.') > text.rfind(',') => '.',
        _ => ',',
    };
    let (whole, fraction) = text.rsplit_once(mark).unwrap_or((text, ""));
    let could_group = dots + commas == 1
        && fraction.len() == 3
        && (1..=3).contains(&whole.len())
        && !whole.starts_with('0');
    // Shopify itself writes a dot, so for a currency of three decimals a dot is clear.
    if could_group && !(mark == '.' && exponent == 3) {
        return Err(Reason::Ambiguous);
    }
    Ok((whole, fraction))
}

/// Takes out one kind of thousands separator, when every group has three digits.
fn ungroup(whole: &str) -> Result<String, Reason> {
    let Some(separator) = whole.chars().find(|c| !c.is_ascii_digit()) else {
        return Ok(whole.to_owned());
    };
    if !matches!(separator, '.' | ',' | ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\'' | '’') {
        return Err(Reason::NotAnAmount);
    }
    let mut digits = String::with_capacity(whole.len());
    for (index, group) in whole.split(separator).enumerate() {
        let right_length = group.len() == 3 || (index == 0 && (1..3).contains(&group.len()));
        if !right_length || !group.bytes().all(|b| b.is_ascii_digit()) {
            return Err(Reason::NotAnAmount);
        }
        digits.push_str(group);
    }
    Ok(digits)
}

/// Reads a whole number, which may be negative and may end in ".0".
pub(super) fn whole(text: &str) -> Result<i64, Reason> {
    let (negative, digits) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (digits, zeros) = digits.split_once('.').unwrap_or((digits, "0"));
    let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    if !plain || zeros.is_empty() || zeros.bytes().any(|b| b != b'0') {
        return Err(Reason::NotWhole);
    }
    let number = digits.parse().ok().filter(|n: &i64| *n <= MAX_COUNT);
    let number = number.ok_or(Reason::TooLarge)?;
    Ok(if negative { -number } else { number })
}

/// Reads a weight in grams, rounded half up.
pub(super) fn grams(text: &str) -> Result<i64, Reason> {
    let (digits, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let is_number = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    if !is_number(digits) || !is_number(fraction) {
        return Err(Reason::NotAnAmount);
    }
    let whole: i64 = digits.parse().map_err(|_| Reason::TooLarge)?;
    let up = i64::from(fraction.as_bytes()[0] >= b'5');
    Some(whole.saturating_add(up)).filter(|grams| *grams <= MAX_COUNT).ok_or(Reason::TooLarge)
}

pub(super) fn weight_unit(text: &str) -> Option<WeightUnit> {
    match text.to_ascii_lowercase().as_str() {
        "g" => Some(WeightUnit::Gram),
        "kg" => Some(WeightUnit::Kilogram),
        "oz" => Some(WeightUnit::Ounce),
        "lb" | "lbs" => Some(WeightUnit::Pound),
        _ => None,
    }
}

/// Reads yes or no, also as spreadsheets in other languages write it back.
pub(super) fn flag(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "true" | "yes" | "y" | "1" | "wahr" | "ja" | "vrai" | "oui" | "verdadero" | "vero" => Some(true),
        "false" | "no" | "n" | "0" | "falsch" | "nein" | "faux" | "non" | "falso" => Some(false),
        _ => None,
    }
}

/// A SKU or barcode without the apostrophe that keeps spreadsheets from calculating.
pub(super) fn code(text: &str) -> &str {
    text.trim_start_matches(['\'', '’']).trim_start()
}

/// Whether a long number was turned into "7.41361E+11" and its digits are lost.
pub(super) fn is_scientific(text: &str) -> bool {
    let Some((mantissa, power)) = text.split_once(['E', 'e']) else {
        return false;
    };
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    power.strip_prefix('+').is_some_and(digits)
        && mantissa.split_once(['.', ',']).is_some_and(|(a, b)| digits(a) && digits(b))
}

/// Splits tags, each once whatever its case.
pub(super) fn tags(text: &str) -> Vec<String> {
    let mut seen = std::collections::HashSet::new();
    text.split(',')
        .map(str::trim)
        .filter(|tag| !tag.is_empty() && seen.insert(tag.to_lowercase()))
        .map(str::to_owned)
        .collect()
}

/// Cuts a text to `limit` characters; says whether it was longer.
pub(super) fn cut(text: &mut String, limit: usize) -> bool {
    let Some((end, _)) = text.char_indices().nth(limit) else {
        return false;
    };
    text.truncate(end);
    text.truncate(text.trim_end().len());
    true
}

/// The last part of "Apparel > Clothing > Shirts".
pub(super) fn last_of_path(path: &str) -> Option<String> {
    let last = path.rsplit('>').next().map(str::trim)?;
    (!last.is_empty() && last.parse::<u64>().is_err()).then(|| last.to_owned())
}

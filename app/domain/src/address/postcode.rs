//! Postcodes by small patterns instead of regular expressions.
//!
//! In a pattern `9` is a digit, `A` a letter, `X` either, a lower-case letter that very letter,
//! and a space or hyphen a separator, which people may leave out or set elsewhere.

/// The postcode as its country writes it, when it fits one of the patterns.
pub(super) fn format(patterns: &[&str], country: &str, input: &str) -> Option<String> {
    let bare: String = input.chars().filter(|c| !is_separator(*c)).flat_map(char::to_uppercase).collect();
    let fitting = |bare: &str| patterns.iter().find_map(|pattern| fit(pattern, bare));
    fitting(&bare).or_else(|| fitting(without_country(country, &bare)?))
}

fn fit(pattern: &str, bare: &str) -> Option<String> {
    let mut out = String::with_capacity(pattern.len());
    let mut input = bare.chars();
    for class in pattern.chars() {
        if is_separator(class) {
            out.push(class);
            continue;
        }
        let c = input.next()?;
        let fits = match class {
            '9' => c.is_ascii_digit(),
            'A' => c.is_ascii_uppercase(),
            'X' => c.is_ascii_digit() || c.is_ascii_uppercase(),
            literal => c == literal.to_ascii_uppercase(),
        };
        if !fits {
            return None;
        }
        out.push(c);
    }
    input.next().is_none().then_some(out)
}

/// Without the country in front of the digits, as in `D-10115` or `SE 113 51`.
fn without_country<'a>(country: &str, bare: &'a str) -> Option<&'a str> {
    let sign = match country {
        "AT" => "A",
        "BE" => "B",
        "DE" => "D",
        "ES" => "E",
        "FR" => "F",
        "HU" => "H",
        "IT" => "I",
        "LU" => "L",
        "NO" => "N",
        "PT" => "P",
        "SE" => "S",
        _ => country,
    };
    let rest = bare.strip_prefix(country).or_else(|| bare.strip_prefix(sign))?;
    rest.starts_with(|c: char| c.is_ascii_digit()).then_some(rest)
}

fn is_separator(c: char) -> bool {
    c == '-' || c == '–' || c.is_whitespace()
}

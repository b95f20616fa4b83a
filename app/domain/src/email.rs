//! Mail addresses: one folded form, and a check of the syntax.

use crate::invalid::Problem;

/// Most characters in an address (RFC 5321, 4.5.3.1.3, without the angle brackets).
pub const MAX_LENGTH: usize = 254;

/// The form in which an address is stored and compared: trimmed, in lower case.
pub fn fold(text: &str) -> String {
    text.trim().to_lowercase()
}

/// Checks the syntax and gives the folded address.
///
/// Takes the dot-atom form in ASCII with a domain of at least two labels, which is what mail
/// providers hand out. Refuses quoted local parts, address literals and comments; an
/// international domain must be given in its `xn--` form.
///
/// # Errors
/// Nothing given, too long, or not a mail address.
pub fn check(text: &str) -> Result<String, Problem> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Err(Problem::Required);
    }
    if trimmed.len() > MAX_LENGTH {
        return Err(Problem::TooLong { max: MAX_LENGTH as u32 });
    }
    let (local, domain) = trimmed.rsplit_once('@').ok_or(Problem::NotAnEmail)?;
    if local.is_empty() || domain.is_empty() {
        return Err(Problem::NotAnEmail);
    }
    if local.len() > 64 || !local.split('.').all(is_atom) {
        return Err(Problem::NotAnEmail);
    }
    let top = domain.rsplit('.').next().unwrap_or("");
    if !domain.contains('.') {
        return Err(Problem::NotAnEmail);
    }
    if !domain.split('.').all(is_label) || top.len() < 2 || top.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Problem::NotAnEmail);
    }
    Ok(fold(trimmed))
}

/// A run of RFC 5322's `atext`.
fn is_atom(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&b))
}

fn is_label(text: &str) -> bool {
    (1..=63).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        && !text.starts_with('-')
        && !text.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn addresses_of_real_life_are_taken_and_folded() {
        for text in
            ["a@b.co", " Ada.Lovelace+shop@Example.COM ", "o'brien@mail.example.ie", "x_1@xn--mller-kva.de"]
        {
            assert_eq!(check(text), Ok(text.trim().to_lowercase()), "{text}");
        }
    }

    #[test]
    fn what_is_no_address_is_refused_with_its_reason() {
        assert_eq!(check("  "), Err(Problem::Required));
        for text in [
            "ada",
            "ada@",
            "@example.com",
            "ada@localhost",
            "a b@example.com",
            ".a@example.com",
            "a.@example.com",
            "a..b@example.com",
            "a@b@example.com",
            "a@-b.com",
            "a@b-.com",
            "a@b..com",
            "a@1.2.3.4",
            "a@b.c",
            "\"a\"@b.com",
            "a@[1.2.3.4]",
            "a@exa\nmple.com",
            "ä@example.com",
            "<a@example.com>",
            "a@example.com.",
        ] {
            assert_eq!(check(text), Err(Problem::NotAnEmail), "{text}");
        }
        let long = format!("{}@example.com", "a".repeat(65));
        assert_eq!(check(&long), Err(Problem::NotAnEmail));
        assert_eq!(
            check(&format!("a@{}.com", "b.".repeat(130))),
            Err(Problem::TooLong { max: MAX_LENGTH as u32 })
        );
    }

    proptest! {
        #[test]
        fn no_text_makes_the_check_fail_and_a_taken_one_is_stable(text in "\\PC{0,40}|[a-z.@-]{0,30}") {
            if let Ok(folded) = check(&text) {
                prop_assert_eq!(check(&folded), Ok(folded.clone()));
                prop_assert!(!folded.contains(char::is_whitespace));
            }
        }
    }
}

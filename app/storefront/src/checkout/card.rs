//! What the simulated provider's form asks for. Only its number leaves this module, and it is
//! stored nowhere.

use domain::UtcMillis;
use domain::checkout::{Expiry, TEST_CARDS};
use domain::invalid::{FieldError, Problem};
use kit::AppError;
use serde::{Deserialize, Serialize};

/// The card as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Card {
    /// Number, or a word of the simulated provider.
    pub card_number: String,
    /// Month and year: `12/29`.
    pub card_expiry: String,
    /// The name on it.
    pub card_name: String,
}

impl Card {
    /// What is sent to the provider.
    ///
    /// # Errors
    /// Invalid, when something is missing or cannot be read, or the card has expired.
    pub fn token(&self, now: UtcMillis) -> Result<String, AppError> {
        let mut fields = Vec::new();
        let number: String = self.card_number.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        let known = TEST_CARDS.iter().any(|card| card.word == number);
        if number.is_empty() {
            fields.push(FieldError::new("card_number", Problem::Required));
        } else if !known && (number.len() > 19 || !number.bytes().all(|b| b.is_ascii_digit())) {
            fields.push(FieldError::new("card_number", Problem::Malformed));
        }
        let expiry = Expiry::parse(&self.card_expiry);
        if self.card_expiry.trim().is_empty() {
            fields.push(FieldError::new("card_expiry", Problem::Required));
        } else if expiry.is_none() {
            fields.push(FieldError::new("card_expiry", Problem::Malformed));
        } else if expiry.is_some_and(|expiry| expiry.is_past(now)) {
            fields.push(FieldError::new("card_expiry", Problem::CardExpired));
        }
        if self.card_name.trim().is_empty() {
            fields.push(FieldError::new("card_name", Problem::Required));
        }
        if fields.is_empty() { Ok(number) } else { Err(AppError::Invalid { fields }) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-03-02 10:00 UTC.
    const NOW: UtcMillis = UtcMillis(1_772_445_600_000);

    fn card(number: &str, expiry: &str, name: &str) -> Card {
        Card { card_number: number.into(), card_expiry: expiry.into(), card_name: name.into() }
    }

    #[test]
    fn a_card_is_read_as_people_type_it() {
        for (number, expiry) in
            [("4242 4242 4242 4242", "12/29"), ("4242-4242", "01 / 2031"), ("tok_slow", "0130")]
        {
            assert!(card(number, expiry, "A").token(NOW).is_ok(), "{number} {expiry}");
        }
        assert_eq!(card("4242 4242", "12/29", "A").token(NOW).unwrap(), "42424242");
    }

    #[test]
    fn every_missing_or_unreadable_field_is_named() {
        let named = |card: Card| match card.token(NOW) {
            Err(AppError::Invalid { fields }) => fields.into_iter().map(|f| f.field).collect::<Vec<_>>(),
            other => panic!("{other:?}"),
        };
        assert_eq!(named(Card::default()), ["card_number", "card_expiry", "card_name"]);
        assert_eq!(named(card("tok_unheard", "13/29", "A")), ["card_number", "card_expiry"]);
        assert_eq!(named(card("4242", "1/2", " ")), ["card_expiry", "card_name"]);
    }

    #[test]
    fn a_card_of_a_month_that_is_over_is_refused_at_its_date() {
        let refused = card("4242", "02/26", "A").token(NOW).unwrap_err();
        assert_eq!(refused.field("card_expiry"), Some(&Problem::CardExpired));
        assert!(card("4242", "03/26", "A").token(NOW).is_ok());
    }
}

//! What is wrong with a value that a person gave, typed, so that each page says it in the
//! person's language.

use serde::{Deserialize, Serialize};

use crate::Locale;

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "problem", rename_all = "snake_case")]
pub enum Problem {
    /// Nothing was given.
    Required,
    /// Fewer characters than needed.
    TooShort {
        /// Characters at least.
        min: u32,
    },
    /// More characters than fit.
    TooLong {
        /// Characters at most.
        max: u32,
    },
    /// Not a mail address.
    NotAnEmail,
    /// Not a postcode of that country.
    BadPostcode {
        /// One that is.
        example: String,
    },
    /// Not a region of that country.
    UnknownRegion,
    /// Not a country that is known or served.
    UnknownCountry,
    /// Not an amount of money.
    NotAnAmount,
    /// Not a number.
    NotANumber,
    /// Outside of the allowed range.
    OutOfRange {
        /// Smallest value.
        min: i64,
        /// Largest value.
        max: i64,
    },
    /// Somebody or something has it already.
    Taken,
    /// Not among the choices.
    UnknownChoice,
    /// A password that everybody tries first.
    CommonPassword,
    /// The mail address and the password do not belong together.
    WrongCredentials,
    /// No confirmed account has this mail address.
    NoSuchAccount,
    /// A link that was used or is too old.
    LinkExpired,
    /// A card whose last month is over.
    CardExpired,
    /// A text that may not hold these characters or this form.
    Malformed,
}

mod t {
    crate::texts! {
        required: "Please fill this in", "Bitte ausfüllen";
        too_short(min): "At least {min} characters, please", "Bitte mindestens {min} Zeichen";
        too_long(max): "At most {max} characters, please", "Bitte höchstens {max} Zeichen";
        not_an_email: "This is not a mail address; it looks like name@example.com", "Das ist keine E-Mail-Adresse; sie sieht aus wie name@example.com";
        bad_postcode(example): "This postcode does not fit the country; it looks like {example}", "Diese Postleitzahl passt nicht zum Land; sie sieht aus wie {example}";
        unknown_region: "Please choose a region of the list", "Bitte eine Region der Liste wählen";
        unknown_country: "Please choose a country of the list", "Bitte ein Land der Liste wählen";
        not_an_amount: "This is not an amount; it looks like 12.50", "Das ist kein Betrag; er sieht aus wie 12,50";
        not_a_number: "Please enter a whole number", "Bitte eine ganze Zahl eingeben";
        out_of_range(min, max): "Please enter a number from {min} to {max}", "Bitte eine Zahl von {min} bis {max} eingeben";
        taken: "This is taken already; please choose another", "Das ist schon vergeben; bitte anders wählen";
        unknown_choice: "Please choose one of the list", "Bitte etwas aus der Liste wählen";
        common_password: "This password is too well known; please choose another", "Dieses Passwort ist zu bekannt; bitte ein anderes wählen";
        wrong_credentials: "Mail address and password do not belong together", "E-Mail-Adresse und Passwort gehören nicht zusammen";
        no_such_account: "Nobody with this mail address has a confirmed account; they can register first", "Mit dieser E-Mail-Adresse gibt es kein bestätigtes Konto; die Person kann sich zuerst registrieren";
        link_expired: "This link was used or is too old; please ask for a new one", "Dieser Link wurde benutzt oder ist zu alt; bitte einen neuen anfordern";
        card_expired: "This card is no longer valid; please check the date or use another card", "Diese Karte gilt nicht mehr; bitte das Datum prüfen oder eine andere Karte nehmen";
        malformed: "This cannot be read; please check how it is written", "Das ist nicht lesbar; bitte die Schreibweise prüfen";
    }
}

impl Problem {
    /// The sentence that stands at the field.
    pub fn text(&self, locale: Locale) -> String {
        match self {
            Self::Required => t::required(locale).into(),
            Self::TooShort { min } => t::too_short(locale, &min.to_string()),
            Self::TooLong { max } => t::too_long(locale, &max.to_string()),
            Self::NotAnEmail => t::not_an_email(locale).into(),
            Self::BadPostcode { example } => t::bad_postcode(locale, example),
            Self::UnknownRegion => t::unknown_region(locale).into(),
            Self::UnknownCountry => t::unknown_country(locale).into(),
            Self::NotAnAmount => t::not_an_amount(locale).into(),
            Self::NotANumber => t::not_a_number(locale).into(),
            Self::OutOfRange { min, max } => t::out_of_range(locale, &min.to_string(), &max.to_string()),
            Self::Taken => t::taken(locale).into(),
            Self::UnknownChoice => t::unknown_choice(locale).into(),
            Self::CommonPassword => t::common_password(locale).into(),
            Self::WrongCredentials => t::wrong_credentials(locale).into(),
            Self::NoSuchAccount => t::no_such_account(locale).into(),
            Self::LinkExpired => t::link_expired(locale).into(),
            Self::CardExpired => t::card_expired(locale).into(),
            Self::Malformed => t::malformed(locale).into(),
        }
    }
}

/// What is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// The name of the form's field; a path such as `variants.2.price` in a grid.
    pub field: String,
    /// What is wrong with it.
    #[serde(flatten)]
    pub problem: Problem,
}

impl FieldError {
    /// A problem of a field.
    pub fn new(field: impl Into<String>, problem: Problem) -> Self {
        Self { field: field.into(), problem }
    }
}

/// A box of a form as text, where what was typed is kept for a form that comes back.
pub(crate) const fn tick(ticked: bool) -> &'static str {
    if ticked { "true" } else { "false" }
}

/// Collects the problems of a form, so that a person sees all of them at once.
#[derive(Debug, Default)]
pub struct Checks(Vec<FieldError>);

impl Checks {
    /// Notes a problem.
    pub fn add(&mut self, field: &str, problem: Problem) {
        self.0.push(FieldError::new(field, problem));
    }

    /// Notes every problem of a part of the form.
    pub fn extend(&mut self, errors: impl IntoIterator<Item = FieldError>) {
        self.0.extend(errors);
    }

    /// The text without white space around it, checked for its length in characters. Of control
    /// characters only line feed and tab stay: PostgreSQL cannot store each of the others.
    pub fn text(&mut self, field: &str, value: &str, min: u32, max: u32) -> String {
        let value: String = value.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
        let value = value.trim();
        let length = value.chars().count();
        if value.is_empty() && min > 0 {
            self.add(field, Problem::Required);
        } else if length < min as usize {
            self.add(field, Problem::TooShort { min });
        } else if length > max as usize {
            self.add(field, Problem::TooLong { max });
        }
        value.to_owned()
    }

    /// The problems, if there are any.
    pub fn finish(self) -> Result<(), Vec<FieldError>> {
        if self.0.is_empty() { Ok(()) } else { Err(self.0) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_control_characters_only_line_feed_and_tab_stay() {
        let mut checks = Checks::default();
        assert_eq!(checks.text("note", " a\u{0}b\r\nc\td\u{85}\u{7f}\u{1b} ", 1, 7), "ab\nc\td");
        assert_eq!(checks.text("note", "\u{0}\u{0}", 0, 1), "");
        assert!(checks.finish().is_ok());
        let mut checks = Checks::default();
        checks.text("name", "\u{0}", 1, 10);
        assert_eq!(checks.finish(), Err(vec![FieldError::new("name", Problem::Required)]));
    }
}

//! The settings' forms, as people type them, and what they mean once checked.

use serde::{Deserialize, Serialize};

use super::{check_slug, parse_accent};
use crate::accounts::check_email;
use crate::address::{self, Address};
use crate::invalid::{Checks, FieldError, Problem, tick};
use crate::shipping::ShippingRate;
use crate::tax::{MAX_AMOUNT, Ppm, TaxClass, TaxRule};
use crate::{Currency, Money, id::RateId};

type Checked<T> = Result<T, Vec<FieldError>>;

/// Most characters of a policy or a description.
pub const MAX_TEXT: u32 = 10_000;
/// Most characters of a name.
pub const MAX_NAME: u32 = 80;
/// Latest delivery in working days.
const MAX_DAYS: i64 = 120;

/// Opens a shop.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct OpenShopForm {
    /// Its name.
    pub name: String,
    /// Its name in addresses.
    pub slug: String,
    /// ISO code of the country that it sells from.
    pub country: String,
    /// IANA name; whether it exists is for the server to say.
    pub time_zone: String,
}

impl OpenShopForm {
    /// The form with its texts trimmed.
    ///
    /// # Errors
    /// Every wrong field.
    pub fn check(&self) -> Checked<Self> {
        let mut checks = Checks::default();
        let name = checks.text("name", &self.name, 2, MAX_NAME);
        let slug = check_slug(&self.slug).unwrap_or_else(|problem| {
            checks.add("slug", problem);
            String::new()
        });
        let country = checks.text("country", &self.country.to_uppercase(), 1, 2);
        if !country.is_empty() && address::country(&country).is_none() {
            checks.add("country", Problem::UnknownCountry);
        }
        let time_zone = checks.text("time_zone", &self.time_zone, 1, 60);
        checks.finish()?;
        Ok(Self { name, slug, country, time_zone })
    }
}

/// Name, place and rules of a shop.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct GeneralForm {
    /// Its name.
    pub name: String,
    /// One line.
    pub tagline: String,
    /// Plain text.
    pub description: String,
    /// Where customers write; may be empty.
    pub email: String,
    /// Where it is.
    pub address: Address,
    /// IANA name; whether it exists is for the server to say.
    pub time_zone: String,
    /// Whether its prices hold their tax. Absent in a plain form means no.
    pub prices_include_tax: bool,
}

impl GeneralForm {
    /// Every field's name and text; the address's are named `address.city` and so on.
    pub fn typed(&self) -> Vec<(String, &str)> {
        let own = [
            ("name", self.name.as_str()),
            ("tagline", &self.tagline),
            ("description", &self.description),
            ("email", &self.email),
            ("time_zone", &self.time_zone),
            ("prices_include_tax", tick(self.prices_include_tax)),
        ];
        let own = own.into_iter().map(|(field, text)| (field.to_owned(), text));
        let place = self.address.typed().into_iter().map(|(field, text)| (format!("address.{field}"), text));
        own.chain(place).collect()
    }

    /// The form with its texts trimmed and its address normalised.
    ///
    /// # Errors
    /// Every wrong field; the address's are named `address.city` and so on.
    pub fn check(&self) -> Checked<Self> {
        let mut checks = Checks::default();
        let name = checks.text("name", &self.name, 2, MAX_NAME);
        let tagline = checks.text("tagline", &self.tagline, 0, 120);
        let description = checks.text("description", &self.description, 0, MAX_TEXT);
        let email = match self.email.trim() {
            "" => String::new(),
            text => check_email(text).unwrap_or_else(|problem| {
                checks.add("email", problem);
                String::new()
            }),
        };
        let time_zone = checks.text("time_zone", &self.time_zone, 1, 60);
        // Empty until the merchant gives one; then it is whole.
        let empty = Address { country: self.address.country.clone(), ..Address::default() };
        if self.address != empty || !empty.country.is_empty() && address::country(&empty.country).is_none() {
            let wrong = address::validate(&self.address).into_iter();
            checks.extend(
                wrong.map(|error| FieldError::new(format!("address.{}", error.field), error.problem)),
            );
        }
        checks.finish()?;
        Ok(Self {
            name,
            tagline,
            description,
            email,
            address: address::normalise(&self.address),
            time_zone,
            prices_include_tax: self.prices_include_tax,
        })
    }
}

/// How a shop looks.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct LookForm {
    /// `#rrggbb`.
    pub accent: String,
}

impl LookForm {
    /// The form with its colour in one spelling.
    ///
    /// # Errors
    /// A colour that is none.
    pub fn check(&self) -> Checked<Self> {
        let accent =
            parse_accent(&self.accent).ok_or_else(|| vec![FieldError::new("accent", Problem::Malformed)])?;
        Ok(Self { accent })
    }
}

/// What a shop promises.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PoliciesForm {
    /// Plain text.
    pub shipping_policy: String,
    /// Plain text.
    pub return_policy: String,
}

impl PoliciesForm {
    /// The form with its texts trimmed.
    ///
    /// # Errors
    /// A text that is too long.
    pub fn check(&self) -> Checked<Self> {
        let mut checks = Checks::default();
        let shipping_policy = checks.text("shipping_policy", &self.shipping_policy, 0, MAX_TEXT);
        let return_policy = checks.text("return_policy", &self.return_policy, 0, MAX_TEXT);
        checks.finish()?;
        Ok(Self { shipping_policy, return_policy })
    }
}

/// A part of the world that a shop sends to.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ZoneForm {
    /// Its name for the merchant.
    pub name: String,
    /// ISO codes; none stands for the rest of the world.
    pub countries: Vec<String>,
}

impl ZoneForm {
    /// The form with each country once, sorted.
    ///
    /// # Errors
    /// Every wrong field.
    pub fn check(&self) -> Checked<Self> {
        let mut checks = Checks::default();
        let name = checks.text("name", &self.name, 1, MAX_NAME);
        let mut countries: Vec<String> = self
            .countries
            .iter()
            .map(|code| code.trim().to_uppercase())
            .filter(|code| !code.is_empty())
            .collect();
        countries.sort();
        countries.dedup();
        if countries.iter().any(|code| address::country(code).is_none()) {
            checks.add("countries", Problem::UnknownCountry);
        }
        checks.finish()?;
        Ok(Self { name, countries })
    }
}

/// A shipping rate as it is typed: amounts such as `4,90`, empty for no bound.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RateForm {
    /// What the shopper reads.
    pub name: String,
    /// Amount.
    pub price: String,
    /// Amount or empty.
    pub min_subtotal: String,
    /// Amount or empty.
    pub max_subtotal: String,
    /// Grams or empty.
    pub max_weight_g: String,
    /// Amount or empty.
    pub free_from: String,
    /// Working days.
    pub min_days: String,
    /// Working days.
    pub max_days: String,
}

impl RateForm {
    /// Every field's name and text.
    pub fn typed(&self) -> Vec<(&'static str, &str)> {
        vec![
            ("name", &self.name),
            ("price", &self.price),
            ("min_subtotal", &self.min_subtotal),
            ("max_subtotal", &self.max_subtotal),
            ("max_weight_g", &self.max_weight_g),
            ("free_from", &self.free_from),
            ("min_days", &self.min_days),
            ("max_days", &self.max_days),
        ]
    }

    /// The rate that was typed, under an id.
    ///
    /// # Errors
    /// Every wrong field.
    pub fn read(&self, id: RateId, currency: Currency) -> Checked<ShippingRate> {
        let mut checks = Checks::default();
        let name = checks.text("name", &self.name, 1, MAX_NAME);
        let price = amount(&mut checks, "price", &self.price, currency);
        if self.price.trim().is_empty() {
            checks.add("price", Problem::Required);
        }
        let min_subtotal = amount(&mut checks, "min_subtotal", &self.min_subtotal, currency);
        let max_subtotal = amount(&mut checks, "max_subtotal", &self.max_subtotal, currency);
        let free_from = amount(&mut checks, "free_from", &self.free_from, currency);
        let max_weight_g = number(&mut checks, "max_weight_g", &self.max_weight_g, 1, 10_000_000);
        let min_days = number(&mut checks, "min_days", &self.min_days, 0, MAX_DAYS);
        let max_days = number(&mut checks, "max_days", &self.max_days, 0, MAX_DAYS);
        for (field, value) in [("min_days", &self.min_days), ("max_days", &self.max_days)] {
            if value.trim().is_empty() {
                checks.add(field, Problem::Required);
            }
        }
        if let (Some(least), Some(most)) = (min_days, max_days)
            && least > most
        {
            checks.add("max_days", Problem::OutOfRange { min: least, max: MAX_DAYS });
        }
        if let (Some(least), Some(most)) = (min_subtotal, max_subtotal)
            && least > most
        {
            checks.add("max_subtotal", Problem::NotAnAmount);
        }
        checks.finish()?;
        Ok(ShippingRate {
            id,
            name,
            price: price.unwrap_or_default(),
            min_subtotal,
            max_subtotal,
            max_weight_g,
            free_from,
            min_days: min_days.unwrap_or_default(),
            max_days: max_days.unwrap_or_default(),
        })
    }

    /// The form that shows a rate.
    pub fn of(rate: &ShippingRate, currency: Currency) -> Self {
        let plain = |amount: i64| Money::new(amount, currency).plain();
        let bound = |amount: Option<i64>| amount.map(plain).unwrap_or_default();
        Self {
            name: rate.name.clone(),
            price: plain(rate.price),
            min_subtotal: bound(rate.min_subtotal),
            max_subtotal: bound(rate.max_subtotal),
            max_weight_g: rate.max_weight_g.map(|grams| grams.to_string()).unwrap_or_default(),
            free_from: bound(rate.free_from),
            min_days: rate.min_days.to_string(),
            max_days: rate.max_days.to_string(),
        }
    }
}

/// A tax rate as it is typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TaxForm {
    /// ISO code, or `*` for every country without a rule of its own.
    pub country: String,
    /// Code of the region; empty for the whole country.
    pub region: String,
    /// `standard` or `reduced`.
    pub class: String,
    /// Its name on the invoice.
    pub name: String,
    /// A percentage such as `19` or `7,5`.
    pub rate: String,
}

impl TaxForm {
    /// Every field's name and text.
    pub fn typed(&self) -> Vec<(&'static str, &str)> {
        vec![
            ("country", &self.country),
            ("region", &self.region),
            ("class", &self.class),
            ("name", &self.name),
            ("rate", &self.rate),
        ]
    }

    /// The rule that was typed.
    ///
    /// # Errors
    /// Every wrong field.
    pub fn read(&self) -> Checked<TaxRule> {
        let mut checks = Checks::default();
        let country = checks.text("country", &self.country.to_uppercase(), 1, 2);
        if !country.is_empty() && country != "*" && address::country(&country).is_none() {
            checks.add("country", Problem::UnknownCountry);
        }
        let region = self.region.trim().to_uppercase();
        let known = address::regions(&country);
        if !region.is_empty() && !known.iter().any(|(code, _)| *code == region) {
            checks.add("region", Problem::UnknownRegion);
        }
        let class = TaxClass::parse(&self.class).filter(|class| *class != TaxClass::Zero);
        if class.is_none() {
            checks.add("class", Problem::UnknownChoice);
        }
        let name = checks.text("name", &self.name, 1, MAX_NAME);
        let rate = Ppm::parse_percent(&self.rate);
        if rate.is_none() {
            let empty = self.rate.trim().is_empty();
            checks.add(
                "rate",
                if empty { Problem::Required } else { Problem::OutOfRange { min: 0, max: 100 } },
            );
        }
        checks.finish()?;
        Ok(TaxRule {
            country,
            region,
            class: class.unwrap_or(TaxClass::Standard),
            name,
            rate: rate.unwrap_or(Ppm::ZERO),
        })
    }
}

fn amount(checks: &mut Checks, field: &str, text: &str, currency: Currency) -> Option<i64> {
    if text.trim().is_empty() {
        return None;
    }
    let found =
        Money::parse(text, currency).map(|m| m.amount).filter(|amount| (0..=MAX_AMOUNT).contains(amount));
    if found.is_none() {
        checks.add(field, Problem::NotAnAmount);
    }
    found
}

fn number(checks: &mut Checks, field: &str, text: &str, min: i64, max: i64) -> Option<i64> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    match text.parse::<i64>() {
        Ok(value) if (min..=max).contains(&value) => return Some(value),
        Ok(_) => checks.add(field, Problem::OutOfRange { min, max }),
        Err(_) => checks.add(field, Problem::NotANumber),
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields<T: std::fmt::Debug>(checked: Checked<T>) -> Vec<String> {
        checked.unwrap_err().into_iter().map(|error| error.field).collect()
    }

    #[test]
    fn a_rate_reads_back_as_it_was_typed() {
        let form = RateForm {
            name: " Parcel ".into(),
            price: "4,90".into(),
            free_from: "50".into(),
            min_days: "1".into(),
            max_days: "3".into(),
            ..RateForm::default()
        };
        let rate = form.read(RateId::from_parts(0, 1), Currency::EUR).unwrap();
        assert_eq!(
            (rate.name.as_str(), rate.price, rate.free_from, rate.max_weight_g),
            ("Parcel", 490, Some(5000), None)
        );
        let shown = RateForm::of(&rate, Currency::EUR);
        assert_eq!(shown.read(rate.id, Currency::EUR), Ok(rate));
    }

    #[test]
    fn every_wrong_field_of_a_rate_is_named_at_once() {
        let form = RateForm {
            price: "x".into(),
            max_weight_g: "0".into(),
            min_days: "5".into(),
            max_days: "2".into(),
            ..RateForm::default()
        };
        let wrong = fields(form.read(RateId::from_parts(0, 1), Currency::EUR));
        assert_eq!(wrong, ["name", "price", "max_weight_g", "max_days"]);
    }

    #[test]
    fn a_tax_rule_knows_its_country_and_its_percentage() {
        let form = TaxForm {
            country: "de".into(),
            class: "reduced".into(),
            name: "USt 7 %".into(),
            rate: "7".into(),
            ..TaxForm::default()
        };
        let rule = form.read().unwrap();
        assert_eq!((rule.country.as_str(), rule.class, rule.rate), ("DE", TaxClass::Reduced, Ppm(70_000)));
        let wrong =
            TaxForm { country: "XX".into(), class: "zero".into(), rate: "101".into(), ..TaxForm::default() };
        assert_eq!(fields(wrong.read()), ["country", "class", "name", "rate"]);
    }

    #[test]
    fn a_shop_s_address_may_be_missing_but_not_half() {
        let mut form =
            GeneralForm { name: "Nord".into(), time_zone: "Europe/Berlin".into(), ..GeneralForm::default() };
        assert!(form.check().is_ok());
        form.address.country = "DE".into();
        assert!(form.check().is_ok());
        form.address.city = "Berlin".into();
        assert!(fields(form.check()).contains(&"address.postcode".to_owned()));
    }

    #[test]
    fn countries_of_a_zone_are_known_and_named_once() {
        let form = ZoneForm { name: "Home".into(), countries: vec!["de".into(), "AT".into(), "DE".into()] };
        assert_eq!(form.check().unwrap().countries, ["AT", "DE"]);
        let wrong = ZoneForm { name: "Home".into(), countries: vec!["XX".into()] };
        assert_eq!(fields(wrong.check()), ["countries"]);
    }
}

//! Postal addresses and the rules of their countries.
//!
//! Owns the countries, their names, the fields that each needs, and the form of postcodes.
//! Refuses to judge whether a place exists. Always holds: normalising twice is normalising
//! once, and an address without findings prints and sorts as its country's post expects it.

mod countries;
mod labels;
mod postcode;
mod regions;

use serde::{Deserialize, Serialize};

pub use countries::{Country, Layout, Need, RegionKind};
pub use labels::label;
pub use regions::{RegionEntry, regions};

use crate::invalid::{FieldError, Problem};
use crate::{Locale, text_enum};

/// A postal address. Every field may be empty until it is validated.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Address {
    /// Who receives it.
    pub name: String,
    /// The company.
    pub company: String,
    /// Street and number.
    pub line1: String,
    /// What else is needed to find the door.
    pub line2: String,
    /// Town.
    pub city: String,
    /// State, province and the like; a code where the country has a list.
    pub region: String,
    /// Postcode, as the country writes it.
    pub postcode: String,
    /// ISO 3166-1 alpha-2 code.
    pub country: String,
    /// Telephone number.
    pub phone: String,
}

text_enum! {
    /// A field of an address; the word is its name in forms.
    pub enum AddressField {
        /// Who receives it.
        Name => "name",
        /// The company.
        Company => "company",
        /// Street and number.
        Line1 => "line1",
        /// What else is needed to find the door.
        Line2 => "line2",
        /// Town.
        City => "city",
        /// State, province and the like.
        Region => "region",
        /// Postcode.
        Postcode => "postcode",
        /// Country.
        Country => "country",
        /// Telephone number.
        Phone => "phone",
    }
}

impl AddressField {
    /// The value of `autocomplete` in HTML.
    pub const fn autocomplete(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Company => "organization",
            Self::Line1 => "address-line1",
            Self::Line2 => "address-line2",
            Self::City => "address-level2",
            Self::Region => "address-level1",
            Self::Postcode => "postal-code",
            Self::Country => "country",
            Self::Phone => "tel",
        }
    }

    /// Most characters.
    pub const fn max_length(self) -> u32 {
        match self {
            Self::Postcode => 12,
            Self::Country => 2,
            Self::Phone => 32,
            _ => 100,
        }
    }
}

/// The country of a code in upper case.
pub fn country(code: &str) -> Option<&'static Country> {
    countries::ALL.binary_search_by(|known| known.code.cmp(code)).ok().map(|at| &countries::ALL[at])
}

/// Every country, sorted by its name in a language.
pub fn countries(locale: Locale) -> Vec<&'static Country> {
    let mut all: Vec<&Country> = countries::ALL.iter().collect();
    // The slug of a name sorts its umlauts among the letters.
    all.sort_by_cached_key(|country| crate::slug::slugify(country.name(locale), country.code));
    all
}

/// The name of a country for a person; the code itself when it is not known.
pub fn country_name(code: &str, locale: Locale) -> &str {
    country(code).map_or(code, |country| country.name(locale))
}

/// The fields of a country's form in their order, and which must be given. An unknown country
/// gets the form that most countries have.
pub fn form(code: &str) -> Vec<(AddressField, Need)> {
    use AddressField::*;
    let known = country(code);
    let region = known.map_or(Need::Optional, |c| c.region);
    let postcode = known.map_or(Need::Optional, |c| c.postcode);
    let (region, postcode) = ((Region, region), (Postcode, postcode));
    let (line1, line2, city) = ((Line1, Need::Required), (Line2, Need::Optional), (City, Need::Required));
    let middle = match known.map_or(Layout::PostcodeCity, |c| c.layout) {
        Layout::PostcodeCity => [line1, line2, postcode, city, region],
        Layout::CityRegionPostcode | Layout::PostcodeBelow => [line1, line2, city, region, postcode],
        Layout::PostcodeOnTop => [postcode, region, city, line1, line2],
    };
    let mut fields = vec![(Country, Need::Required), (Name, Need::Required), (Company, Need::Optional)];
    fields.extend(middle.into_iter().filter(|(_, need)| *need != Need::Absent));
    fields.push((Phone, Need::Optional));
    fields
}

/// The address as it is stored: trimmed, runs of spaces and line breaks made one space, country
/// in upper case, postcode and region as the country writes them, fields that the country does
/// not have emptied. What does not fit a rule is kept as typed, so that it can be shown again;
/// fields are cut at a few hundred characters, which [`validate`] still finds too long.
pub fn normalise(address: &Address) -> Address {
    let mut out = Address {
        name: tidy(&address.name),
        company: tidy(&address.company),
        line1: tidy(&address.line1),
        line2: tidy(&address.line2),
        city: tidy(&address.city),
        region: tidy(&address.region),
        postcode: tidy(&address.postcode).to_uppercase(),
        country: tidy(&address.country).to_uppercase(),
        phone: tidy(&address.phone),
    };
    let Some(country) = country(&out.country) else { return out };
    if country.postcode == Need::Absent {
        out.postcode.clear();
    } else if let Some(formatted) = postcode::format(country.patterns, country.code, &out.postcode) {
        out.postcode = formatted;
    }
    if country.region == Need::Absent {
        out.region.clear();
    } else if let Some(code) = regions::code_of(country.code, &out.region) {
        out.region = code.to_string();
    }
    out
}

/// Most characters of a field that are looked at.
const MAX_INPUT: usize = 300;

fn tidy(text: &str) -> String {
    let mut out = String::new();
    let bounded: String = text.chars().take(MAX_INPUT).collect();
    for word in bounded.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// What is wrong with an address, in the order of its country's form; at most one finding a
/// field, named by the word of its [`AddressField`]. It is judged in its normalised form.
pub fn validate(address: &Address) -> Vec<FieldError> {
    let address = normalise(address);
    form(&address.country)
        .into_iter()
        .filter_map(|(field, need)| Some(FieldError::new(field.as_str(), problem(&address, field, need)?)))
        .collect()
}

fn problem(address: &Address, field: AddressField, need: Need) -> Option<Problem> {
    let value = address.get(field);
    if value.is_empty() {
        return (need == Need::Required).then_some(Problem::Required);
    }
    let known = country(&address.country);
    if field == AddressField::Country && known.is_none() {
        return Some(Problem::UnknownCountry);
    }
    let max = field.max_length();
    if value.chars().count() > max as usize {
        return Some(Problem::TooLong { max });
    }
    let known = known?;
    match field {
        AddressField::Postcode => {
            let fits =
                known.patterns.is_empty() || postcode::format(known.patterns, known.code, value).is_some();
            (!fits).then(|| Problem::BadPostcode { example: known.example.to_string() })
        }
        AddressField::Region => {
            let listed = regions(known.code).is_empty() || regions::code_of(known.code, value).is_some();
            (!listed).then_some(Problem::UnknownRegion)
        }
        _ => None,
    }
}

impl Address {
    /// The text of a field.
    pub fn get(&self, field: AddressField) -> &str {
        match field {
            AddressField::Name => &self.name,
            AddressField::Company => &self.company,
            AddressField::Line1 => &self.line1,
            AddressField::Line2 => &self.line2,
            AddressField::City => &self.city,
            AddressField::Region => &self.region,
            AddressField::Postcode => &self.postcode,
            AddressField::Country => &self.country,
            AddressField::Phone => &self.phone,
        }
    }

    /// Every field's name and text.
    pub fn typed(&self) -> Vec<(&'static str, &str)> {
        AddressField::ALL.iter().map(|field| (field.as_str(), self.get(*field))).collect()
    }

    /// Puts a text into a field.
    pub fn set(&mut self, field: AddressField, text: impl Into<String>) {
        *match field {
            AddressField::Name => &mut self.name,
            AddressField::Company => &mut self.company,
            AddressField::Line1 => &mut self.line1,
            AddressField::Line2 => &mut self.line2,
            AddressField::City => &mut self.city,
            AddressField::Region => &mut self.region,
            AddressField::Postcode => &mut self.postcode,
            AddressField::Country => &mut self.country,
            AddressField::Phone => &mut self.phone,
        } = text.into();
    }

    /// The lines of a label, without the telephone number; empty ones are left out.
    pub fn lines(&self, locale: Locale) -> Vec<String> {
        let Address { name, company, line1, line2, city, region, postcode, .. } = self;
        let join = |parts: &[&str]| {
            parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
        };
        let layout = country(&self.country).map_or(Layout::PostcodeCity, |c| c.layout);
        let place = match layout {
            Layout::PostcodeCity => vec![join(&[postcode, city]), region.clone()],
            Layout::CityRegionPostcode => vec![join(&[city, region, postcode])],
            Layout::PostcodeBelow => vec![city.clone(), region.clone(), postcode.clone()],
            Layout::PostcodeOnTop => vec![join(&[postcode, region, city])],
        };
        let street = [line1.clone(), line2.clone()];
        let who = [name.clone(), company.clone()];
        let middle: Vec<String> = if layout == Layout::PostcodeOnTop {
            place.into_iter().chain(street).collect()
        } else {
            street.into_iter().chain(place).collect()
        };
        let land = country_name(&self.country, locale).to_string();
        who.into_iter().chain(middle).chain([land]).filter(|line| !line.is_empty()).collect()
    }
}

#[cfg(test)]
mod tests;

//! What the fields of an address are called.

use super::{AddressField, RegionKind, country};
use crate::Locale;

mod t {
    crate::texts! {
        name: "First and last name", "Vor- und Nachname";
        company: "Company", "Firma";
        line1: "Street and number", "Straße und Hausnummer";
        line2: "Flat, floor, building", "Wohnung, Etage, Gebäude";
        city: "Town or city", "Ort";
        postcode: "Postcode", "Postleitzahl";
        zip: "ZIP code", "ZIP Code";
        country: "Country", "Land";
        phone: "Phone", "Telefon";
        state: "State", "Bundesstaat";
        province: "Province", "Provinz";
        prefecture: "Prefecture", "Präfektur";
        county: "County", "Grafschaft";
        emirate: "Emirate", "Emirat";
        region: "Region", "Region";
    }
}

/// The label of a field in the form of a country.
pub fn label(field: AddressField, code: &str, locale: Locale) -> &'static str {
    let text = match field {
        AddressField::Name => t::name,
        AddressField::Company => t::company,
        AddressField::Line1 => t::line1,
        AddressField::Line2 => t::line2,
        AddressField::City => t::city,
        AddressField::Postcode if code == "US" => t::zip,
        AddressField::Postcode => t::postcode,
        AddressField::Country => t::country,
        AddressField::Phone => t::phone,
        AddressField::Region => match country(code).map_or(RegionKind::Region, |known| known.region_kind) {
            RegionKind::State => t::state,
            RegionKind::Province => t::province,
            RegionKind::Prefecture => t::prefecture,
            RegionKind::County => t::county,
            RegionKind::Emirate => t::emirate,
            RegionKind::Region => t::region,
        },
    };
    text(locale)
}

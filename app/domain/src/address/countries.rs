//! The countries that Souk knows, with the form of their addresses.
//!
//! Sources: ISO 3166-1 (codes, names); Universal Postal Union, "Addressing systems of member
//! countries" (postcodes, order of lines).

use crate::Locale;

/// Whether a field is asked for, and must be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Not asked for.
    Absent,
    /// May be given.
    Optional,
    /// Must be given.
    Required,
}

/// What a region is called there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RegionKind {
    /// State.
    State,
    /// Province.
    Province,
    /// Prefecture.
    Prefecture,
    /// County.
    County,
    /// Emirate.
    Emirate,
    /// Any other.
    Region,
}

/// Where the postcode stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// `10115 Berlin`
    PostcodeCity,
    /// `Portland OR 97201`
    CityRegionPostcode,
    /// `London`, and `SW1A 1AA` on a line of its own.
    PostcodeBelow,
    /// Postcode and prefecture first, as in Japan.
    PostcodeOnTop,
}

/// A country and its rules.
#[derive(Debug, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-2.
    pub code: &'static str,
    /// English name.
    pub en: &'static str,
    /// German name.
    pub de: &'static str,
    /// Member of the European Union.
    pub eu: bool,
    /// Whether there is a postcode.
    pub postcode: Need,
    /// Its patterns; none where anything goes.
    pub patterns: &'static [&'static str],
    /// A real one, to show.
    pub example: &'static str,
    /// Whether there is a region.
    pub region: Need,
    /// What it is called.
    pub region_kind: RegionKind,
    /// The order of the lines.
    pub layout: Layout,
}

impl Country {
    /// Its name in a language.
    pub const fn name(&self, locale: Locale) -> &'static str {
        match locale {
            Locale::En => self.en,
            Locale::De => self.de,
        }
    }

    const fn layout(mut self, layout: Layout) -> Self {
        self.layout = layout;
        self
    }

    const fn region(mut self, need: Need, kind: RegionKind) -> Self {
        self.region = need;
        self.region_kind = kind;
        self
    }

    const fn postcode(mut self, need: Need) -> Self {
        self.postcode = need;
        self
    }
}

const fn eu(
    code: &'static str,
    en: &'static str,
    de: &'static str,
    patterns: &'static [&'static str],
    example: &'static str,
) -> Country {
    let mut country = world(code, en, de, patterns, example);
    country.eu = true;
    country
}

const fn world(
    code: &'static str,
    en: &'static str,
    de: &'static str,
    patterns: &'static [&'static str],
    example: &'static str,
) -> Country {
    Country {
        code,
        en,
        de,
        eu: false,
        postcode: Need::Required,
        patterns,
        example,
        region: Need::Absent,
        region_kind: RegionKind::Region,
        layout: Layout::PostcodeCity,
    }
}

use Layout::{CityRegionPostcode, PostcodeBelow, PostcodeOnTop};
use Need::{Absent, Optional, Required};
use RegionKind::{County, Emirate, Prefecture, Province, Region, State};

/// Britain's, and those of the islands that share its form.
const BRITISH: &[&str] = &["A9 9AA", "A99 9AA", "AA9 9AA", "AA99 9AA", "A9A 9AA", "AA9A 9AA", "gir 0aa"];

/// Every country, by code.
pub(super) static ALL: &[Country] = &[
    world("AD", "Andorra", "Andorra", &["ad999"], "AD500"),
    world("AE", "United Arab Emirates", "Vereinigte Arabische Emirate", &[], "")
        .postcode(Absent)
        .region(Required, Emirate)
        .layout(CityRegionPostcode),
    world("AR", "Argentina", "Argentinien", &["9999", "A9999AAA"], "C1425CLA").region(Required, Province),
    eu("AT", "Austria", "Österreich", &["9999"], "1010"),
    world("AU", "Australia", "Australien", &["9999"], "2000")
        .region(Required, State)
        .layout(CityRegionPostcode),
    eu("BE", "Belgium", "Belgien", &["9999"], "1000"),
    eu("BG", "Bulgaria", "Bulgarien", &["9999"], "1000"),
    world("BR", "Brazil", "Brasilien", &["99999-999"], "01310-100")
        .region(Required, State)
        .layout(CityRegionPostcode),
    world("CA", "Canada", "Kanada", &["A9A 9A9"], "K1A 0B1")
        .region(Required, Province)
        .layout(CityRegionPostcode),
    world("CH", "Switzerland", "Schweiz", &["9999"], "8001"),
    world("CL", "Chile", "Chile", &["9999999"], "8340457").postcode(Optional).region(Required, Region),
    eu("CY", "Cyprus", "Zypern", &["9999"], "1010"),
    eu("CZ", "Czechia", "Tschechien", &["999 99"], "110 00"),
    eu("DE", "Germany", "Deutschland", &["99999"], "10115"),
    eu("DK", "Denmark", "Dänemark", &["9999"], "1050"),
    eu("EE", "Estonia", "Estland", &["99999"], "10111"),
    eu("ES", "Spain", "Spanien", &["99999"], "28013").region(Optional, Province),
    eu("FI", "Finland", "Finnland", &["99999"], "00100"),
    eu("FR", "France", "Frankreich", &["99999"], "75001"),
    world("GB", "United Kingdom", "Vereinigtes Königreich", BRITISH, "SW1A 1AA")
        .region(Optional, County)
        .layout(PostcodeBelow),
    world("GG", "Guernsey", "Guernsey", &["gy9 9AA", "gy99 9AA"], "GY1 1AA").layout(PostcodeBelow),
    eu("GR", "Greece", "Griechenland", &["999 99"], "105 57"),
    world("HK", "Hong Kong", "Hongkong", &[], "").postcode(Absent),
    eu("HR", "Croatia", "Kroatien", &["99999"], "10000"),
    eu("HU", "Hungary", "Ungarn", &["9999"], "1051"),
    eu("IE", "Ireland", "Irland", &["A99 XXXX", "d6w XXXX"], "D02 AF30")
        .postcode(Optional)
        .region(Optional, County)
        .layout(PostcodeBelow),
    world("IL", "Israel", "Israel", &["9999999", "99999"], "9614303"),
    world("IM", "Isle of Man", "Isle of Man", &["im9 9AA", "im99 9AA"], "IM1 1AA").layout(PostcodeBelow),
    world("IN", "India", "Indien", &["999999"], "110001").region(Required, State).layout(CityRegionPostcode),
    world("IS", "Iceland", "Island", &["999"], "101"),
    eu("IT", "Italy", "Italien", &["99999"], "00118").region(Optional, Province),
    world("JE", "Jersey", "Jersey", &["je9 9AA", "je99 9AA"], "JE2 3AA").layout(PostcodeBelow),
    world("JP", "Japan", "Japan", &["999-9999"], "100-0001")
        .region(Required, Prefecture)
        .layout(PostcodeOnTop),
    world("KR", "South Korea", "Südkorea", &["99999"], "04524").region(Optional, Province),
    world("LI", "Liechtenstein", "Liechtenstein", &["9999"], "9490"),
    eu("LT", "Lithuania", "Litauen", &["lt-99999", "99999"], "LT-01100"),
    eu("LU", "Luxembourg", "Luxemburg", &["9999"], "1111"),
    eu("LV", "Latvia", "Lettland", &["lv-9999"], "LV-1010"),
    world("MC", "Monaco", "Monaco", &["99999"], "98000"),
    eu("MT", "Malta", "Malta", &["AAA 9999"], "VLT 1117").layout(PostcodeBelow),
    world("MX", "Mexico", "Mexiko", &["99999"], "06000").region(Required, State),
    world("MY", "Malaysia", "Malaysia", &["99999"], "50000").region(Optional, State),
    eu("NL", "Netherlands", "Niederlande", &["9999 AA"], "1012 AB"),
    world("NO", "Norway", "Norwegen", &["9999"], "0150"),
    world("NZ", "New Zealand", "Neuseeland", &["9999"], "6011").layout(CityRegionPostcode),
    eu("PL", "Poland", "Polen", &["99-999"], "00-001"),
    eu("PT", "Portugal", "Portugal", &["9999-999"], "1100-148"),
    eu("RO", "Romania", "Rumänien", &["999999"], "010011").region(Optional, County),
    world("RS", "Serbia", "Serbien", &["99999"], "11000"),
    eu("SE", "Sweden", "Schweden", &["999 99"], "111 22"),
    world("SG", "Singapore", "Singapur", &["999999"], "018956").layout(CityRegionPostcode),
    eu("SI", "Slovenia", "Slowenien", &["9999"], "1000"),
    eu("SK", "Slovakia", "Slowakei", &["999 99"], "811 01"),
    world("SM", "San Marino", "San Marino", &["99999"], "47890"),
    world("TH", "Thailand", "Thailand", &["99999"], "10200").region(Optional, Province),
    world("TR", "Türkiye", "Türkei", &["99999"], "34000").region(Optional, Province),
    world("TW", "Taiwan", "Taiwan", &["999", "999-99", "999-999"], "100"),
    world("UA", "Ukraine", "Ukraine", &["99999"], "01001").region(Optional, Region),
    world("US", "United States", "Vereinigte Staaten", &["99999", "99999-9999"], "97201")
        .region(Required, State)
        .layout(CityRegionPostcode),
    world("ZA", "South Africa", "Südafrika", &["9999"], "8001")
        .region(Optional, Province)
        .layout(CityRegionPostcode),
];

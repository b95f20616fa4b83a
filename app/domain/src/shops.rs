//! Shops: their public face, their settings, and the forms that change them.

mod forms;

use serde::{Deserialize, Serialize};

pub use forms::{GeneralForm, LookForm, OpenShopForm, PoliciesForm, RateForm, TaxForm, ZoneForm};

use crate::accounts::MemberRole;
use crate::address::Address;
use crate::id::{MediaId, ShopId, TaxRateId, UserId};
use crate::invalid::Problem;
use crate::shipping::ShippingZone;
use crate::tax::TaxRule;
use crate::{Currency, UtcMillis, slug, text_enum};

text_enum! {
    /// Whether a shop sells.
    pub enum ShopStatus {
        /// It sells.
        Open => "open",
        /// Its pages are gone for shoppers.
        Closed => "closed",
    }
}

/// What everybody may know of a shop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicShop {
    /// Its id.
    pub id: ShopId,
    /// Its name in addresses: `/shops/{slug}`.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// One line.
    pub tagline: String,
    /// Plain text, in paragraphs.
    pub description: String,
    /// Its logo.
    pub logo: Option<MediaId>,
    /// `#rrggbb`.
    pub accent: String,
    /// Where it is.
    pub address: Address,
    /// Where to write; empty when the shop gives none.
    pub email: String,
    /// What its prices are in.
    pub currency: Currency,
    /// Whether its prices hold their tax.
    pub prices_include_tax: bool,
    /// Plain text.
    pub shipping_policy: String,
    /// Plain text.
    pub return_policy: String,
}

/// A shop in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShopCard {
    /// Its id.
    pub id: ShopId,
    /// Its name in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// One line.
    pub tagline: String,
    /// Its logo.
    pub logo: Option<MediaId>,
    /// `#rrggbb`.
    pub accent: String,
}

/// Everything that the settings pages show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShopSettings {
    /// The public face.
    pub face: PublicShop,
    /// Whether it sells.
    pub status: ShopStatus,
    /// IANA name; decides what a day is in lists and reports.
    pub time_zone: String,
    /// Where it sends and for how much.
    pub zones: Vec<ShippingZone>,
    /// What it taxes.
    pub taxes: Vec<TaxRate>,
    /// Who works there, owners first.
    pub members: Vec<Member>,
    /// What the one who asks may do.
    pub role: MemberRole,
}

/// A tax rate with its id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxRate {
    /// Its id.
    pub id: TaxRateId,
    /// Where and on what it applies.
    pub rule: TaxRule,
}

/// Someone who works in a shop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// The person.
    pub user: UserId,
    /// What to call them.
    pub name: String,
    /// Their mail address.
    pub email: String,
    /// What they may do.
    pub role: MemberRole,
    /// Since when.
    pub since: UtcMillis,
}

/// An entry of the record of who changed what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditEntry {
    /// When.
    pub at: UtcMillis,
    /// Who, by name; empty for the system itself.
    pub actor: String,
    /// What was done: `shop.opened`, `member.added`, …
    pub action: String,
    /// To what.
    pub subject: String,
    /// JSON.
    pub details: String,
}

/// Words that a shop cannot have in its address: they are, or may become, pages of the site.
const RESERVED: &[&str] = &[
    "about",
    "account",
    "accounts",
    "admin",
    "api",
    "app",
    "assets",
    "auth",
    "billing",
    "blog",
    "brands",
    "cart",
    "categories",
    "chat",
    "checkout",
    "contact",
    "dashboard",
    "dev",
    "docs",
    "edit",
    "fn",
    "health",
    "help",
    "home",
    "imprint",
    "legal",
    "login",
    "logout",
    "mail",
    "manage",
    "manager",
    "me",
    "media",
    "metrics",
    "new",
    "offline",
    "open",
    "orders",
    "pay",
    "payments",
    "pkg",
    "platform",
    "press",
    "privacy",
    "products",
    "register",
    "reset",
    "root",
    "search",
    "security",
    "seller",
    "settings",
    "shop",
    "shops",
    "sign-in",
    "sign-out",
    "signin",
    "signup",
    "sitemap",
    "souk",
    "staff",
    "static",
    "status",
    "store",
    "stores",
    "support",
    "system",
    "terms",
    "track",
    "undefined",
    "verify",
    "webhooks",
    "ws",
    "www",
    "null",
];

/// Checks a slug that a person chose for a shop.
///
/// # Errors
/// Required, too short or long, malformed, or taken by the site itself.
pub fn check_slug(text: &str) -> Result<String, Problem> {
    let text = text.trim();
    match text.len() {
        0 => Err(Problem::Required),
        1 | 2 => Err(Problem::TooShort { min: 3 }),
        41.. => Err(Problem::TooLong { max: 40 }),
        _ if !slug::is_slug(text) => Err(Problem::Malformed),
        _ if RESERVED.contains(&text) => Err(Problem::Taken),
        _ => Ok(text.to_owned()),
    }
}

/// Reads a colour as `#rrggbb`, with or without the sign, in lower case.
pub fn parse_accent(text: &str) -> Option<String> {
    let digits = text.trim().trim_start_matches('#');
    (digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()))
        .then(|| format!("#{}", digits.to_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shop_cannot_take_a_page_s_address() {
        assert_eq!(check_slug(" north-lights "), Ok("north-lights".into()));
        assert_eq!(check_slug("demo"), Ok("demo".into()));
        assert_eq!(check_slug("admin"), Err(Problem::Taken));
        assert_eq!(check_slug("a"), Err(Problem::TooShort { min: 3 }));
        assert_eq!(check_slug(&"a".repeat(41)), Err(Problem::TooLong { max: 40 }));
        for text in ["North", "a b c", "a--b", "-ab", "über"] {
            assert_eq!(check_slug(text), Err(Problem::Malformed), "{text}");
        }
    }

    #[test]
    fn every_reserved_word_is_a_slug_that_could_be_chosen() {
        for word in RESERVED {
            assert!(slug::is_slug(word), "{word}");
        }
    }

    #[test]
    fn an_accent_is_six_hexadecimal_digits() {
        assert_eq!(parse_accent("#1F6F5c"), Some("#1f6f5c".into()));
        assert_eq!(parse_accent(" abcdef"), Some("#abcdef".into()));
        for text in ["", "#fff", "#12345g", "red", "#1f6f5c;background:url(x)"] {
            assert_eq!(parse_accent(text), None, "{text}");
        }
    }
}

//! People, their roles and their memberships.

use serde::{Deserialize, Serialize};

use crate::address::Address;
use crate::id::{AddressId, ShopId, UserId};
use crate::invalid::Problem;
use crate::{Locale, UtcMillis, email, password, text_enum};

text_enum! {
    /// What a person may do on the platform. A seller is a member of a shop, not a role here.
    pub enum Role {
        /// Buys.
        Customer => "customer",
        /// Runs the platform's catalogue: categories, approvals, disputes.
        Manager => "manager",
        /// Runs the platform.
        Admin => "admin",
    }
}

text_enum! {
    /// What a member may do in a shop.
    pub enum MemberRole {
        /// Everything, members and settings included.
        Owner => "owner",
        /// Products, stock and orders.
        Staff => "staff",
    }
}

/// A shop that the signed-in person works for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    /// The shop.
    pub shop: ShopId,
    /// Its slug, as in `/dashboard/{slug}`.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What the person may do there.
    pub role: MemberRole,
}

/// The signed-in person, as pages need them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    /// The person.
    pub id: UserId,
    /// Mail address as typed at registration.
    pub email: String,
    /// What to call them.
    pub name: String,
    /// Platform role.
    pub role: Role,
    /// Whether the mail address was confirmed.
    pub verified: bool,
    /// The shops they work for, by name.
    pub shops: Vec<Membership>,
}

/// What a person may change about themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// Mail address as typed at registration.
    pub email: String,
    /// What to call them.
    pub name: String,
    /// Language of mails.
    pub locale: Locale,
    /// Whether the mail address was confirmed.
    pub verified: bool,
}

/// A place where a person is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionInfo {
    /// Names the session; not the secret that opens it.
    pub id: String,
    /// Whether it is the one that asks.
    pub current: bool,
    /// When it began.
    pub created_at: UtcMillis,
    /// When it was last used, to the hour.
    pub last_seen_at: UtcMillis,
    /// The client's address at sign-in.
    pub ip: String,
    /// How the browser described itself.
    pub user_agent: String,
}

/// An address that a person keeps for the next purchase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedAddress {
    /// Its id.
    pub id: AddressId,
    /// The address, checked.
    pub address: Address,
}

/// Everything that the account's own page shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// The person.
    pub profile: Profile,
    /// Their addresses, the last changed first.
    pub addresses: Vec<SavedAddress>,
    /// Where they are signed in, newest first.
    pub sessions: Vec<SessionInfo>,
    /// The shops they work for, by name.
    pub shops: Vec<Membership>,
}

/// What a link to confirm a mail address asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Confirmation {
    /// The link was used, is too old, or never was one.
    Expired,
    /// One click: the person is signed in here.
    Ready {
        /// The address to confirm.
        email: String,
    },
    /// The account's password is needed: a link alone must not confirm an account that somebody
    /// else opened with this address.
    NeedsPassword {
        /// The address to confirm.
        email: String,
    },
}

/// Checks a mail address and gives it as typed, without white space around it.
///
/// # Errors
/// What is wrong with it, for a form's field.
pub fn check_email(text: &str) -> Result<String, Problem> {
    email::check(text).map(|_| text.trim().to_owned())
}

/// Checks a new password for the account of a mail address.
///
/// # Errors
/// What is wrong with it, for a form's field.
pub fn check_password(text: &str, email: &str) -> Result<(), Problem> {
    if text.is_empty() { Err(Problem::Required) } else { password::check(text, email) }
}

/// Most characters in a person's name.
pub const MAX_NAME: u32 = 100;

/// Whether a text is a path of this site, safe to go on to after signing in: `/account`, and
/// neither `//elsewhere`, `/\elsewhere` nor anything with a control character.
pub fn is_local_path(path: &str) -> bool {
    path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && !path.chars().any(char::is_control)
        && path.len() <= 500
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_site_are_gone_on_to() {
        for path in ["/", "/account/orders?page=2", "/dashboard/demo#members"] {
            assert!(is_local_path(path), "{path}");
        }
        for path in [
            "",
            "account",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/a\r\nb",
            "/\t/evil.example",
        ] {
            assert!(!is_local_path(path), "{path}");
        }
    }

    #[test]
    fn a_form_hears_what_is_wrong_with_mail_address_and_password() {
        assert_eq!(check_email(" Ada@Example.com "), Ok("Ada@Example.com".into()));
        assert_eq!(check_email("ada"), Err(Problem::NotAnEmail));
        assert_eq!(check_password("", "a@b.co"), Err(Problem::Required));
        assert_eq!(check_password("short", "a@b.co"), Err(Problem::TooShort { min: 10 }));
        assert_eq!(check_password("Password123", "a@b.co"), Err(Problem::CommonPassword));
    }
}

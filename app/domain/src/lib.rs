//! Types and pure rules of commerce, shared by the server and the browser.
//!
//! Owns the words and the arithmetic: money, tax, stock, orders, addresses. Refuses every
//! clock, random number and kind of I/O, so that each rule can be tested by its values alone.

pub mod accounts;
pub mod address;
pub mod allocate;
pub mod cart;
pub mod catalog;
pub mod cell;
pub mod checkout;
pub mod email;
pub mod format;
pub mod i18n;
pub mod id;
pub mod invalid;
pub mod inventory;
pub mod mails;
pub mod money;
pub mod options;
pub mod orders;
pub mod password;
pub mod pricing;
pub mod products;
#[cfg(feature = "schema")]
pub mod schema;
pub mod shipping;
pub mod shops;
pub mod slug;
pub mod stock;
pub mod system;
pub mod tax;
pub mod text;
pub mod time;

pub use i18n::Locale;
pub use id::Id;
pub use money::{Currency, Money};
pub use time::{LocalClock, UtcMillis};

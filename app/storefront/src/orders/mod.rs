//! A customer's orders: followed by number and mail address, or in their account.

mod account;
mod api;
mod failure;
mod order;
mod parcels;
mod texts;
mod track;

pub use account::{AccountOrderPage, AccountOrdersPage};
pub use track::TrackPage;

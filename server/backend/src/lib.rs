//! The business: verbs that take a scope, do one thing in one transaction, and record it.
//!
//! Knows neither HTTP nor pages; REST, server functions, jobs and the command line call the
//! same verbs. Nothing outside of [`env`] reads a clock, randomness or the network.

pub mod accounts;
pub mod cart;
pub mod catalog;
pub mod checkout;
pub mod clock;
pub mod config;
pub mod crypto;
mod days;
pub mod demo;
pub mod env;
pub mod error;
pub mod events;
pub mod inventory;
pub mod jobs;
pub mod mails;
pub mod media;
pub mod ops;
pub mod orders;
pub mod payments;
pub mod ports;
pub mod scope;
pub mod search;
pub mod settings;
pub mod shops;
mod slice;

#[cfg(test)]
mod plans;
#[cfg(any(test, feature = "testing"))]
pub mod testing;

pub use env::Env;
pub use error::{Error, Result};
pub use slice::{MAX_LIMIT, Slice};

//! From a cart to a placed order group, in three phases, whatever crashes between.
//!
//! One: prepare ([`prepare`]) writes the purchase down as it was priced and holds its pieces.
//! Two: the provider is asked and the amount taken, outside of any transaction ([`drive`]).
//! Three: finish places it, once ([`finish`]). A job goes on with what a crash left behind.
//!
//! Refuses to sell at another total than the buyer agreed to. What always holds: a cart becomes
//! at most one purchase; nothing is captured for one that was given up; a captured one is placed,
//! or, when its stock is gone for good, paid back in full.

mod drive;
mod finish;
mod hold;
mod jobs;
mod keys;
mod pay;
mod placed;
mod prepare;
mod quote;
mod steps;
#[cfg(test)]
mod tests;
mod view;

pub use finish::group_token;
pub use hold::{HOLD, HOLD_AT_MOST, SweepReservations, sweep_reservations};
pub use jobs::{FinishCheckout, TidyCheckout};
pub use pay::{Paid, pay, pay_once, result};
pub use placed::placed;
pub use steps::{enter, review, save_address, save_shipping, view};

pub(crate) use drive::{drive, free_cart};
pub(crate) use hold::release_holds;

/// Counts what a checkout came to: once, where it came to it, whoever drove it.
fn came_to(outcome: &'static str) {
    telemetry::counter!(telemetry::CHECKOUTS, "outcome" => outcome).increment(1);
}

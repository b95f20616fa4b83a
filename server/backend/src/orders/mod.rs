//! Orders after they are placed: what their shop and their customer see, and what is done to them.
//!
//! Owns fulfilment, cancelling, refunds, notes and the timeline. Refuses changes that were made
//! for another version of the order, and to touch another shop's. What always holds: the states
//! have one writer ([`status`]); pieces and stock move in one transaction; money is promised in
//! one and given back outside of any; never more is promised than was paid.

mod cancel;
mod change;
mod customer;
mod detail;
mod fulfil;
mod list;
mod note;
mod refund;
pub mod status;
#[cfg(test)]
mod tests;
pub mod timeline;

pub use cancel::cancel;
pub use customer::{customer_order, customer_orders, public_track};
pub use detail::{detail, find};
pub use fulfil::{fulfil, mark_delivered};
pub use list::list;
pub use note::note;
pub use refund::{Asked, refund, refund_preview, undo_refund};

//! Carts of guests and of signed-in people.
//!
//! Owns carts and their lines. Refuses what is not for sale, more than the bounds, and changes
//! while a payment is under way. What always holds: a cart is open to the person that it belongs
//! to, or to the holder of its secret while it belongs to nobody; prices are never stored in it.

mod change;
mod find;
mod forget;
mod lines;
mod merge;
#[cfg(test)]
mod tests;
mod view;

pub use change::{add, create, open, remove, set_quantity};
pub use forget::TidyCarts;
pub use merge::merge;
pub use view::{pieces, view};

pub(crate) use find::{CartRow, find_filled};
pub(crate) use lines::{Line, load as load_lines};
pub(crate) use view::{held_until, of as view_of};

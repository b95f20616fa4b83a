//! Bathroom and pantry.

mod bath;
mod chocolate;
mod food;
mod label;

use super::{cloth, colour, paint, path, solid, subject};

pub(super) use bath::{dropper, jar, soap};
pub(super) use chocolate::chocolate;
pub(super) use food::{coffee_bag, honey, tin};

//! What people wear.

mod bags;
mod coats;
mod footwear;
mod garments;
mod hats;
mod small;
pub(super) mod tailor;
mod tops;

use super::{cloth, colour, paint, path, solid, subject};

pub(super) use bags::{bag, belt};
pub(super) use coats::coat;
pub(super) use footwear::{boot, sneaker};
pub(super) use garments::{dress, skirt, trousers};
pub(super) use hats::{beanie, cap, scarf};
pub(super) use small::{sunglasses, watch};
pub(super) use tops::{jumper, shirt, t_shirt};

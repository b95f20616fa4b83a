//! What stands at home.

mod furniture;
mod light;
mod plants;
mod soft;
mod vessels;

use super::{cloth, colour, paint, path, solid, subject};

pub(super) use furniture::{chair, stool, table};
pub(super) use light::{candle, lamp};
pub(super) use plants::{planter, vase};
pub(super) use soft::{blanket, clock, cushion};
pub(super) use vessels::{bowl, mug, plate, teapot};

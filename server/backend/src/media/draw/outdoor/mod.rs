//! Out of doors and in the workshop.

mod camp;
mod cycling;
mod drivers;
mod tools;

use super::{cloth, colour, paint, path, solid, subject};

pub(super) use camp::{bottle, rucksack, tent};
pub(super) use cycling::{bell, helmet};
pub(super) use drivers::{screwdriver, wrench};
pub(super) use tools::{axe, hammer, torch};

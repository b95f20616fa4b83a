//! Keeping the house: checking that stock, money and orders add up, and carrying everything
//! elsewhere in one archive that either engine reads.

mod backup;
mod check;
mod restore;
mod tables;
#[cfg(test)]
mod tests;

pub use backup::{BackupReport, backup};
pub use check::{Finding, check};
pub use restore::restore;

//! Keeping the house: checking that stock, money and orders add up, carrying everything
//! elsewhere in one archive that either engine reads, and dropping what was kept for long enough.

mod backup;
mod check;
mod restore;
mod tables;
#[cfg(test)]
mod tests;
mod tidy;

pub use backup::{BackupReport, backup};
pub use check::{Finding, check};
pub use restore::restore;
pub(crate) use tidy::tidy;

//! Keeping the house: checking that stock, money and orders add up, carrying everything
//! elsewhere in one archive that either engine reads, dropping what was kept for long enough, and
//! telling whether all is well.

mod backup;
mod check;
mod health;
mod machine;
mod restore;
mod tables;
#[cfg(test)]
mod tests;
mod tidy;
mod waiting;

pub use backup::{BackupReport, backup};
pub use check::{Finding, check};
pub use health::{cache_stats, db_pool, health};
pub use machine::{Process, disk, process};
pub use restore::restore;
pub(crate) use tidy::tidy;
pub use waiting::waiting;

//! Keeping the house: check, backup, restore.

//! People, their sessions, and the proofs of who they are.
//!
//! Owns users, sessions, one-time tokens and throttles. What always holds: secrets are stored
//! as hashes only, and every scope is made here.

mod sessions;

pub use sessions::{authenticate, shop_scope, shop_scope_by_slug};

//! Finding products by words.
//!
//! Owns the index: one a node, in the data folder, derived from the database by the event log
//! and rebuilt from it whenever it is missing, damaged or of another form. Its place in the log
//! is stored in its own commits, so index and place cannot part. Refuses to be the truth: what
//! it finds is read from the database before anyone sees it. Only the server's process opens
//! it; elsewhere a search is unavailable.

mod collect;
mod document;
mod find;
mod index;
mod query;
mod suggest;
mod text;
mod writer;

#[cfg(test)]
mod tests;

pub(crate) use find::counts;
pub use find::public_search;
pub use index::{Handle, Index};
pub use suggest::public_suggest;
pub use text::plain_text;
pub use writer::{Writer, run};

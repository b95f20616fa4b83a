//! From a cart to a paid order: address, shipping, a last look and paying, what became of it.
//!
//! Owns the order of the pages and where each answer leads. Refuses sums and rules of its own:
//! every figure is the server's. What was typed is kept by the server, so that every page works
//! as a plain form too.

mod address;
pub mod api;
mod card;
mod challenge;
mod flow;
mod focus;
mod frame;
mod lines;
mod page;
mod pay;
mod pick;
mod placed;
mod result;
mod review;
mod shipping;
mod summary;
mod texts;

pub use challenge::ChallengePage;
pub use page::CheckoutPage;
pub use placed::PlacedPage;
pub use result::ResultPage;

//! Pictures: checked, stored by content, rendered in fixed widths.

pub mod codec;
pub mod fetch;
pub mod store;

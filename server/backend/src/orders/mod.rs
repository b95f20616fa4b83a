//! Orders after they are placed: fulfil, cancel, refund, timeline.

pub mod status;
pub mod timeline;

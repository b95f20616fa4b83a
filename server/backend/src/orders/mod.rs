//! Orders after they are placed: fulfil, cancel, refund, timeline.

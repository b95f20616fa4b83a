//! Pictures: checked, stored by content, rendered in fixed widths.

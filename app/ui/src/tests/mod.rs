//! What must hold for the whole design system.

#[cfg(feature = "ssr")]
mod markup;
mod tokens;

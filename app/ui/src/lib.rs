//! The design system: tokens live in `style/`, their use lives here, and no page
//! styles by hand what a component does. Owns looks, keyboard and semantics;
//! refuses data, texts (they arrive as props) and inline styles (the content
//! security policy forbids them). Everything works before the WASM arrives
//! where HTML has a way to do it.

// Views are deeply nested types.
#![recursion_limit = "512"]

mod accent;
mod address;
mod arrival;
mod button;
mod card;
mod chart;
mod choice;
pub mod colour;
mod feedback;
mod field;
mod file;
pub mod gallery;
mod icon;
mod list;
mod live;
mod menu;
mod modal;
mod nav;
mod page;
mod price;
mod state;
mod stepper;
mod swatch;
mod table;
mod theme;
mod toast;
mod tone;
mod unsaved;

#[cfg(test)]
mod tests;

pub use accent::*;
pub use address::*;
pub use arrival::*;
pub use button::*;
pub use card::*;
pub use chart::*;
pub use choice::*;
pub use feedback::*;
pub use field::*;
pub use file::*;
pub use icon::*;
pub use list::*;
pub use live::*;
pub use menu::*;
pub use modal::*;
pub use nav::*;
pub use page::*;
pub use price::*;
pub use state::*;
pub use stepper::*;
pub use swatch::*;
pub use table::*;
pub use theme::*;
pub use toast::*;
pub use tone::*;
pub use unsaved::*;

/// Joins class names, leaving out empty ones.
fn classes(names: &[&str]) -> String {
    let mut all = String::new();
    for name in names.iter().filter(|name| !name.is_empty()) {
        if !all.is_empty() {
            all.push(' ');
        }
        all.push_str(name);
    }
    all
}

/// An empty text means "absent" in every prop of this crate.
fn given(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

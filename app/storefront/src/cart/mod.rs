//! The cart: a page of its own, a drawer over every page, and the button that counts its pieces.
//!
//! Owns what the browser knows of the cart and how it changes before the server answers.
//! Refuses prices and stock of its own: the server's answer always replaces a guess. Without
//! scripts every change is a plain form.

mod add;
pub mod api;
mod door;
mod drawer;
mod guess;
mod held;
mod lines;
mod page;
mod state;
mod texts;
mod thumb;

pub use add::AddForm;
#[cfg(feature = "ssr")]
pub use add::refused;
pub use door::{CartDoor, WANTED, provide_door, use_door};
pub use drawer::{CartButton, CartDrawer};
pub use held::Held;
pub use page::CartPage;
pub use state::{CartState, provide_cart, use_cart};
pub use texts::problem;
pub use thumb::Thumb;

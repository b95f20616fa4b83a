//! The way to the cart that every page has: how many pieces are in it, and what somebody wants of
//! it. The cart itself, its lines and its words, is a chunk that is loaded when it is first wanted.

use std::time::Duration;

use domain::id::VariantId;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlFormElement;

/// The event by which the page's loader wakes the cart's islands.
pub const WANTED: &str = "souk:cart";

/// The form of a product's page.
pub(super) const ADDING_FORM: &str = "form.product-add";
/// So long the cart's code may take.
const PATIENCE: Duration = Duration::from_secs(8);

/// What somebody wants of the cart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// To see it.
    Look,
    /// To put pieces of a variant into it, and to see it.
    Add(VariantId, i64),
}

/// The cart's door. Cheap to copy.
#[derive(Clone, Copy)]
pub struct CartDoor {
    /// Whether the drawer is open.
    pub open: RwSignal<bool>,
    /// Pieces in the cart, once this page heard of it.
    pub(super) pieces: RwSignal<Option<i64>>,
    /// What is wanted and not begun yet, in its order.
    pub(super) wishes: RwSignal<Vec<Wish>>,
    pub(super) adding: RwSignal<bool>,
}

/// Gives the door to everything below. Called once, around the page.
pub fn provide_door() -> CartDoor {
    let door = CartDoor {
        open: RwSignal::new(false),
        pieces: RwSignal::new(None),
        wishes: RwSignal::new(Vec::new()),
        adding: RwSignal::new(false),
    };
    provide_context(door);
    door
}

/// The door of this page.
pub fn use_door() -> CartDoor {
    use_context().unwrap_or_else(provide_door)
}

impl CartDoor {
    /// Opens the drawer, with the newest cart.
    pub fn show(self) {
        self.tell(Wish::Look);
    }

    /// Puts pieces into the cart; [`adding`](Self::adding) until that is done or refused.
    pub fn add(self, variant: VariantId, quantity: i64) {
        self.adding.set(true);
        self.tell(Wish::Add(variant, quantity));
    }

    /// Whether something is on its way into the cart.
    pub fn adding(self) -> Signal<bool> {
        self.adding.into()
    }

    fn tell(self, wish: Wish) {
        self.wishes.update(|wishes| wishes.push(wish));
        if let Ok(event) = web_sys::Event::new(WANTED) {
            let _ = document().dispatch_event(&event);
        }
        set_timeout(move || self.go_without(wish), PATIENCE);
    }

    /// The cart's code did not come, say because the shop was updated since: what a page without
    /// scripts does works all the same.
    fn go_without(self, wish: Wish) {
        if !self.wishes.try_update(|wishes| take(wishes, wish)).unwrap_or(false) {
            return;
        }
        self.adding.try_set(false);
        let form = document().query_selector(ADDING_FORM).ok().flatten();
        match (wish, form.and_then(|form| form.dyn_into::<HtmlFormElement>().ok())) {
            // Unlike a click it asks no listener.
            (Wish::Add(..), Some(form)) => drop(form.submit()),
            _ => drop(window().location().set_href("/cart")),
        }
    }
}

/// Takes a wish out; false when it was begun meanwhile.
fn take(wishes: &mut Vec<Wish>, wish: Wish) -> bool {
    let found = wishes.iter().position(|held| *held == wish);
    found.map(|at| wishes.remove(at)).is_some()
}

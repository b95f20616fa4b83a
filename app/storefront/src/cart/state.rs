//! What the browser knows of the cart. A change shows at once and is sent in order, one at a
//! time; what the server answers then stands.

use domain::Locale;
use domain::checkout::CartView;
use domain::id::VariantId;
use kit::{AppError, use_locale};
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::{Toast, Toasts, toasts};

use super::door::{CartDoor, Wish, use_door};
use super::{api, guess, texts as t};

/// The cart of this page. Cheap to copy.
#[derive(Clone, Copy)]
pub struct CartState {
    door: CartDoor,
    /// As it is shown; `None` until it is loaded.
    shown: RwSignal<Option<CartView>>,
    /// As the server last said.
    settled: StoredValue<Option<CartView>>,
    /// Grows when the server contradicts what is shown, so that fields are drawn anew.
    corrections: RwSignal<u32>,
    waiting: StoredValue<Vec<(VariantId, Change)>>,
    sending: StoredValue<bool>,
    toasts: Toasts,
    locale: Locale,
}

#[derive(Clone, Copy)]
enum Change {
    Set(i64),
    Add(i64),
}

/// Gives the cart to everything below, and does what is wanted of it at the door. Called once, after
/// `provide_toasts`, `provide_door` and the locale.
pub fn provide_cart() -> CartState {
    let state = CartState {
        door: use_door(),
        shown: RwSignal::new(None),
        settled: StoredValue::new(None),
        corrections: RwSignal::new(0),
        waiting: StoredValue::new(Vec::new()),
        sending: StoredValue::new(false),
        toasts: toasts(),
        locale: use_locale(),
    };
    let wishes = state.door.wishes;
    Effect::new(move || {
        if !wishes.with(Vec::is_empty) {
            let begun = wishes.try_update(std::mem::take).unwrap_or_default();
            begun.into_iter().for_each(|wish| state.fulfil(wish));
        }
    });
    provide_context(state);
    state
}

/// The cart of this page.
pub fn use_cart() -> CartState {
    use_context().unwrap_or_else(provide_cart)
}

impl CartState {
    /// The cart as it is shown, once it is known.
    pub fn cart(self) -> Option<CartView> {
        self.shown.get()
    }

    /// How often the server contradicted what was shown.
    pub(super) fn corrections(self) -> u32 {
        self.corrections.get()
    }

    /// Takes what the server says of the cart.
    pub fn adopt(self, cart: CartView) {
        let wrong = self
            .shown
            .with_untracked(|shown| shown.as_ref().is_some_and(|shown| guess::differs(shown, &cart)));
        if wrong {
            self.corrections.update(|n| *n = n.wrapping_add(1));
        }
        self.settled.set_value(Some(cart.clone()));
        self.door.pieces.set(Some(cart.pieces));
        self.shown.set(Some(cart));
    }

    /// Forgets the cart: it was bought. The next look asks the server.
    pub fn forget(self) {
        self.settled.set_value(None);
        self.door.pieces.set(None);
        self.shown.set(None);
    }

    fn fulfil(self, wish: Wish) {
        spawn_local(async move {
            match wish {
                Wish::Look => {
                    self.door.open.set(true);
                    self.reload().await;
                }
                Wish::Add(variant, quantity) => {
                    match api::add_to_cart(variant, quantity).await {
                        Ok(cart) => {
                            self.adopt(cart);
                            self.door.open.set(true);
                        }
                        Err(error) => self.tell(&error),
                    }
                    self.door.adding.set(false);
                }
            }
        });
    }

    /// Another quantity of a variant, shown at once.
    pub fn set_quantity(self, variant: VariantId, quantity: i64) {
        self.guess(variant, quantity);
        self.queue(variant, Change::Set(quantity));
    }

    /// Takes a line out, shown at once, with a way back.
    pub fn remove(self, variant: VariantId, title: &str, quantity: i64) {
        self.set_quantity(variant, 0);
        let back = move || self.queue(variant, Change::Add(quantity));
        self.toasts.show(Toast::new(t::removed(self.locale, title)).undo(t::undo(self.locale), back));
    }

    fn guess(self, variant: VariantId, quantity: i64) {
        self.shown.update(|cart| {
            if let Some(cart) = cart {
                guess::set_quantity(cart, variant, quantity);
                self.door.pieces.set(Some(cart.pieces));
            }
        });
    }

    /// Sends a change after those under way; one that waits for the same variant is replaced.
    fn queue(self, variant: VariantId, change: Change) {
        self.waiting.update_value(|waiting| {
            if matches!(change, Change::Set(_)) {
                waiting.retain(|(other, _)| *other != variant);
            }
            waiting.push((variant, change));
        });
        if self.sending.get_value() {
            return;
        }
        self.sending.set_value(true);
        spawn_local(async move {
            while let Some((variant, change)) = self.next() {
                let answer = match change {
                    Change::Set(0) => api::remove_line(variant, None).await,
                    Change::Set(quantity) => api::set_quantity(variant, quantity, None, None).await,
                    Change::Add(quantity) => api::add_to_cart(variant, quantity).await,
                };
                match answer {
                    Ok(cart) if self.waiting.with_value(Vec::is_empty) => self.adopt(cart),
                    Ok(cart) => self.settled.set_value(Some(cart)),
                    Err(error) => {
                        let text = match change {
                            Change::Set(_) => t::line_problem(self.locale, &error),
                            Change::Add(_) => t::problem(self.locale, &error),
                        };
                        self.roll_back(text).await;
                    }
                }
            }
            self.sending.set_value(false);
        });
    }

    fn next(self) -> Option<(VariantId, Change)> {
        self.waiting.try_update_value(|waiting| (!waiting.is_empty()).then(|| waiting.remove(0))).flatten()
    }

    async fn roll_back(self, text: String) {
        self.waiting.set_value(Vec::new());
        self.toasts.show(Toast::bad(text));
        if let Some(cart) = self.settled.get_value() {
            self.adopt(cart);
        }
        self.reload().await;
    }

    async fn reload(self) {
        match api::load_cart().await {
            // A change made meanwhile is newer than this answer, and brings its own.
            Ok(cart) if self.waiting.with_value(Vec::is_empty) => self.adopt(cart),
            Err(error) if self.shown.with_untracked(Option::is_none) => self.tell(&error),
            _ => {}
        }
    }

    fn tell(self, error: &AppError) {
        self.toasts.show(Toast::bad(t::problem(self.locale, error)));
    }
}

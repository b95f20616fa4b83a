//! Asks for a product's page as soon as a person means it: when the pointer or the finger
//! reaches its card. A click then finds the answer here.

use domain::catalog::ProductAnswer;
use leptos::ev::PointerEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

use super::api;

/// So long an answer is good, in milliseconds.
const FRESH: f64 = 20_000.0;

struct Held {
    href: String,
    /// The answer and when it came.
    answer: Option<(ProductAnswer, f64)>,
}

/// The one page that was asked for ahead. Given to all pages by the frame.
#[derive(Clone, Copy)]
pub struct Ahead(StoredValue<Option<Held>>);

impl Ahead {
    /// Gives it to everything below.
    pub fn provide() {
        provide_context(Self(StoredValue::new(None)));
    }

    /// Asks for the card under the pointer.
    pub(super) fn look(self, event: &PointerEvent) {
        let link = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
            .and_then(|target| target.closest(".product-card").ok().flatten())
            .and_then(|card| card.query_selector("a").ok().flatten())
            .and_then(|link| link.get_attribute("href"));
        let Some(href) = link else { return };
        let known =
            self.0.with_value(|held| held.as_ref().is_some_and(|held| held.href == href && !held.is_stale()));
        let Some((shop, slug)) = href.strip_prefix("/products/").and_then(|rest| rest.split_once('/')) else {
            return;
        };
        if known {
            return;
        }
        let (shop, slug) = (shop.to_owned(), slug.to_owned());
        self.0.set_value(Some(Held { href: href.clone(), answer: None }));
        spawn_local(async move {
            if let Ok(answer) = api::load_product(shop, slug).await {
                let _ = self.0.try_update_value(|held| match held {
                    Some(held) if held.href == href => held.answer = Some((answer, js_sys::Date::now())),
                    _ => {}
                });
            }
        });
    }

    /// The answer for a product, if it is here and fresh.
    pub(super) fn take(self, shop: &str, slug: &str) -> Option<ProductAnswer> {
        let href = format!("/products/{shop}/{slug}");
        self.0
            .try_update_value(|held| match held {
                Some(one) if one.href == href && !one.is_stale() => held.take().and_then(|one| one.answer),
                _ => None,
            })
            .flatten()
            .map(|(answer, _)| answer)
    }
}

impl Held {
    fn is_stale(&self) -> bool {
        self.answer.as_ref().is_some_and(|(_, came)| js_sys::Date::now() - came > FRESH)
    }
}

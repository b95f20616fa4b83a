//! Puts a variant into the cart: the form of a product's page.

use domain::id::VariantId;
use kit::use_locale;
use leptos::prelude::*;
use ui::{ActionBar, Button, Glyph, Notice, QuantityStepper, Size, Tone};

use super::api::AddToCart;
use super::{texts as t, use_cart};

/// Quantity and button; the button stays within the thumb's reach on phones. With scripts the
/// drawer opens, without them the cart's page follows.
#[component]
pub fn AddForm(
    /// What is chosen; `None` while a choice is missing.
    #[prop(into)]
    variant: Signal<Option<VariantId>>,
    /// Whether it can be bought.
    #[prop(into)]
    available: Signal<bool>,
    /// The product's title.
    #[prop(into)]
    title: String,
) -> impl IntoView {
    let locale = use_locale();
    let state = use_cart();
    // What a plain form could not do comes back in the address, which only pages can read.
    let refused = ServerAction::<AddToCart>::new().value();
    let refused = move || refused.get().and_then(Result::err).map(|e| t::problem(locale, &e));
    let ready = Memo::new(move |_| variant.get().is_some() && available.get());
    view! {
        <ActionForm action=state.add>
            {move || refused().map(|text| view! { <Notice tone=Tone::Bad class="mb-3">{text}</Notice> })}
            <input
                type="hidden"
                name="variant"
                value=move || variant.get().map(|v| v.to_string()).unwrap_or_default()
            />
            <ActionBar class="flex items-center gap-3">
                <QuantityStepper
                    label=t::quantity(locale, &title)
                    less_label=t::less(locale)
                    more_label=t::more(locale)
                    name="quantity"
                />
                <Button
                    kind="submit"
                    size=Size::Large
                    wide=true
                    glyph=Glyph::SHOPPING_BAG
                    loading=state.add.pending()
                    disabled=Signal::derive(move || !ready.get())
                >
                    {t::add(locale)}
                </Button>
            </ActionBar>
        </ActionForm>
    }
    .into_any()
}

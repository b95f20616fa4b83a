//! Puts a variant into the cart: the form of a product's page.

use domain::cart::MAX_QUANTITY;
use domain::id::VariantId;
use kit::use_locale;
use leptos::ev::{MouseEvent, SubmitEvent};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use ui::{ActionBar, Button, Glyph, Notice, QuantityStepper, Size, Tone};
use wasm_bindgen::JsCast;
use web_sys::{FormData, HtmlFormElement};

use super::api::AddToCart;
use super::{texts as t, use_door};

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
    /// What the plain form could not do.
    refused: Option<String>,
) -> impl IntoView {
    let locale = use_locale();
    let door = use_door();
    let ready = Memo::new(move |_| variant.get().is_some() && available.get());
    // The stepper puts a number in place of what is none; nobody asked for that one.
    let unread = StoredValue::new(false);
    let wrong = RwSignal::new(false);
    let typed = move |event: leptos::ev::Event| {
        let ok = is_quantity(&event_target_value(&event));
        unread.set_value(!ok);
        if ok {
            wrong.set(false);
        }
    };
    let add = move |event: MouseEvent| {
        wrong.set(unread.get_value());
        if unread.get_value() {
            event.prevent_default();
            unread.set_value(false);
        }
    };
    let sent = move |event: SubmitEvent| {
        event.prevent_default();
        let form = event.target().and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
        let quantity = form
            .and_then(|form| FormData::new_with_form(&form).ok()?.get("quantity").as_string())
            .and_then(|quantity| quantity.trim().parse().ok());
        if let (Some(variant), Some(quantity)) = (variant.get_untracked(), quantity) {
            door.add(variant, quantity);
        }
    };
    view! {
        <form class="product-add" method="post" action=AddToCart::url() on:submit=sent>
            {refused.map(|text| view! { <Notice tone=Tone::Bad class="mb-3">{text}</Notice> })}
            <input
                type="hidden"
                name="variant"
                value=move || variant.get().map(|v| v.to_string()).unwrap_or_default()
            />
            <ActionBar class="flex items-center gap-3">
                <div
                    class="flex-none"
                    on:input=typed
                    on:change=move |_| wrong.set(unread.get_value())
                    on:click=move |_| {
                        unread.set_value(false);
                        wrong.set(false);
                    }
                >
                    <QuantityStepper
                        label=t::quantity(locale, &title)
                        less_label=t::less(locale)
                        more_label=t::more(locale)
                        name="quantity"
                        max=u32::try_from(MAX_QUANTITY).unwrap_or(u32::MAX)
                    />
                </div>
                <Button
                    kind="submit"
                    size=Size::Large
                    wide=true
                    glyph=Glyph::SHOPPING_BAG
                    loading=door.adding()
                    disabled=Signal::derive(move || !ready.get())
                    on:click=add
                >
                    {t::add(locale)}
                </Button>
            </ActionBar>
            <p class="field-error" role="alert">
                {move || wrong.get().then(|| t::bad_quantity(locale))}
            </p>
        </form>
    }
    .into_any()
}

/// Whether what was typed is a number of pieces that a cart takes.
fn is_quantity(text: &str) -> bool {
    text.trim().parse::<i64>().is_ok_and(|n| (1..=MAX_QUANTITY).contains(&n))
}

/// What the server refused of this page's plain form; it comes back in the address.
#[cfg(feature = "ssr")]
pub fn refused(locale: domain::Locale) -> Option<String> {
    let answer = ServerAction::<AddToCart>::new().value().get_untracked()?;
    answer.err().map(|error| t::problem(locale, &error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quantity_is_a_number_from_one_to_the_most_that_a_cart_takes() {
        assert!(["1", " 12 ", "999"].into_iter().all(is_quantity));
        assert!(!["", "0", "-3", "abc", "1.5", "1000", "99999999999999999999"].into_iter().any(is_quantity));
    }
}

//! The lines of a cart by shop: the same on the page and in the drawer.

use domain::Money;
use domain::cart::MAX_QUANTITY;
use domain::checkout::{CartLineView, CartShop, CartView, StockNote};
use domain::id::VariantId;
use kit::{format, use_locale};
use leptos::prelude::*;
use server_fn::ServerFn;
use ui::{Button, Price, QuantityStepper, Size, Stock, StockState, Variant};

use super::api::{RemoveLine, SetQuantity};
use super::{Thumb, texts as t, use_cart};

/// All lines, each with its form.
#[component]
pub fn CartLines(cart: Signal<CartView>) -> impl IntoView {
    let shop = move |first: CartShop| {
        let id = first.shop;
        let lines = move || {
            cart.with(|c| c.shops.iter().find(|s| s.shop == id).map(|s| s.lines.clone())).unwrap_or_default()
        };
        let state = use_cart();
        let CartShop { name, slug, .. } = first;
        let label = name.clone();
        let href = format!("/shops/{slug}");
        let key = move |line: &CartLineView| (line.variant, line.max_quantity, state.corrections());
        view! {
            <section class="border-t border-line pt-4 first:border-t-0 first:pt-0" aria-label=label>
                <p class="text-sm text-ink-muted">
                    {t::sold_by(use_locale())} " "
                    <a class="link" href=href>{name}</a>
                </p>
                <ul>
                    <For each=lines key=key children=move |line| line_view(cart, &slug, line) />
                </ul>
            </section>
        }
    };
    view! {
        <div class="flex flex-col gap-4">
            <For each=move || cart.with(|c| c.shops.clone()) key=|shop| shop.shop children=shop />
        </div>
    }
}

fn find(cart: &CartView, variant: VariantId) -> Option<&CartLineView> {
    cart.shops.iter().flat_map(|shop| &shop.lines).find(|line| line.variant == variant)
}

fn line_view(cart: Signal<CartView>, shop: &str, first: CartLineView) -> AnyView {
    let locale = use_locale();
    let variant = first.variant;
    let line = Memo::new({
        let first = first.clone();
        // A line on its way out shows what it was.
        move |_| cart.with(|c| find(c, variant).cloned()).unwrap_or_else(|| first.clone())
    });
    let href = format!("/products/{shop}/{}", first.product_slug);
    let price = move || {
        let line = line.get();
        let was = line.compare_at.map(|m| Money::new(m.amount.saturating_mul(line.quantity), m.currency));
        let was = was.map(|was| format::money(locale, was)).unwrap_or_default();
        view! { <Price amount=format::money(locale, line.total) was was_label=t::before(locale) now_label=t::now(locale) /> }
    };
    let each = move || {
        let line = line.get();
        (line.quantity > 1).then(|| t::each(locale, &format::money(locale, line.unit_price)))
    };
    let note = move || {
        let note = line.with(|line| line.stock);
        let state = match note {
            StockNote::InStock => return None,
            StockNote::Low { .. } => StockState::Low,
            StockNote::Backorder => StockState::Backorder,
            StockNote::TooMany { .. } | StockNote::SoldOut | StockNote::Gone => StockState::Out,
        };
        Some(view! { <Stock state class="text-sm">{t::stock(locale, note)}</Stock> })
    };
    view! {
        <li class="flex gap-4 border-t border-line py-4 first:border-t-0">
            <a href=href.clone() tabindex="-1" aria-hidden="true"><Thumb picture=first.picture /></a>
            <div class="flex min-w-0 flex-1 flex-col gap-1">
                <div class="flex justify-between gap-4">
                    <a class="min-w-0 font-medium hover:underline" href=href>{first.title.clone()}</a>
                    <span class="flex-none text-end">{price}</span>
                </div>
                <p class="text-sm text-ink-muted">
                    {first.variant_title.clone()} <span class="float-right figures">{each}</span>
                </p>
                {note}
                {controls(cart, line, first)}
            </div>
        </li>
    }
    .into_any()
}

/// Quantity and a way out, as two forms that scripts take over.
fn controls(cart: Signal<CartView>, line: Memo<CartLineView>, first: CartLineView) -> AnyView {
    let locale = use_locale();
    let state = use_cart();
    let CartLineView { variant, title, max_quantity, .. } = first;
    let version = move || cart.with(|c| c.version.to_string());
    let locked = Signal::derive(move || cart.with(|c| c.paying));
    let small = |n: i64| u32::try_from(n).unwrap_or(0);
    let typed = StoredValue::new(None::<String>);
    let cut = RwSignal::new(false);
    let change = move |quantity: u32| {
        let wanted = typed.try_update_value(Option::take).flatten();
        cut.set(wanted.is_some_and(|text| is_cut(&text, max_quantity)));
        state.set_quantity(variant, i64::from(quantity));
    };
    let why = move || {
        let text = || match max_quantity < MAX_QUANTITY {
            true => t::only(locale, max_quantity),
            false => t::bad_quantity(locale).to_owned(),
        };
        cut.get().then(text)
    };
    let stepper = (max_quantity > 0).then(|| {
        view! {
            <form
                method="post"
                action=SetQuantity::url()
                on:submit=|event| event.prevent_default()
                on:input=move |event| typed.set_value(Some(event_target_value(&event)))
            >
                // What Enter presses: the buttons of the stepper would change the number.
                <button class="sr-only" tabindex="-1" aria-hidden="true">{t::update(locale)}</button>
                <input type="hidden" name="variant" value=variant.to_string() />
                <input type="hidden" name="version" value=version />
                <QuantityStepper
                    label=t::quantity(locale, &title)
                    less_label=t::less(locale)
                    more_label=t::more(locale)
                    name="quantity"
                    step_name="step"
                    value=small(first.quantity)
                    max=small(max_quantity)
                    disabled=locked
                    on_change=Callback::new(change)
                />
                <p class="text-sm text-ink-muted" role="status">{why}</p>
            </form>
        }
    });
    let removed = title.clone();
    view! {
        <div class="mt-1 flex flex-wrap items-center justify-between gap-2">
            {stepper}
            <form
                class="ms-auto"
                method="post"
                action=RemoveLine::url()
                on:submit=move |event| {
                    event.prevent_default();
                    state.remove(variant, &removed, line.with_untracked(|line| line.quantity));
                }
            >
                <input type="hidden" name="variant" value=variant.to_string() />
                <input type="hidden" name="version" value=version />
                <Button
                    kind="submit"
                    variant=Variant::Quiet
                    size=Size::Small
                    disabled=locked
                    attr:aria-label=t::remove_title(locale, &title)
                >
                    {t::remove(locale)}
                </Button>
            </form>
        </div>
    }
    .into_any()
}

/// Whether a typed number is more than there is.
fn is_cut(text: &str, max: i64) -> bool {
    let text = text.trim();
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number && text.parse::<i64>().ok().is_none_or(|wanted| wanted > max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_number_beyond_the_stock_is_cut() {
        assert!(is_cut("999999", 32) && is_cut(" 33 ", 32) && is_cut("99999999999999999999", 32));
        assert!(!is_cut("32", 32) && !is_cut("abc", 32) && !is_cut("-40", 32) && !is_cut("", 32));
    }
}

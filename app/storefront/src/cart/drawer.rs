//! The cart over any page: its button in the header, and the sheet that it opens.

use kit::{format, use_locale};
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use ui::{EmptyState, Glyph, IconLink, LinkButton, Notice, Sheet, SkeletonRows, Tone, Variant};

use super::lines::CartLines;
use super::{CartState, texts as t, use_cart, use_door};

/// Leads to the cart and counts its pieces; with scripts it opens the drawer.
#[island]
pub fn CartButton(
    /// Pieces in the cart when the page was rendered.
    pieces: i64,
) -> impl IntoView {
    let (door, locale) = (use_door(), use_locale());
    let pieces = move || door.pieces.get().unwrap_or(pieces);
    let open = move |event: MouseEvent| {
        if ui::is_plain(&event) {
            event.prevent_default();
            door.show();
        }
    };
    view! {
        <IconLink
            href="/cart"
            glyph=Glyph::SHOPPING_BAG
            label=Signal::derive(move || t::button(locale, &t::pieces(locale, pieces())))
            count=Signal::derive(move || u32::try_from(pieces()).unwrap_or(0))
            on:click=open
        />
    }
    .into_any()
}

kit::islands! { store:
    /// The cart as a sheet, once in the frame of the shop's pages; it wakes when it is first wanted.
    CartDrawer() => Drawer;
}

#[component]
fn Drawer() -> impl IntoView {
    let locale = use_locale();
    let state = use_cart();
    let door = use_door();
    // The page below it is another one then.
    Effect::new(move || {
        window_event_listener(leptos::ev::popstate, move |_| {
            door.open.try_set(false);
        });
    });
    let known = Memo::new(move |_| door.pieces.get().map(|pieces| pieces > 0));
    let body = move || match known.get() {
        None => view! { <SkeletonRows rows=2 /> }.into_any(),
        Some(false) => view! {
            <EmptyState glyph=Glyph::SHOPPING_BAG title=t::empty(locale) text=t::empty_text(locale) />
        }
        .into_any(),
        Some(true) => contents(state),
    };
    let foot = move || (known.get() == Some(true)).then(|| foot(state));
    view! {
        <Sheet id="cart-drawer" title=t::title(locale) close_label=t::close(locale) open=door.open foot=move || foot>
            {body}
        </Sheet>
    }
}

fn contents(state: CartState) -> AnyView {
    let Some(first) = state.cart() else { return ().into_any() };
    let cart = Signal::derive(move || state.cart().unwrap_or_else(|| first.clone()));
    view! { <CartLines cart /> }.into_any()
}

fn foot(state: CartState) -> AnyView {
    let locale = use_locale();
    let subtotal = move || state.cart().map(|cart| format::money(locale, cart.subtotal));
    let status = Memo::new(move |_| state.cart().map_or((false, false), |cart| (cart.ready, cart.paying)));
    let go = move || match status.get() {
        (true, _) => view! {
            <LinkButton href="/checkout" wide=true>{t::checkout(locale)}</LinkButton>
        }
        .into_any(),
        (false, paying) => {
            let text = if paying { t::paying(locale) } else { t::not_ready(locale) };
            view! { <Notice tone=Tone::Warn>{text}</Notice> }.into_any()
        }
    };
    view! {
        <div class="flex w-full flex-col gap-3">
            <p class="flex justify-between font-semibold">
                <span>{t::subtotal(locale)}</span>
                <span class="figures">{subtotal}</span>
            </p>
            {go}
            <LinkButton href="/cart" variant=Variant::Secondary wide=true>
                {t::open_page(locale)}
            </LinkButton>
        </div>
    }
    .into_any()
}

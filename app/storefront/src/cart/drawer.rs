//! The cart over any page: its button in the header, and the sheet that it opens.

use kit::{format, use_locale};
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use ui::{EmptyState, Glyph, IconLink, LinkButton, Notice, Sheet, SkeletonRows, Tone, Variant};

use super::lines::CartLines;
use super::{CartState, api, texts as t, use_cart};

/// Leads to the cart and counts its pieces; with scripts it opens the drawer.
#[component]
pub fn CartButton() -> impl IntoView {
    let state = use_cart();
    let loaded = Resource::new(
        || (),
        move |()| async move {
            match state.pieces_now() {
                Some(pieces) => Ok(pieces),
                None => api::cart_pieces().await,
            }
        },
    );
    view! {
        <Suspense fallback=move || {
            button(state, 0)
        }>{move || Suspend::new(async move { button(state, loaded.await.unwrap_or(0)) })}</Suspense>
    }
}

fn button(state: CartState, loaded: i64) -> AnyView {
    let locale = use_locale();
    let pieces = move || state.pieces().unwrap_or(loaded);
    let open = move |event: MouseEvent| {
        // With a key it is for another window.
        if !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key()) {
            event.prevent_default();
            state.show();
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

/// The cart as a sheet, once in the frame of the shop's pages.
#[component]
pub fn CartDrawer() -> impl IntoView {
    let locale = use_locale();
    let state = use_cart();
    let known = Memo::new(move |_| state.pieces().map(|pieces| pieces > 0));
    let path = use_location().pathname;
    Effect::new(move |before: Option<String>| {
        let now = path.get();
        if before.is_some_and(|before| before != now) {
            state.open.set(false);
        }
        now
    });
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
        <Sheet id="cart-drawer" title=t::title(locale) close_label=t::close(locale) open=state.open foot=move || foot>
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
    let close = move |_: MouseEvent| state.open.set(false);
    let subtotal = move || state.cart().map(|cart| format::money(locale, cart.subtotal));
    let status = Memo::new(move |_| state.cart().map_or((false, false), |cart| (cart.ready, cart.paying)));
    let go = move || match status.get() {
        (true, _) => view! {
            <LinkButton href="/checkout" wide=true on:click=close>{t::checkout(locale)}</LinkButton>
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
            <LinkButton href="/cart" variant=Variant::Secondary wide=true on:click=close>
                {t::open_page(locale)}
            </LinkButton>
        </div>
    }
    .into_any()
}

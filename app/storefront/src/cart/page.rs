//! The cart as a page, which works without scripts.

use domain::checkout::CartView;
use kit::{AppError, format, use_locale};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use ui::{
    Card, EmptyState, ErrorState, Glyph, LinkButton, Notice, PageHeader, Size, SkeletonRows, Tone, Variant,
};

use super::api::{self, RemoveLine, SetQuantity};
use super::lines::CartLines;
use super::{CartState, Held, texts as t, use_cart};
use crate::again::again;

/// `/cart`.
#[component]
pub fn CartPage() -> impl IntoView {
    let locale = use_locale();
    let state = use_cart();
    let loaded = Resource::new(|| (), |()| api::load_cart());
    Effect::new(move || {
        if let Some(Ok(cart)) = loaded.get() {
            state.adopt(cart);
        }
    });
    view! {
        <Title text=t::title(locale) />
        <div class="page pb-16">
            <PageHeader title=t::title(locale) />
            {notices()}
            <Transition fallback=|| {
                view! { <SkeletonRows rows=3 /> }
            }>
                {move || Suspend::new(async move {
                    match loaded.await {
                        Ok(cart) => body(state, cart),
                        Err(error) => failed(&error, loaded),
                    }
                })}
            </Transition>
        </div>
    }
}

/// What a plain form could not do, and why checkout sent the buyer back.
fn notices() -> AnyView {
    let locale = use_locale();
    let set = ServerAction::<SetQuantity>::new().value();
    let removed = ServerAction::<RemoveLine>::new().value();
    let error = move || set.get().or(removed.get()).and_then(Result::err);
    let query = use_query_map();
    view! {
        <div class="flex flex-col gap-3 pb-4 empty:hidden">
            {move || error().map(|e| view! { <Notice tone=Tone::Bad>{t::line_problem(locale, &e)}</Notice> })}
            {move || {
                query
                    .with(|q| q.get("short").is_some())
                    .then(|| view! { <Notice tone=Tone::Warn>{t::short(locale)}</Notice> })
            }}
        </div>
    }
    .into_any()
}

fn failed(error: &AppError, loaded: Resource<Result<CartView, AppError>>) -> AnyView {
    let locale = use_locale();
    view! {
        <ErrorState title=t::failed(locale) text=error.text(locale)>
            {again(locale, Callback::new(move |()| loaded.refetch()))}
        </ErrorState>
    }
    .into_any()
}

fn body(state: CartState, first: CartView) -> AnyView {
    let locale = use_locale();
    let cart = Signal::derive(move || state.cart().unwrap_or_else(|| first.clone()));
    let empty = Memo::new(move |_| cart.with(|cart| cart.shops.is_empty()));
    let shown = move || {
        if empty.get() {
            view! {
                <EmptyState glyph=Glyph::SHOPPING_BAG title=t::empty(locale) text=t::empty_text(locale)>
                    <LinkButton href="/">{t::keep_looking(locale)}</LinkButton>
                </EmptyState>
            }
            .into_any()
        } else {
            view! {
                <div class="grid gap-8 lg:grid-cols-[minmax(0,1fr)_22rem] lg:gap-16">
                    <CartLines cart />
                    <div class="lg:sticky lg:top-24 lg:self-start">{summary(cart)}</div>
                </div>
            }
            .into_any()
        }
    };
    view! { {shown} }.into_any()
}

fn summary(cart: Signal<CartView>) -> AnyView {
    let locale = use_locale();
    let status = Memo::new(move |_| cart.with(|cart| (cart.ready, cart.paying)));
    let go = move || match status.get() {
        (true, _) => view! {
            <LinkButton href="/checkout" size=Size::Large wide=true>{t::checkout(locale)}</LinkButton>
        }
        .into_any(),
        (false, paying) => {
            let text = if paying { t::paying(locale) } else { t::not_ready(locale) };
            view! { <Notice tone=Tone::Warn>{text}</Notice> }.into_any()
        }
    };
    view! {
        <Card>
            <div class="flex flex-col gap-4">
                <p class="flex justify-between text-lg font-semibold">
                    <span>{t::subtotal(locale)}</span>
                    <span class="figures">{move || format::money(locale, cart.with(|c| c.subtotal))}</span>
                </p>
                <p class="text-sm text-ink-muted">{t::later(locale)}</p>
                {move || cart.with(|c| c.held_until).map(|until| view! { <Held until /> })}
                {go}
                <LinkButton href="/" variant=Variant::Quiet wide=true>{t::keep_looking(locale)}</LinkButton>
            </div>
        </Card>
    }
    .into_any()
}

//! A shop's own page.

use domain::catalog::{Listing, ShopPage as Shop};
use kit::place::query;
use kit::{AppError, use_locale};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use ui::{Accent, Avatar, Fold, Glyph, Icon};

use crate::catalog::{ListingView, Trouble, load};
use crate::head::Head;

mod texts {
    domain::texts! {
        about: "About the shop", "Über den Shop";
        shipping: "Shipping", "Versand";
        returns: "Returns", "Rückgabe";
    }
}
use texts as t;

/// A shop with its products; the route's parameter is `slug`.
#[component]
pub fn ShopPage() -> impl IntoView {
    let slug = use_params_map().with_untracked(|p| p.get("slug").unwrap_or_default());
    Suspend::new(async move {
        match load::shop(slug.clone()).await {
            Ok(shop) => page(shop, load::listing(String::new(), slug, query()).await),
            Err(error) => view! { <Trouble error /> }.into_any(),
        }
    })
}

fn page(shop: Shop, listing: Result<Listing, AppError>) -> AnyView {
    let locale = use_locale();
    let logo = shop.logo.as_ref().map(|logo| logo.src(160)).unwrap_or_default();
    let image = shop.logo.as_ref().map(|logo| logo.src(1200)).unwrap_or_default();
    let description = if shop.tagline.is_empty() { shop.description.clone() } else { shop.tagline.clone() };
    let part = |title: &'static str, text: String| {
        (!text.is_empty()).then(|| {
            view! {
                <Fold title>
                    <p class="prose whitespace-pre-line">{text}</p>
                </Fold>
            }
        })
    };
    let seat = (!shop.seat.is_empty()).then(|| {
        view! {
            <p class="shop-seat">
                <Icon glyph=Glyph::MAP_PIN class="icon-sm" />
                {shop.seat}
            </p>
        }
    });
    let listing = match listing {
        Ok(listing) => view! { <ListingView listing /> }.into_any(),
        Err(error) => view! { <Trouble error /> }.into_any(),
    };
    let tagline = (!shop.tagline.is_empty()).then(|| view! { <p class="shop-tagline">{shop.tagline}</p> });
    view! {
        <Head title=shop.name.clone() description canonical=shop.canonical image />
        <Accent colour=shop.accent>
            <div class="page pb-16">
                <header class="shop-head">
                    <Avatar name=shop.name.clone() src=logo large=true square=true />
                    <div>
                        <h1 class="listing-title">{shop.name}</h1>
                        {tagline}
                        {seat}
                    </div>
                </header>
                {listing}
                <div class="shop-folds">
                    {part(t::about(locale), shop.description)}
                    {part(t::shipping(locale), shop.shipping_policy)}
                    {part(t::returns(locale), shop.return_policy)}
                </div>
            </div>
        </Accent>
    }
    .into_any()
}

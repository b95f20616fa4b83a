//! A product's own page: the server renders it, and its choice is an island.

use domain::Locale;
use domain::catalog::{Delivery, ProductAnswer, ProductPage};
use domain::{Currency, Money};
use kit::place::query;
use kit::{format, use_locale};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use ui::{Accent, Breadcrumb, Fold, Glyph, Icon, TextLink};

use super::card::stars;
use super::choose::Choose;
use super::gallery::Gallery;
use super::picker::{picture_of, selection_of};
use super::{Trouble, load, structured, texts as t};
use crate::cart::refused;
use crate::head::{Head, JsonLd};

/// The page of a product; the route's parameters are `shop` and `slug`.
#[component]
pub fn ProductDetail() -> impl IntoView {
    let (shop, slug) = use_params_map()
        .with_untracked(|p| (p.get("shop").unwrap_or_default(), p.get("slug").unwrap_or_default()));
    Suspend::new(async move {
        match load::product(shop, slug).await {
            Ok(ProductAnswer::Page(page)) => view! { <Product page=*page /> }.into_any(),
            Ok(ProductAnswer::Moved(path)) => {
                // For good, as search engines must know.
                leptos_axum::redirect(&path);
                kit::request::set_status(301);
                ().into_any()
            }
            Err(error) => view! { <Trouble error /> }.into_any(),
        }
    })
}

#[component]
fn Product(page: ProductPage) -> impl IntoView {
    let locale = use_locale();
    let start = start(&page);
    let image = page.pictures.first().map(|p| p.src(1200)).unwrap_or_default();
    let mut trail: Vec<(String, String)> =
        page.crumbs.iter().map(|crumb| (crumb.name.clone(), crumb.href.clone())).collect();
    trail.insert(0, (t::home(locale).to_owned(), "/".to_owned()));
    trail.push((page.title.clone(), String::new()));
    let data = structured::product(&page);
    let folds = folds(locale, &page);
    let brand = page.brand.map(|brand| {
        view! {
            <a class="product-brand" href=format!("/products?brand={}", domain::catalog::encode(&brand.slug))>
                {brand.name}
            </a>
        }
    });
    let rating = page.rating.map(|rating| stars(locale, rating));
    let delivery = page.delivery.map(|delivery| delivery_line(locale, delivery, page.currency));
    view! {
        <Head
            title=page.seo_title
            description=page.seo_description
            canonical=page.canonical
            image
            kind="product"
        />
        <JsonLd data />
        <Accent colour=page.shop.accent>
            <div class="page">
                <div class="listing-crumbs">
                    <Breadcrumb label=t::trail(locale) trail />
                </div>
                <article class="product-page">
                    <Gallery pictures=page.pictures title=page.title.clone() start />
                    <div class="product-buy">
                        {brand}
                        <h1 class="product-name">{page.title.clone()}</h1>
                        {rating}
                        <Choose
                            title=page.title
                            options=page.options
                            variants=page.variants
                            currency=page.currency
                            with_tax=page.taxed.then_some(page.prices_include_tax)
                            refused=refused(locale)
                        />
                        <div class="product-promises">
                            {delivery}
                            <p class="product-promise">
                                <Icon glyph=Glyph::STORE class="icon-sm" />
                                <span>
                                    {t::sold_by(locale)} " "
                                    <TextLink href=format!("/shops/{}", page.shop.slug)>{page.shop.name}</TextLink>
                                </span>
                            </p>
                        </div>
                        {folds}
                    </div>
                </article>
            </div>
        </Accent>
    }
    .into_any()
}

/// The picture of what the address chooses; without a choice the first.
fn start(page: &ProductPage) -> usize {
    let count = page.options.len();
    let chosen = selection_of(&query(), count, &vec![None; count]);
    let is_chosen = chosen.iter().any(Option::is_some);
    is_chosen.then(|| picture_of(&page.variants, &chosen)).flatten().unwrap_or_default()
}

fn delivery_line(locale: Locale, delivery: Delivery, currency: Currency) -> AnyView {
    let day = |at| format::date(locale, at);
    let (from, until, country) = (day(delivery.from), day(delivery.until), &delivery.country);
    let arrives = match (from == until, country.is_empty()) {
        (true, true) => t::arrives_on_anywhere(locale, &from),
        (true, false) => t::arrives_on(locale, &from, country),
        (false, true) => t::arrives_anywhere(locale, &from, &until),
        (false, false) => t::arrives(locale, &from, &until, country),
    };
    let money = |amount| format::money(locale, Money::new(amount, currency));
    let price = match (delivery.price, delivery.free_from) {
        (0, _) => t::shipping_free(locale).to_owned(),
        (price, Some(from)) => t::shipping_free_from(locale, &money(price), &money(from)),
        (price, None) => t::shipping_price(locale, &money(price)),
    };
    view! {
        <p class="product-promise">
            <Icon glyph=Glyph::TRUCK class="icon-sm" />
            <span>
                {arrives} <br />
                <span class="product-promise-more">{price}</span>
            </span>
        </p>
    }
    .into_any()
}

/// Description, details, shipping and returns.
fn folds(locale: Locale, page: &ProductPage) -> AnyView {
    let description = (!page.description.is_empty()).then(|| {
        let html = page.description.clone();
        view! {
            <Fold title=t::description(locale) open=true>
                <div class="prose" inner_html=html></div>
            </Fold>
        }
    });
    let attributes = page
        .attributes
        .iter()
        .map(|attribute| {
            view! {
                <div class="facts-line">
                    <dt>{attribute.name.clone()}</dt>
                    <dd>{attribute.value.clone()}</dd>
                </div>
            }
        })
        .collect_view();
    let details = (!page.attributes.is_empty()).then(|| {
        view! {
            <Fold title=t::details(locale)>
                <dl class="facts">{attributes}</dl>
            </Fold>
        }
    });
    let policy = |title: &'static str, text: &str| {
        let text = text.to_owned();
        (!text.is_empty()).then(|| {
            view! {
                <Fold title>
                    <p class="prose whitespace-pre-line">{text}</p>
                </Fold>
            }
        })
    };
    view! {
        <div class="product-folds">
            {description}
            {details}
            {policy(t::shipping(locale), &page.shop.shipping_policy)}
            {policy(t::returns(locale), &page.shop.return_policy)}
        </div>
    }
    .into_any()
}

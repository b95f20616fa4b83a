//! A product's own page.

use domain::Locale;
use domain::catalog::{Delivery, ProductAnswer, ProductPage, VariantView};
use domain::options::{first_selection, selected_variant};
use domain::stock::Availability;
use domain::{Currency, Money};
use kit::{format, use_locale};
use leptos::prelude::*;
use leptos_router::components::Redirect;
use leptos_router::hooks::{use_location, use_params_map};
use ui::{Accent, Breadcrumb, Fold, Glyph, Icon, Price, Skeleton, SkeletonText, Stock, StockState, TextLink};

use super::card::stars;
use super::gallery::Gallery;
use super::picker::{Picker, is_chosen, picture_of, selection_of};
use super::{Ahead, Trouble, api, texts as t};
use crate::cart::AddForm;
use crate::head::{Head, JsonLd};

/// The page of a product; the route's parameters are `shop` and `slug`.
#[component]
pub fn ProductDetail() -> impl IntoView {
    let params = use_params_map();
    let ahead = use_context::<Ahead>();
    let address = Memo::new(move |_| {
        params.with(|p| (p.get("shop").unwrap_or_default(), p.get("slug").unwrap_or_default()))
    });
    let answer = Resource::new_blocking(
        move || address.get(),
        move |(shop, slug)| {
            let held = ahead.and_then(|ahead| ahead.take(&shop, &slug));
            async move {
                match held {
                    Some(answer) => Ok(answer),
                    None => api::load_product(shop, slug).await,
                }
            }
        },
    );
    view! {
        <Suspense fallback=waiting>
            {move || Suspend::new(async move {
                match answer.await {
                    Ok(ProductAnswer::Page(page)) => view! { <Product page=*page /> }.into_any(),
                    Ok(ProductAnswer::Moved(path)) => view! { <Moved path /> }.into_any(),
                    Err(error) => view! { <Trouble error retry=Callback::new(move |()| answer.refetch()) /> }.into_any(),
                }
            })}
        </Suspense>
    }
    .into_any()
}

/// The product has another address now: for good, as search engines must know.
#[component]
fn Moved(path: String) -> impl IntoView {
    #[cfg(feature = "ssr")]
    {
        leptos_axum::redirect(&path);
        kit::request::set_status(301);
    }
    view! { <Redirect path /> }.into_any()
}

fn waiting() -> impl IntoView {
    view! {
        <div class="page product-page">
            <Skeleton class="aspect-4/5 w-full rounded-md" />
            <div class="py-8">
                <SkeletonText lines=6 />
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn Product(page: ProductPage) -> impl IntoView {
    let locale = use_locale();
    let search = use_location().search;
    let combinations = page.combinations();
    let start = first_selection(&combinations);
    let count = page.options.len();
    let selection = Memo::new(move |_| search.with(|query| selection_of(query, count, &start)));
    let variants = StoredValue::new(page.variants.clone());
    let chosen = Memo::new(move |_| selection.with(|selection| selected_variant(&combinations, selection)));
    let variant = move || chosen.get().and_then(|at| variants.with_value(|all| all.get(at).cloned()));

    let image = page.pictures.first().map(|p| p.src(1200)).unwrap_or_default();
    let mut trail: Vec<(String, String)> =
        page.crumbs.iter().map(|crumb| (crumb.name.clone(), crumb.href.clone())).collect();
    trail.insert(0, (t::home(locale).to_owned(), "/".to_owned()));
    trail.push((page.title.clone(), String::new()));
    let brand = page.brand.clone().map(|brand| {
        view! {
            <a class="product-brand" href=format!("/products?brand={}", domain::catalog::encode(&brand.slug))>
                {brand.name}
            </a>
        }
    });
    let shop_href = format!("/shops/{}", page.shop.slug);
    let rating = page.rating.map(|rating| stars(locale, rating));
    let shop_name = page.shop.name.clone();
    let delivery = page.delivery.clone().map(|delivery| delivery_line(locale, delivery, page.currency));
    let tax = if page.prices_include_tax { t::tax_included(locale) } else { t::tax_excluded(locale) };
    let currency = page.currency;
    let focus = Signal::derive(move || {
        selection.with(|selection| variants.with_value(|all| picture_of(all, selection)))
    });
    let start = search.with_untracked(|query| is_chosen(query, count));
    let start = start.then(|| focus.get_untracked()).flatten();
    let picker = (count > 0).then(|| view! { <Picker page=page.clone() selection /> });
    view! {
        <Head
            title=page.seo_title.clone()
            description=page.seo_description.clone()
            canonical=page.canonical.clone()
            image
            kind="product"
        />
        <JsonLd data=structured(&page) />
        <Accent colour=page.shop.accent.clone()>
            <div class="page">
                <div class="listing-crumbs">
                    <Breadcrumb label=t::trail(locale) trail />
                </div>
                <article class="product-page">
                    <Gallery pictures=page.pictures.clone() title=page.title.clone() focus start=start.unwrap_or_default() />
                    <div class="product-buy">
                        {brand}
                        <h1 class="product-name">{page.title.clone()}</h1>
                        {rating}
                        <div class="product-price">
                            {move || price(locale, currency, variant(), variants)}
                            <span class="product-tax">{tax}</span>
                        </div>
                        {picker}
                        <div class="product-stock">
                            {move || variant().map(|variant| stock(locale, variant.availability))}
                        </div>
                        <AddForm
                            variant=Signal::derive(move || variant().map(|variant| variant.id))
                            available=Signal::derive(move || variant().is_some_and(|v| v.availability.can_buy()))
                            title=page.title.clone()
                        />
                        <div class="product-promises">
                            {delivery}
                            <p class="product-promise">
                                <Icon glyph=Glyph::STORE class="icon-sm" />
                                <span>
                                    {t::sold_by(locale)} " "
                                    <TextLink href=shop_href>{shop_name}</TextLink>
                                </span>
                            </p>
                        </div>
                        {folds(locale, &page, Signal::derive(variant))}
                    </div>
                </article>
            </div>
        </Accent>
    }
    .into_any()
}

#[cfg(feature = "ssr")]
fn structured(page: &ProductPage) -> String {
    super::structured::product(page)
}

#[cfg(not(feature = "ssr"))]
fn structured(_: &ProductPage) -> String {
    String::new()
}

fn amount(
    locale: Locale,
    currency: Currency,
    variant: Option<VariantView>,
    all: StoredValue<Vec<VariantView>>,
) -> String {
    let money = |amount| format::money(locale, Money::new(amount, currency));
    match variant {
        Some(variant) => money(variant.price),
        None => all.with_value(|all| {
            let lowest = all.iter().map(|v| v.price).min().unwrap_or_default();
            let from = money(lowest);
            if all.iter().all(|v| v.price == lowest) { from } else { t::from(locale, &from) }
        }),
    }
}

fn price(
    locale: Locale,
    currency: Currency,
    variant: Option<VariantView>,
    all: StoredValue<Vec<VariantView>>,
) -> AnyView {
    let was = variant
        .as_ref()
        .and_then(|v| v.compare_at)
        .map(|was| format::money(locale, Money::new(was, currency)));
    let amount = amount(locale, currency, variant, all);
    view! {
        <Price
            amount
            was=was.unwrap_or_default()
            was_label=t::before(locale)
            now_label=t::now(locale)
            large=true
        />
    }
    .into_any()
}

fn stock(locale: Locale, availability: Availability) -> AnyView {
    let (state, text) = match availability {
        Availability::InStock(_) | Availability::Untracked => {
            (StockState::In, t::in_stock(locale).to_owned())
        }
        Availability::Low(left) => (StockState::Low, t::only_left(locale, left)),
        Availability::OutOfStock => (StockState::Out, t::sold_out(locale).to_owned()),
        Availability::Backorder => (StockState::Backorder, t::backorder(locale).to_owned()),
    };
    view! { <Stock state>{text}</Stock> }.into_any()
}

fn delivery_line(locale: Locale, delivery: Delivery, currency: Currency) -> AnyView {
    let day = |at| format::date(locale, at);
    let arrives = if delivery.from == delivery.until {
        t::arrives_on(locale, &day(delivery.from), &delivery.country)
    } else {
        t::arrives(locale, &day(delivery.from), &day(delivery.until), &delivery.country)
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
fn folds(locale: Locale, page: &ProductPage, variant: Signal<Option<VariantView>>) -> AnyView {
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
    let sku = move || {
        variant.get().map(|variant| variant.sku).filter(|sku| !sku.is_empty()).map(|sku| {
            view! {
                <div class="facts-line">
                    <dt>{t::sku(locale)}</dt>
                    <dd>{sku}</dd>
                </div>
            }
        })
    };
    let has_details = !page.attributes.is_empty() || page.variants.iter().any(|v| !v.sku.is_empty());
    let details = has_details.then(|| {
        view! {
            <Fold title=t::details(locale)>
                <dl class="facts">{attributes} {sku}</dl>
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

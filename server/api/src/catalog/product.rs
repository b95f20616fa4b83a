//! One product.

use axum::Json;
use axum::response::{IntoResponse, Redirect, Response};
use backend::catalog;
use domain::catalog::{ProductAnswer, ProductPage, VariantView};
use domain::id::{ProductId, VariantId};
use domain::stock::Availability;
use domain::{Currency, Money};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::RatingSummary;
use crate::caller::Caller;
use crate::extract::Path;
use crate::types::{Image, In, Time};
use crate::{PREFIX, Problem};

pub fn routes() -> OpenApiRouter<backend::Env> {
    OpenApiRouter::new().routes(routes!(get_product))
}

/// A product with everything that its page shows.
#[derive(Debug, Serialize, ToSchema)]
struct Product {
    /// The product.
    id: ProductId,
    /// Its name.
    title: String,
    /// Its description: sanitised HTML.
    description_html: String,
    /// Its shop's slug.
    shop: String,
    /// Its shop's name.
    shop_name: String,
    /// Its brand's name.
    brand: Option<String>,
    /// The names of its categories, from the root.
    categories: Vec<String>,
    /// What else is said of it.
    attributes: Vec<NamedValue>,
    /// Its pictures.
    images: Vec<Image>,
    /// What a buyer chooses.
    options: Vec<Choice>,
    /// What can be bought: give a variant's `id` to the cart.
    variants: Vec<Variant>,
    /// Whether its prices include the tax.
    prices_include_tax: bool,
    /// Delivery to the caller's country.
    delivery: Option<Delivery>,
    /// What its buyers say.
    rating: Option<RatingSummary>,
    /// Address of its page.
    url: String,
}

/// A name and a value.
#[derive(Debug, Serialize, ToSchema)]
struct NamedValue {
    /// Its name.
    name: String,
    /// Its value.
    value: String,
}

/// What a buyer chooses.
#[derive(Debug, Serialize, ToSchema)]
struct Choice {
    /// Its name, such as "Size".
    name: String,
    /// Its values in the order in which they are shown.
    values: Vec<String>,
}

/// What can be bought.
#[derive(Debug, Serialize, ToSchema)]
struct Variant {
    /// The variant.
    id: VariantId,
    /// One value for each option, in the order of the options.
    values: Vec<String>,
    /// Stock keeping unit.
    sku: String,
    /// What it costs.
    price: Money,
    /// The price that is struck through.
    compare_at_price: Option<Money>,
    /// The price after the reduction, when it is on sale.
    discounted_price: Option<Money>,
    /// Whether it costs less than before.
    on_sale: bool,
    /// Whether it can be bought now.
    available: bool,
    /// Its stock.
    inventory: Inventory,
}

/// How much of a variant there is.
#[derive(Debug, Serialize, ToSchema)]
struct Inventory {
    /// In a word.
    state: InventoryState,
    /// Pieces left, where they are counted.
    left: Option<i64>,
}

/// Stock in a word.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum InventoryState {
    InStock,
    Low,
    OutOfStock,
    Backorder,
    Untracked,
}

/// When a parcel arrives, and what it costs.
#[derive(Debug, Serialize, ToSchema)]
struct Delivery {
    /// ISO 3166-1 alpha-2 code.
    country: String,
    /// The first day.
    from: Time,
    /// The last day.
    until: Time,
    /// What it costs.
    price: Money,
    /// The sum of goods from which it is free.
    free_from: Option<Money>,
}

impl From<Availability> for Inventory {
    fn from(availability: Availability) -> Self {
        let (state, left) = match availability {
            Availability::InStock(left) => (InventoryState::InStock, Some(left)),
            Availability::Low(left) => (InventoryState::Low, Some(left)),
            Availability::OutOfStock => (InventoryState::OutOfStock, Some(0)),
            Availability::Backorder => (InventoryState::Backorder, None),
            Availability::Untracked => (InventoryState::Untracked, None),
        };
        Self { state, left }
    }
}

impl Variant {
    fn of(variant: VariantView, currency: Currency) -> Self {
        let amounts = In(currency);
        let price = amounts.money(variant.price);
        let before = variant.compare_at.filter(|was| *was > variant.price);
        Self {
            id: variant.id,
            values: variant.values,
            sku: variant.sku,
            price,
            compare_at_price: before.map(|amount| amounts.money(amount)),
            discounted_price: before.map(|_| price),
            on_sale: before.is_some(),
            available: variant.availability.can_buy(),
            inventory: variant.availability.into(),
        }
    }
}

impl From<ProductPage> for Product {
    fn from(page: ProductPage) -> Self {
        let amounts = In(page.currency);
        Self {
            id: page.id,
            title: page.title,
            description_html: page.description,
            shop: page.shop.slug,
            shop_name: page.shop.name,
            brand: page.brand.map(|brand| brand.name),
            categories: page.crumbs.into_iter().map(|crumb| crumb.name).collect(),
            attributes: page
                .attributes
                .into_iter()
                .map(|attribute| NamedValue { name: attribute.name, value: attribute.value })
                .collect(),
            images: page.pictures.into_iter().map(Into::into).collect(),
            options: page
                .options
                .into_iter()
                .map(|view| Choice { name: view.option.name, values: view.option.values })
                .collect(),
            variants: page.variants.into_iter().map(|v| Variant::of(v, page.currency)).collect(),
            prices_include_tax: page.prices_include_tax,
            delivery: page.delivery.map(|delivery| Delivery {
                country: delivery.country,
                from: delivery.from.into(),
                until: delivery.until.into(),
                price: amounts.money(delivery.price),
                free_from: delivery.free_from.map(|amount| amounts.money(amount)),
            }),
            rating: page.rating.map(Into::into),
            url: page.canonical,
        }
    }
}

/// One product
///
/// With its variants, pictures and stock. An address that the product had before is answered by
/// a redirect to the one that it has now.
#[utoipa::path(get, path = "/products/{shop}/{slug}", tag = "Catalogue",
    params(("shop" = String, Path, description = "The shop's slug"), ("slug" = String, Path, description = "The product's slug")),
    responses(
        (status = 200, body = Product),
        (status = 308, description = "It has another address now: `Location`"),
        (status = 404, description = "No such product on sale"),
    ))]
async fn get_product(cx: Caller, Path((shop, slug)): Path<(String, String)>) -> Result<Response, Problem> {
    Ok(match catalog::public_product(&cx.env, cx.locale, &shop, &slug).await? {
        ProductAnswer::Page(page) => Json(Product::from(*page)).into_response(),
        ProductAnswer::Moved(path) => Redirect::permanent(&format!("{PREFIX}{path}")).into_response(),
    })
}

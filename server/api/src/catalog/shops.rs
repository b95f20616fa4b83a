//! Shops, for anybody.

use axum::Json;
use backend::{catalog, shops};
use domain::Currency;
use domain::catalog::{Picture, ShopCard, ShopPage};
use domain::id::ShopId;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Problem;
use crate::caller::Caller;
use crate::extract::{Path, Query};
use crate::types::{Image, Page, Paging};

/// Shops of a page when no `limit` is given.
const DEFAULT: u32 = 48;

pub fn routes() -> OpenApiRouter<backend::Env> {
    OpenApiRouter::new().routes(routes!(list_shops)).routes(routes!(get_shop))
}

/// A shop in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct ShopSummary {
    /// It names the shop in paths.
    slug: String,
    /// Its name.
    name: String,
    /// What it says of itself in one line.
    tagline: String,
    /// Its logo.
    logo: Option<Image>,
}

impl From<ShopCard> for ShopSummary {
    fn from(card: ShopCard) -> Self {
        Self { slug: card.slug, name: card.name, tagline: card.tagline, logo: card.logo.map(Into::into) }
    }
}

impl From<domain::shops::ShopCard> for ShopSummary {
    fn from(card: domain::shops::ShopCard) -> Self {
        let logo = card.logo.map(|id| Picture::new(id.as_str(), None, card.name.clone(), 0, 0));
        Self { slug: card.slug, name: card.name, tagline: card.tagline, logo: logo.map(Into::into) }
    }
}

/// A shop.
#[derive(Debug, Serialize, ToSchema)]
struct Shop {
    /// The shop.
    id: ShopId,
    /// It names the shop in paths.
    slug: String,
    /// Its name.
    name: String,
    /// What it says of itself in one line.
    tagline: String,
    /// What it says of itself.
    description: String,
    /// Its logo.
    logo: Option<Image>,
    /// Its colour, `#rrggbb`.
    accent: String,
    /// Where it is.
    seat: String,
    /// What it says of shipping.
    shipping_policy: String,
    /// What it says of returns.
    return_policy: String,
    /// Currency of its prices.
    currency: Currency,
    /// Address of its page.
    url: String,
}

impl From<ShopPage> for Shop {
    fn from(page: ShopPage) -> Self {
        Self {
            id: page.id,
            slug: page.slug,
            name: page.name,
            tagline: page.tagline,
            description: page.description,
            logo: page.logo.map(Into::into),
            accent: page.accent,
            seat: page.seat,
            shipping_policy: page.shipping_policy,
            return_policy: page.return_policy,
            currency: page.currency,
            url: page.canonical,
        }
    }
}

/// List shops
#[utoipa::path(get, path = "/shops", tag = "Catalogue", params(Paging), responses(
    (status = 200, body = Page<ShopSummary>),
))]
async fn list_shops(cx: Caller, Query(paging): Query<Paging>) -> Result<Json<Page<ShopSummary>>, Problem> {
    let slice = backend::Slice::new(paging.cursor(), paging.limit(DEFAULT)?);
    let (found, next) = shops::public_shops(&cx.env, slice).await?;
    Ok(Json(Page::of(found, next)))
}

/// One shop
#[utoipa::path(get, path = "/shops/{shop}", tag = "Catalogue",
    params(("shop" = String, Path, description = "The shop's slug")),
    responses((status = 200, body = Shop), (status = 404, description = "No such shop")))]
async fn get_shop(cx: Caller, Path(slug): Path<String>) -> Result<Json<Shop>, Problem> {
    Ok(Json(catalog::public_shop(&cx.env, cx.locale, &slug).await?.into()))
}

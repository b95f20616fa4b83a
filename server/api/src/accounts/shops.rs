//! The shops that a person works for, and opening one.

use axum::Json;
use backend::shops;
use domain::Locale;
use domain::accounts::{MemberRole, Membership};
use domain::address::{Country, countries};
use domain::id::ShopId;
use domain::shops::OpenShopForm;
use http::StatusCode;
use kit::AppError;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Problem;
use crate::caller::Caller;
use crate::extract::Body;

pub fn routes() -> OpenApiRouter<backend::Env> {
    OpenApiRouter::new().routes(routes!(list_my_shops, open_shop)).routes(routes!(shop_choices))
}

/// A shop that the person works for.
#[derive(Serialize, ToSchema)]
struct OwnShop {
    /// The shop.
    id: ShopId,
    /// It names the shop in paths, such as `/api/v1/merchant/{shop}/…`.
    slug: String,
    /// Its name.
    name: String,
    /// What the person may do there.
    role: MemberRole,
}

impl From<Membership> for OwnShop {
    fn from(membership: Membership) -> Self {
        Self { id: membership.shop, slug: membership.slug, name: membership.name, role: membership.role }
    }
}

/// List the shops you work for
#[utoipa::path(get, path = "/me/shops", tag = "Accounts", security(("session" = [])), responses(
    (status = 200, body = Vec<OwnShop>, description = "By name"),
    (status = 401, description = "Not signed in"),
))]
async fn list_my_shops(cx: Caller) -> Result<Json<Vec<OwnShop>>, Problem> {
    let me = cx.me.clone().ok_or(AppError::Unauthenticated)?;
    Ok(Json(me.shops.into_iter().map(Into::into).collect()))
}

/// A shop to open.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewShop {
    /// Its name.
    #[schema(min_length = 2)]
    name: String,
    /// Its name in addresses: small letters, digits and hyphens.
    slug: String,
    /// ISO 3166-1 alpha-2 code of the country that it sells from.
    country: String,
    /// IANA name of its time zone.
    #[schema(examples("Europe/Berlin"))]
    time_zone: String,
}

impl From<NewShop> for OpenShopForm {
    fn from(body: NewShop) -> Self {
        Self { name: body.name, slug: body.slug, country: body.country, time_zone: body.time_zone }
    }
}

/// Open a shop
///
/// The person becomes its owner; their mail address must be confirmed.
#[utoipa::path(post, path = "/me/shops", tag = "Accounts", request_body = NewShop, security(("session" = [])), responses(
    (status = 201, body = OwnShop),
    (status = 401, description = "Not signed in"),
    (status = 409, description = "`unverified`: the mail address is not confirmed"),
    (status = 422, description = "A field is wrong, or the slug is taken"),
    (status = 429, description = "Too many shops in a day"),
))]
async fn open_shop(cx: Caller, Body(body): Body<NewShop>) -> Result<(StatusCode, Json<OwnShop>), Problem> {
    let opened = shops::open(&cx.env, cx.user()?, &body.into()).await?;
    Ok((StatusCode::CREATED, Json(opened.into())))
}

/// What a new shop can choose from.
#[derive(Serialize, ToSchema)]
struct ShopChoices {
    /// Countries, by name in the caller's language.
    countries: Vec<CountryItem>,
    /// IANA names of time zones.
    time_zones: Vec<String>,
}

/// A country.
#[derive(Serialize, ToSchema)]
struct CountryItem {
    /// ISO 3166-1 alpha-2 code.
    code: &'static str,
    /// Its name in the caller's language.
    name: &'static str,
}

impl CountryItem {
    fn of(country: &'static Country, locale: Locale) -> Self {
        Self { code: country.code, name: country.name(locale) }
    }
}

/// What a new shop can choose from
#[utoipa::path(get, path = "/me/shops/choices", tag = "Accounts", security(("session" = [])), responses(
    (status = 200, body = ShopChoices),
    (status = 401, description = "Not signed in"),
))]
async fn shop_choices(cx: Caller) -> Result<Json<ShopChoices>, Problem> {
    cx.user()?;
    let countries = countries(cx.locale).into_iter().map(|c| CountryItem::of(c, cx.locale)).collect();
    Ok(Json(ShopChoices { countries, time_zones: shops::time_zones() }))
}

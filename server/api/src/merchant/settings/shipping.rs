//! Where a shop sends, and for how much.

use axum::Json;
use backend::{Env, shops};
use domain::id::{RateId, ZoneId};
use domain::shipping::{ShippingRate, ShippingZone};
use domain::shops::{RateForm, ZoneForm};
use domain::{Currency, Money};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Problem;
use crate::caller::Caller;
use crate::extract::{Body, Path};
use crate::types::In;

pub fn routes() -> OpenApiRouter<Env> {
    OpenApiRouter::new()
        .routes(routes!(add_zone))
        .routes(routes!(replace_zone, delete_zone))
        .routes(routes!(add_rate))
        .routes(routes!(replace_rate, delete_rate))
}

/// A part of the world that a shop sends to.
#[derive(Debug, Serialize, ToSchema)]
pub struct Zone {
    /// The zone.
    id: ZoneId,
    /// Its name for the shop's people.
    name: String,
    /// ISO 3166-1 codes; none stands for the rest of the world.
    countries: Vec<String>,
    /// Ways to send there.
    rates: Vec<ZoneRate>,
}

/// A way to send, with its bounds; all of them inclusive.
#[derive(Debug, Serialize, ToSchema)]
struct ZoneRate {
    /// The rate.
    id: RateId,
    /// What the customer reads.
    name: String,
    /// What it costs; with or without tax as the shop's prices are.
    price: Money,
    /// Lowest subtotal that it is offered for.
    min_subtotal: Option<Money>,
    /// Highest subtotal that it is offered for.
    max_subtotal: Option<Money>,
    /// Heaviest parcel in grams.
    max_weight_g: Option<i64>,
    /// From this subtotal on it costs nothing.
    free_from: Option<Money>,
    /// Working days until delivery, at best.
    min_days: i64,
    /// Working days until delivery, at worst.
    max_days: i64,
}

impl Zone {
    pub fn of(zone: ShippingZone, amounts: In) -> Self {
        Self {
            id: zone.id,
            name: zone.name,
            countries: zone.countries,
            rates: zone.rates.into_iter().map(|rate| ZoneRate::of(rate, amounts)).collect(),
        }
    }
}

impl ZoneRate {
    fn of(rate: ShippingRate, amounts: In) -> Self {
        let bound = |amount: Option<i64>| amount.map(|amount| amounts.money(amount));
        Self {
            id: rate.id,
            name: rate.name,
            price: amounts.money(rate.price),
            min_subtotal: bound(rate.min_subtotal),
            max_subtotal: bound(rate.max_subtotal),
            max_weight_g: rate.max_weight_g,
            free_from: bound(rate.free_from),
            min_days: rate.min_days,
            max_days: rate.max_days,
        }
    }
}

/// A zone to add or to put in place of another.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ZoneBody {
    /// Its name for the shop's people.
    #[schema(min_length = 1, max_length = 80)]
    name: String,
    /// ISO 3166-1 codes; none stands for the rest of the world.
    #[schema(examples(json!(["AT", "DE"])))]
    countries: Vec<String>,
}

impl From<ZoneBody> for ZoneForm {
    fn from(body: ZoneBody) -> Self {
        Self { name: body.name, countries: body.countries }
    }
}

/// A rate to add or to put in place of another. Amounts are minor units of the shop's currency;
/// bounds that are not given are none.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RateBody {
    /// What the customer reads.
    #[schema(min_length = 1, max_length = 80)]
    name: String,
    /// Minor units; with or without tax as the shop's prices are.
    #[schema(minimum = 0, examples(490))]
    price: i64,
    /// Lowest subtotal that it is offered for, minor units.
    #[schema(minimum = 0)]
    min_subtotal: Option<i64>,
    /// Highest subtotal that it is offered for, minor units.
    #[schema(minimum = 0)]
    max_subtotal: Option<i64>,
    /// Heaviest parcel in grams.
    #[schema(minimum = 1, maximum = 10000000)]
    max_weight_g: Option<i64>,
    /// From this subtotal on it costs nothing, minor units.
    #[schema(minimum = 0)]
    free_from: Option<i64>,
    /// Working days until delivery, at best.
    #[schema(minimum = 0, maximum = 120)]
    min_days: i64,
    /// Working days until delivery, at worst.
    #[schema(minimum = 0, maximum = 120)]
    max_days: i64,
}

impl RateBody {
    /// The form that a person would have typed.
    fn form(self, currency: Currency) -> RateForm {
        let typed = |amount: i64| Money::new(amount, currency).plain();
        let bound = |amount: Option<i64>| amount.map(typed).unwrap_or_default();
        RateForm {
            name: self.name,
            price: typed(self.price),
            min_subtotal: bound(self.min_subtotal),
            max_subtotal: bound(self.max_subtotal),
            max_weight_g: self.max_weight_g.map(|grams| grams.to_string()).unwrap_or_default(),
            free_from: bound(self.free_from),
            min_days: self.min_days.to_string(),
            max_days: self.max_days.to_string(),
        }
    }
}

/// A zone that was added.
#[derive(Debug, Serialize, ToSchema)]
struct ZoneCreated {
    /// The zone.
    id: ZoneId,
}

/// A rate that was added.
#[derive(Debug, Serialize, ToSchema)]
struct RateCreated {
    /// The rate.
    id: RateId,
}

/// Add a shipping zone
#[utoipa::path(post, path = "/merchant/{shop}/settings/zones", tag = "Merchant: settings",
    params(("shop" = String, Path, description = "The shop's slug")),
    request_body = ZoneBody,
    security(("session" = [])),
    responses(
        (status = 201, body = ZoneCreated),
        (status = 401, description = "Nobody is signed in"),
        (status = 403, description = "The caller does not own the shop"),
        (status = 404, description = "No such shop of the caller's"),
        (status = 409, description = "`too_many`: the shop has 50 zones"),
        (status = 422, description = "Every wrong field"),
    ))]
async fn add_zone(
    cx: Caller,
    Path(shop): Path<String>,
    Body(body): Body<ZoneBody>,
) -> Result<(StatusCode, Json<ZoneCreated>), Problem> {
    let shop = cx.shop_by_slug(&shop).await?;
    let id = shops::save_zone(&cx.env, &shop, None, &body.into()).await?;
    Ok((StatusCode::CREATED, Json(ZoneCreated { id })))
}

/// Replace a shipping zone
///
/// Its name and countries; its rates stay.
#[utoipa::path(put, path = "/merchant/{shop}/settings/zones/{zone}", tag = "Merchant: settings",
    params(
        ("shop" = String, Path, description = "The shop's slug"),
        ("zone" = ZoneId, Path, description = "The zone"),
    ),
    request_body = ZoneBody,
    security(("session" = [])),
    responses(
        (status = 204, description = "Done"),
        (status = 401, description = "Nobody is signed in"),
        (status = 403, description = "The caller does not own the shop"),
        (status = 404, description = "No such zone of the shop, or no such shop of the caller's"),
        (status = 422, description = "Every wrong field"),
    ))]
async fn replace_zone(
    cx: Caller,
    Path((shop, zone)): Path<(String, ZoneId)>,
    Body(body): Body<ZoneBody>,
) -> Result<StatusCode, Problem> {
    let shop = cx.shop_by_slug(&shop).await?;
    shops::save_zone(&cx.env, &shop, Some(zone), &body.into()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Remove a shipping zone
///
/// With its rates.
#[utoipa::path(delete, path = "/merchant/{shop}/settings/zones/{zone}", tag = "Merchant: settings",
    params(
        ("shop" = String, Path, description = "The shop's slug"),
        ("zone" = ZoneId, Path, description = "The zone"),
    ),
    security(("session" = [])),
    responses(
        (status = 204, description = "Done"),
        (status = 401, description = "Nobody is signed in"),
        (status = 403, description = "The caller does not own the shop"),
        (status = 404, description = "No such zone of the shop, or no such shop of the caller's"),
    ))]
async fn delete_zone(cx: Caller, Path((shop, zone)): Path<(String, ZoneId)>) -> Result<StatusCode, Problem> {
    let shop = cx.shop_by_slug(&shop).await?;
    shops::delete_zone(&cx.env, &shop, zone).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Add a shipping rate
#[utoipa::path(post, path = "/merchant/{shop}/settings/zones/{zone}/rates", tag = "Merchant: settings",
    params(
        ("shop" = String, Path, description = "The shop's slug"),
        ("zone" = ZoneId, Path, description = "The zone"),
    ),
    request_body = RateBody,
    security(("session" = [])),
    responses(
        (status = 201, body = RateCreated),
        (status = 401, description = "Nobody is signed in"),
        (status = 403, description = "The caller does not own the shop"),
        (status = 404, description = "No such zone of the shop, or no such shop of the caller's"),
        (status = 409, description = "`too_many`: the zone has 50 rates"),
        (status = 422, description = "Every wrong field"),
    ))]
async fn add_rate(
    cx: Caller,
    Path((shop, zone)): Path<(String, ZoneId)>,
    Body(body): Body<RateBody>,
) -> Result<(StatusCode, Json<RateCreated>), Problem> {
    let shop = cx.shop_by_slug(&shop).await?;
    let form = body.form(cx.env.config.currency);
    let id = shops::save_rate(&cx.env, &shop, zone, None, &form).await?;
    Ok((StatusCode::CREATED, Json(RateCreated { id })))
}

/// Replace a shipping rate
#[utoipa::path(put, path = "/merchant/{shop}/settings/zones/{zone}/rates/{rate}", tag = "Merchant: settings",
    params(
        ("shop" = String, Path, description = "The shop's slug"),
        ("zone" = ZoneId, Path, description = "The zone"),
        ("rate" = RateId, Path, description = "The rate"),
    ),
    request_body = RateBody,
    security(("session" = [])),
    responses(
        (status = 204, description = "Done"),
        (status = 401, description = "Nobody is signed in"),
        (status = 403, description = "The caller does not own the shop"),
        (status = 404, description = "No such rate of the zone, or no such shop of the caller's"),
        (status = 422, description = "Every wrong field"),
    ))]
async fn replace_rate(
    cx: Caller,
    Path((shop, zone, rate)): Path<(String, ZoneId, RateId)>,
    Body(body): Body<RateBody>,
) -> Result<StatusCode, Problem> {
    let shop = cx.shop_by_slug(&shop).await?;
    let form = body.form(cx.env.config.currency);
    shops::save_rate(&cx.env, &shop, zone, Some(rate), &form).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Remove a shipping rate
#[utoipa::path(delete, path = "/merchant/{shop}/settings/zones/{zone}/rates/{rate}", tag = "Merchant: settings",
    params(
        ("shop" = String, Path, description = "The shop's slug"),
        ("zone" = ZoneId, Path, description = "The zone"),
        ("rate" = RateId, Path, description = "The rate"),
    ),
    security(("session" = [])),
    responses(
        (status = 204, description = "Done"),
        (status = 401, description = "Nobody is signed in"),
        (status = 403, description = "The caller does not own the shop"),
        (status = 404, description = "No such rate of the zone, or no such shop of the caller's"),
    ))]
async fn delete_rate(
    cx: Caller,
    Path((shop, zone, rate)): Path<(String, ZoneId, RateId)>,
) -> Result<StatusCode, Problem> {
    let shop = cx.shop_by_slug(&shop).await?;
    shops::delete_rate(&cx.env, &shop, zone, rate).await?;
    Ok(StatusCode::NO_CONTENT)
}

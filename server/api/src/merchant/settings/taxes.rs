//! What a shop taxes, where.

use axum::Json;
use backend::{Env, shops};
use domain::id::TaxRateId;
use domain::shops::{TaxForm, TaxRate};
use domain::tax::TaxClass;
use http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Problem;
use crate::caller::Caller;
use crate::extract::{Body, Path};

pub fn routes() -> OpenApiRouter<Env> {
    OpenApiRouter::new().routes(routes!(add_tax)).routes(routes!(replace_tax, delete_tax))
}

/// A tax rate of a shop.
#[derive(Debug, Serialize, ToSchema)]
pub struct Tax {
    /// The rate.
    id: TaxRateId,
    /// ISO 3166-1 code, or `*` for every country without a rate of its own.
    country: String,
    /// Code of the region; empty for the whole country.
    region: String,
    /// What it applies to.
    class: TaxClass,
    /// Its name on the invoice.
    name: String,
    /// Per cent, as a decimal number.
    #[schema(examples("19"))]
    rate: String,
}

impl From<TaxRate> for Tax {
    fn from(TaxRate { id, rule }: TaxRate) -> Self {
        Self {
            id,
            country: rule.country,
            region: rule.region,
            class: rule.class,
            name: rule.name,
            rate: rule.rate.percent(),
        }
    }
}

/// A tax rate to add or to put in place of another.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TaxBody {
    /// ISO 3166-1 code, or `*` for every country without a rate of its own.
    #[schema(examples("DE"))]
    country: String,
    /// Code of the region; empty for the whole country.
    #[serde(default)]
    region: String,
    /// What it applies to: `standard` or `reduced`.
    class: TaxClass,
    /// Its name on the invoice.
    #[schema(min_length = 1, max_length = 80)]
    name: String,
    /// Per cent from 0 to 100, as a decimal number of at most four places.
    #[schema(examples("19", "7.5"))]
    rate: String,
}

impl From<TaxBody> for TaxForm {
    fn from(body: TaxBody) -> Self {
        Self {
            country: body.country,
            region: body.region,
            class: body.class.to_string(),
            name: body.name,
            rate: body.rate,
        }
    }
}

/// A tax rate that was added.
#[derive(Debug, Serialize, ToSchema)]
struct TaxCreated {
    /// The rate.
    id: TaxRateId,
}

/// Add a tax rate
#[utoipa::path(post, path = "/merchant/{shop}/settings/taxes", tag = "Merchant: settings",
    params(("shop" = String, Path, description = "The shop's slug")),
    request_body = TaxBody,
    security(("session" = [])),
    responses(
        (status = 201, body = TaxCreated),
        (status = 401, description = "Nobody is signed in"),
        (status = 403, description = "The caller does not own the shop"),
        (status = 404, description = "No such shop of the caller's"),
        (status = 409, description = "`too_many`: the shop has 500 rates"),
        (status = 422, description = "Every wrong field; `country` is taken when the place and class have a rate"),
    ))]
async fn add_tax(
    cx: Caller,
    Path(shop): Path<String>,
    Body(body): Body<TaxBody>,
) -> Result<(StatusCode, Json<TaxCreated>), Problem> {
    let shop = cx.shop_by_slug(&shop).await?;
    let id = shops::save_tax(&cx.env, &shop, None, &body.into()).await?;
    Ok((StatusCode::CREATED, Json(TaxCreated { id })))
}

/// Replace a tax rate
#[utoipa::path(put, path = "/merchant/{shop}/settings/taxes/{tax}", tag = "Merchant: settings",
    params(
        ("shop" = String, Path, description = "The shop's slug"),
        ("tax" = TaxRateId, Path, description = "The tax rate"),
    ),
    request_body = TaxBody,
    security(("session" = [])),
    responses(
        (status = 204, description = "Done"),
        (status = 401, description = "Nobody is signed in"),
        (status = 403, description = "The caller does not own the shop"),
        (status = 404, description = "No such rate of the shop, or no such shop of the caller's"),
        (status = 422, description = "Every wrong field; `country` is taken when the place and class have another rate"),
    ))]
async fn replace_tax(
    cx: Caller,
    Path((shop, tax)): Path<(String, TaxRateId)>,
    Body(body): Body<TaxBody>,
) -> Result<StatusCode, Problem> {
    let shop = cx.shop_by_slug(&shop).await?;
    shops::save_tax(&cx.env, &shop, Some(tax), &body.into()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Remove a tax rate
#[utoipa::path(delete, path = "/merchant/{shop}/settings/taxes/{tax}", tag = "Merchant: settings",
    params(
        ("shop" = String, Path, description = "The shop's slug"),
        ("tax" = TaxRateId, Path, description = "The tax rate"),
    ),
    security(("session" = [])),
    responses(
        (status = 204, description = "Done"),
        (status = 401, description = "Nobody is signed in"),
        (status = 403, description = "The caller does not own the shop"),
        (status = 404, description = "No such rate of the shop, or no such shop of the caller's"),
    ))]
async fn delete_tax(cx: Caller, Path((shop, tax)): Path<(String, TaxRateId)>) -> Result<StatusCode, Problem> {
    let shop = cx.shop_by_slug(&shop).await?;
    shops::delete_tax(&cx.env, &shop, tax).await?;
    Ok(StatusCode::NO_CONTENT)
}

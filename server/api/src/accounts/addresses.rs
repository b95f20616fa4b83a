//! Addresses that a person keeps for the next purchase.

use axum::Json;
use backend::accounts;
use domain::accounts::SavedAddress;
use domain::address::Address;
use domain::id::AddressId;
use http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Problem;
use crate::caller::Caller;
use crate::extract::{Body, Path};

pub fn routes() -> OpenApiRouter<backend::Env> {
    OpenApiRouter::new().routes(routes!(list_addresses, add_address)).routes(routes!(
        get_address,
        replace_address,
        delete_address
    ))
}

/// A postal address. `name`, `line1`, `city` and `country` must be given; which others, depends
/// on the country.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct AddressBody {
    /// Who receives it.
    #[schema(max_length = 100)]
    name: String,
    /// The company.
    #[schema(max_length = 100)]
    company: String,
    /// Street and number.
    #[schema(max_length = 100)]
    line1: String,
    /// What else is needed to find the door.
    #[schema(max_length = 100)]
    line2: String,
    /// Town.
    #[schema(max_length = 100)]
    city: String,
    /// State, province and the like: its code or its name.
    #[schema(max_length = 100)]
    region: String,
    /// Postcode.
    #[schema(max_length = 12)]
    postcode: String,
    /// ISO 3166-1 alpha-2 code.
    #[schema(max_length = 2)]
    country: String,
    /// Telephone number.
    #[schema(max_length = 32)]
    phone: String,
}

impl From<AddressBody> for Address {
    fn from(body: AddressBody) -> Self {
        Self {
            name: body.name,
            company: body.company,
            line1: body.line1,
            line2: body.line2,
            city: body.city,
            region: body.region,
            postcode: body.postcode,
            country: body.country,
            phone: body.phone,
        }
    }
}

/// An address that the person keeps.
#[derive(Serialize, ToSchema)]
struct KeptAddress {
    /// Its id.
    id: AddressId,
    /// The address.
    #[serde(flatten)]
    address: Address,
}

impl From<SavedAddress> for KeptAddress {
    fn from(saved: SavedAddress) -> Self {
        Self { id: saved.id, address: saved.address }
    }
}

/// List your addresses
///
/// At most fifty, the last changed first.
#[utoipa::path(get, path = "/me/addresses", tag = "Accounts", security(("session" = [])), responses(
    (status = 200, body = Vec<KeptAddress>),
    (status = 401, description = "Not signed in"),
))]
async fn list_addresses(cx: Caller) -> Result<Json<Vec<KeptAddress>>, Problem> {
    let saved = accounts::addresses(&cx.env, cx.user()?).await?;
    Ok(Json(saved.into_iter().map(Into::into).collect()))
}

/// Keep an address
#[utoipa::path(post, path = "/me/addresses", tag = "Accounts", request_body = AddressBody, security(("session" = [])), responses(
    (status = 201, body = KeptAddress),
    (status = 401, description = "Not signed in"),
    (status = 409, description = "`too_many`: there are fifty already"),
    (status = 422, description = "What does not fit the country, by field"),
))]
async fn add_address(
    cx: Caller,
    Body(body): Body<AddressBody>,
) -> Result<(StatusCode, Json<KeptAddress>), Problem> {
    let saved = accounts::save_address(&cx.env, cx.user()?, None, &body.into()).await?;
    Ok((StatusCode::CREATED, Json(saved.into())))
}

/// One of your addresses
#[utoipa::path(get, path = "/me/addresses/{id}", tag = "Accounts", security(("session" = [])),
    params(("id" = AddressId, Path, description = "The address")),
    responses(
        (status = 200, body = KeptAddress),
        (status = 401, description = "Not signed in"),
        (status = 404, description = "No such address of yours"),
    ))]
async fn get_address(cx: Caller, Path(id): Path<AddressId>) -> Result<Json<KeptAddress>, Problem> {
    Ok(Json(accounts::address(&cx.env, cx.user()?, id).await?.into()))
}

/// Replace one of your addresses
#[utoipa::path(put, path = "/me/addresses/{id}", tag = "Accounts", request_body = AddressBody, security(("session" = [])),
    params(("id" = AddressId, Path, description = "The address")),
    responses(
        (status = 200, body = KeptAddress),
        (status = 401, description = "Not signed in"),
        (status = 404, description = "No such address of yours"),
        (status = 422, description = "What does not fit the country, by field"),
    ))]
async fn replace_address(
    cx: Caller,
    Path(id): Path<AddressId>,
    Body(body): Body<AddressBody>,
) -> Result<Json<KeptAddress>, Problem> {
    Ok(Json(accounts::save_address(&cx.env, cx.user()?, Some(id), &body.into()).await?.into()))
}

/// Forget one of your addresses
#[utoipa::path(delete, path = "/me/addresses/{id}", tag = "Accounts", security(("session" = [])),
    params(("id" = AddressId, Path, description = "The address")),
    responses(
        (status = 204, description = "It is forgotten"),
        (status = 401, description = "Not signed in"),
        (status = 404, description = "No such address of yours"),
    ))]
async fn delete_address(cx: Caller, Path(id): Path<AddressId>) -> Result<StatusCode, Problem> {
    accounts::delete_address(&cx.env, cx.user()?, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

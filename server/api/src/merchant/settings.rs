//! A shop's settings: its face, shipping, taxes and people. All who work in a shop may read them,
//! and only its owners change them.

mod logo;
mod members;
mod shipping;
mod taxes;

use axum::Json;
use backend::{Env, shops};
use domain::Currency;
use domain::accounts::MemberRole;
use domain::address::Address;
use domain::id::ShopId;
use domain::shops::{GeneralForm, LookForm, PoliciesForm, ShopSettings, ShopStatus};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Problem;
use crate::caller::Caller;
use crate::extract::{Body, Path};
use crate::types::{Image, In};

/// Routes of it.
pub fn routes() -> OpenApiRouter<Env> {
    OpenApiRouter::new()
        .routes(routes!(get_settings))
        .routes(routes!(replace_general_settings))
        .routes(routes!(replace_look))
        .routes(routes!(replace_policies))
        .merge(logo::routes())
        .merge(shipping::routes())
        .merge(taxes::routes())
        .merge(members::routes())
}

/// A shop's settings.
#[derive(Debug, Serialize, ToSchema)]
struct Settings {
    /// The shop.
    id: ShopId,
    /// It names the shop in paths.
    slug: String,
    /// Whether it sells.
    status: ShopStatus,
    /// Currency of its prices.
    currency: Currency,
    /// What the caller may do in it.
    role: MemberRole,
    /// Name, place and rules, as `PUT …/settings/general` takes them.
    general: GeneralSettings,
    /// How it looks, as `PUT …/settings/look` takes it.
    look: LookSettings,
    /// Its logo.
    logo: Option<Image>,
    /// What it promises, as `PUT …/settings/policies` takes it.
    policies: PolicySettings,
    /// Where it sends and for how much.
    zones: Vec<shipping::Zone>,
    /// What it taxes.
    taxes: Vec<taxes::Tax>,
    /// Who works there, owners first.
    members: Vec<members::ShopMember>,
}

/// Name, place and rules of a shop.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct GeneralSettings {
    /// Its name.
    #[schema(min_length = 2, max_length = 80)]
    name: String,
    /// What it says of itself in one line.
    #[schema(max_length = 120)]
    tagline: String,
    /// What it says of itself: plain text.
    #[schema(max_length = 10000)]
    description: String,
    /// Where customers write; may be empty.
    email: String,
    /// Where it is; all of it empty when the shop gives no address.
    address: Address,
    /// IANA name of its time zone.
    #[schema(examples("Europe/Berlin"))]
    time_zone: String,
    /// Whether its prices include the tax.
    prices_include_tax: bool,
}

/// How a shop looks.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LookSettings {
    /// Its colour, `#rrggbb`.
    #[schema(examples("#1f6f5c"))]
    accent: String,
}

/// What a shop promises.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PolicySettings {
    /// Of shipping: plain text.
    #[schema(max_length = 10000)]
    shipping_policy: String,
    /// Of returns: plain text.
    #[schema(max_length = 10000)]
    return_policy: String,
}

impl From<ShopSettings> for Settings {
    fn from(settings: ShopSettings) -> Self {
        let ShopSettings { face, status, time_zone, zones, taxes, members, role } = settings;
        let amounts = In(face.currency);
        Self {
            id: face.id,
            slug: face.slug,
            status,
            currency: face.currency,
            role,
            logo: face.logo.map(|id| Image::of(id, &face.name)),
            general: GeneralSettings {
                name: face.name,
                tagline: face.tagline,
                description: face.description,
                email: face.email,
                address: face.address,
                time_zone,
                prices_include_tax: face.prices_include_tax,
            },
            look: LookSettings { accent: face.accent },
            policies: PolicySettings {
                shipping_policy: face.shipping_policy,
                return_policy: face.return_policy,
            },
            zones: zones.into_iter().map(|zone| shipping::Zone::of(zone, amounts)).collect(),
            taxes: taxes.into_iter().map(Into::into).collect(),
            members: members.into_iter().map(Into::into).collect(),
        }
    }
}

/// A shop's settings
///
/// All of them: face, shipping, taxes and people.
#[utoipa::path(get, path = "/merchant/{shop}/settings", tag = "Merchant: settings",
    params(("shop" = String, Path, description = "The shop's slug")),
    security(("session" = [])),
    responses(
        (status = 200, body = Settings),
        (status = 401, description = "Nobody is signed in"),
        (status = 404, description = "No such shop of the caller's"),
    ))]
async fn get_settings(cx: Caller, Path(shop): Path<String>) -> Result<Json<Settings>, Problem> {
    let shop = cx.shop_by_slug(&shop).await?;
    Ok(Json(shops::settings(&cx.env, &shop).await?.into()))
}

/// Replace name, place and rules
#[utoipa::path(put, path = "/merchant/{shop}/settings/general", tag = "Merchant: settings",
    params(("shop" = String, Path, description = "The shop's slug")),
    request_body = GeneralSettings,
    security(("session" = [])),
    responses(
        (status = 204, description = "Done"),
        (status = 401, description = "Nobody is signed in"),
        (status = 403, description = "The caller does not own the shop"),
        (status = 404, description = "No such shop of the caller's"),
        (status = 422, description = "Every wrong field; the address's are named `address.city` and so on"),
    ))]
async fn replace_general_settings(
    cx: Caller,
    Path(shop): Path<String>,
    Body(body): Body<GeneralSettings>,
) -> Result<StatusCode, Problem> {
    let shop = cx.shop_by_slug(&shop).await?;
    let form = GeneralForm {
        name: body.name,
        tagline: body.tagline,
        description: body.description,
        email: body.email,
        address: body.address,
        time_zone: body.time_zone,
        prices_include_tax: body.prices_include_tax,
    };
    shops::update_general(&cx.env, &shop, &form).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Replace the look
#[utoipa::path(put, path = "/merchant/{shop}/settings/look", tag = "Merchant: settings",
    params(("shop" = String, Path, description = "The shop's slug")),
    request_body = LookSettings,
    security(("session" = [])),
    responses(
        (status = 204, description = "Done"),
        (status = 401, description = "Nobody is signed in"),
        (status = 403, description = "The caller does not own the shop"),
        (status = 404, description = "No such shop of the caller's"),
        (status = 422, description = "Not a colour"),
    ))]
async fn replace_look(
    cx: Caller,
    Path(shop): Path<String>,
    Body(body): Body<LookSettings>,
) -> Result<StatusCode, Problem> {
    let shop = cx.shop_by_slug(&shop).await?;
    shops::update_look(&cx.env, &shop, &LookForm { accent: body.accent }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Replace what the shop promises
#[utoipa::path(put, path = "/merchant/{shop}/settings/policies", tag = "Merchant: settings",
    params(("shop" = String, Path, description = "The shop's slug")),
    request_body = PolicySettings,
    security(("session" = [])),
    responses(
        (status = 204, description = "Done"),
        (status = 401, description = "Nobody is signed in"),
        (status = 403, description = "The caller does not own the shop"),
        (status = 404, description = "No such shop of the caller's"),
        (status = 422, description = "A text that is too long"),
    ))]
async fn replace_policies(
    cx: Caller,
    Path(shop): Path<String>,
    Body(body): Body<PolicySettings>,
) -> Result<StatusCode, Problem> {
    let shop = cx.shop_by_slug(&shop).await?;
    let form = PoliciesForm { shipping_policy: body.shipping_policy, return_policy: body.return_policy };
    shops::update_policies(&cx.env, &shop, &form).await?;
    Ok(StatusCode::NO_CONTENT)
}

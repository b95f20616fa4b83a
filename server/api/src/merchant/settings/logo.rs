//! The logo of a shop: the picture itself is the body.

use backend::media::codec::MAX_BYTES;
use backend::{Env, media};
use http::StatusCode;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Problem;
use crate::caller::Caller;
use crate::extract::Path;
use crate::merchant::upload::Upload;

pub fn routes() -> OpenApiRouter<Env> {
    OpenApiRouter::new().routes(routes!(replace_logo, remove_logo))
}

/// Replace the logo
///
/// The body is the picture itself: JPEG, PNG or WebP.
#[utoipa::path(put, path = "/merchant/{shop}/settings/logo", tag = "Merchant: settings",
    params(("shop" = String, Path, description = "The shop's slug")),
    request_body(description = "The file", content(("image/jpeg"), ("image/png"), ("image/webp"))),
    security(("session" = [])),
    responses(
        (status = 204, description = "Done"),
        (status = 401, description = "Nobody is signed in"),
        (status = 403, description = "The caller does not own the shop"),
        (status = 404, description = "No such shop of the caller's"),
        (status = 409, description = "`picture_refused`, with the `reason` `not_a_picture`, `too_large`, `too_many_pixels` or `damaged`"),
        (status = 415, description = "Its `Content-Type` is not that of a picture"),
    ))]
async fn replace_logo(cx: Caller, Path(shop): Path<String>, upload: Upload) -> Result<StatusCode, Problem> {
    let shop = cx.shop_by_slug(&shop).await?;
    let bytes = upload.of_kind("image/", "image/jpeg")?.whole(MAX_BYTES).await?;
    media::set_logo(&cx.env, &shop, Some(bytes)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Take the logo away
#[utoipa::path(delete, path = "/merchant/{shop}/settings/logo", tag = "Merchant: settings",
    params(("shop" = String, Path, description = "The shop's slug")),
    security(("session" = [])),
    responses(
        (status = 204, description = "Done"),
        (status = 401, description = "Nobody is signed in"),
        (status = 403, description = "The caller does not own the shop"),
        (status = 404, description = "No such shop of the caller's"),
    ))]
async fn remove_logo(cx: Caller, Path(shop): Path<String>) -> Result<StatusCode, Problem> {
    let shop = cx.shop_by_slug(&shop).await?;
    media::set_logo(&cx.env, &shop, None).await?;
    Ok(StatusCode::NO_CONTENT)
}

//! The pictures of a shop's products.

use axum::Json;
use axum::response::{IntoResponse, Response};
use backend::Env;
use backend::catalog::pictures;
use backend::media::codec::MAX_BYTES;
use backend::media::retry_failed;
use domain::catalog::Picture;
use domain::id::{MediaId, ProductId};
use domain::products::{MediaStatus, PictureEdit};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::upload::Upload;
use crate::Problem;
use crate::caller::Caller;
use crate::extract::{Body, Path, Query};
use crate::types::Image;

/// Routes of it.
pub fn routes() -> OpenApiRouter<Env> {
    OpenApiRouter::new()
        .routes(routes!(list_pictures, add_picture))
        .routes(routes!(describe_picture, remove_picture))
        .routes(routes!(order_pictures))
        .routes(routes!(retry_pictures))
}

/// A picture of a product.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnPicture {
    /// The picture.
    media_id: MediaId,
    /// Whether it can be shown.
    status: MediaStatus,
    /// What it shows, in words.
    alt: String,
    /// Where it is, once it can be shown.
    image: Option<Image>,
    /// Where it is fetched from, when an import named it.
    source_url: Option<String>,
    /// Why it could not be fetched.
    error: Option<String>,
}

impl From<PictureEdit> for OwnPicture {
    fn from(picture: PictureEdit) -> Self {
        let id = picture.media;
        let shown = (picture.status == MediaStatus::Ready)
            .then(|| Picture::new(id.as_str(), None, picture.alt.clone(), picture.width, picture.height));
        Self {
            media_id: id,
            status: picture.status,
            alt: picture.alt,
            image: shown.map(Into::into),
            source_url: picture.source_url,
            error: picture.error,
        }
    }
}

/// A product's pictures
#[utoipa::path(get, path = "/merchant/{shop}/products/{id}/pictures", tag = "Merchant: products",
    params(("shop" = String, Path, description = "The shop's slug"), ("id" = ProductId, Path, description = "The product")),
    security(("session" = [])),
    responses(
        (status = 200, body = Vec<OwnPicture>, description = "In the order in which they are shown"),
        (status = 404, description = "No such product of the shop"),
    ))]
async fn list_pictures(
    cx: Caller,
    Path((shop, product)): Path<(String, ProductId)>,
) -> Result<Json<Vec<OwnPicture>>, Problem> {
    let scope = cx.shop_by_slug(&shop).await?;
    let all = pictures::list(&cx.env, &scope, product).await?;
    Ok(Json(all.into_iter().map(Into::into).collect()))
}

/// What is said of a picture when it is added.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct NewPictureQuery {
    /// What it shows, in words, for those who cannot see it.
    #[param(max_length = 512)]
    alt: Option<String>,
}

/// A picture that was added.
#[derive(Debug, Serialize, ToSchema)]
struct AddedPicture {
    /// The picture; the same content gives the same one.
    media_id: MediaId,
}

/// Add a picture to a product
///
/// The body is the file itself: JPEG, PNG or WebP of at most 20 MB and 50 megapixels. It is put
/// behind the product's other pictures; one that is there already stays where it is.
#[utoipa::path(post, path = "/merchant/{shop}/products/{id}/pictures", tag = "Merchant: products",
    params(("shop" = String, Path, description = "The shop's slug"), ("id" = ProductId, Path, description = "The product"), NewPictureQuery),
    request_body(description = "The file", content(("image/jpeg"), ("image/png"), ("image/webp"))),
    security(("session" = [])),
    responses(
        (status = 201, body = AddedPicture),
        (status = 404, description = "No such product of the shop"),
        (status = 409, description = "`picture_refused`: `details.reason` is `not_a_picture`, `too_large`, `too_many_pixels` or `damaged`"),
        (status = 415, description = "The header `Content-Type` does not say image/…"),
        (status = 422, description = "`alt` is too long, or the product has 250 pictures"),
    ))]
async fn add_picture(
    cx: Caller,
    Path((shop, product)): Path<(String, ProductId)>,
    Query(query): Query<NewPictureQuery>,
    upload: Upload,
) -> Result<Response, Problem> {
    let scope = cx.shop_by_slug(&shop).await?;
    let bytes = upload.of_kind("image/", "image/jpeg, image/png or image/webp")?.whole(MAX_BYTES).await?;
    let alt = query.alt.unwrap_or_default();
    let media_id = pictures::add(&cx.env, &scope, product, bytes, &alt).await?;
    Ok((StatusCode::CREATED, Json(AddedPicture { media_id })).into_response())
}

/// What is said of a picture.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PictureWords {
    /// What it shows, in words, for those who cannot see it.
    #[schema(max_length = 512)]
    alt: String,
}

/// Say what a picture shows
#[utoipa::path(patch, path = "/merchant/{shop}/products/{id}/pictures/{media_id}", tag = "Merchant: products",
    params(
        ("shop" = String, Path, description = "The shop's slug"),
        ("id" = ProductId, Path, description = "The product"),
        ("media_id" = MediaId, Path, description = "The picture"),
    ),
    request_body = PictureWords,
    security(("session" = [])),
    responses(
        (status = 204, description = "It says so now"),
        (status = 404, description = "The shop's product has no such picture"),
        (status = 422, description = "`alt` is too long"),
    ))]
async fn describe_picture(
    cx: Caller,
    Path((shop, product, media)): Path<(String, ProductId, MediaId)>,
    Body(words): Body<PictureWords>,
) -> Result<StatusCode, Problem> {
    let scope = cx.shop_by_slug(&shop).await?;
    pictures::describe(&cx.env, &scope, product, media, &words.alt).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Take a picture away from a product
#[utoipa::path(delete, path = "/merchant/{shop}/products/{id}/pictures/{media_id}", tag = "Merchant: products",
    params(
        ("shop" = String, Path, description = "The shop's slug"),
        ("id" = ProductId, Path, description = "The product"),
        ("media_id" = MediaId, Path, description = "The picture"),
    ),
    security(("session" = [])),
    responses(
        (status = 204, description = "Neither the product nor its variants show it any more"),
        (status = 404, description = "The shop's product has no such picture"),
    ))]
async fn remove_picture(
    cx: Caller,
    Path((shop, product, media)): Path<(String, ProductId, MediaId)>,
) -> Result<StatusCode, Problem> {
    let scope = cx.shop_by_slug(&shop).await?;
    pictures::detach(&cx.env, &scope, product, media).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// An order of pictures.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PictureOrder {
    /// The product's pictures; those that are left out follow as they stand.
    media_ids: Vec<MediaId>,
}

/// Put a product's pictures into an order
#[utoipa::path(put, path = "/merchant/{shop}/products/{id}/pictures/order", tag = "Merchant: products",
    params(("shop" = String, Path, description = "The shop's slug"), ("id" = ProductId, Path, description = "The product")),
    request_body = PictureOrder,
    security(("session" = [])),
    responses(
        (status = 200, body = Vec<OwnPicture>, description = "In the order in which they are shown now"),
        (status = 404, description = "No such product of the shop"),
    ))]
async fn order_pictures(
    cx: Caller,
    Path((shop, product)): Path<(String, ProductId)>,
    Body(order): Body<PictureOrder>,
) -> Result<Json<Vec<OwnPicture>>, Problem> {
    let scope = cx.shop_by_slug(&shop).await?;
    pictures::reorder(&cx.env, &scope, product, &order.media_ids).await?;
    let all = pictures::list(&cx.env, &scope, product).await?;
    Ok(Json(all.into_iter().map(Into::into).collect()))
}

/// Pictures that are tried again.
#[derive(Debug, Serialize, ToSchema)]
struct RetriedPictures {
    /// How many.
    pictures: u64,
}

/// Fetch failed pictures again
///
/// Those that imports named by their address and that could not be fetched, from the first
/// attempt. It goes on in the background; a picture's `status` says how it went.
#[utoipa::path(post, path = "/merchant/{shop}/pictures/retry", tag = "Merchant: products",
    params(("shop" = String, Path, description = "The shop's slug")),
    security(("session" = [])),
    responses((status = 202, body = RetriedPictures), (status = 404, description = "No such shop of the caller")))]
async fn retry_pictures(cx: Caller, Path(shop): Path<String>) -> Result<Response, Problem> {
    let scope = cx.shop_by_slug(&shop).await?;
    let pictures = retry_failed(&cx.env, &scope).await?;
    Ok((StatusCode::ACCEPTED, Json(RetriedPictures { pictures })).into_response())
}

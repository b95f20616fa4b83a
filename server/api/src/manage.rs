//! What managers and admins do: the tree of categories, and how the system stands.

mod system;

use axum::Json;
use axum::response::{IntoResponse, Response};
use backend::Env;
use backend::catalog::categories;
use domain::id::CategoryId;
use domain::products::{CategoryForm, CategoryRow};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Problem;
use crate::caller::Caller;
use crate::extract::{Body, Path};

/// Routes of it.
pub fn routes() -> OpenApiRouter<Env> {
    OpenApiRouter::new()
        .routes(routes!(list_managed_categories, create_category))
        .routes(routes!(replace_category, delete_category))
        .routes(routes!(shift_category))
        .merge(system::routes())
}

/// A category as managers see it.
#[derive(Debug, Serialize, ToSchema)]
struct ManagedCategory {
    /// The category.
    id: CategoryId,
    /// The category above it; `null` at the top.
    parent: Option<CategoryId>,
    /// Last part of its path.
    slug: String,
    /// Slugs from the top with `/` between them.
    path: String,
    /// Its name in English.
    name: String,
    /// Its name in German; empty shows the English one.
    name_de: String,
    /// What its drawn picture shows.
    drawing: String,
    /// How deep it stands, 0 at the top.
    depth: u32,
    /// Products directly in it.
    products: i64,
}

impl From<CategoryRow> for ManagedCategory {
    fn from(row: CategoryRow) -> Self {
        Self {
            id: row.id,
            parent: row.parent,
            slug: row.slug,
            path: row.path,
            name: row.name,
            name_de: row.name_de,
            drawing: row.drawing,
            depth: row.depth,
            products: row.products,
        }
    }
}

/// A category as managers write it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CategoryInput {
    /// Id of the category above it; `null` for the top.
    parent: Option<CategoryId>,
    /// Its name in English.
    #[schema(min_length = 1, max_length = 100)]
    name: String,
    /// Its name in German; empty shows the English one.
    #[serde(default)]
    #[schema(max_length = 100)]
    name_de: String,
    /// Last part of its path; empty makes one of the name.
    #[serde(default)]
    slug: String,
    /// What its drawn picture shows, as in another category; empty keeps what is drawn.
    #[serde(default)]
    drawing: String,
}

impl From<CategoryInput> for CategoryForm {
    fn from(input: CategoryInput) -> Self {
        Self {
            parent: input.parent.map(|id| id.to_string()).unwrap_or_default(),
            name: input.name,
            name_de: input.name_de,
            slug: input.slug,
            drawing: input.drawing,
        }
    }
}

/// The tree of categories for managers
///
/// As a list: each category before those below it, siblings in their order.
#[utoipa::path(get, path = "/manage/categories", tag = "Management", security(("session" = [])),
    responses(
        (status = 200, body = Vec<ManagedCategory>),
        (status = 404, description = "The caller is neither manager nor admin"),
    ))]
async fn list_managed_categories(cx: Caller) -> Result<Json<Vec<ManagedCategory>>, Problem> {
    let rows = categories::list(&cx.env, &cx.staff()?).await?;
    Ok(Json(rows.into_iter().map(Into::into).collect()))
}

/// A category that was created.
#[derive(Debug, Serialize, ToSchema)]
struct CreatedCategory {
    /// The category.
    id: CategoryId,
}

/// Create a category
///
/// It stands behind its siblings.
#[utoipa::path(post, path = "/manage/categories", tag = "Management", security(("session" = [])),
    request_body = CategoryInput,
    responses(
        (status = 201, body = CreatedCategory),
        (status = 404, description = "The caller is neither manager nor admin"),
        (status = 422, description = "`name`, `slug`, `drawing` or `parent` is wrong, or the tree would be deeper than six"),
    ))]
async fn create_category(cx: Caller, Body(category): Body<CategoryInput>) -> Result<Response, Problem> {
    let id = categories::create(&cx.env, &cx.staff()?, &category.into()).await?;
    Ok((StatusCode::CREATED, Json(CreatedCategory { id })).into_response())
}

/// Replace a category
///
/// Renames it, or moves it with all below it; their paths follow.
#[utoipa::path(put, path = "/manage/categories/{id}", tag = "Management", security(("session" = [])),
    params(("id" = CategoryId, Path, description = "The category")),
    request_body = CategoryInput,
    responses(
        (status = 204, description = "It is so now"),
        (status = 404, description = "No such category, or the caller is neither manager nor admin"),
        (status = 422, description = "As for a new one; `parent` also for a place below itself"),
    ))]
async fn replace_category(
    cx: Caller,
    Path(id): Path<CategoryId>,
    Body(category): Body<CategoryInput>,
) -> Result<StatusCode, Problem> {
    categories::edit(&cx.env, &cx.staff()?, id, &category.into()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Where a category moves to.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ShiftInput {
    /// -1 is one place up, 1 one place down.
    #[schema(minimum = -1, maximum = 1)]
    step: i64,
}

/// Move a category among its siblings
///
/// At either end it stays where it is.
#[utoipa::path(post, path = "/manage/categories/{id}/shift", tag = "Management", security(("session" = [])),
    params(("id" = CategoryId, Path, description = "The category")),
    request_body = ShiftInput,
    responses(
        (status = 204, description = "It stands there now"),
        (status = 404, description = "No such category, or the caller is neither manager nor admin"),
    ))]
async fn shift_category(
    cx: Caller,
    Path(id): Path<CategoryId>,
    Body(shift): Body<ShiftInput>,
) -> Result<StatusCode, Problem> {
    categories::shift(&cx.env, &cx.staff()?, id, shift.step).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Delete an empty category
#[utoipa::path(delete, path = "/manage/categories/{id}", tag = "Management", security(("session" = [])),
    params(("id" = CategoryId, Path, description = "The category")),
    responses(
        (status = 204, description = "It is gone"),
        (status = 404, description = "No such category, or the caller is neither manager nor admin"),
        (status = 409, description = "`in_use`: products or categories are in it"),
    ))]
async fn delete_category(cx: Caller, Path(id): Path<CategoryId>) -> Result<StatusCode, Problem> {
    categories::remove(&cx.env, &cx.staff()?, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

//! Imports of product files.

use axum::Json;
use axum::response::{IntoResponse, Response};
use backend::catalog::imports;
use backend::{Env, Slice};
use domain::id::ImportId;
use domain::products::{Finding, FindingLevel, ImportReport, ImportState, finding_text};
use domain::{Locale, UtcMillis};
use http::{StatusCode, header};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::upload::Upload;
use crate::caller::Caller;
use crate::extract::{Path, Query};
use crate::types::{Page, Paging, Time};
use crate::{PREFIX, Problem};

/// Imports of a page when no `limit` is given, as on the dashboard's pages.
const DEFAULT: u32 = 20;
/// Findings of a page when no `limit` is given, likewise.
const DEFAULT_FINDINGS: u32 = 100;
/// What a file is called of which nothing is said.
const UNNAMED: &str = "products.csv";

/// Routes of it.
pub fn routes() -> OpenApiRouter<Env> {
    OpenApiRouter::new()
        .routes(routes!(list_imports, start_import))
        .routes(routes!(get_import))
        .routes(routes!(confirm_import))
}

/// An import and how far it is.
#[derive(Debug, Serialize, ToSchema)]
struct ImportItem {
    /// The import.
    id: ImportId,
    /// As the merchant calls the file.
    file: String,
    /// Whether it only says what would happen.
    dry_run: bool,
    /// How far it is.
    state: ImportState,
    /// Rows of the file that are settled.
    rows_done: i64,
    /// Rows of the file; 0 until it begins.
    rows_total: i64,
    /// Products in the file.
    products: i64,
    /// Variants in the file.
    variants: i64,
    /// Pictures in the file.
    pictures: i64,
    /// Products that are new.
    created: i64,
    /// Products that differ from what is stored.
    changed: i64,
    /// Products that are stored just so.
    unchanged: i64,
    /// Rows and cells that are not imported.
    refused: i64,
    /// Rows and cells that are imported, but not quite as the file has them.
    warnings: i64,
    /// Why it failed.
    error: Option<String>,
    /// Whether `POST …/confirm` would import it now.
    can_confirm: bool,
    /// When it was started.
    created_at: Time,
    /// When it ended.
    finished_at: Option<Time>,
}

impl ImportItem {
    fn of(report: ImportReport, now: UtcMillis) -> Self {
        Self {
            can_confirm: report.may_confirm(now),
            id: report.id,
            file: report.file_name,
            dry_run: report.dry_run,
            state: report.state,
            rows_done: report.rows_done,
            rows_total: report.rows_total,
            products: report.products,
            variants: report.variants,
            pictures: report.pictures,
            created: report.created,
            changed: report.changed,
            unchanged: report.unchanged,
            refused: report.refused,
            warnings: report.warnings,
            error: report.error,
            created_at: report.created_at.into(),
            finished_at: report.finished_at.map(Into::into),
        }
    }
}

/// An import with a page of what was found in its file.
#[derive(Debug, Serialize, ToSchema)]
struct ImportDetail {
    /// How far it is, and its counts.
    import: ImportItem,
    /// What was found, in the order of the file; at most 10,000 are kept.
    findings: Page<FindingItem>,
}

/// Something that was found in a file.
#[derive(Debug, Serialize, ToSchema)]
struct FindingItem {
    /// As a spreadsheet counts: the header is row 1.
    row: i64,
    /// Whether it is left out.
    level: FindingLevel,
    /// Header of the cell; empty when it concerns the whole row.
    column: String,
    /// What it is, in the caller's language.
    message: String,
    /// The same for programs: a `code` and what belongs to it.
    reason: Value,
}

impl FindingItem {
    fn of(finding: Finding, locale: Locale) -> Self {
        Self {
            row: finding.row,
            level: finding.level,
            column: finding.column,
            message: finding_text(locale, &finding.reason),
            reason: finding.reason,
        }
    }
}

/// List a shop's imports
#[utoipa::path(get, path = "/merchant/{shop}/imports", tag = "Merchant: imports",
    params(("shop" = String, Path, description = "The shop's slug"), Paging),
    security(("session" = [])),
    responses(
        (status = 200, body = Page<ImportItem>, description = "Newest first"),
        (status = 404, description = "No such shop of the caller"),
    ))]
async fn list_imports(
    cx: Caller,
    Path(shop): Path<String>,
    Query(paging): Query<Paging>,
) -> Result<Json<Page<ImportItem>>, Problem> {
    let scope = cx.shop_by_slug(&shop).await?;
    let slice = Slice::new(paging.cursor(), paging.limit(DEFAULT)?);
    let (found, next_cursor) = imports::latest(&cx.env, &scope, slice).await?;
    let items = found.into_iter().map(|report| ImportItem::of(report, cx.env.now()));
    Ok(Json(Page { items: items.collect(), next_cursor }))
}

/// What is said of a file.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct NewImportQuery {
    /// What the file is called.
    #[param(max_length = 200, example = "products.csv")]
    file: Option<String>,
}

/// An import that was started.
#[derive(Debug, Serialize, ToSchema)]
struct StartedImport {
    /// The import: ask for it to see how far it is.
    id: ImportId,
}

/// Look ahead at the import of a product file
///
/// The body is the file itself: CSV with the columns of Shopify's product export, at most 256 MB.
/// Nothing is imported yet: a job reads the file and says what would happen. When it is done,
/// `POST …/confirm` imports it.
#[utoipa::path(post, path = "/merchant/{shop}/imports", tag = "Merchant: imports",
    params(("shop" = String, Path, description = "The shop's slug"), NewImportQuery),
    request_body(description = "The file", content(("text/csv"))),
    security(("session" = [])),
    responses(
        (status = 202, body = StartedImport, headers(("Location" = String, description = "The import"))),
        (status = 404, description = "No such shop of the caller"),
        (status = 409, description = "`file_too_large`: `details.megabytes` is the most"),
        (status = 415, description = "The header `Content-Type` does not say text/csv"),
        (status = 422, description = "The file is empty"),
    ))]
async fn start_import(
    cx: Caller,
    Path(shop): Path<String>,
    Query(query): Query<NewImportQuery>,
    upload: Upload,
) -> Result<Response, Problem> {
    let scope = cx.shop_by_slug(&shop).await?;
    let mut upload = upload.of_kind("text/csv", "text/csv")?;
    let mut receiving = imports::receive(&cx.env).await?;
    while let Some(piece) = upload.piece().await? {
        receiving.write(&piece).await?;
    }
    let received = receiving.finish().await?;
    let name = query.file.as_deref().unwrap_or(UNNAMED);
    let id = imports::start(&cx.env, &scope, name, &received, true).await?;
    Ok(started(&shop, id))
}

/// How far an import is
///
/// With a page of what was found in its file. It is over when `state` is `done` or `failed`.
#[utoipa::path(get, path = "/merchant/{shop}/imports/{id}", tag = "Merchant: imports",
    params(("shop" = String, Path, description = "The shop's slug"), ("id" = ImportId, Path, description = "The import"), Paging),
    security(("session" = [])),
    responses((status = 200, body = ImportDetail), (status = 404, description = "No such import of the shop")))]
async fn get_import(
    cx: Caller,
    Path((shop, id)): Path<(String, ImportId)>,
    Query(paging): Query<Paging>,
) -> Result<Json<ImportDetail>, Problem> {
    let scope = cx.shop_by_slug(&shop).await?;
    let slice = Slice::new(paging.cursor(), paging.limit(DEFAULT_FINDINGS)?);
    let report = imports::report(&cx.env, &scope, id).await?;
    let (found, next_cursor) = imports::findings(&cx.env, &scope, id, slice).await?;
    let items = found.into_iter().map(|finding| FindingItem::of(finding, cx.locale)).collect();
    let import = ImportItem::of(report, cx.env.now());
    Ok(Json(ImportDetail { import, findings: Page { items, next_cursor } }))
}

/// Import what was looked ahead at
///
/// Starts an import of its own, as a job. The same file imported again changes nothing.
#[utoipa::path(post, path = "/merchant/{shop}/imports/{id}/confirm", tag = "Merchant: imports",
    params(("shop" = String, Path, description = "The shop's slug"), ("id" = ImportId, Path, description = "The dry run")),
    security(("session" = [])),
    responses(
        (status = 202, body = StartedImport, headers(("Location" = String, description = "The import"))),
        (status = 404, description = "No such dry run of the shop"),
        (status = 409, description = "`not_confirmable`: it is not done, it failed, or its file is not kept any more"),
    ))]
async fn confirm_import(cx: Caller, Path((shop, id)): Path<(String, ImportId)>) -> Result<Response, Problem> {
    let scope = cx.shop_by_slug(&shop).await?;
    let id = imports::confirm(&cx.env, &scope, id).await?;
    Ok(started(&shop, id))
}

fn started(shop: &str, id: ImportId) -> Response {
    let location = format!("{PREFIX}/merchant/{shop}/imports/{id}");
    (StatusCode::ACCEPTED, [(header::LOCATION, location)], Json(StartedImport { id })).into_response()
}

//! Imports of products from a merchant's file.
//!
//! Owns the rows of `imports` and their findings, and the files themselves, kept by content.
//! A product is matched by its handle in the file; the file is the truth for what it says, and
//! what it does not mention stays. What always holds: a batch of products, their counts and the
//! row where a restart goes on are stored in one transaction, so an import that was cut off goes
//! on behind its last whole batch, and one that is run again finds everything unchanged. A dry
//! run computes the same and stores nothing but its report.

mod batch;
mod file;
mod reading;
mod run;
#[cfg(test)]
mod tests;

use std::path::Path;

use db::{Run, sql};
use domain::UtcMillis;
use domain::id::{ImportEntity, ImportId, RowId, ShopId};
use domain::invalid::{Checks, Problem};
use domain::products::{Finding, FindingLevel, ImportReport, ImportState};
use serde::{Deserialize, Serialize};

pub use file::{Received, Receiving, receive};

use crate::jobs::{self, Job};
use crate::scope::ShopScope;
use crate::{Env, Error, Result, Slice};

/// Largest file, in bytes.
pub const MAX_FILE: u64 = 256 * 1024 * 1024;
/// Most findings that are kept of an import; all are counted.
pub const MAX_FINDINGS: i64 = 10_000;

sql!(
    INSERT_IMPORT,
    "insert into imports (id, shop_id, user_id, file_name, file_hash, dry_run, state, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)"
);
sql!(
    FIND_IMPORT,
    "select id, file_name, dry_run, state, rows_done, rows_total, products, variants, pictures, created, changed,
       unchanged, refused, warnings, error, created_at, finished_at
     from imports where id = $1 and shop_id = $2"
);
sql!(
    LATEST_IMPORTS,
    "select id, file_name, dry_run, state, rows_done, rows_total, products, variants, pictures, created, changed,
       unchanged, refused, warnings, error, created_at, finished_at
     from imports where shop_id = $1 and (created_at, id) < ($2, $3) order by created_at desc, id desc limit $4"
);
sql!(FIND_FILE, "select file_name, file_hash from imports where id = $1 and shop_id = $2 and dry_run");
sql!(
    FINDINGS,
    "select f.row_number, f.level, f.column_name, f.reason, f.id from import_findings f
     join imports i on i.id = f.import_id
     where f.import_id = $1 and i.shop_id = $2 and (f.row_number > $3 or (f.row_number = $3 and f.id > $4))
     order by f.row_number, f.id limit $5"
);

/// Runs an import that was started from a page.
#[derive(Debug, Serialize, Deserialize)]
pub struct RunImport {
    /// Whose.
    pub shop: ShopId,
    /// Which.
    pub import: ImportId,
}

impl Job for RunImport {
    const KIND: &'static str = "run_import";
    const MAX_ATTEMPTS: i64 = 4;

    fn unique_key(&self) -> Option<String> {
        Some(format!("run-import:{}", self.import))
    }

    async fn run(self, env: &Env) -> Result<()> {
        run::run(env, self.shop, self.import, &mut |_| {}).await.map(|_| ())
    }
}

#[derive(db::FromRow)]
struct ImportRow {
    id: ImportId,
    file_name: String,
    dry_run: bool,
    state: ImportState,
    rows_done: i64,
    rows_total: i64,
    products: i64,
    variants: i64,
    pictures: i64,
    created: i64,
    changed: i64,
    unchanged: i64,
    refused: i64,
    warnings: i64,
    error: Option<String>,
    created_at: UtcMillis,
    finished_at: Option<UtcMillis>,
}

impl From<ImportRow> for ImportReport {
    fn from(row: ImportRow) -> Self {
        Self {
            id: row.id,
            file_name: row.file_name,
            dry_run: row.dry_run,
            state: row.state,
            rows_done: row.rows_done,
            rows_total: row.rows_total,
            products: row.products,
            variants: row.variants,
            pictures: row.pictures,
            created: row.created,
            changed: row.changed,
            unchanged: row.unchanged,
            refused: row.refused,
            warnings: row.warnings,
            error: row.error,
            created_at: row.created_at,
            finished_at: row.finished_at,
        }
    }
}

/// Starts an import of a received file, as a job. A dry run only says what would happen.
///
/// # Errors
/// Invalid `file` for a file without a name.
pub async fn start(
    env: &Env,
    shop: &ShopScope,
    file_name: &str,
    file: &Received,
    dry_run: bool,
) -> Result<ImportId> {
    let id = insert(env, shop, file_name, file.hash(), dry_run, ImportState::Queued).await?;
    env.bus.wake();
    Ok(id)
}

/// Starts the import that a dry run looked ahead at.
///
/// # Errors
/// NotFound for another shop's, or one that was no dry run; Conflict `not_confirmable` for one that
/// has not ended well, or so long ago that its file may be gone.
pub async fn confirm(env: &Env, shop: &ShopScope, dry_run: ImportId) -> Result<ImportId> {
    let find = env.db.read().query(&FIND_FILE).bind(dry_run).bind(shop.shop()).fetch_optional().await?;
    let (file_name, hash): (String, String) = find.ok_or(Error::NotFound)?;
    let ahead = report(env, shop, dry_run).await?;
    if !ahead.may_confirm(env.now()) {
        let details = serde_json::json!({ "state": ahead.state });
        return Err(Error::Conflict { code: "not_confirmable", details });
    }
    let id = insert(env, shop, &file_name, &hash, false, ImportState::Queued).await?;
    env.bus.wake();
    Ok(id)
}

/// Imports a file here and now, for the command line; the callback hears of every batch.
///
/// # Errors
/// Invalid `file` for one that is too large or cannot be read as a product file.
pub async fn run_now(
    env: &Env,
    shop: &ShopScope,
    path: &Path,
    dry_run: bool,
    progress: &mut (dyn FnMut(&ImportReport) + Send),
) -> Result<ImportReport> {
    let received = file::receive_path(env, path).await?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let import = insert(env, shop, &name, received.hash(), dry_run, ImportState::Running).await?;
    run::run(env, shop.shop(), import, progress).await
}

async fn insert(
    env: &Env,
    shop: &ShopScope,
    file_name: &str,
    hash: &str,
    dry_run: bool,
    state: ImportState,
) -> Result<ImportId> {
    let mut checks = Checks::default();
    let file_name: String = file_name.chars().filter(|c| !c.is_control()).take(200).collect();
    let file_name = checks.text("file", &file_name, 1, 200);
    checks.finish()?;
    let id: ImportId = env.id::<ImportEntity>();
    let mut tx = env.db.begin().await?;
    tx.query(&INSERT_IMPORT)
        .bind(id)
        .bind(shop.shop())
        .bind(shop.user())
        .bind(file_name)
        .bind(hash)
        .bind(dry_run)
        .bind(state.as_str())
        .bind(env.now())
        .execute()
        .await?;
    // What runs here and now must not be run by a server beside it too.
    if state == ImportState::Queued {
        jobs::enqueue(&mut tx, env, &RunImport { shop: shop.shop(), import: id }).await?;
    }
    tx.commit().await?;
    Ok(id)
}

/// How far an import is.
///
/// # Errors
/// NotFound for another shop's.
pub async fn report(env: &Env, shop: &ShopScope, import: ImportId) -> Result<ImportReport> {
    find(env, shop.shop(), import).await
}

async fn find(env: &Env, shop: ShopId, import: ImportId) -> Result<ImportReport> {
    let row = env.db.read().query(&FIND_IMPORT).bind(import).bind(shop).fetch_optional::<ImportRow>().await?;
    Ok(row.ok_or(Error::NotFound)?.into())
}

/// A part of a shop's imports, newest first, and where the next part starts.
///
/// # Errors
/// Invalid `cursor`.
pub async fn latest(
    env: &Env,
    shop: &ShopScope,
    slice: Slice<'_>,
) -> Result<(Vec<ImportReport>, Option<String>)> {
    let (at, id): (i64, ImportId) = match slice.cursor {
        // Nothing is later than this.
        None => (i64::MAX, ImportId::from_parts(-1, u128::MAX)),
        Some(cursor) => read_cursor(cursor)?,
    };
    let mut conn = env.db.read();
    let query = conn.query(&LATEST_IMPORTS).bind(shop.shop()).bind(at).bind(id).bind(slice.limit + 1);
    let mut rows: Vec<ImportRow> = query.fetch_all().await?;
    let more = rows.len() > slice.size();
    rows.truncate(slice.size());
    let next = rows.last().filter(|_| more).map(|row| format!("{}.{}", row.created_at.0, row.id));
    Ok((rows.into_iter().map(ImportReport::from).collect(), next))
}

/// A part of what was found in a file, in its order, and where the next part starts.
///
/// # Errors
/// Invalid `cursor`.
pub async fn findings(
    env: &Env,
    shop: &ShopScope,
    import: ImportId,
    slice: Slice<'_>,
) -> Result<(Vec<Finding>, Option<String>)> {
    let (row, id): (i64, RowId) = match slice.cursor {
        None => (0, RowId::from_parts(0, 0)),
        Some(cursor) => read_cursor(cursor)?,
    };
    let mut conn = env.db.read();
    let query = conn.query(&FINDINGS).bind(import).bind(shop.shop()).bind(row).bind(id).bind(slice.limit + 1);
    let mut rows: Vec<(i64, FindingLevel, String, String, String)> = query.fetch_all().await?;
    let more = rows.len() > slice.size();
    rows.truncate(slice.size());
    let next = rows.last().filter(|_| more).map(|row| format!("{}.{}", row.0, row.4));
    let found = rows.into_iter().map(|(row, level, column, reason, _)| {
        Ok(Finding { row, level, column, reason: serde_json::from_str(&reason)? })
    });
    Ok((found.collect::<Result<_>>()?, next))
}

/// A number and an id: the place behind which a part begins.
fn read_cursor<T: std::str::FromStr>(cursor: &str) -> Result<(i64, T)> {
    let malformed = || Error::invalid("cursor", Problem::Malformed);
    let (number, id) = cursor.split_once('.').ok_or_else(malformed)?;
    Ok((number.parse().map_err(|_| malformed())?, id.parse().map_err(|_| malformed())?))
}

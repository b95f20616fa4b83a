//! One import from its first batch to its report.

use std::time::Duration;

use db::{Run, Tx, sql};
use domain::id::{ImportId, RowEntity, ShopId, UserId};
use domain::products::{FindingLevel, ImportReport, ImportState};
use domain::time::SECOND;

use super::batch::{self, Counts, Target};
use super::reading::{self, Batch, Found};
use super::{MAX_FINDINGS, file, find};
use crate::catalog::bulk;
use crate::catalog::categories::Matcher;
use crate::catalog::import::{Options, ReadError};
use crate::events::{self, Event};
use crate::media;
use crate::{Env, Error, Result};

/// How often a batch is stored that another transaction is in the way of, and the pause between.
const TRIES: u32 = 4;
const PAUSE: Duration = Duration::from_millis(50);

sql!(
    START_IMPORT,
    "update imports set state = 'running', rows_total = $1, error = null where id = $2 and shop_id = $3"
);
sql!(
    FIND_SOURCE,
    "select i.file_hash, i.user_id, s.currency from imports i join shops s on s.id = i.shop_id
     where i.id = $1 and i.shop_id = $2"
);
sql!(
    SAVE_PROGRESS,
    "update imports set rows_done = $1, products = products + $2, variants = variants + $3, pictures = pictures + $4,
       created = created + $5, changed = changed + $6, unchanged = unchanged + $7, refused = refused + $8,
       warnings = warnings + $9
     where id = $10 and shop_id = $11"
);
sql!(COUNT_FINDINGS, "select count(*) from import_findings where import_id = $1");
sql!(
    END_IMPORT,
    "update imports set state = $1, error = $2, finished_at = $3 where id = $4 and shop_id = $5"
);

/// Runs an import, or goes on where it was cut off.
///
/// # Errors
/// Conflict `unreadable` for a file that cannot be read as products, after the report says so.
pub(super) async fn run(
    env: &Env,
    shop: ShopId,
    import: ImportId,
    progress: &mut (dyn FnMut(&ImportReport) + Send),
) -> Result<ImportReport> {
    let report = find(env, shop, import).await?;
    if report.is_over() && report.state == ImportState::Done {
        return Ok(report);
    }
    match whole(env, shop, &report, progress).await {
        Ok(()) => {}
        Err(Stop::File(error)) => {
            // The file will be the same the next time, so there is nothing to try again.
            end(env, shop, import, ImportState::Failed, Some(error.to_string())).await?;
        }
        Err(Stop::Ours(error)) => {
            // Says so to whoever looks; the next attempt takes it back.
            let words = "The import was interrupted".to_owned();
            end(env, shop, import, ImportState::Failed, Some(words)).await?;
            return Err(error);
        }
    }
    find(env, shop, import).await
}

/// Why an import does not go on.
enum Stop {
    File(ReadError),
    Ours(Error),
}

impl<E: Into<Error>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Ours(error.into())
    }
}

async fn whole(
    env: &Env,
    shop: ShopId,
    report: &ImportReport,
    progress: &mut (dyn FnMut(&ImportReport) + Send),
) -> Result<(), Stop> {
    let mut conn = env.db.read();
    let query = conn.query(&FIND_SOURCE).bind(report.id).bind(shop);
    let (hash, user, currency): (String, Option<UserId>, domain::Currency) = query.fetch_one().await?;
    let path = file::path(env, &hash);
    let counted = path.clone();
    let rows =
        tokio::task::spawn_blocking(move || reading::count_rows(&counted)).await.map_err(Error::internal)?;
    let rows_total = rows?;
    let categories = Matcher::read(&mut conn).await?;
    let mut kept: i64 = conn.query(&COUNT_FINDINGS).bind(report.id).scalar().await?;
    let mut tx = env.db.begin().await?;
    tx.query(&START_IMPORT).bind(rows_total).bind(report.id).bind(shop).execute().await?;
    tx.commit().await?;
    let target = Target { shop, user, import: report.id, dry_run: report.dry_run, categories: &categories };
    let options = Options { exponent: currency.exponent(), private_hosts: false };
    let mut batches = reading::batches(path, options, report.rows_done);
    let mut told = env.now();
    while let Some(batch) = batches.recv().await {
        let mut batch = batch.map_err(Stop::File)?;
        batch.last_row = batch.last_row.min(rows_total);
        store(env, &target, batch, &mut kept).await?;
        // Once a second is enough for a person to see it move.
        if env.now().since(told) >= SECOND {
            told = env.now();
            progress(&find(env, shop, report.id).await?);
        }
    }
    end(env, shop, report.id, ImportState::Done, None).await?;
    if !report.dry_run {
        env.refresh_statistics().await;
    }
    progress(&find(env, shop, report.id).await?);
    Ok(())
}

/// One batch, in one transaction. A dry run asks outside of one and stores only the counts.
///
/// A sale holds the variants before their product, an import after it: of two that wait for each
/// other PostgreSQL ends one, which comes through the next time.
pub(super) async fn store(env: &Env, target: &Target<'_>, batch: Batch, kept: &mut i64) -> Result<()> {
    for _ in 1..TRIES {
        match store_once(env, target, &batch, kept).await {
            Err(Error::Unavailable(cause)) => {
                tracing::warn!(import = %target.import, cause, "storing a batch is tried again");
                tokio::time::sleep(PAUSE).await;
            }
            outcome => return outcome,
        }
    }
    store_once(env, target, &batch, kept).await
}

async fn store_once(env: &Env, target: &Target<'_>, batch: &Batch, kept: &mut i64) -> Result<()> {
    let mut counts = Counts::default();
    let mut tx = env.db.begin().await?;
    batch::settle(&mut tx, env, target, batch, &mut counts).await?;
    let room = usize::try_from(MAX_FINDINGS - *kept).unwrap_or(0);
    let keep = &batch.found[..batch.found.len().min(room)];
    insert_findings(&mut tx, env, target.import, keep).await?;
    let level = |level| batch.found.iter().filter(|found| found.level == level).count() as i64;
    let sum = |sizes: [usize; 2]| sizes.into_iter().sum::<usize>() as i64;
    let variants = sum([
        batch.products.iter().map(|p| p.variants.len()).sum(),
        batch.more.iter().map(|m| m.variants.len()).sum(),
    ]);
    let pictures = sum([
        batch.products.iter().map(|p| p.pictures.len()).sum(),
        batch.more.iter().map(|m| m.pictures.len()).sum(),
    ]);
    tx.query(&SAVE_PROGRESS)
        .bind(batch.last_row)
        .bind(batch.products.len() as i64)
        .bind(variants)
        .bind(pictures)
        .bind(counts.created)
        .bind(counts.changed)
        .bind(counts.unchanged)
        .bind(level(FindingLevel::Refused))
        .bind(level(FindingLevel::Warning))
        .bind(target.import)
        .bind(target.shop)
        .execute()
        .await?;
    tx.commit().await?;
    *kept += keep.len() as i64;
    env.bus.wake();
    Ok(())
}

async fn insert_findings(tx: &mut Tx, env: &Env, import: ImportId, found: &[Found]) -> Result<()> {
    let head = "insert into import_findings (id, import_id, row_number, level, column_name, reason) values ";
    bulk::insert(tx, "catalog::imports::findings", head, "", found, |row, found| {
        row.bind(env.id::<RowEntity>())
            .bind(import)
            .bind(found.row)
            .bind(found.level.as_str())
            .bind(found.column)
            .bind(found.reason.to_string())
    })
    .await
}

async fn end(
    env: &Env,
    shop: ShopId,
    import: ImportId,
    state: ImportState,
    error: Option<String>,
) -> Result<()> {
    let mut tx = env.db.begin().await?;
    let update = tx.query(&END_IMPORT).bind(state.as_str()).bind(error).bind(env.now());
    update.bind(import).bind(shop).execute().await?;
    if state == ImportState::Done {
        events::record(&mut tx, env, Some(shop), Event::ImportFinished { import }).await?;
        media::fetch_soon(&mut tx, env, shop).await?;
    }
    tx.commit().await?;
    env.bus.wake();
    Ok(())
}

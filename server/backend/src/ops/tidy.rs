//! What is kept for a while only. Rows go a batch at a time, each in a transaction of its own,
//! so that no other write waits for long.

use std::io::ErrorKind;
use std::path::Path;
use std::time::UNIX_EPOCH;

use db::{Run, Sql, ToValue, Value, sql};
use domain::time::DAY;

use crate::events::subscribers;
use crate::{Env, Result, jobs};

/// Rows in one transaction.
const BATCH: u32 = 1_000;
/// Days for which the log keeps what every subscriber has settled; longer than any search index
/// that is not made anew.
const KEEP_EVENTS: i64 = 90;
/// Days for which it is known when a schedule fired.
const KEEP_FIRES: i64 = 90;
/// Days in which a provider may send a webhook again.
const KEEP_NOTICES: i64 = 400;
/// Days for which the file of a finished import is kept.
const KEEP_FILES: i64 = 30;

sql!(
    /// What stands before the place of every subscriber: the entry there stays, so that SQLite
    /// never gives its number again.
    DROP_EVENTS_SQLITE,
    "delete from events where seq in
       (select seq from events where at < $1 and $2 = 0 and seq < $3 order by at limit $4)"
);
sql!(
    /// As the one above.
    DROP_EVENTS_POSTGRES,
    "delete from events where (xid, seq) in
       (select xid, seq from events where at < $1 and (xid, seq) < ($2, $3) order by at limit $4)"
);
sql!(
    /// The last one stays: from it the schedule counts on.
    DROP_FIRES,
    "delete from schedule_fires where schedule = $1 and fire_time in
       (select fire_time from schedule_fires where schedule = $1 and fire_time < $2
          and fire_time < (select max(fire_time) from schedule_fires where schedule = $1)
        order by fire_time limit $3)"
);
sql!(
    DROP_NOTICES,
    "delete from payment_events where (provider, event_id) in
       (select provider, event_id from payment_events where received_at < $1 order by received_at limit $2)"
);
sql!(
    /// By the key of the job that runs it.
    END_LOST_IMPORTS,
    "update imports set state = 'failed', error = $1, finished_at = $2
     where state = 'running' and created_at < $3
       and not exists (select 1 from jobs where jobs.unique_key = 'run-import:' || imports.id)"
);
sql!(
    FILE_IS_NEEDED,
    "select count(*) from imports where file_hash = $1 and (finished_at is null or finished_at > $2)"
);

/// Drops what was kept for long enough. Part of the nightly tidying.
pub(crate) async fn tidy(env: &Env) -> Result<()> {
    let before = |days: i64| env.now().plus(-days * DAY).to_value();
    let settled = subscribers::passed(&mut env.db.read()).await?;
    let events = env.db.engine().pick(&DROP_EVENTS_SQLITE, &DROP_EVENTS_POSTGRES);
    let place = [before(KEEP_EVENTS), settled.epoch.to_value(), settled.seq.to_value()];
    in_batches(env, events, &place).await?;
    for schedule in jobs::SCHEDULES {
        in_batches(env, &DROP_FIRES, &[schedule.name.to_value(), before(KEEP_FIRES)]).await?;
    }
    in_batches(env, &DROP_NOTICES, &[before(KEEP_NOTICES)]).await?;
    end_lost_imports(env).await?;
    drop_import_files(env).await
}

/// Runs a statement that deletes at most as many rows as its last parameter says, until none are left.
async fn in_batches(env: &Env, statement: &'static Sql, values: &[Value]) -> Result<()> {
    loop {
        let mut tx = env.db.begin().await?;
        let query = values.iter().cloned().fold(tx.query(statement), |query, value| query.bind(value));
        let dropped = query.bind(BATCH).execute().await?;
        tx.commit().await?;
        if dropped < u64::from(BATCH) {
            return Ok(());
        }
    }
}

/// Says of the imports whose worker died for the last time that they do not go on.
async fn end_lost_imports(env: &Env) -> Result<()> {
    let now = env.now();
    let mut tx = env.db.begin().await?;
    // Those of the command line have no job, and are over within a day.
    let query = tx.query(&END_LOST_IMPORTS).bind("The import was interrupted").bind(now);
    query.bind(now.plus(-DAY)).execute().await?;
    Ok(tx.commit().await?)
}

/// Deletes the files that no import needs any more; half a file that a crash left is one of them.
async fn drop_import_files(env: &Env) -> Result<()> {
    let mut files = match tokio::fs::read_dir(env.config.data_dir.join("imports")).await {
        Ok(files) => files,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    while let Some(file) = files.next_entry().await? {
        let path = file.path();
        // What just came in has no import yet.
        if !is_older_than_a_day(env, &path).await {
            continue;
        }
        let hash = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let since = env.now().plus(-KEEP_FILES * DAY);
        let needed: i64 = env.db.read().query(&FILE_IS_NEEDED).bind(hash).bind(since).scalar().await?;
        if needed == 0 {
            tokio::fs::remove_file(&path).await?;
        }
    }
    Ok(())
}

/// False for a file that went away meanwhile.
async fn is_older_than_a_day(env: &Env, path: &Path) -> bool {
    let Ok(about) = tokio::fs::metadata(path).await else { return false };
    let changed = about.modified().ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok());
    let millis = changed.and_then(|since| i64::try_from(since.as_millis()).ok());
    about.is_file() && millis.is_some_and(|millis| env.now().0 - millis > DAY)
}

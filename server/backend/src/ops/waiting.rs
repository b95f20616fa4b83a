//! What waits to be done: few questions, each served by an index and bounded.

use db::{Run, sql};
use domain::system::{Behind, Waiting};
use domain::time::DAY;

use crate::events::subscribers;
use crate::{Env, Result};

/// Older mails that did not go out are nobody's business any more.
const LOOK_BACK: i64 = 7 * DAY;

sql!(
    JOBS_WAITING,
    "select (select count(*) from (select id from jobs where state = 'queued' and run_at <= $1 limit 10000) as a) as ready,
            (select count(*) from (select id from jobs where state = 'running' and run_at <= $1 limit 10000) as b) as running,
            (select count(*) from (select id from jobs where state = 'dead' and run_at <= $1 limit 10000) as c) as dead,
            (select min(run_at) from jobs where state = 'queued' and run_at <= $1) as oldest"
);
sql!(
    MAILS_WAITING,
    "select cast(coalesce(sum(case when state = 'queued' then 1 else 0 end), 0) as bigint) as waiting,
            cast(coalesce(sum(case when state = 'failed' then 1 else 0 end), 0) as bigint) as failed,
            min(case when state = 'queued' then created_at end) as oldest
     from (select state, created_at from mails where state <> 'sent' and created_at >= $1
           order by created_at limit 10000) as m"
);

/// Jobs, mails and entries of the log that wait. Counts end at 10,000.
pub async fn waiting(env: &Env) -> Result<Waiting> {
    let now = env.now();
    let age = |at: Option<i64>| at.map_or(0, |at| (now.0 - at).max(0));
    let mut conn = env.db.read();
    let (ready, running, dead, oldest): (i64, i64, i64, Option<i64>) =
        conn.query(&JOBS_WAITING).bind(now).fetch_one().await?;
    let (mails, failed_mails, oldest_mail): (i64, i64, Option<i64>) =
        conn.query(&MAILS_WAITING).bind(now.plus(-LOOK_BACK)).fetch_one().await?;
    let subscribers = subscribers::behind_each(env)
        .await?
        .into_iter()
        .map(|(name, entries, oldest)| Behind { subscriber: name.to_owned(), entries, oldest: age(oldest) })
        .collect();
    Ok(Waiting {
        ready,
        running,
        dead,
        oldest: age(oldest),
        mails,
        oldest_mail: age(oldest_mail),
        failed_mails,
        subscribers,
    })
}

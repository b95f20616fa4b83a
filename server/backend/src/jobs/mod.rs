//! Work that happens later: enqueued in the transaction of the write that causes it, run at
//! least once, so every job is idempotent. Payloads hold ids.

mod registry;
mod runner;
mod schedule;

use std::future::Future;

use db::{Run, Tx, sql};
use domain::UtcMillis;
use domain::id::{JobEntity, JobId};
use serde::Serialize;
use serde::de::DeserializeOwned;

pub use registry::{Kind, kinds};
pub use runner::{Worker, run_due};
pub use schedule::{SCHEDULES, fire_due, keep};

use crate::{Env, Result};

/// A kind of work.
pub trait Job: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// The word that the table stores.
    const KIND: &'static str;
    /// Attempts before it is laid aside as dead.
    const MAX_ATTEMPTS: i64 = 8;
    /// How long one attempt may take before another worker takes over, in milliseconds.
    const LEASE: i64 = 60_000;

    /// While a job with this key is queued or running, enqueuing it again does nothing.
    fn unique_key(&self) -> Option<String> {
        None
    }

    /// Does the work by calling a verb.
    fn run(self, env: &Env) -> impl Future<Output = Result<()>> + Send;
}

sql!(
    ENQUEUE_JOB,
    "insert into jobs (id, queue, kind, payload, priority, state, run_at, attempts, max_attempts, unique_key, request_id, created_at)
     values ($1, 'default', $2, $3, 0, 'queued', $4, 0, $5, $6, $7, $8)
     on conflict (unique_key) do nothing"
);

/// Enqueues a job to run as soon as the transaction commits.
pub async fn enqueue<J: Job>(tx: &mut Tx, env: &Env, job: &J) -> Result<()> {
    enqueue_at(tx, env, job, env.now()).await
}

/// Enqueues a job for an instant.
pub async fn enqueue_at<J: Job>(tx: &mut Tx, env: &Env, job: &J, at: UtcMillis) -> Result<()> {
    let id: JobId = env.id::<JobEntity>();
    tx.query(&ENQUEUE_JOB)
        .bind(id)
        .bind(J::KIND)
        .bind(serde_json::to_string(job)?)
        .bind(at)
        .bind(J::MAX_ATTEMPTS)
        .bind(job.unique_key())
        .bind(crate::env::request_id())
        .bind(env.now())
        .execute()
        .await?;
    Ok(())
}

sql!(
    UNSETTLED_JOBS,
    "select kind, state from jobs where state in ('queued', 'dead', 'running') and run_at <= $1 order by kind limit 50"
);

/// Kind and state of jobs that are due and not done, at most fifty.
pub async fn unsettled(env: &Env) -> Result<Vec<(String, String)>> {
    Ok(env.db.read().query(&UNSETTLED_JOBS).bind(env.now()).fetch_all().await?)
}

#[cfg(test)]
mod tests;

//! Claims due jobs by lease, runs them, and retries with growing pauses.

use std::time::{Duration, Instant};

use db::{Engine, Run, Sql, Tx, sql};
use domain::id::{JobId, RowEntity};
use serde::{Deserialize, Serialize};
use tokio::sync::watch;
use tracing::Instrument;

use super::Job;
use super::registry::{Kind, kinds};
use crate::{Env, Error, Result};

const LOOK_AGAIN: Duration = Duration::from_secs(2);
/// What is enqueued within this time is looked for once.
const GATHER: Duration = Duration::from_millis(20);
const KEEP_DONE: i64 = 7 * domain::time::DAY;

sql!(
    /// Whether there is a job to claim, and one to take from a worker that went away: a read, since
    /// everything that happens wakes every worker, and nearly always there is neither.
    ANYTHING_DUE,
    "select exists (select 1 from jobs where state = 'queued' and run_at <= $1),
            exists (select 1 from jobs where state = 'running' and lease_until < $1)"
);
sql!(
    /// Walks the due jobs in their order and passes over the kinds in `$4`, ` one another `; an
    /// empty text has none.
    CLAIM_JOB_SQLITE,
    "update jobs set state = 'running', attempts = attempts + 1, worker = $1, lease_until = $2
     where id = (select id from jobs where state = 'queued' and run_at <= $3 and instr($4, ' ' || kind || ' ') = 0
                 order by run_at, priority desc limit 1)
     returning id, kind, payload, attempts, max_attempts, request_id"
);
sql!(
    /// As the one above.
    CLAIM_JOB_POSTGRES,
    "update jobs set state = 'running', attempts = attempts + 1, worker = $1, lease_until = $2
     where id = (select id from jobs where state = 'queued' and run_at <= $3 and strpos($4, ' ' || kind || ' ') = 0
                 order by run_at, priority desc limit 1 for update skip locked)
     returning id, kind, payload, attempts, max_attempts, request_id"
);
sql!(
    RELEASE_EXPIRED,
    "update jobs set state = case when attempts >= max_attempts then 'dead' else 'queued' end,
            lease_until = null, worker = null, last_error = 'the worker went away',
            unique_key = case when attempts >= max_attempts then null else unique_key end,
            finished_at = case when attempts >= max_attempts then $1 else finished_at end
     where state = 'running' and lease_until < $1"
);
sql!(EXTEND_LEASE, "update jobs set lease_until = $1 where id = $2 and worker = $3 and state = 'running'");
sql!(
    FINISH_JOB,
    "update jobs set state = 'done', unique_key = null, lease_until = null, finished_at = $1, last_error = null
     where id = $2 and worker = $3 and state = 'running'"
);
sql!(
    RETRY_JOB,
    "update jobs set state = 'queued', run_at = $1, lease_until = null, worker = null, last_error = $2
     where id = $3 and worker = $4 and state = 'running'"
);
sql!(
    BURY_JOB,
    "update jobs set state = 'dead', unique_key = null, lease_until = null, finished_at = $1, last_error = $2
     where id = $3 and worker = $4 and state = 'running'"
);
sql!(
    LOG_RUN,
    "insert into job_runs (id, job_id, kind, attempt, started_at, finished_at, error) values ($1, $2, $3, $4, $5, $6, $7)"
);
sql!(TIDY_JOBS, "delete from jobs where state = 'done' and finished_at < $1");
sql!(TIDY_RUNS, "delete from job_runs where started_at < $1");

/// Drops what is long done from the house's own tables.
#[derive(Serialize, Deserialize)]
pub struct Tidy;

impl Job for Tidy {
    const KIND: &'static str = "tidy";

    async fn run(self, env: &Env) -> Result<()> {
        let before = env.now().0 - KEEP_DONE;
        let mut tx = env.db.begin().await?;
        tx.query(&TIDY_JOBS).bind(before).execute().await?;
        tx.query(&TIDY_RUNS).bind(before).execute().await?;
        crate::accounts::tidy(&mut tx, env.now()).await?;
        crate::mails::tidy(&mut tx, env.now()).await?;
        tx.commit().await?;
        crate::ops::tidy(env).await?;
        env.refresh_statistics().await;
        Ok(())
    }
}

#[derive(db::FromRow)]
struct Claimed {
    id: JobId,
    kind: String,
    payload: String,
    attempts: i64,
    max_attempts: i64,
    request_id: String,
}

/// Runs jobs until it is told to stop; a job under way is finished first.
pub struct Worker {
    pub(super) name: String,
    pub(super) kinds: Vec<Kind>,
    /// The kinds that it leaves to others, each between spaces.
    pub(super) skip: String,
}

impl Worker {
    /// A worker with a name that is unique over all processes.
    pub fn new(env: &Env) -> Self {
        Self { name: env.id::<RowEntity>().to_string(), kinds: kinds(), skip: String::new() }
    }

    /// A worker that leaves out what may take minutes, so that the rest never waits for it.
    pub fn short(env: &Env) -> Self {
        let worker = Self::new(env);
        let long: Vec<&str> = worker.kinds.iter().filter(|kind| kind.long).map(|kind| kind.name).collect();
        let skip = format!(" {} ", long.join(" "));
        Self { skip, ..worker }
    }

    /// Works until `stop` says true.
    pub async fn run(self, env: Env, mut stop: watch::Receiver<bool>) {
        let mut wake = env.bus.listen();
        while !*stop.borrow() {
            wake.borrow_and_update();
            match self.step(&env).await {
                Ok(true) => continue,
                Ok(false) => {}
                Err(error) => tracing::error!(worker = self.name, %error, "the job queue does not answer"),
            }
            tokio::select! {
                _ = stop.changed() => {}
                _ = wake.changed() => tokio::time::sleep(GATHER).await,
                () = tokio::time::sleep(LOOK_AGAIN) => {}
            }
        }
    }

    /// Runs one due job; false when there is none.
    pub async fn step(&self, env: &Env) -> Result<bool> {
        let Some(job) = self.claim(env).await? else { return Ok(false) };
        let (started, clock) = (env.now(), Instant::now());
        let kind = self.kinds.iter().find(|k| k.name == job.kind);
        let outcome = match kind {
            None => Err(Error::internal(format!("no job is called {}", job.kind))),
            Some(kind) => self.attempt(env, kind, &job).await,
        };
        let now = env.now();
        let mut tx = env.db.begin().await?;
        let error = outcome.as_ref().err().map(ToString::to_string);
        tx.query(&LOG_RUN)
            .bind(env.id::<RowEntity>())
            .bind(job.id)
            .bind(job.kind.as_str())
            .bind(job.attempts)
            .bind(started)
            .bind(now)
            .bind(error.clone())
            .execute()
            .await?;
        let outcome = self.settle(&mut tx, env, &job, error).await?;
        tx.commit().await?;
        // A row may name a kind that no version knows: it is no label.
        let kind = kind.map_or("unknown", |kind| kind.name);
        telemetry::counter!(telemetry::JOB_RUNS, "kind" => kind, "outcome" => outcome).increment(1);
        telemetry::histogram!(telemetry::JOB_SECONDS, "kind" => kind, "outcome" => outcome)
            .record(clock.elapsed());
        Ok(true)
    }

    async fn claim(&self, env: &Env) -> Result<Option<Claimed>> {
        let now = env.now();
        let (is_due, is_expired): (bool, bool) =
            env.db.read().query(&ANYTHING_DUE).bind(now).fetch_one().await?;
        if !(is_due || is_expired) {
            return Ok(None);
        }
        let mut tx = env.db.begin().await?;
        if is_expired {
            tx.query(&RELEASE_EXPIRED).bind(now).execute().await?;
        }
        let claim: &'static Sql = match env.db.engine() {
            Engine::Sqlite => &CLAIM_JOB_SQLITE,
            Engine::Postgres => &CLAIM_JOB_POSTGRES,
        };
        let longest = self.kinds.iter().map(|k| k.lease).max().unwrap_or(60_000);
        let job = tx
            .query(claim)
            .bind(self.name.as_str())
            .bind(now.plus(longest))
            .bind(now)
            .bind(self.skip.as_str())
            .fetch_optional::<Claimed>()
            .await?;
        tx.commit().await?;
        Ok(job)
    }

    /// One attempt, as a task of its own; the lease is prolonged while it goes on, and a panic
    /// counts as a failure. When the lease is another's, the attempt is broken off.
    async fn attempt(&self, env: &Env, kind: &Kind, job: &Claimed) -> Result<()> {
        let work = (kind.run)(env.clone(), job.payload.clone());
        let span = tracing::info_span!("job", kind = kind.name, job = %job.id, id = job.request_id);
        let work = crate::env::with_request_id(job.request_id.clone(), work).instrument(span);
        let mut work = tokio::spawn(work);
        let pause = Duration::from_millis(u64::try_from(kind.lease / 3).unwrap_or(20_000));
        loop {
            tokio::select! {
                done = &mut work => {
                    return done.unwrap_or_else(|_| Err(Error::internal("the job panicked")));
                }
                () = tokio::time::sleep(pause) => match self.extend(env, kind, job.id).await {
                    Ok(true) => {}
                    Ok(false) => {
                        work.abort();
                        // Only its end says that it writes nothing more.
                        let _ = (&mut work).await;
                        return Err(Error::internal("the lease was lost"));
                    }
                    // The lease lasts for two more tries.
                    Err(error) => {
                        tracing::warn!(job = %job.id, kind = kind.name, %error, "a lease was not prolonged");
                    }
                },
            }
        }
    }

    /// Prolongs the lease; false when it is not this worker's any more.
    async fn extend(&self, env: &Env, kind: &Kind, job: JobId) -> Result<bool> {
        let until = env.now().plus(kind.lease);
        let mut tx = env.db.begin().await?;
        let query = tx.query(&EXTEND_LEASE).bind(until).bind(job).bind(self.name.as_str());
        let extended = query.execute().await? == 1;
        tx.commit().await?;
        Ok(extended)
    }

    /// Writes down what became of an attempt, and says it in a word.
    async fn settle(
        &self,
        tx: &mut Tx,
        env: &Env,
        job: &Claimed,
        error: Option<String>,
    ) -> Result<&'static str> {
        let now = env.now();
        let Some(error) = error else {
            tx.query(&FINISH_JOB).bind(now).bind(job.id).bind(self.name.as_str()).execute().await?;
            return Ok("done");
        };
        let error: String = error.chars().take(2_000).collect();
        if job.attempts >= job.max_attempts {
            tracing::error!(job = %job.id, kind = job.kind, %error, "a job failed for good");
            tx.query(&BURY_JOB).bind(now).bind(error).bind(job.id).bind(self.name.as_str()).execute().await?;
            Ok("dead")
        } else {
            tracing::warn!(job = %job.id, kind = job.kind, attempt = job.attempts, %error, "a job failed and is tried again");
            let at = now.plus(pause(env, job.attempts));
            tx.query(&RETRY_JOB).bind(at).bind(error).bind(job.id).bind(self.name.as_str()).execute().await?;
            Ok("retried")
        }
    }
}

/// Milliseconds until the next attempt: doubling from five seconds to an hour, less up to a
/// quarter, so that what failed together does not come back together.
fn pause(env: &Env, attempts: i64) -> i64 {
    let base = 5_000i64.saturating_mul(1 << attempts.clamp(1, 12)) / 2;
    let base = base.min(domain::time::HOUR);
    base - base / 4 * i64::from(env.random::<1>()[0]) / 255
}

/// Runs everything that is due now, one after another, and says how many ran. For tests and
/// the command line.
pub async fn run_due(env: &Env) -> Result<usize> {
    let worker = Worker::new(env);
    let mut ran = 0;
    while worker.step(env).await? {
        ran += 1;
    }
    Ok(ran)
}

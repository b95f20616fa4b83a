//! How the system stands, for managers and admins.

use axum::Json;
use backend::{Env, ops};
use domain::system;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Problem;
use crate::caller::Caller;
use crate::types::Time;

pub fn routes() -> OpenApiRouter<Env> {
    OpenApiRouter::new().routes(routes!(get_system))
}

/// How the system stands.
#[derive(Debug, Serialize, ToSchema)]
struct System {
    /// When it was measured.
    at: Time,
    /// Version of the program.
    version: String,
    /// When this process began.
    started_at: Time,
    /// `null` when it does not answer.
    database: Option<Database>,
    /// Work that waits; `null` when the database does not answer.
    waiting: Option<Waiting>,
    /// Bytes of memory in use, where the system tells it.
    memory_bytes: Option<u64>,
    /// Bytes left on the data folder's disk, where the system tells it.
    disk_free_bytes: Option<u64>,
    /// When the last backup was made, if it is known.
    last_backup_at: Option<Time>,
}

/// How the database answers.
#[derive(Debug, Serialize, ToSchema)]
struct Database {
    /// `sqlite` or `postgres`.
    engine: String,
    /// Statements of the last five minutes.
    statements: u64,
    /// Half of them took no longer, in microseconds.
    median_us: u64,
    /// 95 of 100 took no longer, in microseconds.
    p95_us: u64,
}

/// Work that waits.
#[derive(Debug, Serialize, ToSchema)]
struct Waiting {
    /// Jobs that are due.
    jobs_ready: i64,
    /// Jobs under way.
    jobs_running: i64,
    /// Jobs that failed for good.
    jobs_dead: i64,
    /// Seconds for which the oldest due job has waited.
    oldest_job_seconds: i64,
    /// Mails that were not handed over yet.
    mails: i64,
    /// Entries of the log that subscribers have not settled, by subscriber.
    behind: std::collections::BTreeMap<String, i64>,
}

impl From<system::Health> for System {
    fn from(health: system::Health) -> Self {
        Self {
            at: health.at.into(),
            version: health.version,
            started_at: health.started_at.into(),
            database: health.database.map(|database| Database {
                engine: database.engine,
                statements: database.statements,
                median_us: database.median,
                p95_us: database.p95,
            }),
            waiting: health.waiting.map(|waiting| Waiting {
                jobs_ready: waiting.ready,
                jobs_running: waiting.running,
                jobs_dead: waiting.dead,
                oldest_job_seconds: waiting.oldest / domain::time::SECOND,
                mails: waiting.mails,
                behind: waiting.subscribers.into_iter().map(|one| (one.subscriber, one.entries)).collect(),
            }),
            memory_bytes: health.memory.map(|memory| memory.used),
            disk_free_bytes: health.disk.map(|disk| disk.free),
            last_backup_at: health.backup.map(Into::into),
        }
    }
}

/// How the system stands
#[utoipa::path(get, path = "/manage/system", tag = "Management", security(("session" = [])), responses(
    (status = 200, body = System),
    (status = 401, description = "No session"),
    (status = 404, description = "The caller is neither manager nor admin"),
))]
async fn get_system(cx: Caller) -> Result<Json<System>, Problem> {
    Ok(Json(ops::health(&cx.env, &cx.staff()?).await?.into()))
}

//! Whether the house is in order, for those who keep it.

use domain::system::{Database, Health};

use super::{backup, machine, waiting};
use crate::catalog::CacheStats;
use crate::scope::StaffScope;
use crate::{Env, Result};

/// How everything stands, for managers and admins. The database's figures are of this process.
pub async fn health(env: &Env, _staff: &StaffScope) -> Result<Health> {
    let waiting = waiting(env)
        .await
        .inspect_err(|error| tracing::error!(%error, "the database does not tell what waits"))
        .ok();
    let database = waiting.as_ref().map(|_| {
        let recent = db::recent();
        let micros = |took: std::time::Duration| u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        Database {
            engine: env.db.engine().as_str().to_owned(),
            statements: recent.map_or(0, |recent| recent.statements),
            median: recent.map_or(0, |recent| micros(recent.median)),
            p95: recent.map_or(0, |recent| micros(recent.p95)),
        }
    });
    Ok(Health {
        at: env.now(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        started_at: env.started_at,
        database,
        waiting,
        memory: machine::memory(),
        disk: machine::disk(&env.config.data_dir),
        backup: backup::last(env),
    })
}

/// How busy the connections to the database are.
///
/// # Errors
/// NotFound for whoever is not an admin.
pub async fn db_pool(env: &Env, staff: &StaffScope) -> Result<db::PoolStats> {
    staff.require_admin()?;
    Ok(env.db.pool_stats())
}

/// How the caches of this process do.
///
/// # Errors
/// NotFound for whoever is not an admin.
pub async fn cache_stats(env: &Env, staff: &StaffScope) -> Result<Vec<CacheStats>> {
    staff.require_admin()?;
    Ok(env.caches.stats().await)
}

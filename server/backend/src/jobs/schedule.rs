//! What happens by the clock, in UTC. One fire of a schedule is enqueued once, however many
//! processes look.

use std::str::FromStr;
use std::time::Duration;

use croner::Cron;
use db::{Run, sql};
use domain::UtcMillis;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use tokio::sync::watch;

use crate::{Env, Error, Result};

/// No schedule fires more often than each minute.
const LOOK_AGAIN: Duration = Duration::from_secs(2);

/// A schedule: its name, its cron expression in UTC, and what it enqueues.
pub struct Schedule {
    /// Its name.
    pub name: &'static str,
    /// Five fields, UTC.
    pub cron: &'static str,
    /// The kind of job, whose payload is empty.
    pub kind: &'static str,
}

/// All schedules.
pub const SCHEDULES: &[Schedule] = &[
    Schedule { name: "tidy", cron: "17 3 * * *", kind: "tidy" },
    Schedule { name: "sweep_reservations", cron: "* * * * *", kind: "sweep_reservations" },
    Schedule { name: "tidy_checkout", cron: "23 * * * *", kind: "tidy_checkout" },
    Schedule { name: "tidy_carts", cron: "41 3 * * *", kind: "tidy_carts" },
];

sql!(
    FIRE_SCHEDULE,
    "insert into schedule_fires (schedule, fire_time) values ($1, $2) on conflict (schedule, fire_time) do nothing"
);
sql!(LAST_FIRE, "select max(fire_time) from schedule_fires where schedule = $1");
sql!(
    ENQUEUE_SCHEDULED,
    "insert into jobs (id, queue, kind, payload, priority, state, run_at, attempts, max_attempts, unique_key, created_at)
     values ($1, 'default', $2, 'null', 0, 'queued', $3, 0, 3, $4, $3)
     on conflict (unique_key) do nothing"
);

/// Enqueues what is due since the last fire of each schedule. A fire that was missed while
/// nothing ran happens once, not once for each time missed.
pub async fn fire_due(env: &Env) -> Result<usize> {
    let now = env.now();
    let mut fired = 0;
    for schedule in SCHEDULES {
        let last: Option<i64> = env.db.read().query(&LAST_FIRE).bind(schedule.name).scalar().await?;
        // A schedule that is seen for the first time begins to count from now.
        let due = match last {
            Some(last) => last_fire(schedule.cron, last, now.0)?,
            None => Some(now.0),
        };
        let Some(due) = due else { continue };
        let mut tx = env.db.begin().await?;
        let first = tx.query(&FIRE_SCHEDULE).bind(schedule.name).bind(due).execute().await? == 1;
        if first && last.is_some() {
            tx.query(&ENQUEUE_SCHEDULED)
                .bind(env.id::<domain::id::JobEntity>())
                .bind(schedule.kind)
                .bind(UtcMillis(now.0))
                .bind(format!("schedule:{}", schedule.name))
                .execute()
                .await?;
            fired += 1;
        }
        tx.commit().await?;
    }
    if fired > 0 {
        env.bus.wake();
    }
    Ok(fired)
}

/// Fires what is due, until it is told to stop.
pub async fn keep(env: Env, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        if let Err(error) = fire_due(&env).await {
            tracing::error!(%error, "what happens by the clock is not begun");
        }
        tokio::select! {
            _ = stop.changed() => {}
            () = tokio::time::sleep(LOOK_AGAIN) => {}
        }
    }
}

/// The latest fire time within (since, now].
fn last_fire(expression: &str, since: i64, now: i64) -> Result<Option<i64>> {
    let cron = Cron::from_str(expression).map_err(|e| Error::internal(e.to_string()))?;
    let at = |millis| {
        Timestamp::from_millisecond(millis).map(|t| t.to_zoned(TimeZone::UTC)).map_err(Error::internal)
    };
    let previous = cron
        .find_previous_occurrence(&at(now)?, true)
        .map_err(|e| Error::internal(e.to_string()))?
        .timestamp()
        .as_millisecond();
    Ok((previous > since).then_some(previous))
}

//! Who reacts to the log, in one place. Each handler runs in the transaction that moves its
//! subscriber's place, so an entry is settled once however many processes read the log.
//!
//! Subscribers do not wait for each other. An entry that one of them cannot settle holds up only
//! that one, for some tries; then it is left behind, and the log says which it was.

use std::collections::HashMap;
use std::pin::Pin;
use std::slice;
use std::time::Duration;

use db::{Engine, Run, Tx, sql};
use tokio::sync::watch;

use super::{Entry, Event, Position, cursor, read_after};
use crate::{Env, Error, Result};

const BATCH: i64 = 100;
/// How often in a row a subscriber may fail at an entry before it is left behind.
pub(super) const TRIES: u32 = 10;
const LOOK_AGAIN: Duration = Duration::from_secs(2);
/// What happens within this time is settled in one transaction.
const GATHER: Duration = Duration::from_millis(20);

type Handle =
    for<'a> fn(&'a mut Tx, &'a Env, &'a Entry) -> Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>>;

/// Someone who reacts to entries once for the whole site.
pub struct Subscriber {
    /// The name under which its place is stored.
    pub name: &'static str,
    /// Reacts to one entry: writes rows and enqueues jobs in the transaction, nothing else.
    pub handle: Handle,
}

/// All of them.
pub const SUBSCRIBERS: &[Subscriber] = &[
    Subscriber {
        name: "mails",
        handle: |tx, env, entry| Box::pin(crate::mails::subscriber::on_event(tx, env, entry)),
    },
    Subscriber {
        name: "category-tree",
        handle: |tx, _, entry| Box::pin(crate::catalog::bump_tree(tx, entry)),
    },
];

sql!(
    START_CURSOR,
    "insert into event_cursors (subscriber, epoch, position, updated_at) values ($1, 0, 0, $2)
     on conflict (subscriber) do nothing"
);
sql!(
    MOVE_CURSOR,
    "update event_cursors set epoch = $1, position = $2, updated_at = $3
     where subscriber = $4 and epoch = $5 and position = $6"
);

/// How often in a row each subscriber failed, and at which entry.
#[derive(Default)]
pub(super) struct Failures(HashMap<&'static str, (Position, u32)>);

impl Failures {
    /// Counts one more and says how many there are.
    fn count(&mut self, subscriber: &'static str, at: Position) -> u32 {
        let held = self.0.entry(subscriber).or_insert((at, 0));
        if held.0 != at {
            *held = (at, 0);
        }
        held.1 += 1;
        held.1
    }
}

/// Lets every subscriber settle what it has not seen; returns how many entries that were.
///
/// # Errors
/// The last failure of a subscriber, after the others went on; nothing is left behind here.
pub async fn settle(env: &Env) -> Result<usize> {
    settle_each(env, SUBSCRIBERS, &mut Failures::default()).await
}

/// The same for some subscribers; an entry at which one failed [`TRIES`] times is left behind.
pub(super) async fn settle_each(
    env: &Env,
    subscribers: &[Subscriber],
    failures: &mut Failures,
) -> Result<usize> {
    let (mut settled, mut failed) = (0, None);
    for subscriber in subscribers {
        loop {
            match step(env, subscriber, failures).await {
                Ok(Some(count)) => settled += count,
                Ok(None) => break,
                Err(error) => {
                    let name = subscriber.name;
                    tracing::error!(subscriber = name, %error, "the event log does not go on");
                    failed = Some(error);
                    break;
                }
            }
        }
    }
    failed.map_or(Ok(settled), Err)
}

sql!(LAST_SQLITE, "select cast(0 as bigint), seq from events order by seq desc limit 1");
sql!(LAST_POSTGRES, "select xid, seq from events order by xid desc, seq desc limit 1");
sql!(
    PLACE_CURSOR,
    "insert into event_cursors (subscriber, epoch, position, updated_at) values ($1, $2, $3, $4)
     on conflict (subscriber) do update set epoch = excluded.epoch, position = excluded.position, updated_at = excluded.updated_at"
);

/// Counts every entry that is there as settled: for rows that come from another database,
/// where they were settled.
pub async fn skip_to_end(tx: &mut Tx, env: &Env) -> Result<()> {
    let last = tx.engine().pick(&LAST_SQLITE, &LAST_POSTGRES);
    let Some((epoch, seq)) = tx.query(last).fetch_optional::<(i64, i64)>().await? else { return Ok(()) };
    for subscriber in SUBSCRIBERS {
        tx.query(&PLACE_CURSOR).bind(subscriber.name).bind(epoch).bind(seq).bind(env.now()).execute().await?;
    }
    Ok(())
}

sql!(
    BEHIND_SQLITE,
    "select count(*), min(at) from (select at from events where seq > $2 and $1 = 0 order by seq limit 10000) as e"
);
sql!(
    BEHIND_POSTGRES,
    "select count(*), min(at) from
       (select at from events where (xid, seq) > ($1, $2) order by xid, seq limit 10000) as e"
);

/// Entries that are committed and that some subscriber has not settled yet. On PostgreSQL this
/// counts those too that must wait for an older transaction of any database of the server.
pub async fn behind(env: &Env) -> Result<i64> {
    Ok(behind_each(env).await?.into_iter().map(|(_, entries, _)| entries).max().unwrap_or(0))
}

/// The same of each subscriber, with the time of the oldest such entry. Counts end at 10,000.
pub async fn behind_each(env: &Env) -> Result<Vec<(&'static str, i64, Option<i64>)>> {
    let mut all = Vec::with_capacity(SUBSCRIBERS.len());
    for subscriber in SUBSCRIBERS {
        let mut conn = env.db.read();
        let at = cursor(&mut conn, subscriber.name).await?;
        let count = match conn.engine() {
            Engine::Sqlite => &BEHIND_SQLITE,
            Engine::Postgres => &BEHIND_POSTGRES,
        };
        let (entries, oldest) = conn.query(count).bind(at.epoch).bind(at.seq).fetch_one().await?;
        all.push((subscriber.name, entries, oldest));
    }
    Ok(all)
}

/// The place that every subscriber has reached; the beginning while one of them has none.
pub(crate) async fn passed(conn: &mut dyn Run) -> Result<Position> {
    let mut places = Vec::with_capacity(SUBSCRIBERS.len());
    for subscriber in SUBSCRIBERS {
        places.push(cursor(conn, subscriber.name).await?);
    }
    Ok(places.into_iter().min().unwrap_or_default())
}

/// One batch; `None` when there is nothing new, or another process was faster.
async fn step(env: &Env, subscriber: &Subscriber, failures: &mut Failures) -> Result<Option<usize>> {
    let from = cursor(&mut env.db.read(), subscriber.name).await?;
    let entries = read_after(&mut env.db.read(), from, BATCH).await?;
    let Some(last) = entries.last().map(|e| e.position) else { return Ok(None) };
    match advance(env, subscriber, from, last, &entries).await {
        Ok(true) => Ok(Some(entries.len())),
        Ok(false) => Ok(None),
        // No entry is to blame for a database that does not answer.
        Err(error @ Error::Unavailable(_)) => Err(error),
        Err(_) => one_by_one(env, subscriber, from, &entries, failures).await.map(Some),
    }
}

/// Settles entries each on its own, up to the one that cannot be settled; says how many.
async fn one_by_one(
    env: &Env,
    subscriber: &Subscriber,
    mut from: Position,
    entries: &[Entry],
    failures: &mut Failures,
) -> Result<usize> {
    for (settled, entry) in entries.iter().enumerate() {
        let to = entry.position;
        let moved = match advance(env, subscriber, from, to, slice::from_ref(entry)).await {
            Ok(moved) => moved,
            Err(error @ Error::Unavailable(_)) => return Err(error),
            Err(error) => {
                if failures.count(subscriber.name, to) < TRIES {
                    return Err(error);
                }
                let (name, epoch, seq) = (subscriber.name, to.epoch, to.seq);
                tracing::error!(subscriber = name, epoch, seq, %error, "an entry of the log is left behind");
                advance(env, subscriber, from, to, &[]).await?
            }
        };
        if !moved {
            return Ok(settled);
        }
        from = to;
    }
    Ok(entries.len())
}

/// Settles entries and moves the subscriber's place; false when another process was faster.
async fn advance(
    env: &Env,
    subscriber: &Subscriber,
    from: Position,
    to: Position,
    entries: &[Entry],
) -> Result<bool> {
    let mut tx = env.db.begin().await?;
    if from == Position::default() {
        tx.query(&START_CURSOR).bind(subscriber.name).bind(env.now()).execute().await?;
    }
    let moved = tx
        .query(&MOVE_CURSOR)
        .bind(to.epoch)
        .bind(to.seq)
        .bind(env.now())
        .bind(subscriber.name)
        .bind(from.epoch)
        .bind(from.seq)
        .execute()
        .await?;
    if moved == 0 {
        tx.rollback().await?;
        return Ok(false);
    }
    for entry in entries {
        if entry.event == Event::Unreadable {
            return Err(Error::internal("its payload cannot be read"));
        }
        (subscriber.handle)(&mut tx, env, entry).await?;
    }
    tx.commit().await?;
    env.bus.wake();
    Ok(true)
}

/// Settles entries as they come, until it is told to stop.
pub async fn run(env: Env, mut stop: watch::Receiver<bool>) {
    let mut wake = env.bus.listen();
    let mut failures = Failures::default();
    while !*stop.borrow() {
        wake.borrow_and_update();
        // What failed is in the log.
        let _ = settle_each(&env, SUBSCRIBERS, &mut failures).await;
        tokio::select! {
            _ = stop.changed() => {}
            _ = wake.changed() => tokio::time::sleep(GATHER).await,
            () = tokio::time::sleep(LOOK_AGAIN) => {}
        }
    }
}

//! Who reacts to the log, in one place. Each handler runs in the transaction that moves its
//! subscriber's place, so an entry is settled once however many processes read the log.

use std::pin::Pin;
use std::time::Duration;

use db::{Engine, Run, Tx, sql};
use tokio::sync::watch;

use super::{Entry, Position, cursor, read_after};
use crate::{Env, Result};

const BATCH: i64 = 100;
const LOOK_AGAIN: Duration = Duration::from_secs(2);

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

/// Lets every subscriber settle what it has not seen; returns how many entries that were.
pub async fn settle(env: &Env) -> Result<usize> {
    let mut settled = 0;
    for subscriber in SUBSCRIBERS {
        while let Some(count) = step(env, subscriber).await? {
            settled += count;
        }
    }
    Ok(settled)
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

sql!(BEHIND_SQLITE, "select count(*) from events where seq > $2 and $1 = 0");
sql!(BEHIND_POSTGRES, "select count(*) from events where (xid, seq) > ($1, $2)");

/// Entries that are committed and that some subscriber has not settled yet. On PostgreSQL this
/// counts those too that must wait for an older transaction of any database of the server.
pub async fn behind(env: &Env) -> Result<i64> {
    let mut most = 0;
    for subscriber in SUBSCRIBERS {
        let mut conn = env.db.read();
        let at = cursor(&mut conn, subscriber.name).await?;
        let count = match conn.engine() {
            Engine::Sqlite => &BEHIND_SQLITE,
            Engine::Postgres => &BEHIND_POSTGRES,
        };
        most = most.max(conn.query(count).bind(at.epoch).bind(at.seq).scalar::<i64>().await?);
    }
    Ok(most)
}

/// One batch; `None` when there is nothing new, or another process was faster.
async fn step(env: &Env, subscriber: &Subscriber) -> Result<Option<usize>> {
    let from = cursor(&mut env.db.read(), subscriber.name).await?;
    let entries = read_after(&mut env.db.read(), from, BATCH).await?;
    let Some(last) = entries.last().map(|e| e.position) else { return Ok(None) };
    let mut tx = env.db.begin().await?;
    if from == Position::default() {
        tx.query(&START_CURSOR).bind(subscriber.name).bind(env.now()).execute().await?;
    }
    let moved = tx
        .query(&MOVE_CURSOR)
        .bind(last.epoch)
        .bind(last.seq)
        .bind(env.now())
        .bind(subscriber.name)
        .bind(from.epoch)
        .bind(from.seq)
        .execute()
        .await?;
    if moved == 0 {
        tx.rollback().await?;
        return Ok(None);
    }
    for entry in &entries {
        (subscriber.handle)(&mut tx, env, entry).await?;
    }
    tx.commit().await?;
    env.bus.wake();
    Ok(Some(entries.len()))
}

/// Settles entries as they come, until it is told to stop.
pub async fn run(env: Env, mut stop: watch::Receiver<bool>) {
    let mut wake = env.bus.listen();
    while !*stop.borrow() {
        if let Err(error) = settle(&env).await {
            tracing::error!(%error, "the event log does not go on");
        }
        tokio::select! {
            _ = stop.changed() => {}
            _ = wake.changed() => {}
            () = tokio::time::sleep(LOOK_AGAIN) => {}
        }
    }
}

//! Transactions: one write a task, a dropped one rolls back, a failed one never commits.

use std::collections::HashSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use sqlx::{AssertSqlSafe, Postgres, Transaction};

use crate::error::Fault;
use crate::query::Target;
use crate::sqlite::{self, Lease};
use crate::{Conn, Engine, Error, Result};

/// An open transaction. Await nothing but SQL while one is open: on SQLite all writers wait.
///
/// After the engine refused one of its statements, a constraint included, only a rollback is
/// left, on both engines.
#[must_use = "a transaction that is not committed is rolled back"]
pub struct Tx {
    pub(crate) link: Link,
    failed: bool,
    /// Dropped after the link.
    held: Option<Held>,
}

pub(crate) enum Link {
    /// Nothing, once a statement was given up while a thread had the connection.
    Sqlite(Option<Lease>),
    Postgres(Transaction<'static, Postgres>),
}

impl Tx {
    pub(crate) const fn new(link: Link, held: Option<Held>) -> Self {
        Self { link, failed: false, held }
    }

    /// Makes the writes last. A failed transaction rolls back and is [`Error::Aborted`].
    pub async fn commit(mut self) -> Result<()> {
        if self.failed {
            // PostgreSQL would answer COMMIT with a silent rollback.
            self.rollback().await?;
            return Err(Error::Aborted);
        }
        let outcome = match self.link {
            Link::Sqlite(Some(lease)) => lease.commit().await,
            Link::Sqlite(None) => Err(Error::Aborted.into()),
            Link::Postgres(tx) => tx.commit().await.map_err(Fault::from),
        };
        if let (Ok(()), Some(held)) = (&outcome, &mut self.held) {
            held.outcome = "committed";
        }
        outcome.map_err(|fault| fault.error.counted())
    }

    /// Undoes the writes. Dropping does the same, without waiting for it.
    pub async fn rollback(self) -> Result<()> {
        let outcome = match self.link {
            Link::Sqlite(Some(lease)) => lease.rollback(),
            // It was undone when its connection came back.
            Link::Sqlite(None) => Ok(()),
            Link::Postgres(tx) => tx.rollback().await.map_err(Fault::from),
        };
        match outcome {
            // After a full disk SQLite may have rolled back by itself, and says so.
            Err(_) if self.failed => Ok(()),
            outcome => outcome.map_err(|fault| fault.error),
        }
    }

    /// This transaction for a function that takes a [`Conn`].
    pub const fn conn(&mut self) -> Conn<'_> {
        Conn::new(Target::Tx(self))
    }

    pub(crate) const fn engine(&self) -> Engine {
        match self.link {
            Link::Sqlite(_) => Engine::Sqlite,
            Link::Postgres(_) => Engine::Postgres,
        }
    }

    /// Runs a script of several statements without parameters.
    pub(crate) async fn script(&mut self, text: &str) -> Result<()> {
        self.usable()?;
        let outcome = match &mut self.link {
            Link::Sqlite(slot) => sqlite::script(slot, text.to_owned()).await,
            Link::Postgres(tx) => {
                let script = sqlx::raw_sql(AssertSqlSafe(text));
                script.execute(&mut **tx).await.map(drop).map_err(Fault::from)
            }
        };
        outcome.map_err(|fault| self.explain(fault))
    }

    pub(crate) const fn usable(&self) -> Result<()> {
        if self.failed { Err(Error::Aborted) } else { Ok(()) }
    }

    /// Remembers what the fault of one of its statements means for those to come, and gives its
    /// error.
    pub(crate) fn explain(&mut self, fault: Fault) -> Error {
        self.failed |= fault.aborts;
        if self.held.is_none() || !fault.is_read_only {
            return fault.error;
        }
        // A writer that was opened while its file could not be written stays so for ever, while the
        // file may be writable again.
        if let Link::Sqlite(Some(lease)) = &mut self.link {
            lease.spoil();
        }
        Error::Unavailable
    }
}

/// Who asks for a write: the task, or the thread when its future runs outside of tasks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Owner {
    Task(tokio::task::Id),
    Thread(std::thread::ThreadId),
}

/// What all writes of a database share.
#[derive(Default)]
pub(crate) struct Writers {
    /// The tasks that hold a write or wait for one.
    tasks: Mutex<HashSet<Owner>>,
    /// How many writes are open.
    open: AtomicUsize,
    /// How many tasks wait to begin one.
    waiting: AtomicUsize,
}

impl Writers {
    /// How many writes are open.
    pub(crate) fn open(&self) -> usize {
        self.open.load(Ordering::Relaxed)
    }

    /// How many tasks wait to begin a write.
    pub(crate) fn waiting(&self) -> usize {
        self.waiting.load(Ordering::Relaxed)
    }

    /// Counts a waiting task until it is dropped, also when that gives up.
    pub(crate) fn wait(&self) -> Waiting<'_> {
        self.waiting.fetch_add(1, Ordering::Relaxed);
        Waiting(&self.waiting)
    }
}

pub(crate) struct Waiting<'a>(&'a AtomicUsize);

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// A task's right to its one write, given back when dropped.
pub(crate) struct Held {
    writers: Arc<Writers>,
    owner: Owner,
    /// Since when the write is open, if it is.
    since: Option<Instant>,
    outcome: &'static str,
}

impl Held {
    pub(crate) fn take(writers: &Arc<Writers>) -> Result<Self> {
        let owner =
            tokio::task::try_id().map_or_else(|| Owner::Thread(std::thread::current().id()), Owner::Task);
        if writers.tasks.lock().unwrap_or_else(PoisonError::into_inner).insert(owner) {
            Ok(Self { writers: writers.clone(), owner, since: None, outcome: "rolled_back" })
        } else {
            Err(Error::NestedWrite)
        }
    }

    /// From here on the write is open.
    pub(crate) fn opened(mut self) -> Self {
        self.since = Some(Instant::now());
        self.writers.open.fetch_add(1, Ordering::Relaxed);
        self
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.writers.tasks.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.owner);
        if let Some(since) = self.since {
            self.writers.open.fetch_sub(1, Ordering::Relaxed);
            telemetry::histogram!(telemetry::DB_TRANSACTION_SECONDS, "outcome" => self.outcome)
                .record(since.elapsed());
        }
    }
}

//! Opening databases: a pool of readers and one writer on SQLite, one pool on PostgreSQL.

use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{ConnectOptions as _, Connection as _};

use crate::error::is_read_only;
use crate::query::Target;
use crate::tx::{Held, Link, Writers};
use crate::{Conn, Engine, Error, Result, Tx};

/// An open database. Cheap to clone.
#[derive(Clone)]
pub struct Db(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) pools: Pools,
    writers: Arc<Writers>,
    waiting: AtomicUsize,
    /// The folder of a database that lives as long as the process uses it.
    _scratch: Option<tempfile::TempDir>,
}

pub(crate) enum Pools {
    Sqlite { readers: SqlitePool, writer: SqlitePool },
    Postgres(PgPool),
}

/// How to open a database.
#[derive(Debug, Clone)]
pub struct Options {
    /// SQLite's reading connections.
    pub readers: u32,
    /// PostgreSQL's connections.
    pub connections: u32,
    /// How long a statement waits for a connection, and a write for its turn.
    pub patience: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self { readers: 8, connections: 10, patience: Duration::from_secs(10) }
    }
}

/// The state of the connections.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PoolStats {
    /// Connections that exist, the writer not counted.
    pub open: u32,
    /// Of these, the ones not in use.
    pub idle: u32,
    /// As many may exist.
    pub max: u32,
    /// Tasks that wait to begin a write.
    pub waiting: usize,
    /// Writes that are open; on SQLite never more than one.
    pub writing: usize,
}

/// Prepared statements kept on each connection.
const STATEMENTS: usize = 500;

impl Db {
    /// Opens `sqlite://path`, `sqlite::memory:` (a file that goes with the last handle) or
    /// `postgres://…`. A missing SQLite file is created, its folder is not.
    pub async fn connect(url: &str, options: Options) -> Result<Self> {
        let (mut scratch, writers) = (None, Arc::<Writers>::default());
        let pools = if url == "sqlite::memory:" {
            let folder = tempfile::Builder::new().prefix("souk-").tempdir().map_err(Error::other)?;
            let file = SqliteConnectOptions::new().filename(folder.path().join("souk.db"));
            scratch = Some(folder);
            open_sqlite(file, &options, &writers).await?
        } else if url.starts_with("sqlite:") {
            open_sqlite(SqliteConnectOptions::from_str(url)?, &options, &writers).await?
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            open_postgres(PgConnectOptions::from_str(url)?, &options).await?
        } else {
            return Err(Error::other("a database URL begins with sqlite:// or postgres://"));
        };
        let inner = Inner { pools, writers, waiting: AtomicUsize::new(0), _scratch: scratch };
        Ok(Self(Arc::new(inner)))
    }

    /// The engine behind it.
    pub fn engine(&self) -> Engine {
        match self.0.pools {
            Pools::Sqlite { .. } => Engine::Sqlite,
            Pools::Postgres(_) => Engine::Postgres,
        }
    }

    /// Begins a write transaction: on SQLite once the one writer is free, [`Error::Busy`] when
    /// that takes too long. [`Error::NestedWrite`] when this task holds or awaits one already.
    pub async fn begin(&self) -> Result<Tx> {
        let held = Held::take(&self.0.writers)?;
        let waiting = Waiting::new(&self.0.waiting);
        let clock = Instant::now();
        let link = match &self.0.pools {
            Pools::Sqlite { writer, .. } => {
                writer.begin_with("begin immediate").await.map(Link::Sqlite).map_err(|error| match error {
                    // The one writer was taken for the whole time.
                    sqlx::Error::PoolTimedOut => Error::Busy,
                    error if is_read_only(&error) => self.0.writers.met_read_only(),
                    error => error.into(),
                })
            }
            Pools::Postgres(pool) => pool.begin().await.map(Link::Postgres).map_err(Error::from),
        };
        drop(waiting);
        telemetry::histogram!(telemetry::DB_WAIT_SECONDS, "purpose" => "write").record(clock.elapsed());
        Ok(Tx::new(link.map_err(Error::counted)?, Some(held.opened())))
    }

    /// Begins a transaction that only reads and sees one state of the database throughout.
    pub async fn snapshot(&self) -> Result<Tx> {
        let link = match &self.0.pools {
            Pools::Sqlite { readers, .. } => Link::Sqlite(readers.begin().await?),
            Pools::Postgres(pool) => {
                Link::Postgres(pool.begin_with("begin isolation level repeatable read read only").await?)
            }
        };
        Ok(Tx::new(link, None))
    }

    /// Reads outside of a transaction, each statement on a connection that is free.
    pub fn read(&self) -> Conn<'static> {
        Conn::new(Target::Pool(self.clone()))
    }

    /// Closes every connection, after those in use are given back.
    pub async fn close(&self) {
        match &self.0.pools {
            Pools::Sqlite { readers, writer } => {
                readers.close().await;
                writer.close().await;
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }

    /// How busy the connections are.
    pub fn pool_stats(&self) -> PoolStats {
        let (open, idle, max) = match &self.0.pools {
            Pools::Sqlite { readers: pool, .. } => {
                (pool.size(), pool.num_idle(), pool.options().get_max_connections())
            }
            Pools::Postgres(pool) => (pool.size(), pool.num_idle(), pool.options().get_max_connections()),
        };
        PoolStats {
            open,
            idle: u32::try_from(idle).unwrap_or(u32::MAX),
            max,
            waiting: self.0.waiting.load(Ordering::Relaxed),
            writing: self.0.writers.open(),
        }
    }
}

async fn open_sqlite(file: SqliteConnectOptions, options: &Options, writers: &Arc<Writers>) -> Result<Pools> {
    let file = file
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(options.patience)
        .statement_cache_capacity(STATEMENTS)
        .disable_statement_logging();
    let pool = |connections| {
        SqlitePoolOptions::new()
            .max_connections(connections)
            .test_before_acquire(false)
            .idle_timeout(None)
            .max_lifetime(None)
            .acquire_timeout(options.patience)
            // After FULL, IOERR or NOMEM SQLite may have ended the transaction by itself. The
            // rollback of sqlx then fails and leaves its count above zero: close and replace.
            .before_acquire(|conn, _| Box::pin(async move { Ok(!conn.is_in_transaction()) }))
    };
    // The writer comes first: it makes the file and its WAL, which readers cannot.
    let stale = writers.clone();
    let writer = pool(1).before_acquire(move |conn, _| {
        let reuse = !conn.is_in_transaction() && !stale.take_stale();
        Box::pin(async move { Ok(reuse) })
    });
    let writer = writer.connect_with(file.clone()).await.map_err(cannot_open)?;
    let reading = file.create_if_missing(false).pragma("query_only", "on");
    // A connection learns the planner's statistics when it is opened, and never again.
    let readers = pool(options.readers)
        .max_lifetime(Duration::from_secs(30 * 60))
        .connect_with(reading)
        .await
        .map_err(cannot_open)?;
    Ok(Pools::Sqlite { readers, writer })
}

async fn open_postgres(server: PgConnectOptions, options: &Options) -> Result<Pools> {
    /// A connection in constant use is known to live; the round trip is for the others.
    const TRUSTED: Duration = Duration::from_secs(15);
    let server =
        server.application_name("souk").statement_cache_capacity(STATEMENTS).disable_statement_logging();
    let pool = PgPoolOptions::new()
        .max_connections(options.connections)
        .acquire_timeout(options.patience)
        .test_before_acquire(false)
        .before_acquire(|conn, meta| {
            Box::pin(async move {
                if meta.idle_for > TRUSTED {
                    conn.ping().await?;
                }
                Ok(true)
            })
        })
        .connect_with(server)
        .await
        .map_err(cannot_open)?;
    Ok(Pools::Postgres(pool))
}

/// At the start a person reads it, so it keeps the engine's words.
fn cannot_open(error: sqlx::Error) -> Error {
    Error::other(format!("cannot open the database: {error}"))
}

/// Counts a waiting task, also when it gives up.
struct Waiting<'a>(&'a AtomicUsize);

impl<'a> Waiting<'a> {
    fn new(count: &'a AtomicUsize) -> Self {
        count.fetch_add(1, Ordering::Relaxed);
        Self(count)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

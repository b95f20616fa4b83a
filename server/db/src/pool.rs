//! Opening databases: a pool of readers and one writer on SQLite, one pool on PostgreSQL.

use std::sync::Arc;
use std::time::{Duration, Instant};

use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::{ConnectOptions as _, Connection as _};

use crate::error::Fault;
use crate::query::Target;
use crate::sqlite::Sqlite;
use crate::tx::{Held, Link, Writers};
use crate::{Conn, Engine, Error, Result, Tx};

/// An open database. Cheap to clone.
#[derive(Clone)]
pub struct Db(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) pools: Pools,
    writers: Arc<Writers>,
    /// The folder of a database that lives as long as the process uses it.
    _scratch: Option<tempfile::TempDir>,
}

pub(crate) enum Pools {
    Sqlite(Sqlite),
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
    /// Writes that are open; on SQLite all but one of them wait for the disk.
    pub writing: usize,
}

/// Prepared statements kept on each connection.
pub(crate) const STATEMENTS: usize = 500;

impl Db {
    /// Opens `sqlite://path`, `sqlite::memory:` (a file that goes with the last handle) or
    /// `postgres://…`. A missing SQLite file is created, its folder is not.
    pub async fn connect(url: &str, options: Options) -> Result<Self> {
        let mut scratch = None;
        let pools = if url == "sqlite::memory:" {
            let folder = tempfile::Builder::new().prefix("souk-").tempdir().map_err(Error::other)?;
            let file = folder.path().join("souk.db");
            scratch = Some(folder);
            Pools::Sqlite(Sqlite::open(file, &options).await?)
        } else if let Some(path) = url.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            if path.is_empty() || path.contains('?') {
                return Err(Error::other("the URL of an SQLite database is sqlite:// and a path, no more"));
            }
            Pools::Sqlite(Sqlite::open(path.into(), &options).await?)
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            open_postgres(url.parse()?, &options).await?
        } else {
            return Err(Error::other("a database URL begins with sqlite:// or postgres://"));
        };
        let inner = Inner { pools, writers: Arc::default(), _scratch: scratch };
        Ok(Self(Arc::new(inner)))
    }

    /// The engine behind it.
    pub fn engine(&self) -> Engine {
        match self.0.pools {
            Pools::Sqlite(_) => Engine::Sqlite,
            Pools::Postgres(_) => Engine::Postgres,
        }
    }

    /// Begins a write transaction: on SQLite once the one writer is free, [`Error::Busy`] when
    /// that takes too long. [`Error::NestedWrite`] when this task holds or awaits one already.
    pub async fn begin(&self) -> Result<Tx> {
        let held = Held::take(&self.0.writers)?;
        let waiting = self.0.writers.wait();
        let clock = Instant::now();
        let link = match &self.0.pools {
            Pools::Sqlite(sqlite) => sqlite.begin().await.map(|lease| Link::Sqlite(Some(lease))),
            Pools::Postgres(pool) => pool.begin().await.map(Link::Postgres).map_err(Fault::from),
        };
        drop(waiting);
        telemetry::histogram!(telemetry::DB_WAIT_SECONDS, "purpose" => "write").record(clock.elapsed());
        Ok(Tx::new(link.map_err(|fault| fault.error.counted())?, Some(held.opened())))
    }

    /// Begins a transaction that only reads and sees one state of the database throughout.
    pub async fn snapshot(&self) -> Result<Tx> {
        let link = match &self.0.pools {
            Pools::Sqlite(sqlite) => {
                let lease = sqlite.snapshot().await.map_err(|fault| fault.error)?;
                Link::Sqlite(Some(lease))
            }
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
            Pools::Sqlite(sqlite) => sqlite.close().await,
            Pools::Postgres(pool) => pool.close().await,
        }
    }

    /// How busy the connections are.
    pub fn pool_stats(&self) -> PoolStats {
        let (open, idle, max) = match &self.0.pools {
            Pools::Sqlite(sqlite) => sqlite.readers.stats(),
            Pools::Postgres(pool) => (pool.size(), pool.num_idle(), pool.options().get_max_connections()),
        };
        PoolStats {
            open,
            idle: u32::try_from(idle).unwrap_or(u32::MAX),
            max,
            waiting: self.0.writers.waiting(),
            writing: self.0.writers.open(),
        }
    }
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

//! Running a statement on a connection or in a transaction.

use std::time::{Duration, Instant};

use futures::TryStreamExt;
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;

use crate::pool::Pools;
use crate::sql::Source;
use crate::tx::Link;
use crate::{Db, Engine, Error, Result, Sql, ToValue, Tx, Value, value};

/// A row type that both engines can fill: tuples, and structs with `#[derive(sqlx::FromRow)]`.
pub trait Row:
    for<'r> sqlx::FromRow<'r, SqliteRow> + for<'r> sqlx::FromRow<'r, PgRow> + Send + Unpin
{
}

impl<T> Row for T where
    T: for<'r> sqlx::FromRow<'r, SqliteRow> + for<'r> sqlx::FromRow<'r, PgRow> + Send + Unpin
{
}

/// Where statements run. Helpers take `conn: &mut dyn Run`.
pub trait Run: Send {
    /// A declared statement.
    fn query<'a>(&'a mut self, sql: &'static Sql) -> Query<'a>;
    /// A text put together at run time, which must hold no value that a person typed.
    fn dynamic<'a>(&'a mut self, name: &'static str, text: String) -> Query<'a>;
    /// The engine behind it.
    fn engine(&self) -> Engine;
}

/// Reads: each statement on its own, on whichever connection is free; or, from
/// [`Tx::conn`], inside that transaction.
pub struct Conn<'c>(Target<'c>);

pub(crate) enum Target<'a> {
    Pool(Db),
    Tx(&'a mut Tx),
}

impl Target<'_> {
    fn reborrow(&mut self) -> Target<'_> {
        match self {
            Self::Pool(db) => Target::Pool(db.clone()),
            Self::Tx(tx) => Target::Tx(tx),
        }
    }

    fn engine(&self) -> Engine {
        match self {
            Self::Pool(db) => db.engine(),
            Self::Tx(tx) => tx.engine(),
        }
    }
}

impl<'c> Conn<'c> {
    pub(crate) const fn new(target: Target<'c>) -> Self {
        Self(target)
    }
}

impl Run for Conn<'_> {
    fn query<'a>(&'a mut self, sql: &'static Sql) -> Query<'a> {
        Query::new(self.0.reborrow(), Source::Declared(sql))
    }
    fn dynamic<'a>(&'a mut self, name: &'static str, text: String) -> Query<'a> {
        Query::new(self.0.reborrow(), Source::shape(name, text))
    }
    fn engine(&self) -> Engine {
        self.0.engine()
    }
}

impl Run for Tx {
    fn query<'a>(&'a mut self, sql: &'static Sql) -> Query<'a> {
        Query::new(Target::Tx(self), Source::Declared(sql))
    }
    fn dynamic<'a>(&'a mut self, name: &'static str, text: String) -> Query<'a> {
        Query::new(Target::Tx(self), Source::shape(name, text))
    }
    fn engine(&self) -> Engine {
        Tx::engine(self)
    }
}

/// A statement with its bound values.
#[must_use = "a query does nothing until it is executed or fetched"]
pub struct Query<'a> {
    target: Target<'a>,
    source: Source,
    values: Vec<Value>,
}

/// Runs `$work` with sqlx's own types on whichever of the four connections the query has.
macro_rules! run {
    ($query:expr, |$conn:ident, $statement:ident| $work:expr) => {{
        let Query { target, source, values } = $query;
        let text = source.text();
        match target {
            Target::Pool(db) => match &db.0.pools {
                Pools::Sqlite { readers, .. } => {
                    let mut lease = lease(readers).await?;
                    let $statement = (text, value::sqlite(values)?);
                    let (clock, $conn) = (Instant::now(), &mut *lease);
                    finish(&source, Engine::Sqlite, clock, $work.await, None)
                }
                Pools::Postgres(pool) => {
                    let mut lease = lease(pool).await?;
                    let $statement = (text, value::postgres(values)?);
                    let (clock, $conn) = (Instant::now(), &mut *lease);
                    finish(&source, Engine::Postgres, clock, $work.await, None)
                }
            },
            Target::Tx(tx) => {
                tx.usable()?;
                let clock = Instant::now();
                match &mut tx.link {
                    Link::Sqlite(link) => {
                        let $statement = (text, value::sqlite(values)?);
                        let $conn = &mut **link;
                        let outcome = $work.await;
                        finish(&source, Engine::Sqlite, clock, outcome, Some(tx))
                    }
                    Link::Postgres(link) => {
                        let $statement = (text, value::postgres(values)?);
                        let $conn = &mut **link;
                        let outcome = $work.await;
                        finish(&source, Engine::Postgres, clock, outcome, Some(tx))
                    }
                }
            }
        }
    }};
}

impl<'a> Query<'a> {
    pub(crate) const fn new(target: Target<'a>, source: Source) -> Self {
        Self { target, source, values: Vec::new() }
    }

    pub(crate) fn with_values(mut self, values: Vec<Value>) -> Self {
        self.values = values;
        self
    }

    /// Binds the next placeholder.
    pub fn bind(mut self, value: impl ToValue) -> Self {
        self.values.push(value.to_value());
        self
    }

    /// Runs it and gives the number of rows it changed.
    pub async fn execute(self) -> Result<u64> {
        run!(self, |conn, statement| async {
            let done = sqlx::query_with(statement.0, statement.1).execute(conn).await?;
            Ok(done.rows_affected())
        })
    }

    /// Every row, in memory: for lists whose length is bounded.
    pub async fn fetch_all<T: Row>(self) -> Result<Vec<T>> {
        run!(self, |conn, statement| sqlx::query_as_with(statement.0, statement.1).fetch_all(conn))
    }

    /// The first row, if there is one.
    pub async fn fetch_optional<T: Row>(self) -> Result<Option<T>> {
        run!(self, |conn, statement| sqlx::query_as_with(statement.0, statement.1).fetch_optional(conn))
    }

    /// The first row, or [`Error::NotFound`].
    pub async fn fetch_one<T: Row>(self) -> Result<T> {
        self.fetch_optional().await?.ok_or(Error::NotFound)
    }

    /// The first column of the first row, or [`Error::NotFound`].
    pub async fn scalar<S>(self) -> Result<S>
    where
        (S,): Row,
    {
        Ok(self.fetch_one::<(S,)>().await?.0)
    }

    /// Hands over row after row, with memory for a few; ends early with the callback's error.
    pub async fn fetch_each<T: Row>(self, mut each: impl FnMut(T) -> Result<()>) -> Result<()> {
        let mut refused = None;
        run!(self, |conn, statement| async {
            let mut rows = sqlx::query_as_with(statement.0, statement.1).fetch(conn);
            while let Some(row) = rows.try_next().await? {
                if let Err(error) = each(row) {
                    refused = Some(error);
                    break;
                }
            }
            Ok(())
        })?;
        refused.map_or(Ok(()), Err)
    }
}

/// A connection that is free, or that becomes free in time.
async fn lease<D: sqlx::Database>(pool: &sqlx::Pool<D>) -> Result<sqlx::pool::PoolConnection<D>> {
    let clock = Instant::now();
    let lease = pool.acquire().await;
    telemetry::histogram!(telemetry::DB_WAIT_SECONDS, "purpose" => "read").record(clock.elapsed());
    lease.map_err(|error| Error::from(error).counted())
}

/// From here on a statement is worth a line in the log.
const SLOW: Duration = Duration::from_millis(100);

fn finish<T>(
    source: &Source,
    engine: Engine,
    clock: Instant,
    outcome: Result<T, sqlx::Error>,
    tx: Option<&mut Tx>,
) -> Result<T> {
    let took = clock.elapsed();
    #[cfg(any(test, feature = "testing"))]
    crate::testing::note(source.name());
    source.record(engine, took, outcome.is_err());
    crate::recent::note(clock, took);
    if took >= SLOW {
        tracing::warn!(
            query = source.name(),
            engine = engine.as_str(),
            millis = took.as_millis(),
            "slow query"
        );
    }
    outcome.map_err(|error| {
        let error = match tx {
            Some(tx) => {
                tx.note(&error);
                tx.explain(error)
            }
            None => Error::from(error),
        };
        let error = error.counted();
        tracing::debug!(query = source.name(), engine = engine.as_str(), %error, "query failed");
        error
    })
}

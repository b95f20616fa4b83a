//! Running a statement on a connection or in a transaction.

use std::marker::PhantomData;
use std::time::{Duration, Instant};

use futures::TryStreamExt;
use sqlx::SqlStr;
use sqlx::postgres::{PgArguments, PgConnection};

use crate::error::Fault;
use crate::pool::Pools;
use crate::row::{FromRow, RowRef};
use crate::sql::Source;
use crate::sqlite::{self, Lease};
use crate::tx::Link;
use crate::{Db, Engine, Error, Result, Sql, ToValue, Tx, Value, value};

/// A row type that may come from another thread.
pub trait Row: FromRow + Send + 'static {}

impl<T: FromRow + Send + 'static> Row for T {}

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

/// What is done with a statement, on either engine.
pub(crate) trait Work: 'static {
    /// What it gives.
    type Done: Send + 'static;
    /// On SQLite, with its parameters bound.
    fn sqlite(statement: &mut rusqlite::CachedStatement<'_>) -> Result<Self::Done, Fault>;
    /// On PostgreSQL.
    fn postgres(
        conn: &mut PgConnection,
        text: SqlStr,
        arguments: PgArguments,
    ) -> impl Future<Output = Result<Self::Done, Fault>> + Send;
}

struct Execute;

impl Work for Execute {
    type Done = u64;

    fn sqlite(statement: &mut rusqlite::CachedStatement<'_>) -> Result<u64, Fault> {
        if statement.column_count() == 0 {
            return Ok(statement.raw_execute()? as u64);
        }
        let (mut rows, mut count) = (statement.raw_query(), 0);
        while rows.next()?.is_some() {
            count += 1;
        }
        Ok(count)
    }

    async fn postgres(conn: &mut PgConnection, text: SqlStr, arguments: PgArguments) -> Result<u64, Fault> {
        Ok(sqlx::query_with(text, arguments).execute(conn).await?.rows_affected())
    }
}

struct All<T>(PhantomData<T>);

impl<T: Row> Work for All<T> {
    type Done = Vec<T>;

    fn sqlite(statement: &mut rusqlite::CachedStatement<'_>) -> Result<Vec<T>, Fault> {
        let (mut rows, mut all) = (statement.raw_query(), Vec::new());
        while let Some(row) = rows.next()? {
            all.push(T::from_row(&RowRef::sqlite(row))?);
        }
        Ok(all)
    }

    async fn postgres(
        conn: &mut PgConnection,
        text: SqlStr,
        arguments: PgArguments,
    ) -> Result<Vec<T>, Fault> {
        let mut all = Vec::new();
        let mut rows = sqlx::query_with(text, arguments).fetch(conn);
        while let Some(row) = rows.try_next().await? {
            all.push(T::from_row(&RowRef::postgres(&row))?);
        }
        Ok(all)
    }
}

struct First<T>(PhantomData<T>);

impl<T: Row> Work for First<T> {
    type Done = Option<T>;

    fn sqlite(statement: &mut rusqlite::CachedStatement<'_>) -> Result<Option<T>, Fault> {
        let mut rows = statement.raw_query();
        Ok(rows.next()?.map(|row| T::from_row(&RowRef::sqlite(row))).transpose()?)
    }

    async fn postgres(
        conn: &mut PgConnection,
        text: SqlStr,
        arguments: PgArguments,
    ) -> Result<Option<T>, Fault> {
        let row = sqlx::query_with(text, arguments).fetch_optional(conn).await?;
        Ok(row.map(|row| T::from_row(&RowRef::postgres(&row))).transpose()?)
    }
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
        self.run::<Execute>().await
    }

    /// Every row, in memory: for lists whose length is bounded.
    pub async fn fetch_all<T: Row>(self) -> Result<Vec<T>> {
        self.run::<All<T>>().await
    }

    /// The first row, if there is one.
    pub async fn fetch_optional<T: Row>(self) -> Result<Option<T>> {
        self.run::<First<T>>().await
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

    /// Hands over row after row, with memory for a few hundred; ends early with the callback's
    /// error.
    pub async fn fetch_each<T: Row>(self, each: impl FnMut(T) -> Result<()> + Send) -> Result<()> {
        self.on(Each { each, row: PhantomData }).await?.map_or(Ok(()), Err)
    }

    async fn run<W: Work>(self) -> Result<W::Done> {
        self.on(Whole::<W>(PhantomData)).await
    }

    async fn on<R: Running>(self, running: R) -> Result<R::Done> {
        let Query { target, source, values } = self;
        match target {
            Target::Pool(db) => match &db.0.pools {
                Pools::Sqlite(sqlite) => {
                    let mut slot = Some(waited(sqlite.readers.lease()).await?);
                    let ran = running.sqlite(&mut slot, &source, values).await;
                    finish(&source, Engine::Sqlite, ran, None)
                }
                Pools::Postgres(pool) => {
                    let mut conn = waited(pool.acquire()).await?;
                    let ran = running.postgres(&mut conn, &source, values).await;
                    finish(&source, Engine::Postgres, ran, None)
                }
            },
            Target::Tx(tx) => {
                tx.usable()?;
                match &mut tx.link {
                    Link::Sqlite(slot) => {
                        let ran = running.sqlite(slot, &source, values).await;
                        finish(&source, Engine::Sqlite, ran, Some(tx))
                    }
                    Link::Postgres(conn) => {
                        let ran = running.postgres(conn, &source, values).await;
                        finish(&source, Engine::Postgres, ran, Some(tx))
                    }
                }
            }
        }
    }
}

/// How long the engine was at a statement, and what came of it.
pub(crate) type Ran<T> = (Duration, Result<T, Fault>);

/// Running a statement on a connection of either engine.
trait Running: Send {
    type Done;
    fn sqlite(
        self,
        slot: &mut Option<Lease>,
        source: &Source,
        values: Vec<Value>,
    ) -> impl Future<Output = Ran<Self::Done>> + Send;
    fn postgres(
        self,
        conn: &mut PgConnection,
        source: &Source,
        values: Vec<Value>,
    ) -> impl Future<Output = Ran<Self::Done>> + Send;
}

struct Whole<W>(PhantomData<fn() -> W>);

impl<W: Work> Running for Whole<W> {
    type Done = W::Done;

    async fn sqlite(self, slot: &mut Option<Lease>, source: &Source, values: Vec<Value>) -> Ran<W::Done> {
        sqlite::run::<W>(slot, source, values).await
    }

    async fn postgres(self, conn: &mut PgConnection, source: &Source, values: Vec<Value>) -> Ran<W::Done> {
        let clock = Instant::now();
        let outcome = match value::arguments(values) {
            Ok(arguments) => W::postgres(conn, source.sqlx(), arguments).await,
            Err(error) => Err(error.into()),
        };
        (clock.elapsed(), outcome)
    }
}

struct Each<T, F> {
    each: F,
    row: PhantomData<fn() -> T>,
}

impl<T: Row, F: FnMut(T) -> Result<()> + Send> Running for Each<T, F> {
    /// What the callback ended it with.
    type Done = Option<Error>;

    async fn sqlite(
        mut self,
        slot: &mut Option<Lease>,
        source: &Source,
        values: Vec<Value>,
    ) -> Ran<Self::Done> {
        sqlite::each(slot, source, values, &mut self.each).await
    }

    async fn postgres(
        mut self,
        conn: &mut PgConnection,
        source: &Source,
        values: Vec<Value>,
    ) -> Ran<Self::Done> {
        let clock = Instant::now();
        let reading = async {
            let arguments = value::arguments(values)?;
            let mut rows = sqlx::query_with(source.sqlx(), arguments).fetch(conn);
            while let Some(row) = rows.try_next().await? {
                if let Err(error) = (self.each)(T::from_row(&RowRef::postgres(&row))?) {
                    return Ok(Some(error));
                }
            }
            Ok(None)
        };
        let outcome = reading.await;
        (clock.elapsed(), outcome)
    }
}

/// A connection, once there is one.
async fn waited<T, E>(connection: impl Future<Output = Result<T, E>>) -> Result<T>
where
    Fault: From<E>,
{
    let clock = Instant::now();
    let outcome = connection.await;
    telemetry::histogram!(telemetry::DB_WAIT_SECONDS, "purpose" => "read").record(clock.elapsed());
    outcome.map_err(|error| Fault::from(error).error.counted())
}

/// From here on a statement is worth a line in the log.
const SLOW: Duration = Duration::from_millis(100);

fn finish<T>(source: &Source, engine: Engine, (took, outcome): Ran<T>, tx: Option<&mut Tx>) -> Result<T> {
    #[cfg(any(test, feature = "testing"))]
    crate::testing::note(source.name());
    source.record(engine, took, outcome.is_err());
    crate::recent::note(took);
    if took >= SLOW {
        tracing::warn!(
            query = source.name(),
            engine = engine.as_str(),
            millis = took.as_millis(),
            "slow query"
        );
    }
    outcome.map_err(|fault| {
        let error = match tx {
            Some(tx) => tx.explain(fault),
            None => fault.error,
        };
        let error = error.counted();
        tracing::debug!(query = source.name(), engine = engine.as_str(), %error, "query failed");
        error
    })
}

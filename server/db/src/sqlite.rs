//! SQLite inside the process: its connections, and on which thread a statement runs.
//!
//! A quick statement runs where it is asked for: to hand it to another thread and wait there
//! costs several times what SQLite needs. A read that turns out longer is interrupted after
//! some thousand of SQLite's steps and runs again on a thread that may block; what was slow
//! lately goes there at once. So do commits, which wait for the disk.
//!
//! Writes that wait for their turn while another ends are committed with it: each is a savepoint
//! of one transaction, which waits for the disk once. The commit takes its place in the queue
//! behind those who wait already. Each write hears that it is done when that commit is; if it
//! fails, all of them failed.

use std::path::PathBuf;
use std::sync::atomic::{AtomicI64, AtomicU32, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use rusqlite::{CachedStatement, Connection, OpenFlags};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc, oneshot};
use tokio::task::spawn_blocking;

use crate::error::Fault;
use crate::pool::STATEMENTS;
use crate::query::{Ran, Row, Work};
use crate::row::RowRef;
use crate::sql::Source;
use crate::{Error, Options, Result, Value};

/// So many steps of SQLite's machine are between two looks at how many are left.
const STRIDE: i32 = 1_000;
/// As many strides may a read take where it is asked for: one to two milliseconds.
const STRIDES: i64 = 40;
/// A reader learns the planner's statistics when it is opened, and never again.
const READERS_LIVE: Duration = Duration::from_secs(30 * 60);

const BEGIN: &str = "begin immediate";

/// A file's readers and its one writer.
pub(crate) struct Sqlite {
    pub(crate) readers: Arc<Connections>,
    pub(crate) writer: Arc<Connections>,
}

/// Connections of one kind.
pub(crate) struct Connections {
    file: PathBuf,
    writes: bool,
    patience: Duration,
    max: u32,
    open: AtomicU32,
    free: Mutex<Vec<Open>>,
    permits: Arc<Semaphore>,
}

/// A connection, and what is left to the statement that runs on it.
struct Open {
    connection: Connection,
    strides: Arc<AtomicI64>,
    since: Instant,
    /// Who waits for the common commit of what is written and not committed yet.
    members: Vec<oneshot::Sender<Result<()>>>,
}

impl Sqlite {
    /// Opens a file; a missing one is created, its folder is not.
    pub(crate) async fn open(file: PathBuf, options: &Options) -> Result<Self> {
        let connections = |writes, max| {
            Arc::new(Connections {
                file: file.clone(),
                writes,
                patience: options.patience,
                max,
                open: AtomicU32::new(0),
                free: Mutex::default(),
                permits: Arc::new(Semaphore::new(max as usize)),
            })
        };
        let it = Self { readers: connections(false, options.readers.max(1)), writer: connections(true, 1) };
        // The writer comes first: it makes the file and its WAL, which readers cannot.
        for connections in [&it.writer, &it.readers] {
            let first = connections.clone();
            let opened = spawn_blocking(move || first.add()).await.map_err(Error::other)?;
            connections.free().push(opened.map_err(|error| {
                let words = Error::from(error);
                Error::other(format!("cannot open the database {}: {words}", connections.file.display()))
            })?);
        }
        Ok(it)
    }

    /// Waits for the one writer and begins a transaction with it.
    pub(crate) async fn begin(&self) -> Result<Lease, Fault> {
        let clock = Instant::now();
        let mut lease = match self.writer.lease().await {
            Err(Refused::Late) => return Err(Error::Busy.into()),
            lease => lease?,
        };
        if lease.open().members.is_empty() {
            return self.begin_alone(lease, clock).await;
        }
        lease.tell("savepoint member")?;
        lease.is_member = true;
        Ok(lease)
    }

    async fn begin_alone(&self, mut lease: Lease, clock: Instant) -> Result<Lease, Fault> {
        let mut outcome = lease.tell(BEGIN);
        // Another process writes: the writer waits for it on a thread that may block.
        if outcome.as_ref().is_err_and(|fault| matches!(fault.error, Error::Busy)) {
            let left = self.writer.patience.saturating_sub(clock.elapsed());
            let waiting = spawn_blocking(move || {
                let outcome = lease.wait_for_locks(left).and_then(|()| lease.tell(BEGIN));
                let outcome = lease.wait_for_locks(Duration::ZERO).and(outcome);
                (lease, outcome)
            });
            (lease, outcome) = waiting.await.map_err(Error::other)?;
        }
        if outcome.as_ref().is_err_and(|fault| fault.is_read_only) {
            lease.spoil();
            return Err(Error::Unavailable.into());
        }
        outcome.map(|()| lease)
    }

    /// Begins a transaction that only reads.
    pub(crate) async fn snapshot(&self) -> Result<Lease, Fault> {
        let mut lease = self.readers.lease().await?;
        lease.tell("begin")?;
        Ok(lease)
    }

    /// Closes every connection, after those in use are given back.
    pub(crate) async fn close(&self) {
        for connections in [&self.readers, &self.writer] {
            let Ok(_all) = connections.permits.acquire_many(connections.max).await else { continue };
            connections.permits.close();
            let free = std::mem::take(&mut *connections.free());
            connections.open.store(0, Relaxed);
            // The last one to close moves what is in the WAL into the file.
            let _ = spawn_blocking(move || drop(free)).await;
        }
    }
}

/// Why there is no connection.
#[derive(Debug)]
pub(crate) enum Refused {
    /// None became free in time.
    Late,
    /// The database was closed.
    Closed,
    /// SQLite did not open it.
    Fault(Fault),
}

impl From<Refused> for Fault {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Late | Refused::Closed => Error::Unavailable.into(),
            Refused::Fault(fault) => fault,
        }
    }
}

impl Connections {
    /// A connection that is free, or that becomes free in time.
    pub(crate) async fn lease(self: &Arc<Self>) -> Result<Lease, Refused> {
        let permit = match self.permits.clone().try_acquire_owned() {
            Ok(permit) => permit,
            Err(_) => tokio::time::timeout(self.patience, self.permits.clone().acquire_owned())
                .await
                .map_err(|_| Refused::Late)?
                .map_err(|_| Refused::Closed)?,
        };
        self.take(permit).map_err(|error| Refused::Fault(error.into()))
    }

    fn take(self: &Arc<Self>, permit: OwnedSemaphorePermit) -> rusqlite::Result<Lease> {
        let mut free = self.free().pop();
        if !self.writes && free.as_ref().is_some_and(|open| open.since.elapsed() > READERS_LIVE) {
            self.open.fetch_sub(1, Relaxed);
            free = None;
        }
        let open = match free {
            Some(open) => open,
            None => self.add()?,
        };
        Ok(Lease {
            open: Some(open),
            wrote: false,
            is_member: false,
            spoiled: false,
            home: self.clone(),
            _permit: permit,
        })
    }

    /// Commits what waits for a common commit, once those had their turn who wait for it now.
    async fn commit_members(self: Arc<Self>) {
        let Ok(permit) = self.permits.clone().acquire_owned().await else { return };
        let Ok(mut lease) = self.take(permit) else { return };
        let members = std::mem::take(&mut lease.open().members);
        if members.is_empty() {
            return;
        }
        let committing = spawn_blocking(move || {
            let outcome = lease.tell("commit");
            // The next one may begin while these hear of it.
            drop(lease);
            for member in members {
                let _ = member.send(outcome.as_ref().map(drop).map_err(|fault| match fault.error {
                    Error::Full => Error::Full,
                    _ => Error::Unavailable,
                }));
            }
        });
        let _ = committing.await;
    }

    fn free(&self) -> std::sync::MutexGuard<'_, Vec<Open>> {
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Connections that exist, that are free, and that may exist.
    pub(crate) fn stats(&self) -> (u32, usize, u32) {
        (self.open.load(Relaxed), self.free().len(), self.max)
    }

    fn add(&self) -> rusqlite::Result<Open> {
        let create = if self.writes { OpenFlags::SQLITE_OPEN_CREATE } else { OpenFlags::empty() };
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | create;
        let connection = Connection::open_with_flags(&self.file, flags)?;
        connection.busy_timeout(self.patience)?;
        connection.pragma_update(None, "journal_mode", "wal")?;
        connection.pragma_update(None, "synchronous", "full")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        if self.writes {
            connection.busy_timeout(Duration::ZERO)?;
        } else {
            connection.pragma_update(None, "query_only", true)?;
        }
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        let strides = Arc::new(AtomicI64::new(i64::MAX));
        let left = strides.clone();
        connection.progress_handler(STRIDE, Some(move || left.fetch_sub(1, Relaxed) <= 0))?;
        self.open.fetch_add(1, Relaxed);
        Ok(Open { connection, strides, since: Instant::now(), members: Vec::new() })
    }
}

/// A connection in use. Dropped, it undoes what was not committed and goes back.
pub(crate) struct Lease {
    open: Option<Open>,
    /// Whether something was written since it was taken.
    wrote: bool,
    /// Whether its transaction is a savepoint of a common one.
    is_member: bool,
    /// Whether it must not be used again.
    spoiled: bool,
    home: Arc<Connections>,
    /// Given back last.
    _permit: OwnedSemaphorePermit,
}

/// How an attempt ended.
enum Attempt<T> {
    Done(Result<T, Fault>),
    TooLong,
}

impl Lease {
    fn open(&mut self) -> &mut Open {
        self.open.as_mut().expect("it is taken out by its drop alone")
    }

    /// Has it closed instead of used again.
    pub(crate) const fn spoil(&mut self) {
        self.spoiled = true;
    }

    /// Runs a statement on this thread; `bounded`, a read gives up after some time.
    fn ask<T>(
        &mut self,
        source: &Source,
        values: &[Value],
        bounded: bool,
        work: impl FnOnce(&mut CachedStatement<'_>) -> Result<T, Fault>,
    ) -> Attempt<T> {
        let open = self.open.as_mut().expect("it is taken out by its drop alone");
        let mut wrote = false;
        let outcome = (|| {
            let mut statement = open.connection.prepare_cached(source.text())?;
            bind(&mut statement, values)?;
            wrote = !statement.readonly();
            open.strides.store(if bounded && !wrote { STRIDES } else { i64::MAX }, Relaxed);
            work(&mut statement)
        })();
        self.wrote |= wrote;
        match outcome {
            Err(fault) if fault.is_interrupted => Attempt::TooLong,
            outcome => Attempt::Done(outcome),
        }
    }

    /// Runs statements without parameters, however long they take.
    fn tell(&mut self, text: &str) -> Result<(), Fault> {
        let open = self.open();
        open.strides.store(i64::MAX, Relaxed);
        Ok(open.connection.execute_batch(text)?)
    }

    fn wait_for_locks(&mut self, time: Duration) -> Result<(), Fault> {
        Ok(self.open().connection.busy_timeout(time)?)
    }

    /// Ends its transaction and gives the connection back; `others_wait` for their turn to write.
    pub(crate) async fn commit(mut self, others_wait: bool) -> Result<(), Fault> {
        if self.is_member {
            self.tell("release member")?;
            self.is_member = false;
            if !self.wrote {
                return Ok(());
            }
        } else if !self.wrote {
            return self.tell("commit");
        } else if !others_wait {
            return spawn_blocking(move || self.tell("commit")).await.map_err(Error::other)?;
        } else {
            tokio::spawn(self.home.clone().commit_members());
        }
        let (member, committed) = oneshot::channel();
        self.open().members.push(member);
        drop(self);
        // Nobody says anything when the common transaction was undone.
        Ok(committed.await.unwrap_or(Err(Error::Unavailable))?)
    }

    /// Undoes its transaction and gives the connection back.
    pub(crate) fn rollback(mut self) -> Result<(), Fault> {
        if self.is_member {
            self.tell("rollback to member; release member")?;
            self.is_member = false;
            return Ok(());
        }
        self.tell("rollback")
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        let Some(mut open) = self.open.take() else { return };
        open.strides.store(i64::MAX, Relaxed);
        if self.is_member && open.connection.execute_batch("rollback to member; release member").is_err() {
            open.members.clear();
        }
        if open.members.is_empty() && !open.connection.is_autocommit() {
            let _ = open.connection.execute_batch("rollback");
        }
        let is_idle = open.connection.is_autocommit();
        if is_idle {
            // After FULL, IOERR or NOMEM SQLite may have undone all of it by itself.
            open.members.clear();
        }
        let is_sound = is_idle || !open.members.is_empty();
        if self.spoiled || !is_sound || self.home.permits.is_closed() {
            self.home.open.fetch_sub(1, Relaxed);
        } else {
            self.home.free().push(open);
        }
    }
}

/// SQLite numbers `$2` by where it first stands, so that its name has to be asked for.
fn bind(statement: &mut CachedStatement<'_>, values: &[Value]) -> Result<(), Fault> {
    for place in 1..=statement.parameter_count() {
        let number = statement.parameter_name(place).and_then(|name| name[1..].parse::<usize>().ok());
        let value = number.and_then(|number| values.get(number.wrapping_sub(1)));
        let value = value.ok_or_else(|| Error::other("a parameter of the statement is not bound"))?;
        match value {
            Value::Text(value) => statement.raw_bind_parameter(place, value),
            Value::Int(value) => statement.raw_bind_parameter(place, value),
            Value::Bool(value) => statement.raw_bind_parameter(place, value),
            Value::Float(value) => statement.raw_bind_parameter(place, value),
            Value::Bytes(value) => statement.raw_bind_parameter(place, value),
        }?;
    }
    Ok(())
}

/// Runs a statement where it is asked for, or on a thread that may block, and says how long SQLite
/// was at it.
pub(crate) async fn run<W: Work>(
    slot: &mut Option<Lease>,
    source: &Source,
    values: Vec<Value>,
) -> Ran<W::Done> {
    // Nothing below has to wait, and others want their turn too.
    tokio::task::consume_budget().await;
    let clock = Instant::now();
    let Some(lease) = slot else { return (Duration::ZERO, Err(lost())) };
    if source.pace().is_quick()
        && let Attempt::Done(outcome) = lease.ask(source, &values, true, |statement| W::sqlite(statement))
    {
        let took = clock.elapsed();
        source.pace().took(took);
        return (took, outcome);
    }
    let aside = aside(slot, source, move |lease, source| {
        lease.ask(source, &values, false, |statement| W::sqlite(statement))
    });
    aside.await
}

/// Hands over row after row, which a thread of its own reads.
pub(crate) async fn each<T: Row>(
    slot: &mut Option<Lease>,
    source: &Source,
    values: Vec<Value>,
    each: &mut (dyn FnMut(T) -> Result<()> + Send),
) -> Ran<Option<Error>> {
    /// So many rows are handed over at a time, and as many of these wait.
    const ROWS: usize = 100;
    const WAITING: usize = 2;
    let (sender, mut batches) = mpsc::channel::<Vec<T>>(WAITING);
    let reading = aside(slot, source, move |lease, source| {
        lease.ask(source, &values, false, |statement| {
            let mut rows = statement.raw_query();
            let mut batch = Vec::with_capacity(ROWS);
            while let Some(row) = rows.next()? {
                batch.push(T::from_row(&RowRef::sqlite(row))?);
                if batch.len() == ROWS {
                    // Who asked has heard enough.
                    let Ok(()) =
                        sender.blocking_send(std::mem::replace(&mut batch, Vec::with_capacity(ROWS)))
                    else {
                        return Ok(());
                    };
                }
            }
            let _ = sender.blocking_send(batch);
            Ok(())
        })
    });
    let taking = async move {
        while let Some(batch) = batches.recv().await {
            for row in batch {
                each(row)?;
            }
        }
        Ok(())
    };
    let ((took, outcome), taken) = tokio::join!(reading, taking);
    (took, outcome.map(|()| taken.err()))
}

/// Runs a script on a thread that may block.
pub(crate) async fn script(slot: &mut Option<Lease>, text: String) -> Result<(), Fault> {
    let mut lease = slot.take().ok_or_else(lost)?;
    let working = spawn_blocking(move || {
        lease.wrote = true;
        let outcome = lease.tell(&text);
        (lease, outcome)
    });
    let (lease, outcome) = working.await.map_err(Error::other)?;
    *slot = Some(lease);
    outcome
}

/// Runs work with the connection on a thread that may block. Whoever does not wait for its end
/// loses the connection, which goes back by itself.
async fn aside<T: Send + 'static>(
    slot: &mut Option<Lease>,
    source: &Source,
    work: impl FnOnce(&mut Lease, &Source) -> Attempt<T> + Send + 'static,
) -> Ran<T> {
    let Some(mut lease) = slot.take() else { return (Duration::ZERO, Err(lost())) };
    let source = source.clone();
    let working = spawn_blocking(move || {
        let clock = Instant::now();
        let outcome = match work(&mut lease, &source) {
            Attempt::Done(outcome) => outcome,
            Attempt::TooLong => Err(Error::other("a statement without a bound was interrupted").into()),
        };
        let took = clock.elapsed();
        source.pace().took(took);
        (lease, took, outcome)
    });
    match working.await {
        Ok((lease, took, outcome)) => {
            *slot = Some(lease);
            (took, outcome)
        }
        Err(error) => (Duration::ZERO, Err(Error::other(error).into())),
    }
}

/// An earlier statement was given up while a thread had the connection.
fn lost() -> Fault {
    Error::Aborted.into()
}

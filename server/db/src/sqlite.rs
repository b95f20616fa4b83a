//! SQLite inside the process: its connections, and on which thread a statement runs.
//!
//! A quick statement runs where it is asked for: to hand it to another thread and wait there
//! costs several times what SQLite needs. A read that turns out longer is interrupted after
//! some thousand of SQLite's steps and runs again on a thread that may block; what was slow
//! lately goes there at once. So do commits, which wait for the disk.
//!
//! A commit is written to the log and seen by all; it is acknowledged once the log is on the disk.
//! In between the next one may write, so that those that come together wait for the disk once. What
//! is synced holds everything before it, so that nothing that is acknowledged builds on what may
//! still be lost.

use std::fs::File;
use std::path::PathBuf;
use std::sync::atomic::{AtomicI64, AtomicU32, AtomicU64, Ordering::Relaxed, Ordering::SeqCst};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use rusqlite::{CachedStatement, Connection, OpenFlags};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};
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
    log: Log,
}

/// A connection, and what is left to the statement that runs on it.
struct Open {
    connection: Connection,
    strides: Arc<AtomicI64>,
    since: Instant,
}

/// SQLite's write-ahead log, and how much of it is on the disk.
struct Log {
    path: PathBuf,
    /// Commits that were written.
    written: AtomicU64,
    synced: Mutex<Synced>,
}

struct Synced {
    file: Option<File>,
    /// As many of the commits are on the disk.
    commits: u64,
}

impl Log {
    fn of(database: &std::path::Path) -> Self {
        let mut path = database.as_os_str().to_owned();
        path.push("-wal");
        let synced = Mutex::new(Synced { file: None, commits: 0 });
        Self { path: path.into(), written: AtomicU64::new(0), synced }
    }

    /// Counts a commit that was just written; called by whoever has the writer.
    fn note(&self) -> u64 {
        self.written.fetch_add(1, SeqCst) + 1
    }

    /// Waits until a commit is on the disk, and those that were written by then with it.
    fn sync(&self, commit: u64) -> std::io::Result<()> {
        let mut synced = self.synced.lock().unwrap_or_else(PoisonError::into_inner);
        if synced.commits >= commit {
            return Ok(());
        }
        let commits = self.written.load(SeqCst);
        let file = match synced.file.take() {
            Some(file) => file,
            None => File::options().read(true).write(true).open(&self.path)?,
        };
        // A file that could not be synced is opened anew.
        file.sync_data()?;
        *synced = Synced { file: Some(file), commits };
        Ok(())
    }

    /// The writer was opened anew, and the log may be another file.
    fn forget(&self) {
        self.synced.lock().unwrap_or_else(PoisonError::into_inner).file = None;
    }
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
                log: Log::of(&file),
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
        Ok(Lease { open: Some(open), wrote: false, spoiled: false, home: self.clone(), _permit: permit })
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
        // The log is synced before a commit is acknowledged, and by SQLite before it is moved.
        connection.pragma_update(None, "synchronous", "normal")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        if self.writes {
            self.log.forget();
            connection.busy_timeout(Duration::ZERO)?;
        } else {
            connection.pragma_update(None, "query_only", true)?;
        }
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        let strides = Arc::new(AtomicI64::new(i64::MAX));
        let left = strides.clone();
        connection.progress_handler(STRIDE, Some(move || left.fetch_sub(1, Relaxed) <= 0))?;
        self.open.fetch_add(1, Relaxed);
        Ok(Open { connection, strides, since: Instant::now() })
    }
}

/// A connection in use. Dropped, it undoes what was not committed and goes back.
pub(crate) struct Lease {
    open: Option<Open>,
    /// Whether something was written since it was taken.
    wrote: bool,
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
        // SQLite looks at what is left while it prepares, too.
        open.strides.store(i64::MAX, Relaxed);
        let outcome = (|| {
            let mut statement = open.connection.prepare_cached(source.text())?;
            bind(&mut statement, values)?;
            wrote = !statement.readonly();
            if bounded && !wrote {
                open.strides.store(STRIDES, Relaxed);
            }
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

    /// Ends its transaction and gives the connection back; what was written is on the disk.
    pub(crate) async fn commit(mut self) -> Result<(), Fault> {
        if !self.wrote {
            return self.tell("commit");
        }
        let ending = spawn_blocking(move || {
            self.tell("commit")?;
            let (home, commit) = (self.home.clone(), self.home.log.note());
            drop(self);
            home.log.sync(commit).map_err(|error| {
                tracing::error!(%error, "the log of the database was not synced");
                Fault::from(Error::Unavailable)
            })
        });
        ending.await.map_err(Error::other)?
    }

    /// Undoes its transaction and gives the connection back.
    pub(crate) fn rollback(mut self) -> Result<(), Fault> {
        self.tell("rollback")
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        let Some(open) = self.open.take() else { return };
        open.strides.store(i64::MAX, Relaxed);
        if !open.connection.is_autocommit() {
            // After FULL, IOERR or NOMEM SQLite may have ended the transaction by itself.
            let _ = open.connection.execute_batch("rollback");
        }
        if self.spoiled || !open.connection.is_autocommit() || self.home.permits.is_closed() {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_sync_serves_all_commits_that_were_written_by_then() {
        let folder = tempfile::tempdir().unwrap();
        let log = Log::of(&folder.path().join("souk.db"));
        let (first, second) = (log.note(), log.note());
        assert!(log.sync(first).is_err(), "there is no such file");
        std::fs::write(folder.path().join("souk.db-wal"), "frames").unwrap();
        log.sync(first).unwrap();
        assert_eq!(log.synced.lock().unwrap().commits, second);
        // Without the file only what is on the disk already can be told so.
        log.forget();
        std::fs::remove_file(folder.path().join("souk.db-wal")).unwrap();
        log.sync(second).unwrap();
        assert!(log.sync(log.note()).is_err());
    }
}

//! Named statements, and what became of them.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use sqlx::{AssertSqlSafe, SqlSafeStr, SqlStr};

use crate::Engine;

/// A statement with its name, declared by [`sql!`](crate::sql).
pub struct Sql {
    name: &'static str,
    text: &'static str,
    counters: Counters,
}

impl Sql {
    /// Used by the macro; a statement made otherwise is in no register.
    pub const fn new(name: &'static str, text: &'static str) -> Self {
        Self { name, text, counters: Counters::new() }
    }

    /// Module path and constant.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The text with `$1`, `$2`, ….
    pub const fn text(&self) -> &'static str {
        self.text
    }
}

/// An entry of the register that the linker collects.
pub struct Declared(pub &'static Sql);

inventory::collect!(Declared);

/// How often a statement ran on one engine, and how long it took.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Ran {
    /// Runs, failed ones included.
    pub runs: u64,
    /// Runs that gave an error.
    pub errors: u64,
    /// All runs together, without the wait for a connection.
    pub total: Duration,
    /// The longest run.
    pub slowest: Duration,
}

/// A statement of the register.
#[derive(Debug, Clone)]
pub struct Statement {
    /// Module path and constant, or the name given to a builder.
    pub name: &'static str,
    /// The text; a builder's statement has an entry for each shape that ran.
    pub text: Arc<str>,
    /// Whether the text was put together at run time.
    pub dynamic: bool,
    sqlite: Ran,
    postgres: Ran,
}

impl Statement {
    /// What ran on one engine since the process began.
    pub const fn ran(&self, engine: Engine) -> Ran {
        engine.pick(self.sqlite, self.postgres)
    }
}

/// Every declared statement and every shape that ran, by name.
pub fn registry() -> Vec<Statement> {
    let entry = |name, text: &str, dynamic, counters: &Counters| Statement {
        name,
        text: text.into(),
        dynamic,
        sqlite: counters.engines[0].read(),
        postgres: counters.engines[1].read(),
    };
    let mut all: Vec<Statement> = inventory::iter::<Declared>
        .into_iter()
        .map(|Declared(sql)| entry(sql.name, sql.text, false, &sql.counters))
        .collect();
    for (name, shapes) in SHAPES.lock().unwrap_or_else(PoisonError::into_inner).iter() {
        all.extend(shapes.iter().map(|(text, counters)| entry(name, text, true, counters)));
    }
    all.sort_by(|a, b| (a.name, &a.text).cmp(&(b.name, &b.text)));
    all
}

type Shapes = HashMap<&'static str, HashMap<Arc<str>, Arc<Counters>>>;

/// Bounded by the code: texts hold no values, and lists come in powers of two.
static SHAPES: LazyLock<Mutex<Shapes>> = LazyLock::new(Mutex::default);

/// A statement about to run.
#[derive(Clone)]
pub(crate) enum Source {
    Declared(&'static Sql),
    Shape { name: &'static str, text: Arc<str>, counters: Arc<Counters> },
}

impl Source {
    pub(crate) fn shape(name: &'static str, text: String) -> Self {
        let mut shapes = SHAPES.lock().unwrap_or_else(PoisonError::into_inner);
        let known = shapes.entry(name).or_default();
        if let Some((text, counters)) = known.get_key_value(text.as_str()) {
            return Self::Shape { name, text: text.clone(), counters: counters.clone() };
        }
        let (text, counters) = (Arc::<str>::from(text), Arc::new(Counters::new()));
        known.insert(text.clone(), counters.clone());
        Self::Shape { name, text, counters }
    }

    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Declared(sql) => sql.name,
            Self::Shape { name, .. } => name,
        }
    }

    pub(crate) fn text(&self) -> &str {
        match self {
            Self::Declared(sql) => sql.text,
            Self::Shape { text, .. } => text,
        }
    }

    /// The text as sqlx wants it.
    pub(crate) fn sqlx(&self) -> SqlStr {
        match self {
            Self::Declared(sql) => sql.text.into_sql_str(),
            // Put together by a builder from static pieces, or marked dynamic by its caller.
            Self::Shape { text, .. } => AssertSqlSafe(text.clone()).into_sql_str(),
        }
    }

    /// How long it takes SQLite.
    pub(crate) fn pace(&self) -> &Pace {
        &self.counters().pace
    }

    fn counters(&self) -> &Counters {
        match self {
            Self::Declared(sql) => &sql.counters,
            Self::Shape { counters, .. } => counters,
        }
    }

    pub(crate) fn record(&self, engine: Engine, took: Duration, failed: bool) {
        let counters = self.counters();
        counters.engines[engine.pick(0, 1)].add(took, failed);
        // The handle is kept, so that a run is counted without a look-up.
        if telemetry::is_read() {
            let of = || telemetry::histogram!(telemetry::DB_QUERY_SECONDS, "query" => self.name());
            counters.seconds.get_or_init(of).record(took);
        }
    }
}

/// One counter an engine, and what Prometheus is shown.
pub(crate) struct Counters {
    engines: [Counter; 2],
    seconds: OnceLock<telemetry::Histogram>,
    pace: Pace,
}

impl Counters {
    const fn new() -> Self {
        Self {
            engines: [Counter::new(), Counter::new()],
            seconds: OnceLock::new(),
            pace: Pace(AtomicU32::new(0)),
        }
    }
}

/// How long a statement took SQLite lately, in microseconds; each run counts a quarter.
pub(crate) struct Pace(AtomicU32);

impl Pace {
    /// From here on a statement had better not hold the thread on which others wait.
    const SLOW: u32 = 1_500;

    /// Whether it may run where it is asked for.
    pub(crate) fn is_quick(&self) -> bool {
        self.0.load(Relaxed) < Self::SLOW
    }

    /// Counts a run. Two at once may count as one.
    pub(crate) fn took(&self, time: Duration) {
        let micros = u32::try_from(time.as_micros()).unwrap_or(u32::MAX) / 4;
        let before = self.0.load(Relaxed);
        self.0.store((before - before / 4).saturating_add(micros), Relaxed);
    }
}

struct Counter {
    runs: AtomicU64,
    errors: AtomicU64,
    nanos: AtomicU64,
    slowest: AtomicU64,
}

impl Counter {
    const fn new() -> Self {
        Self {
            runs: AtomicU64::new(0),
            errors: AtomicU64::new(0),
            nanos: AtomicU64::new(0),
            slowest: AtomicU64::new(0),
        }
    }

    fn add(&self, took: Duration, failed: bool) {
        let nanos = u64::try_from(took.as_nanos()).unwrap_or(u64::MAX);
        self.runs.fetch_add(1, Relaxed);
        self.errors.fetch_add(failed.into(), Relaxed);
        self.nanos.fetch_add(nanos, Relaxed);
        self.slowest.fetch_max(nanos, Relaxed);
    }

    fn read(&self) -> Ran {
        Ran {
            runs: self.runs.load(Relaxed),
            errors: self.errors.load(Relaxed),
            total: Duration::from_nanos(self.nanos.load(Relaxed)),
            slowest: Duration::from_nanos(self.slowest.load(Relaxed)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_is_slow_while_its_last_runs_were_and_one_hitch_is_soon_forgotten() {
        let pace = Pace(AtomicU32::new(0));
        assert!(pace.is_quick());
        pace.took(Duration::from_millis(1));
        assert!(pace.is_quick());
        pace.took(Duration::from_secs(3_600 * 5));
        assert!(!pace.is_quick());
        (0..80).for_each(|_| pace.took(Duration::from_micros(30)));
        assert!(pace.is_quick());
        (0..20).for_each(|_| pace.took(Duration::from_millis(2)));
        assert!(!pace.is_quick());
    }
}

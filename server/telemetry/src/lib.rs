//! What is counted while the program runs: every name with its meaning, in one place.
//!
//! Owns the names, and whether anybody reads the figures. Refuses to know how they are shown;
//! `server` does. What always holds: a label's values are bounded by the code, never by what a
//! stranger sends, and counting costs next to nothing while nobody reads.
//!
//! The figures are taken where things happen:
//! `telemetry::counter!(telemetry::MAILS, "outcome" => "sent").increment(1)`.

use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

pub use metrics::{Counter, Gauge, Histogram, SharedString, counter, gauge, histogram};

/// What kind of figure it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kind {
    /// Only grows.
    Counter,
    /// Goes up and down.
    Gauge,
    /// Counts values by their size, up to these bounds.
    Histogram(&'static [f64]),
}

/// A figure.
#[derive(Debug, Clone, Copy)]
pub struct Metric {
    /// As the scrape shows it.
    pub name: &'static str,
    /// What kind.
    pub kind: Kind,
    /// What it means.
    pub text: &'static str,
}

macro_rules! metrics {
    ($($(#[doc = $text:literal])+ $name:ident = $value:literal: $kind:expr;)+) => {
        $($(#[doc = $text])+ pub const $name: &str = $value;)+

        /// All of them.
        pub const ALL: &[Metric] =
            &[$(Metric { name: $value, kind: $kind, text: concat!($($text),+) }),+];
    };
}

/// From half a millisecond to ten seconds, for requests.
const REQUEST: &[f64] =
    &[0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];
/// Few bounds, because there is a series for each name of a query.
const QUERY: &[f64] = &[0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0];
/// For waits, which are short or far too long.
const WAIT: &[f64] = &[0.0001, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 10.0];
/// For jobs, of which some take minutes.
const JOB: &[f64] = &[0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 10.0, 60.0, 300.0];

use Kind::{Counter as C, Gauge as G, Histogram as H};

metrics! {
    /// Requests answered, by route pattern, method and status.
    HTTP_REQUESTS = "souk_http_requests_total": C;
    /// Seconds until the head of the answer was ready, by route pattern, method and status.
    HTTP_SECONDS = "souk_http_request_duration_seconds": H(REQUEST);

    /// Whether the database answered when the figures were taken (1) or not (0).
    DB_UP = "souk_db_up": G;
    /// Seconds that a statement ran, by its name, without the wait for a connection.
    DB_QUERY_SECONDS = "souk_db_query_duration_seconds": H(QUERY);
    /// Statements, begins and commits that failed, by the kind of error.
    DB_ERRORS = "souk_db_errors_total": C;
    /// Seconds that a statement waited for a connection, or a write for its turn, by purpose: read or write.
    DB_WAIT_SECONDS = "souk_db_connection_wait_seconds": H(WAIT);
    /// Seconds that a write transaction was open, by how it ended.
    DB_TRANSACTION_SECONDS = "souk_db_transaction_duration_seconds": H(QUERY);
    /// Connections that may exist; on SQLite those that read.
    DB_POOL_MAX = "souk_db_pool_connections_max": G;
    /// Connections that exist.
    DB_POOL_OPEN = "souk_db_pool_connections_open": G;
    /// Connections that exist and are not in use.
    DB_POOL_IDLE = "souk_db_pool_connections_idle": G;
    /// Write transactions that are open; on SQLite never more than one.
    DB_WRITERS = "souk_db_writers_busy": G;
    /// Tasks that wait to begin a write.
    DB_WRITERS_WAITING = "souk_db_writers_waiting": G;

    /// Answers that came from a cache, by cache.
    CACHE_HITS = "souk_cache_hits_total": C;
    /// Answers that a cache did not have, by cache.
    CACHE_MISSES = "souk_cache_misses_total": C;
    /// What a cache holds now, by cache.
    CACHE_ENTRIES = "souk_cache_entries": G;

    /// Attempts of jobs, by kind and outcome: done, retried or dead.
    JOB_RUNS = "souk_job_runs_total": C;
    /// Seconds that an attempt of a job took, by kind and outcome.
    JOB_SECONDS = "souk_job_duration_seconds": H(JOB);
    /// Jobs that are due and that no worker has taken; 10,000 means as many or more.
    JOBS_READY = "souk_jobs_ready": G;
    /// Jobs under way in all processes.
    JOBS_RUNNING = "souk_jobs_running": G;
    /// Jobs that failed for good and were laid aside.
    JOBS_DEAD = "souk_jobs_dead": G;
    /// Seconds that the oldest job that is due has been waiting.
    JOBS_OLDEST = "souk_jobs_oldest_ready_age_seconds": G;

    /// Entries of the event log that a subscriber has not settled; 10,000 means as many or more.
    EVENTS_BEHIND = "souk_events_behind": G;
    /// Seconds since the oldest entry that a subscriber has not settled.
    EVENTS_OLDEST = "souk_events_behind_age_seconds": G;

    /// Reservations and sales that were refused because there were too few pieces, by move.
    STOCK_CONFLICTS = "souk_stock_conflicts_total": C;
    /// What checkouts came to.
    CHECKOUTS = "souk_checkout_outcomes_total": C;

    /// Attempts to hand a mail over, by outcome: sent, refused (for good) or failed (tried again).
    MAILS = "souk_mails_total": C;
    /// Mails of the last seven days that were not handed over yet.
    MAILS_WAITING = "souk_mails_waiting": G;
    /// Mails of the last seven days whose last attempt failed.
    MAILS_FAILED = "souk_mails_failed": G;

    /// Memory of this process.
    RESIDENT_BYTES = "souk_process_resident_memory_bytes": G;
    /// Files and connections that this process has open.
    OPEN_FDS = "souk_process_open_fds": G;
    /// As many may be open.
    MAX_FDS = "souk_process_max_fds": G;
    /// Processor time of this process, in seconds.
    CPU_SECONDS = "souk_process_cpu_seconds": G;
    /// When this process began, in seconds since 1970.
    START_SECONDS = "souk_process_start_time_seconds": G;
    /// Free space of the data folder's disk.
    DISK_FREE = "souk_data_disk_free_bytes": G;
    /// Size of the data folder's disk.
    DISK_SIZE = "souk_data_disk_size_bytes": G;
    /// Always 1; the labels say which program this is.
    BUILD_INFO = "souk_build_info": G;
}

static IS_READ: AtomicBool = AtomicBool::new(false);

/// Says that a recorder is installed: from here on what is counted on every query is counted.
pub fn read_from_now_on() {
    IS_READ.store(true, Relaxed);
}

/// Whether anybody reads the figures. A handle that is kept must not be taken before: it would
/// count for nobody, for ever.
#[inline]
pub fn is_read() -> bool {
    IS_READ.load(Relaxed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_of_ours_stands_once_and_says_what_it_means() {
        let mut names: Vec<&str> = ALL.iter().map(|metric| metric.name).collect();
        for metric in ALL {
            assert!(metric.name.starts_with("souk_"), "{}", metric.name);
            assert!(metric.text.trim().ends_with('.'), "{}", metric.name);
            if let Kind::Histogram(bounds) = metric.kind {
                assert!(bounds.is_sorted() && metric.name.ends_with("_seconds"), "{}", metric.name);
            }
        }
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), ALL.len());
    }
}

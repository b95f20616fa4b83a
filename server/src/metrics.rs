//! The recorder behind the figures, and what is only looked at when somebody reads them.

use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

use backend::{Env, ops};
use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};
use telemetry::Kind;
use tokio::sync::{Mutex, watch};

/// The database is asked what waits no more often than this.
const PAUSE: Duration = Duration::from_secs(5);
/// It is not waited for longer than this.
const PATIENCE: Duration = Duration::from_secs(2);

/// Installed once a process, however often a server is begun in it.
static RECORDER: LazyLock<Option<PrometheusHandle>> = LazyLock::new(|| match recorder() {
    Ok(handle) => Some(handle),
    Err(error) => {
        tracing::error!(%error, "no figures are collected");
        None
    }
});

/// Begins to collect. What happened before is not counted.
pub fn install() {
    LazyLock::force(&RECORDER);
}

fn recorder() -> Result<PrometheusHandle, BuildError> {
    let builder =
        telemetry::ALL.iter().try_fold(PrometheusBuilder::new(), |builder, metric| match metric.kind {
            Kind::Histogram(bounds) => {
                builder.set_buckets_for_metric(Matcher::Full(metric.name.to_owned()), bounds)
            }
            Kind::Counter | Kind::Gauge => Ok(builder),
        })?;
    let recorder = builder.build_recorder();
    let handle = recorder.handle();
    metrics::set_global_recorder(recorder)?;
    for metric in telemetry::ALL {
        let text = metric.text.trim();
        match metric.kind {
            Kind::Counter => metrics::describe_counter!(metric.name, text),
            Kind::Gauge => metrics::describe_gauge!(metric.name, text),
            Kind::Histogram(_) => metrics::describe_histogram!(metric.name, text),
        }
    }
    telemetry::read_from_now_on();
    Ok(handle)
}

/// Folds what was recorded into its buckets, so that it takes no memory while nobody reads.
pub async fn keep_up(mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        if let Some(handle) = &*RECORDER {
            handle.run_upkeep();
        }
        tokio::select! {
            _ = stop.changed() => {}
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
}

/// When the database was last asked for what waits.
#[derive(Clone, Default)]
pub struct Scrape(Arc<Mutex<Option<Instant>>>);

impl Scrape {
    /// All figures in Prometheus' text format; `None` when none are collected.
    pub async fn text(&self, env: &Env) -> Option<String> {
        let handle = RECORDER.as_ref()?;
        self.waiting(env).await;
        connections(env);
        caches(env).await;
        machine(env);
        Some(handle.render())
    }

    async fn waiting(&self, env: &Env) {
        use telemetry as t;
        let mut asked = self.0.lock().await;
        if asked.is_some_and(|at| at.elapsed() < PAUSE) {
            return;
        }
        let found = tokio::time::timeout(PATIENCE, ops::waiting(env)).await;
        *asked = Some(Instant::now());
        let Ok(Ok(found)) = found else {
            tracing::warn!("the database does not tell what waits");
            t::gauge!(t::DB_UP).set(0.0);
            return;
        };
        let seconds = |millis: i64| millis as f64 / 1e3;
        t::gauge!(t::DB_UP).set(1.0);
        t::gauge!(t::JOBS_READY).set(found.ready as f64);
        t::gauge!(t::JOBS_RUNNING).set(found.running as f64);
        t::gauge!(t::JOBS_DEAD).set(found.dead as f64);
        t::gauge!(t::JOBS_OLDEST).set(seconds(found.oldest));
        t::gauge!(t::MAILS_WAITING).set(found.mails as f64);
        t::gauge!(t::MAILS_FAILED).set(found.failed_mails as f64);
        for behind in found.subscribers {
            let name = t::SharedString::from(behind.subscriber);
            t::gauge!(t::EVENTS_BEHIND, "subscriber" => name.clone()).set(behind.entries as f64);
            t::gauge!(t::EVENTS_OLDEST, "subscriber" => name).set(seconds(behind.oldest));
        }
    }
}

fn connections(env: &Env) {
    use telemetry as t;
    let pool = env.db.pool_stats();
    t::gauge!(t::DB_POOL_MAX).set(pool.max);
    t::gauge!(t::DB_POOL_OPEN).set(pool.open);
    t::gauge!(t::DB_POOL_IDLE).set(pool.idle);
    t::gauge!(t::DB_WRITERS).set(pool.writing as f64);
    t::gauge!(t::DB_WRITERS_WAITING).set(pool.waiting as f64);
}

async fn caches(env: &Env) {
    use telemetry as t;
    for cache in env.caches.stats().await {
        t::counter!(t::CACHE_HITS, "cache" => cache.name).absolute(cache.hits);
        t::counter!(t::CACHE_MISSES, "cache" => cache.name).absolute(cache.misses);
        t::gauge!(t::CACHE_ENTRIES, "cache" => cache.name).set(cache.entries as f64);
    }
}

fn machine(env: &Env) {
    use telemetry as t;
    if let Some(process) = ops::process() {
        t::gauge!(t::RESIDENT_BYTES).set(process.resident as f64);
        t::gauge!(t::OPEN_FDS).set(process.open_fds as f64);
        t::gauge!(t::MAX_FDS).set(process.max_fds as f64);
        t::gauge!(t::CPU_SECONDS).set(process.cpu_seconds);
    }
    if let Some(disk) = ops::disk(&env.config.data_dir) {
        t::gauge!(t::DISK_FREE).set(disk.free as f64);
        t::gauge!(t::DISK_SIZE).set(disk.total as f64);
    }
    t::gauge!(t::START_SECONDS).set(env.started_at.0 as f64 / 1e3);
    let engine = env.db.engine().as_str();
    t::gauge!(t::BUILD_INFO, "version" => env!("CARGO_PKG_VERSION"), "engine" => engine).set(1.0);
}

//! What tests stand on: a whole business on a database of its own, on each engine, with a
//! clock that tests set and ids that repeat.

#[cfg(test)]
pub mod figures;
pub mod store;

use std::sync::Arc;

use db::testing::TestDb;
use domain::{Currency, UtcMillis};

use crate::clock::MockClock;
use crate::config::{Config, Mode};
use crate::crypto::SecretKey;
use crate::events::subscribers;
use crate::ports::Ports;
use crate::ports::mail::Mailer;
use crate::{Env, Result, jobs};

/// Where a test's clock starts: 2026-03-02 10:00 UTC, a Monday.
pub const START: UtcMillis = UtcMillis(1_772_445_600_000);

/// A business on a database of its own.
pub struct TestApp {
    /// The surroundings, with local ports.
    pub env: Env,
    /// The clock behind `env`.
    pub clock: Arc<MockClock>,
    database: TestDb,
    _data: tempfile::TempDir,
}

impl TestApp {
    /// A business over a database.
    pub fn new(database: TestDb) -> Self {
        let data = tempfile::tempdir().expect("a temporary folder");
        let clock = Arc::new(MockClock::at(START));
        let config = Config {
            mode: Mode::Demo,
            public_url: "http://127.0.0.1:3000".into(),
            database_url: database.url().into(),
            data_dir: data.path().into(),
            site_addr: ([127, 0, 0, 1], 0).into(),
            site_root: data.path().join("site"),
            trusted_proxies: Vec::new(),
            metrics_allow: Vec::new(),
            page_cache: 8,
            allow_local: Vec::new(),
            smtp: None,
            from_email: "shop@souk.test".into(),
            site_name: "Souk".into(),
            currency: Currency::EUR,
            fetch_pictures: false,
        };
        let env = Env::new(
            (*database).clone(),
            config,
            SecretKey([7; 32]),
            Ports::local(),
            clock.clone(),
            Some(42),
        );
        Self { env, clock, database, _data: data }
    }

    /// The same business with another way out for its mails.
    pub fn with_mailer(&self, mail: Arc<dyn Mailer>) -> Env {
        self.variant(self.env.config.clone(), Ports { mail, ..self.env.ports.clone() })
    }

    /// The same business in production mode.
    pub fn in_production(&self) -> Env {
        self.variant(Config { mode: Mode::Production, ..self.env.config.clone() }, self.env.ports.clone())
    }

    /// Another environment over the same database and clock; its ids differ.
    fn variant(&self, config: Config, ports: Ports) -> Env {
        Env::new(self.env.db.clone(), config, self.env.key.clone(), ports, self.clock.clone(), Some(43))
    }

    /// Where the database is, for a second process or handle.
    pub fn database_url(&self) -> &str {
        self.database.url()
    }

    /// Lets subscribers see every event and runs every job that is due, until nothing is left;
    /// says how many jobs ran.
    pub async fn run_jobs(&self) -> Result<usize> {
        let mut ran = 0;
        loop {
            let settled = subscribers::settle(&self.env).await?;
            let now = jobs::run_due(&self.env).await?;
            ran += now;
            if settled + now == 0 {
                // Another test's open transaction may hold entries back on a shared server.
                if subscribers::behind(&self.env).await? == 0 {
                    return Ok(ran);
                }
                tokio::task::yield_now().await;
            }
        }
    }
}

/// Runs a test on SQLite and, where a server is named, on PostgreSQL; fails when jobs that are
/// due are left over or dead.
pub async fn on_each_engine(test: impl AsyncFn(&TestApp)) {
    for database in db::testing::each().await {
        let app = TestApp::new(database);
        test(&app).await;
        let left = jobs::unsettled(&app.env).await.expect("the job queue is readable");
        assert!(left.is_empty(), "jobs left over on {:?}: {left:?}", app.env.db.engine());
    }
}

/// Asks again until the answer is the expected one; fails after ten seconds with the last answer.
pub async fn eventually<T: PartialEq + std::fmt::Debug>(expected: T, ask: impl AsyncFn() -> T) {
    let mut last = ask().await;
    for _ in 0..1_000 {
        if last == expected {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        last = ask().await;
    }
    assert_eq!(last, expected);
}

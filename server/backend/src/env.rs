//! Everything a verb may touch that is not its arguments.

use std::ops::Deref;
use std::sync::{Arc, Mutex, OnceLock};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use db::Db;
use domain::{Id, UtcMillis};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use crate::clock::Clock;
use crate::config::Config;
use crate::crypto::SecretKey;
use crate::events::Bus;
use crate::ports::Ports;

/// The surroundings of every verb; cheap to clone.
#[derive(Clone)]
pub struct Env(Arc<Inner>);

/// The parts of an [`Env`].
pub struct Inner {
    /// The database.
    pub db: Db,
    /// What an operator set.
    pub config: Config,
    /// The site's secret.
    pub key: SecretKey,
    /// Outside services.
    pub ports: Ports,
    /// Wakes those who wait for events and jobs.
    pub bus: Bus,
    /// The search index, in a server's process.
    pub search: crate::search::Handle,
    /// What is read often and rarely changes.
    pub caches: crate::catalog::Caches,
    /// When this process began.
    pub started_at: UtcMillis,
    /// The picture store, opened when it is first needed.
    pub(crate) pictures: OnceLock<crate::media::store::Store>,
    clock: Arc<dyn Clock>,
    random: Mutex<StdRng>,
    last_id: Mutex<(i64, u128)>,
}

impl Deref for Env {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl Env {
    /// Puts an environment together. `seed` fixes ids and randomness; `None` takes the
    /// system's randomness.
    pub fn new(
        db: Db,
        config: Config,
        key: SecretKey,
        ports: Ports,
        clock: Arc<dyn Clock>,
        seed: Option<u64>,
    ) -> Self {
        let random = match seed {
            Some(seed) => StdRng::seed_from_u64(seed),
            None => rand::make_rng(),
        };
        Self(Arc::new(Inner {
            db,
            config,
            key,
            ports,
            bus: Bus::default(),
            search: crate::search::Handle::default(),
            caches: crate::catalog::Caches::default(),
            started_at: clock.now(),
            pictures: OnceLock::new(),
            clock,
            random: Mutex::new(random),
            last_id: Mutex::new((i64::MIN, 0)),
        }))
    }

    /// Now, in UTC milliseconds.
    pub fn now(&self) -> UtcMillis {
        self.clock.now()
    }

    /// A new id, above every id that this process made before in the same millisecond: what one
    /// transaction writes is in the order in which it was written.
    pub fn id<T>(&self) -> Id<T> {
        let now = self.now().0;
        let random = u128::from_le_bytes(self.random::<16>());
        let mut last = self.last_id.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        *last = match *last {
            // A step that nobody guesses, small enough that the 80 bits are never used up.
            (millis, before) if millis == now => (now, before + 1 + (random & 0xFFFF_FFFF)),
            _ => (now, random & (u128::MAX >> 49)),
        };
        Id::from_parts(last.0, last.1)
    }

    /// Random bytes, fit for secrets.
    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0u8; N];
        let mut random = self.random.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        random.fill(&mut bytes);
        bytes
    }

    /// Lets the planner know of rows that were written at once. What was written stays whether it
    /// learns of them now or later.
    pub async fn refresh_statistics(&self) {
        if let Err(error) = self.db.refresh_statistics().await {
            tracing::warn!(%error, "the planner's statistics are not fresh");
        }
    }

    /// A new secret token of 256 bits, URL-safe.
    pub fn token(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.random::<32>())
    }
}

tokio::task_local! {
    static REQUEST_ID: String;
}

/// The id of the request that this task serves; empty outside of one.
pub fn request_id() -> String {
    REQUEST_ID.try_with(Clone::clone).unwrap_or_default()
}

/// Runs a future as part of a request, so that its events, jobs and logs carry the id.
pub async fn with_request_id<F: Future>(id: String, future: F) -> F::Output {
    REQUEST_ID.scope(id, future).await
}

#[cfg(test)]
mod tests {
    use domain::id::RowId;

    use crate::testing::on_each_engine;

    #[tokio::test]
    async fn ids_of_one_millisecond_are_in_the_order_in_which_they_were_made() {
        on_each_engine(async |app| {
            let made: Vec<RowId> = (0..1_000).map(|_| app.env.id()).collect();
            assert!(made.is_sorted_by(|a, b| a < b));
            app.clock.advance(1);
            let later: RowId = app.env.id();
            assert!(made.iter().all(|id| *id < later));
        })
        .await;
    }
}

//! A cache that knows how often it had the answer.

use std::hash::Hash;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

use moka::future::Cache;

/// How a cache did since the process began.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CacheStats {
    /// Its name.
    pub name: &'static str,
    /// What it holds now.
    pub entries: u64,
    /// It never holds more.
    pub capacity: u64,
    /// Questions that it answered.
    pub hits: u64,
    /// Questions that it could not answer.
    pub misses: u64,
}

/// Counts hits and misses.
#[derive(Default)]
pub(super) struct Tally {
    hits: AtomicU64,
    misses: AtomicU64,
}

impl Tally {
    /// Counts an answer.
    pub(super) fn note(&self, hit: bool) {
        if hit { &self.hits } else { &self.misses }.fetch_add(1, Relaxed);
    }

    pub(super) fn stats(&self, name: &'static str, entries: u64, capacity: u64) -> CacheStats {
        CacheStats {
            name,
            entries,
            capacity,
            hits: self.hits.load(Relaxed),
            misses: self.misses.load(Relaxed),
        }
    }
}

/// A bounded cache whose entries live for a while.
pub(super) struct Watched<K, V> {
    name: &'static str,
    capacity: u64,
    cache: Cache<K, V>,
    tally: Tally,
}

impl<K, V> Watched<K, V>
where
    K: Hash + Eq + Send + Sync + 'static,
    V: Clone + Send + Sync + 'static,
{
    pub(super) fn new(name: &'static str, capacity: u64, seconds: u64) -> Self {
        let life = Duration::from_secs(seconds);
        let cache = Cache::builder().max_capacity(capacity).time_to_live(life).build();
        Self { name, capacity, cache, tally: Tally::default() }
    }

    pub(super) async fn get(&self, key: &K) -> Option<V> {
        let found = self.cache.get(key).await;
        self.tally.note(found.is_some());
        found
    }

    pub(super) async fn insert(&self, key: K, value: V) {
        self.cache.insert(key, value).await;
    }

    pub(super) async fn stats(&self) -> CacheStats {
        // Otherwise it counts what is over, and not yet what is new.
        self.cache.run_pending_tasks().await;
        self.tally.stats(self.name, self.cache.entry_count(), self.capacity)
    }
}

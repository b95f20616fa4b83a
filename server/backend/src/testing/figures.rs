//! Counters as one test sees them: of its own thread only, on which its tasks run.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};

use metrics::{Counter, Gauge, Histogram, Key, KeyName, Metadata, Recorder, SharedString, Unit};

/// What was counted while [`metrics::set_default_local_recorder`] holds it.
#[derive(Default)]
pub struct Figures(Mutex<BTreeMap<String, Arc<AtomicU64>>>);

impl Figures {
    /// A counter's value: its name, and the values of its labels in their order.
    pub fn of(&self, name: &str, labels: &[&str]) -> u64 {
        let found = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        found.get(&key(name, labels.iter().copied())).map_or(0, |count| count.load(Relaxed))
    }
}

fn key<'a>(name: &str, labels: impl Iterator<Item = &'a str>) -> String {
    labels.fold(name.to_owned(), |key, label| key + " " + label)
}

impl Recorder for Figures {
    fn describe_counter(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn describe_gauge(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn describe_histogram(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn register_counter(&self, counter: &Key, _: &Metadata<'_>) -> Counter {
        let key = key(counter.name(), counter.labels().map(metrics::Label::value));
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Counter::from_arc(all.entry(key).or_default().clone())
    }

    fn register_gauge(&self, _: &Key, _: &Metadata<'_>) -> Gauge {
        Gauge::noop()
    }

    fn register_histogram(&self, _: &Key, _: &Metadata<'_>) -> Histogram {
        Histogram::noop()
    }
}

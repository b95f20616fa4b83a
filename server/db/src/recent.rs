//! How fast the database answered in the last minutes, for a person who asks.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};

/// Minutes that are looked back.
const MINUTES: u64 = 5;
/// One more, which is being filled.
const SLOTS: usize = MINUTES as usize + 1;
/// Four for each doubling, from a microsecond to a minute and more.
const CLASSES: usize = 4 * 27;

/// How long the statements of the last five minutes took, to a quarter of the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recent {
    /// How many there were.
    pub statements: u64,
    /// Half of them took no longer.
    pub median: Duration,
    /// 95 of 100 took no longer.
    pub p95: Duration,
}

/// The statements of the last five minutes of this process; `None` when there were none.
pub fn recent() -> Option<Recent> {
    WINDOW.read(minute(Instant::now()))
}

/// Counts a statement that just ended.
pub(crate) fn note(took: Duration) {
    WINDOW.count(minute(Instant::now()), took);
}

static WINDOW: Window = Window::new();
static START: LazyLock<Instant> = LazyLock::new(Instant::now);

/// Counted from one, so that an empty slot is of no minute.
fn minute(at: Instant) -> u64 {
    at.saturating_duration_since(*START).as_secs() / 60 + 1
}

struct Window([Slot; SLOTS]);

struct Slot {
    minute: AtomicU64,
    counts: [AtomicU32; CLASSES],
}

impl Window {
    const fn new() -> Self {
        Self(
            [const { Slot { minute: AtomicU64::new(0), counts: [const { AtomicU32::new(0) }; CLASSES] } };
                SLOTS],
        )
    }

    /// A statement that comes while its slot is emptied for a new minute may be lost.
    fn count(&self, minute: u64, took: Duration) {
        let slot = &self.0[(minute % SLOTS as u64) as usize];
        let held = slot.minute.load(Relaxed);
        if held < minute && slot.minute.compare_exchange(held, minute, Relaxed, Relaxed).is_ok() {
            slot.counts.iter().for_each(|count| count.store(0, Relaxed));
        }
        slot.counts[class(took)].fetch_add(1, Relaxed);
    }

    fn read(&self, now: u64) -> Option<Recent> {
        let mut sums = [0u64; CLASSES];
        for slot in &self.0 {
            let held = slot.minute.load(Relaxed);
            if held > 0 && held + MINUTES >= now {
                for (sum, count) in sums.iter_mut().zip(&slot.counts) {
                    *sum += u64::from(count.load(Relaxed));
                }
            }
        }
        let statements: u64 = sums.iter().sum();
        let below = |share: u64| {
            let wanted = (statements * share).div_ceil(100);
            let mut seen = 0;
            let at = sums.iter().position(|count| {
                seen += count;
                seen >= wanted
            });
            bound(at.unwrap_or(CLASSES - 1))
        };
        (statements > 0).then(|| Recent { statements, median: below(50), p95: below(95) })
    }
}

/// The class of a duration: its power of two in microseconds, and the two bits below.
fn class(took: Duration) -> usize {
    let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX).max(1);
    let power = micros.ilog2();
    let rest = if power >= 2 { micros >> (power - 2) } else { micros << (2 - power) } & 3;
    (4 * power as usize + rest as usize).min(CLASSES - 1)
}

/// The end of a class.
fn bound(class: usize) -> Duration {
    let (power, rest) = (class / 4, class as u64 % 4);
    Duration::from_nanos((((5 + rest) * 1_000) << power) / 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_and_the_slowest_of_the_last_minutes_are_known_roughly() {
        let window = Window::new();
        assert_eq!(window.read(1), None);
        for millis in 1..=100 {
            window.count(3, Duration::from_millis(millis));
        }
        let recent = window.read(4).unwrap();
        assert_eq!(recent.statements, 100);
        let near = |found: Duration, millis: u64| {
            let wanted = Duration::from_millis(millis);
            found >= wanted && found <= wanted * 5 / 4
        };
        assert!(near(recent.median, 50) && near(recent.p95, 95), "{recent:?}");
    }

    #[test]
    fn what_is_older_than_five_minutes_is_forgotten() {
        let window = Window::new();
        window.count(1, Duration::from_secs(9));
        assert_eq!(window.read(6).map(|recent| recent.statements), Some(1));
        assert_eq!(window.read(7), None);
        window.count(7, Duration::from_micros(80));
        let recent = window.read(7).unwrap();
        assert_eq!(recent.statements, 1, "its slot was emptied");
        assert!(recent.p95 < Duration::from_micros(101), "{recent:?}");
    }
}

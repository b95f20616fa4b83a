//! Numbers that repeat: the same seed gives the same shops.

use domain::Id;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

/// A source of choices.
pub struct Random(StdRng);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(StdRng::seed_from_u64(seed))
    }

    /// An id born at an instant (UTC milliseconds).
    pub fn id<T>(&mut self, at: i64) -> Id<T> {
        let bytes: [u8; 16] = self.0.random();
        Id::from_parts(at, u128::from_le_bytes(bytes))
    }

    /// A whole number from `low` to `high`, both included.
    pub fn range(&mut self, low: i64, high: i64) -> i64 {
        self.0.random_range(low..=high.max(low))
    }

    /// True in so many of a hundred cases.
    pub fn percent(&mut self, share: i64) -> bool {
        self.range(1, 100) <= share
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.index(from.len())]
    }

    pub fn index(&mut self, length: usize) -> usize {
        self.0.random_range(0..length.max(1))
    }

    /// An index, by weights that must not all be zero.
    pub fn weighted(&mut self, weights: &[i64]) -> usize {
        let mut at = self.range(1, weights.iter().sum::<i64>().max(1));
        for (index, weight) in weights.iter().enumerate() {
            at -= weight;
            if at <= 0 {
                return index;
            }
        }
        weights.len().saturating_sub(1)
    }

    pub fn seed(&mut self) -> u64 {
        // JSON readers elsewhere keep 53 bits of a number.
        self.0.random::<u64>() >> 12
    }
}

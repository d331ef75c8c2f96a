//! Random numbers that a seed decides.

use std::ops::Range;

use chacha20::ChaCha8Rng;
use chacha20::rand_core::{Rng, SeedableRng};

/// A seeded source: whoever lacks the seed cannot subtract the noise.
pub(super) struct Dice(ChaCha8Rng);

impl Dice {
    pub(super) fn new(seed: [u8; 32]) -> Self {
        Self(ChaCha8Rng::from_seed(seed))
    }

    /// An even draw from the range.
    pub(super) fn within(&mut self, range: Range<f32>) -> f32 {
        let unit = (self.0.next_u32() >> 8) as f32 / (1u32 << 24) as f32;
        range.start + unit * (range.end - range.start)
    }

    /// Minus one or one.
    pub(super) fn sign(&mut self) -> f32 {
        if self.0.next_u32() & 1 == 0 {
            1.0
        } else {
            -1.0
        }
    }

    /// One of the items, which are at least one.
    pub(super) fn one_of<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.0.next_u32() as usize % items.len()]
    }
}

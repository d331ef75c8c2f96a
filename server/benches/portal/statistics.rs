//! Medians, percentiles, and how far chance alone moves a median.

use server::clock::{Random, SystemRandom};

/// The value that this share (0 to 1) of all stays below.
pub(crate) fn quantile(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let last = sorted.len().saturating_sub(1);
    sorted[((last as f64) * share).round() as usize]
}

pub(crate) fn median(values: &[f64]) -> f64 {
    quantile(values, 0.5)
}

/// How far apart the medians of two series are that measured the same thing.
pub(crate) fn difference(one: &[f64], other: &[f64]) -> f64 {
    median(one) - median(other)
}

/// The noise of two interleaved series that measured the same: 95 in 100 differences of medians
/// stay within this much of zero, when chance alone decides which of a round's two values belongs
/// to which series.
pub(crate) fn noise(one: &[f64], other: &[f64]) -> f64 {
    const SHUFFLES: usize = 4000;
    let mut bits = Bits::new();
    let differences: Vec<f64> = (0..SHUFFLES)
        .map(|_| {
            let swap = |(&a, &b): (&f64, &f64)| if bits.next() { (b, a) } else { (a, b) };
            let (left, right): (Vec<f64>, Vec<f64>) = one.iter().zip(other).map(swap).unzip();
            difference(&left, &right).abs()
        })
        .collect();
    quantile(&differences, 0.95)
}

/// Fair coins.
struct Bits {
    bytes: [u8; 256],
    at: usize,
}

impl Bits {
    fn new() -> Self {
        let mut bytes = [0; 256];
        SystemRandom.fill(&mut bytes);
        Self { bytes, at: 0 }
    }

    fn next(&mut self) -> bool {
        if self.at == self.bytes.len() * 8 {
            *self = Self::new();
        }
        let bit = self.bytes[self.at / 8] >> (self.at % 8) & 1;
        self.at += 1;
        bit == 1
    }
}

//! Sound for the tests, and how alike two sounds are.

use std::f64::consts::TAU;

use telephone::Prompt;

/// A tone that rises over `seconds`, through the band of a telephone. No two places of it are
/// alike.
pub(crate) fn rising(seconds: f64, from_hertz: f64, to_hertz: f64) -> Prompt {
    let count = (seconds * 8000.0) as usize;
    let samples: Vec<i16> = (0..count)
        .map(|at| {
            let time = at as f64 / 8000.0;
            let hertz = from_hertz + (to_hertz - from_hertz) * time / seconds / 2.0;
            ((TAU * hertz * time).sin() * 9_000.0) as i16
        })
        .collect();
    Prompt::from_samples(samples)
}

/// Frames of A-law with both tones of `#`.
pub(crate) fn pound_in_a_law(frames: usize) -> Vec<Vec<u8>> {
    let samples: Vec<i16> = (0..frames * 160)
        .map(|at| {
            let turn = TAU * at as f64 / 8000.0;
            (6_000.0 * ((941.0 * turn).sin() + (1477.0 * turn).sin())) as i16
        })
        .collect();
    samples
        .chunks(160)
        .map(|frame| frame.iter().map(|sample| a_law(*sample)).collect())
        .collect()
}

/// G.711, written down once more and otherwise: by search among the values of all bytes.
fn a_law(sample: i16) -> u8 {
    (0..=u8::MAX)
        .min_by_key(|byte| (i32::from(a_law_value(*byte)) - i32::from(sample)).abs())
        .expect("there are bytes")
}

pub(crate) fn a_law_value(byte: u8) -> i16 {
    let code = byte ^ 0x55;
    let (exponent, mantissa) = (i16::from(code >> 4 & 7), i16::from(code & 15));
    let magnitude = match exponent {
        0 => mantissa * 16 + 8,
        _ => (mantissa * 16 + 264) << (exponent - 1),
    };
    if code & 0x80 == 0 {
        -magnitude
    } else {
        magnitude
    }
}

/// How alike `part` is to the place of `whole` that it fits best: 1 for the same, whatever the
/// loudness. And the place.
pub(crate) fn likeness(whole: &[i16], part: &[i16]) -> (f64, usize) {
    (0..=whole.len().saturating_sub(part.len()))
        .map(|place| (correlation(&whole[place..], part), place))
        .max_by(|left, right| left.0.total_cmp(&right.0))
        .unwrap_or_default()
}

/// Over some of the samples: enough to tell, and quick enough for every place.
fn correlation(left: &[i16], right: &[i16]) -> f64 {
    let (mut product, mut left_energy, mut right_energy) = (0.0, 1.0, 1.0);
    for (left, right) in left.iter().zip(right).step_by(13) {
        let (left, right) = (f64::from(*left), f64::from(*right));
        product += left * right;
        left_energy += left * left;
        right_energy += right * right;
    }
    product / f64::sqrt(left_energy * right_energy)
}

/// Root mean square.
pub(crate) fn loudness(samples: &[i16]) -> f64 {
    let sum: f64 = samples
        .iter()
        .map(|sample| f64::from(*sample).powi(2))
        .sum();
    (sum / samples.len() as f64).sqrt()
}

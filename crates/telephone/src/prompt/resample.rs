//! From the rate of a recording to the rate of a telephone line.

use std::f64::consts::PI;

use super::wav::Recording;
use crate::media::SAMPLES_PER_SECOND;

/// The telephone band ends at 3.4 kHz; the filter has fallen off by the 4 kHz where sound would
/// fold back.
const CUTOFF_HERTZ: f64 = 3_600.0;
/// Zero crossings of the filter on each side: more is steeper.
const CROSSINGS: f64 = 24.0;

/// The recording at 8 kHz: a low pass (windowed sinc) evaluated at the new places.
pub(super) fn to_line(recording: &Recording) -> Vec<i16> {
    if recording.rate == SAMPLES_PER_SECOND {
        return recording.samples.clone();
    }
    let step = f64::from(recording.rate) / f64::from(SAMPLES_PER_SECOND);
    let count = (recording.samples.len() as f64 / step).floor() as usize;
    // Cutoff in cycles per old sample, and how far the filter reaches in old samples.
    let cutoff = CUTOFF_HERTZ / f64::from(recording.rate);
    let reach = CROSSINGS / (2.0 * cutoff);
    (0..count)
        .map(|index| filtered(&recording.samples, index as f64 * step, cutoff, reach))
        .collect()
}

fn filtered(samples: &[i16], centre: f64, cutoff: f64, reach: f64) -> i16 {
    let first = (centre - reach).ceil().max(0.0) as usize;
    let last = ((centre + reach).floor() as usize).min(samples.len() - 1);
    let (mut sum, mut weights) = (0.0, 0.0);
    for (at, sample) in (first..).zip(&samples[first..=last]) {
        let distance = at as f64 - centre;
        let weight = sinc(2.0 * cutoff * distance) * window(distance / reach);
        sum += f64::from(*sample) * weight;
        weights += weight;
    }
    (sum / weights).round() as i16
}

fn sinc(x: f64) -> f64 {
    if x.abs() < 1e-9 {
        return 1.0;
    }
    (PI * x).sin() / (PI * x)
}

/// Blackman's window over -1 to 1.
fn window(x: f64) -> f64 {
    0.42 + 0.5 * (PI * x).cos() + 0.08 * (2.0 * PI * x).cos()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tone(rate: u32, hertz: f64) -> Recording {
        let samples = (0..rate)
            .map(|at| {
                ((2.0 * PI * hertz * f64::from(at) / f64::from(rate)).sin() * 10_000.0) as i16
            })
            .collect();
        Recording { rate, samples }
    }

    fn loudness(samples: &[i16]) -> f64 {
        let inner = &samples[200..samples.len() - 200];
        let sum: f64 = inner.iter().map(|sample| f64::from(*sample).powi(2)).sum();
        (sum / inner.len() as f64).sqrt()
    }

    #[test]
    fn a_tone_within_the_band_keeps_its_length_and_loudness() {
        for rate in [16_000, 22_050, 44_100, 48_000] {
            let line = to_line(&tone(rate, 1_000.0));
            assert_eq!(line.len(), 8_000, "{rate}");
            assert!((loudness(&line) - 7_071.0).abs() < 50.0, "{rate}");
        }
    }

    #[test]
    fn a_tone_above_the_band_does_not_fold_back() {
        for hertz in [4_400.0, 5_000.0, 7_500.0] {
            let loudness = loudness(&to_line(&tone(22_050, hertz)));
            assert!(loudness < 20.0, "{hertz}: {loudness}");
        }
    }

    #[test]
    fn a_recording_of_a_line_is_left_alone() {
        let recording = tone(8_000, 440.0);
        assert_eq!(to_line(&recording), recording.samples);
    }
}

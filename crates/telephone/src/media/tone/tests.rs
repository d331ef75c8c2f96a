use super::*;
use crate::media::Law;

const LETTERS: [(f32, f32, Key); 12] = [
    (697.0, 1209.0, Key::Digit(1)),
    (697.0, 1336.0, Key::Digit(2)),
    (697.0, 1477.0, Key::Digit(3)),
    (770.0, 1209.0, Key::Digit(4)),
    (770.0, 1336.0, Key::Digit(5)),
    (770.0, 1477.0, Key::Digit(6)),
    (852.0, 1209.0, Key::Digit(7)),
    (852.0, 1336.0, Key::Digit(8)),
    (852.0, 1477.0, Key::Digit(9)),
    (941.0, 1209.0, Key::Star),
    (941.0, 1336.0, Key::Digit(0)),
    (941.0, 1477.0, Key::Pound),
];

/// A sum of tones, each with its amplitude.
fn sound(milliseconds: usize, tones: &[(f32, f32)]) -> Vec<i16> {
    (0..milliseconds * 8)
        .map(|at| {
            let sum: f32 = tones
                .iter()
                .map(|(hertz, amplitude)| amplitude * (TAU * hertz * at as f32 / 8000.0).sin())
                .sum();
            sum as i16
        })
        .collect()
}

/// Through a line with that law, packet by packet.
fn heard(law: Law, samples: &[i16]) -> Vec<Key> {
    let mut tones = Tones::new();
    samples
        .chunks(160)
        .filter_map(|packet| {
            tones.hear(packet.iter().map(|sample| law.decode(law.encode(*sample))))
        })
        .collect()
}

/// A pseudo-random sequence: the same noise in each run.
fn noise(count: usize, amplitude: i32) -> Vec<i16> {
    let mut state = 0x2545_f491_u32;
    (0..count)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            (state.cast_signed() % amplitude) as i16
        })
        .collect()
}

#[test]
fn each_key_is_heard_once_however_loud_and_long() {
    for (low, high, key) in LETTERS {
        for law in [Law::Mu, Law::A] {
            for (amplitude, milliseconds) in [(600.0, 80), (4_000.0, 60), (14_000.0, 1_500)] {
                let samples = [
                    sound(30, &[]),
                    sound(milliseconds, &[(low, amplitude), (high, amplitude)]),
                    sound(100, &[]),
                ]
                .concat();
                assert_eq!(heard(law, &samples), [key], "{law:?} {amplitude}");
            }
        }
    }
}

#[test]
fn two_presses_with_a_pause_are_two() {
    let press = sound(70, &[(941.0, 5_000.0), (1477.0, 5_000.0)]);
    let samples = [press.clone(), sound(70, &[]), press].concat();
    assert_eq!(heard(Law::A, &samples), [Key::Pound, Key::Pound]);
}

#[test]
fn a_gap_within_a_press_does_not_double_it() {
    let press = sound(70, &[(941.0, 5_000.0), (1477.0, 5_000.0)]);
    let samples = [press.clone(), sound(12, &[]), press].concat();
    assert_eq!(heard(Law::A, &samples), [Key::Pound]);
}

#[test]
fn a_press_is_heard_in_noise_and_off_its_frequency_by_one_percent() {
    let mut samples = sound(100, &[(941.0 * 1.01, 5_000.0), (1477.0 * 0.99, 4_000.0)]);
    for (sample, noise) in samples.iter_mut().zip(noise(800, 700)) {
        *sample += noise;
    }
    assert_eq!(heard(Law::Mu, &samples), [Key::Pound]);
}

#[test]
fn silence_noise_and_single_tones_are_no_keys() {
    for samples in [
        sound(1_000, &[]),
        noise(80_000, 200),
        noise(80_000, 20_000),
        sound(1_000, &[(425.0, 8_000.0)]),
        sound(1_000, &[(941.0, 8_000.0)]),
        sound(1_000, &[(1477.0, 8_000.0)]),
        // The dial and ring tones of America, and a fax machine.
        sound(1_000, &[(350.0, 5_000.0), (440.0, 5_000.0)]),
        sound(1_000, &[(440.0, 5_000.0), (480.0, 5_000.0)]),
        sound(1_000, &[(1100.0, 8_000.0)]),
        // Two rows, and a pair too unlike in loudness.
        sound(1_000, &[(697.0, 5_000.0), (941.0, 5_000.0)]),
        sound(1_000, &[(941.0, 9_000.0), (1477.0, 900.0)]),
        // The letter D, which no telephone at home has.
        sound(1_000, &[(941.0, 5_000.0), (1633.0, 5_000.0)]),
        // Too short to be a press.
        sound(15, &[(941.0, 5_000.0), (1477.0, 5_000.0)]),
    ] {
        assert_eq!(heard(Law::A, &samples), []);
    }
}

#[test]
fn voices_are_no_keys() {
    // Vowels: harmonics of a gliding pitch under two formants, which pass every row and column.
    for pitch in (90..320).step_by(7) {
        let mut phase = 0.0_f32;
        let samples: Vec<i16> = (0..8_000)
            .map(|at| {
                let glide = 1.0 + 0.15 * (TAU * 3.0 * at as f32 / 8000.0).sin();
                let hertz = pitch as f32 * glide;
                phase = (phase + hertz / 8000.0) % 1.0;
                let formants = [400.0 + 600.0 * at as f32 / 8000.0, 1_477.0];
                let sum: f32 = (1..=(3_400.0 / hertz) as usize)
                    .map(|harmonic| {
                        let at = harmonic as f32 * hertz;
                        let weight: f32 = formants
                            .iter()
                            .map(|formant| 1.0 / (1.0 + ((at - formant) / 90.0).powi(2)))
                            .sum();
                        weight * (TAU * phase * harmonic as f32).sin()
                    })
                    .sum();
                (sum * 4_000.0) as i16
            })
            .collect();
        assert_eq!(heard(Law::Mu, &samples), [], "pitch {pitch}");
    }
}

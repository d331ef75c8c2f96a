use std::io::Cursor;

use super::super::answer::{DIGITS, LENGTH};
use super::super::{Captcha, CaptchaFault, Spoken};
use super::{OTHER_SEED, SEED, captcha};

fn samples(wav: &[u8]) -> Vec<i16> {
    let mut reader = hound::WavReader::new(Cursor::new(wav)).expect("a WAV");
    let samples: Result<_, _> = reader.samples::<i16>().collect();
    samples.expect("as many samples as the header says")
}

#[test]
fn the_same_seed_speaks_the_same_sound_and_another_seed_another() {
    let speak = |seed| {
        captcha()
            .sound("301968", Spoken::Dutch, seed)
            .expect("a sound")
    };
    assert_eq!(speak(SEED), speak(SEED));
    assert_ne!(speak(SEED), speak(OTHER_SEED));
}

#[test]
fn languages_sound_different() {
    let speak = |spoken| captcha().sound("301968", spoken, SEED).expect("a sound");
    assert_ne!(speak(Spoken::English), speak(Spoken::Dutch));
}

#[test]
fn the_wav_header_is_right_and_of_the_length_it_says() {
    let file = captcha()
        .sound("301968", Spoken::English, SEED)
        .expect("a sound");
    let field =
        |at: usize| u32::from_le_bytes([file[at], file[at + 1], file[at + 2], file[at + 3]]);
    assert_eq!(
        (&file[..4], &file[8..16], &file[36..40]),
        (&b"RIFF"[..], &b"WAVEfmt "[..], &b"data"[..])
    );
    assert_eq!(field(4) as usize, file.len() - 8);
    assert_eq!(field(40) as usize, file.len() - 44);
    assert_eq!(
        (field(24), field(28)),
        (8000, 16_000),
        "samples and bytes a second"
    );
    assert_eq!(&file[20..24], [1, 0, 1, 0], "PCM, one channel");
    assert_eq!(samples(&file).len() * 2, file.len() - 44);
}

#[test]
fn every_digit_is_spoken_at_a_sensible_length_without_clipping() {
    for spoken in [Spoken::English, Spoken::Dutch] {
        for digit in DIGITS {
            let digits = char::from(*digit).to_string().repeat(LENGTH);
            let samples = samples(
                &captcha()
                    .sound(&digits, spoken, [*digit; 32])
                    .expect("a sound"),
            );
            assert!(
                (40_000..96_000).contains(&samples.len()),
                "5 to 12 s: {}",
                samples.len()
            );
            let peak = samples.iter().map(|sample| sample.unsigned_abs()).max();
            assert!(matches!(peak, Some(26_000..30_000)), "{peak:?}");
        }
    }
}

#[test]
fn what_is_no_digit_is_not_spoken() {
    let captcha = captcha();
    let huge = "7".repeat(1 << 20);
    for digits in ["", "30196a", "３", "1\0", "-1", "301968301", &huge] {
        let refused = captcha.sound(digits, Spoken::English, SEED);
        assert!(matches!(refused, Err(CaptchaFault::UnfitAnswer)));
    }
}

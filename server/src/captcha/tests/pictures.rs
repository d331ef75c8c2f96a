use std::io::Cursor;

use super::super::answer::{LENGTH, LETTERS};
use super::super::{Captcha, CaptchaFault};
use super::{OTHER_SEED, SEED, captcha};

/// Coverage of the decoded picture: palette indexes, two a byte.
fn pixels(file: &[u8]) -> (png::OutputInfo, Vec<u8>) {
    let mut reader = png::Decoder::new(Cursor::new(file))
        .read_info()
        .expect("a PNG");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
    let info = reader.next_frame(&mut pixels).expect("a whole frame");
    (info, pixels)
}

#[test]
fn the_same_seed_draws_the_same_picture_and_another_seed_another() {
    let draw = |seed| captcha().picture("HKDF24", seed).expect("a picture");
    assert_eq!(draw(SEED), draw(SEED));
    // Compared as pixels: two palettes alone would make two files.
    assert_ne!(pixels(&draw(SEED)).1, pixels(&draw(OTHER_SEED)).1);
}

#[test]
fn pictures_are_small_png_files_with_ink_and_paper() {
    for (index, letter) in LETTERS.iter().enumerate() {
        let text = char::from(*letter).to_string().repeat(LENGTH);
        let file = captcha()
            .picture(&text, [index as u8; 32])
            .expect("a picture");
        assert!(file.len() < 10_000, "{} bytes", file.len());
        let (info, pixels) = pixels(&file);
        assert_eq!((info.width, info.height), (560, 180));
        assert_eq!(info.color_type, png::ColorType::Indexed);
        let inked = pixels.iter().filter(|pair| **pair == 0xff).count() * 100 / pixels.len();
        assert!((10..70).contains(&inked), "{text}: {inked} % ink");
    }
}

#[test]
fn what_the_alphabet_does_not_hold_is_not_drawn() {
    let captcha = captcha();
    let huge = "H".repeat(1 << 20);
    for text in [
        "",
        "HKDF2O",
        "hkdf24",
        "HK\0",
        "ＨＫ",
        "é",
        "HKDF24HKD",
        &huge,
    ] {
        let refused = captcha.picture(text, SEED);
        assert!(matches!(refused, Err(CaptchaFault::UnfitAnswer)));
    }
}

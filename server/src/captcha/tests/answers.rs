use super::super::answer::{DIGITS, LENGTH, LETTERS, LOOK_ALIKES};
use super::super::{Captcha, Puzzle, answers};
use super::captcha;

fn puzzle(picture: &str, sound: &str) -> Puzzle {
    Puzzle {
        picture: picture.to_owned(),
        sound: sound.to_owned(),
    }
}

#[test]
fn a_puzzle_has_six_characters_of_each_alphabet() {
    let mut next = 0u8;
    let puzzle = captcha().draw(&mut |bytes| {
        for byte in bytes {
            next = next.wrapping_mul(5).wrapping_add(113);
            *byte = next;
        }
    });
    assert_eq!((puzzle.picture.len(), puzzle.sound.len()), (LENGTH, LENGTH));
    assert!(puzzle.picture.bytes().all(|byte| LETTERS.contains(&byte)));
    assert!(puzzle.sound.bytes().all(|byte| DIGITS.contains(&byte)));
}

#[test]
fn every_character_can_be_drawn_and_a_stuck_source_ends() {
    let drawn = |value: u64| {
        let mut random = |bytes: &mut [u8]| bytes.copy_from_slice(&value.to_le_bytes());
        captcha().draw(&mut random)
    };
    for (index, letter) in LETTERS.iter().enumerate() {
        let picture = drawn(index as u64).picture;
        assert!(picture.bytes().all(|byte| byte == *letter));
    }
    assert_eq!(drawn(u64::MAX).sound, "555555"); // 2⁶⁴ - 1 = 18446744073709551615
}

#[test]
fn the_alphabet_holds_one_of_each_class_of_look_alikes_and_no_vowel() {
    for class in LOOK_ALIKES {
        assert!(LETTERS.contains(&class[0]));
        assert!(class[1..].iter().all(|byte| !LETTERS.contains(byte)));
    }
    assert!(LETTERS.iter().all(|byte| !b"AEIOUaeiou".contains(byte)));
    let mut folded: Vec<u8> = LOOK_ALIKES.concat();
    folded.sort_unstable();
    assert!(folded.windows(2).all(|pair| pair[0] != pair[1]));
}

#[test]
fn either_answer_solves_the_puzzle_and_no_other_does() {
    let puzzle = puzzle("HKDF24", "301968");
    assert!(answers("HKDF24", &puzzle));
    assert!(answers("301968", &puzzle));
    for wrong in [
        "HKDF28",
        "HKDF2",
        "HKDF244",
        "301969",
        "30196",
        "HKDF24301968",
    ] {
        assert!(!answers(wrong, &puzzle), "{wrong}");
    }
}

#[test]
fn letter_case_blanks_and_hyphens_are_ignored() {
    let puzzle = puzzle("HKDF24", "301968");
    for typed in [
        "hkdf24",
        " HkD f24\r\n",
        "hkd-f24",
        "30 19 68",
        "\t301-968 ",
    ] {
        assert!(answers(typed, &puzzle), "{typed:?}");
    }
}

#[test]
fn a_look_alike_counts_as_the_character_it_was_taken_for() {
    let puzzle = puzzle("DTC842", "101010");
    assert!(answers("o1gbaz", &puzzle));
    assert!(answers("0IG3AZ", &puzzle));
    assert!(
        !answers("1o1o1o", &puzzle),
        "digits that were heard are not folded"
    );
}

#[test]
fn an_empty_answer_never_matches() {
    for typed in ["", " ", "- -", "\n"] {
        assert!(!answers(typed, &puzzle("HKDF24", "301968")));
        assert!(!answers(typed, &puzzle("", "")));
    }
    assert!(!answers("HKDF24", &puzzle("", "")));
}

#[test]
fn hostile_input_is_no_answer() {
    let puzzle = puzzle("HKDF24", "301968");
    let huge = "HKDF24".repeat(200_000);
    let padded = format!("{}HKDF24", " ".repeat(100));
    for typed in [
        &huge,
        &padded,
        "HKDF24\0",
        "HKDF2４",
        "ＨＫＤＦ２４",
        "\u{202e}HKDF24",
        "🙂",
    ] {
        assert!(!answers(typed, &puzzle));
    }
}

#[test]
fn debug_does_not_show_the_answers() {
    assert_eq!(format!("{:?}", puzzle("HKDF24", "301968")), "Puzzle(***)");
}

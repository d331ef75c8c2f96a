//! The two alphabets, and the comparison of what was typed with what was drawn.

use subtle::ConstantTimeEq;

use super::Puzzle;

/// How many characters a puzzle has, in the picture and in the sound.
pub(super) const LENGTH: usize = 6;

/// The longest text or digit string that is rendered.
pub(super) const MOST: usize = 8;

/// What pictures show. No vowels, so no words; of characters that distortion makes alike, one.
/// 17 to the power of 6 is 24 million answers.
pub(super) const LETTERS: &[u8] = b"248CDFHJKMNPRTWXY";

/// What sounds say.
pub(super) const DIGITS: &[u8] = b"0123456789";

/// The drawn character, then what people read in its place.
pub(super) const LOOK_ALIKES: [&[u8]; 8] = [
    b"2Z", b"4A", b"8B3S56", b"CG", b"DO0Q", b"FE", b"T71IL", b"YVU",
];

/// Longer input is refused unread: nobody types a hundred blanks.
const LONGEST_TYPED_BYTES: usize = 64;

/// True when the typed text is the answer of the puzzle's picture or of its sound.
///
/// Letter case, blanks and hyphens are ignored, and a look-alike counts as the character that it
/// was taken for. Both answers are always compared, each in constant time.
#[must_use]
pub fn answers(typed: &str, puzzle: &Puzzle) -> bool {
    if typed.len() > LONGEST_TYPED_BYTES || !typed.is_ascii() {
        return false;
    }
    let typed: Vec<u8> = typed
        .bytes()
        .filter(|byte| !matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b'-'))
        .map(|byte| byte.to_ascii_uppercase())
        .collect();
    if typed.is_empty() {
        return false;
    }
    let seen: Vec<u8> = typed.iter().copied().map(as_drawn).collect();
    let by_eye = seen.ct_eq(puzzle.picture.as_bytes());
    let by_ear = typed.ct_eq(puzzle.sound.as_bytes());
    (by_eye | by_ear).into()
}

/// Maps a look-alike to the character of the picture's alphabet.
fn as_drawn(byte: u8) -> u8 {
    LOOK_ALIKES
        .iter()
        .find(|class| class.contains(&byte))
        .map_or(byte, |class| class[0])
}

/// Draws an answer. Eight random bytes a character: the remainder's bias is below 2⁻⁵⁹, and unlike
/// rejection it ends with any source.
pub(super) fn draw(alphabet: &[u8], random: &mut dyn FnMut(&mut [u8])) -> String {
    (0..LENGTH)
        .map(|_| {
            let mut bytes = [0; 8];
            random(&mut bytes);
            let index = u64::from_le_bytes(bytes) % alphabet.len() as u64;
            char::from(alphabet[index as usize])
        })
        .collect()
}

/// True for what can be rendered: 1 to [`MOST`] characters of the alphabet.
pub(super) fn fits(answer: &str, alphabet: &[u8]) -> bool {
    (1..=MOST).contains(&answer.len()) && answer.bytes().all(|byte| alphabet.contains(&byte))
}

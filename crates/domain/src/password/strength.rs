//! How hard a password is to guess: zxcvbn with its dictionaries, far too large for the first view.

use super::characters::nfc;
use super::own_words::OwnWords;

/// The estimate grows faster than linearly with the length.
const ESTIMATED: usize = 100;

/// The zxcvbn score, 0 (guessed at once) to 4, of the first 100 characters.
///
/// The estimator counts years from the current one: the only thing in this crate that is not a
/// function of its arguments, and one that matters only for passwords made of a year or a date.
pub fn estimate(candidate: &str, own: &OwnWords) -> u8 {
    let text = nfc(candidate);
    let end = text
        .char_indices()
        .nth(ESTIMATED)
        .map_or(text.len(), |(end, _)| end);
    let words: Vec<&str> = own.iter().collect();
    zxcvbn::zxcvbn(&text[..end], &words).score().into()
}

//! The characters of a password: one Unicode form, and the classes that a composition rule counts.

use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// A password in the form that is judged and hashed: Unicode NFC, nothing else changed.
///
/// Two keyboards may send the same letter as one character or as a letter and an accent; without
/// this a password set on a phone would fail on a PC (RFC 8265, section 4.2.2, rule 4).
pub fn nfc(typed: &str) -> Zeroizing<String> {
    // NFC grows UTF-8 threefold at most; a buffer that never moves leaves no copy behind.
    let mut text = Zeroizing::new(String::with_capacity(typed.len() * 3));
    text.extend(typed.nfc());
    text
}

/// The same as [`nfc`], one element for each character: findings give positions in this.
pub(super) fn characters(typed: &str) -> Zeroizing<Vec<char>> {
    // No character becomes more characters in NFC than it has bytes in UTF-8.
    let mut text = Zeroizing::new(Vec::with_capacity(typed.len()));
    text.extend(typed.nfc());
    text
}

/// How many of the four classes occur: lower case, upper case, digits, everything else.
///
/// Letters without case (Arabic, Hebrew, Han, Kana …) and blanks belong to "everything else", so
/// that a person who writes such a script is not asked for Latin letters on top. Digits of every
/// script count as digits.
pub(super) fn classes(text: &[char]) -> u8 {
    let mut seen = [false; 4];
    for character in text {
        let class = match character {
            c if c.is_lowercase() => 0,
            c if c.is_uppercase() => 1,
            c if c.is_numeric() => 2,
            _ => 3,
        };
        seen[class] = true;
    }
    seen.into_iter().map(u8::from).sum()
}

/// Where the first control character stands.
///
/// They are refused in every rule set: a sign-in form cannot type them, and a line break or NUL
/// ends the value early in some program behind us (RFC 8264, section 9.12, disallows them too).
pub(super) fn first_control(text: &[char]) -> Option<usize> {
    text.iter().position(|character| character.is_control())
}

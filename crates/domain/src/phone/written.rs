//! A telephone number as people write it down, taken apart.

use crate::identity::IdentityFault;

/// Longer texts are no numbers.
const WRITTEN_MAX: usize = 64;
/// What stands between a number and its extension.
const EXTENSION: [&str; 6] = ["x", "ext", "extension", "#", "tst", "toestel"];
const EXTENSION_MAX: usize = 11;

/// A number as it is written down: what is dialled, still with what stands between its digits, and the digits
/// of the extension.
pub struct Written {
    pub main: String,
    pub extension: Option<String>,
}

impl Written {
    /// Takes a text apart: `020 555 0100 tst. 12`, `+31 20 5550100#12`. What is not seen, as the marks of
    /// direction that come along from a copied page, does not count.
    ///
    /// # Errors
    /// An [`IdentityFault`] for what cannot be a number with an extension.
    pub fn read(typed: &str) -> Result<Self, IdentityFault> {
        let seen: String = typed.chars().filter(|c| !is_unseen(*c)).collect();
        let text = seen.trim().to_ascii_lowercase();
        if text.is_empty() {
            return Err(IdentityFault::Empty);
        }
        if text.chars().count() > WRITTEN_MAX {
            return Err(IdentityFault::TooLong);
        }
        let Some(end) = text.find(|c: char| c.is_alphabetic() || c == '#') else {
            let (main, extension) = (text, None);
            return Ok(Self { main, extension });
        };
        let (main, rest) = text.split_at(end);
        let from = rest.find(|c: char| c.is_ascii_digit());
        let (word, digits) = rest.split_at(from.ok_or(IdentityFault::Malformed)?);
        let word = word.trim_end_matches(['.', ':', ' ', '\u{a0}']);
        let digits = only_digits(digits)?;
        if !EXTENSION.contains(&word) || digits.len() > EXTENSION_MAX {
            return Err(IdentityFault::Malformed);
        }
        Ok(Self {
            main: main.to_owned(),
            extension: Some(digits),
        })
    }

    /// The digits of the number alone.
    ///
    /// # Errors
    /// [`IdentityFault::Malformed`] when something else stands between them.
    pub fn digits(&self) -> Result<String, IdentityFault> {
        only_digits(&self.main)
    }
}

/// Marks of direction and of where a line may break.
const fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

pub(super) fn only_digits(text: &str) -> Result<String, IdentityFault> {
    let mut digits = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '0'..='9' => digits.push(c),
            ' ' | '-' | '.' | '(' | ')' | '/' => {}
            // Blanks that do not break, hyphens and dashes.
            '\u{a0}' | '\u{2007}' | '\u{202f}' | '\u{2010}'..='\u{2015}' | '\u{2212}' => {}
            _ => return Err(IdentityFault::Malformed),
        }
    }
    Ok(digits)
}

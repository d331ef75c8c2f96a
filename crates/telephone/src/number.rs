//! Telephone numbers as they are dialled.

use std::fmt;

use thiserror::Error;

/// A number in E.164 form: `+`, a country code, at most fifteen digits. Nothing else ever gets
/// into an address that is dialled. `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct Number {
    digits: String,
    extension: Option<Extension>,
}

/// What an exchange that answers is told: the digits of a telephone behind it, one to eleven.
/// `Debug` does not show them.
#[derive(Clone, PartialEq, Eq)]
pub struct Extension(Vec<u8>);

/// The text is not `+` and 7 to 15 digits, or as an extension not 1 to 11 digits.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("not a telephone number of the form +31201234567, or not an extension of digits")]
pub struct NotANumber;

impl Number {
    /// Takes a number without spaces or punctuation, such as `+31201234567`.
    pub fn parse(text: &str) -> Result<Self, NotANumber> {
        let digits = text.strip_prefix('+').ok_or(NotANumber)?;
        let is_e164 = (7..=15).contains(&digits.len())
            && digits.bytes().all(|byte| byte.is_ascii_digit())
            && !digits.starts_with('0');
        is_e164
            .then(|| Self {
                digits: digits.to_owned(),
                extension: None,
            })
            .ok_or(NotANumber)
    }

    /// The telephone with this extension behind the number.
    #[must_use]
    pub fn with_extension(self, extension: Extension) -> Self {
        Self {
            extension: Some(extension),
            ..self
        }
    }

    pub(crate) const fn extension(&self) -> Option<&Extension> {
        self.extension.as_ref()
    }

    /// What is dialled where `prefix` stands for the `+`.
    pub(crate) fn dialled(&self, prefix: &str) -> String {
        format!("{prefix}{}", self.digits)
    }
}

impl Extension {
    const LONGEST: usize = 11;

    /// Takes digits and nothing else.
    pub fn parse(text: &str) -> Result<Self, NotANumber> {
        let digits = text.bytes().map(|byte| byte.wrapping_sub(b'0'));
        let digits: Vec<u8> = digits.take(Self::LONGEST + 1).collect();
        let is_one = (1..=Self::LONGEST).contains(&digits.len());
        let are_digits = digits.iter().all(|digit| *digit <= 9);
        (is_one && are_digits)
            .then_some(Self(digits))
            .ok_or(NotANumber)
    }

    /// The digits, 0 to 9.
    pub(crate) fn digits(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Extension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Extension(***)")
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Number(***)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_a_plus_and_seven_to_fifteen_digits() {
        for good in ["+31201234567", "+1234567", "+123456789012345"] {
            assert!(Number::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "+",
            "31201234567",
            "0031201234567",
            "+0201234567",
            "+123456",
            "+1234567890123456",
            "+31 20 1234567",
            "+3120123456x",
            "+31201234567;phone-context=x",
            "+31201234567@elsewhere.example",
            "+31201234567\r\nX: y",
            "+３１２０１２３４５６７",
        ] {
            assert_eq!(Number::parse(bad), Err(NotANumber), "{bad:?}");
        }
    }

    #[test]
    fn a_number_is_not_shown() {
        let number = Number::parse("+31201234567").expect("a number");
        assert_eq!(format!("{number:?}"), "Number(***)");
        assert_eq!(number.dialled("00"), "0031201234567");
        let extension = Extension::parse("12").expect("an extension");
        assert_eq!(format!("{extension:?}"), "Extension(***)");
        let desk = number.with_extension(extension);
        assert_eq!(desk.dialled("+"), "+31201234567", "it is not part of it");
    }

    #[test]
    fn an_extension_is_one_to_eleven_digits() {
        let read = |text: &str| Extension::parse(text).map(|extension| extension.0);
        assert_eq!(read("0129"), Ok(vec![0, 1, 2, 9]));
        assert!(read("12345678901").is_ok());
        for bad in ["", "123456789012", "1#", "1 2", "w1", "-1", "１"] {
            assert_eq!(read(bad), Err(NotANumber), "{bad:?}");
        }
    }
}

//! Telephone numbers as they are dialled.

use std::fmt;

use thiserror::Error;

/// A number in E.164 form: `+`, a country code, at most fifteen digits. Nothing else ever gets
/// into an address that is dialled. `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct Number(String);

/// The text is not `+` and 7 to 15 digits.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("not a telephone number of the form +31201234567")]
pub struct NotANumber;

impl Number {
    /// Takes a number without spaces or punctuation, such as `+31201234567`.
    pub fn parse(text: &str) -> Result<Self, NotANumber> {
        let digits = text.strip_prefix('+').ok_or(NotANumber)?;
        let is_e164 = (7..=15).contains(&digits.len())
            && digits.bytes().all(|byte| byte.is_ascii_digit())
            && !digits.starts_with('0');
        is_e164.then(|| Self(digits.to_owned())).ok_or(NotANumber)
    }

    /// What is dialled where `prefix` stands for the `+`.
    pub(crate) fn dialled(&self, prefix: &str) -> String {
        format!("{prefix}{}", self.0)
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
    }
}

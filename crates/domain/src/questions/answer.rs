//! What an answer is, and when two are the same.

use unicode_normalization::UnicodeNormalization as _;

use crate::secret::Secret;

/// An answer in the form that is hashed: what people change without meaning to is evened out.
#[derive(Clone, Debug)]
pub struct Answer(Secret);

/// Why a text is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnswerFault {
    #[error("an answer is missing")]
    Missing,
    #[error("an answer has at least 3 characters")]
    TooShort,
    #[error("an answer has at most 40 characters")]
    TooLong,
}

const SHORTEST: usize = 3;
const LONGEST: usize = 40;
/// Typed texts are read up to here: nothing longer can become an answer.
const READ: usize = 400;

impl Answer {
    /// Reads an answer: compatibility forms, case, accents' encoding, blanks and punctuation do not
    /// matter, so that "St. Mary's " is "st marys".
    ///
    /// # Errors
    /// [`AnswerFault`] by the length of what is left, 3 to 40 characters.
    pub fn parse(typed: &str) -> Result<Self, AnswerFault> {
        let mut normal = String::new();
        for c in typed.chars().take(READ).nfkc().flat_map(char::to_lowercase) {
            if c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c) {
                normal.push(c);
            } else if c.is_whitespace() && !normal.is_empty() && !normal.ends_with(' ') {
                normal.push(' ');
            }
        }
        let normal = normal.trim_end();
        match normal.chars().count() {
            0 => Err(AnswerFault::Missing),
            n if n < SHORTEST => Err(AnswerFault::TooShort),
            n if n > LONGEST => Err(AnswerFault::TooLong),
            _ => Ok(Self(Secret::new(normal))),
        }
    }

    /// What is hashed.
    pub fn secret(&self) -> &Secret {
        &self.0
    }

    /// Whether two answers are the same one.
    pub fn is(&self, other: &Self) -> bool {
        self.0.matches(&other.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_pen_do_not_matter() {
        let mary = Answer::parse("st marys").unwrap();
        for typed in [
            "St. Mary's",
            " ST  MARYS ",
            "st\u{a0}marys!",
            "ｓｔ ｍａｒｙｓ",
        ] {
            assert!(Answer::parse(typed).unwrap().is(&mary), "{typed}");
        }
        assert!(!Answer::parse("st mary").unwrap().is(&mary));
    }

    #[test]
    fn an_answer_has_three_to_forty_characters() {
        let fault = |typed: &str| Answer::parse(typed).map(|_| ()).unwrap_err();
        assert_eq!(fault(" . "), AnswerFault::Missing);
        assert_eq!(fault("ab"), AnswerFault::TooShort);
        assert_eq!(fault(&"x".repeat(41)), AnswerFault::TooLong);
        assert_eq!(fault(&"x".repeat(10_000)), AnswerFault::TooLong);
        assert!(Answer::parse("Åsa").is_ok());
        assert!(Answer::parse(&"x".repeat(40)).is_ok());
    }
}

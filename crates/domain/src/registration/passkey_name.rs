//! What its owner calls a passkey.

use crate::refusal::Refusal;

/// 1 to 40 characters, trimmed, none of them a control character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasskeyName(String);

impl PasskeyName {
    const LONGEST: usize = 40;

    /// Takes a name as typed. Row `row` of the form, counted from 1, is named in the refusal.
    ///
    /// # Errors
    /// [`Refusal::PasskeyName`] for anything else.
    pub fn parse(typed: &str, row: u8) -> Result<Self, Refusal> {
        let name = typed.trim();
        let length = name.chars().take(Self::LONGEST + 1).count();
        if !(1..=Self::LONGEST).contains(&length) || name.chars().any(char::is_control) {
            return Err(Refusal::PasskeyName { row });
        }
        Ok(Self(name.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_one_to_forty_characters_that_can_be_seen() {
        let read = |typed: &str| PasskeyName::parse(typed, 1).map(|name| name.0);
        assert_eq!(read(" My phone\n"), Ok("My phone".to_owned()));
        assert_eq!(read(&"ø".repeat(40)), Ok("ø".repeat(40)));
        for typed in ["", " \t ", "My\0phone", "My\u{85}phone", &"x".repeat(41)] {
            assert_eq!(read(typed), Err(Refusal::PasskeyName { row: 1 }), "{typed}");
        }
    }
}

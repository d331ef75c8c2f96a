//! Telephone numbers in the international form of ITU-T E.164.

mod written;

pub use written::Written;

use std::fmt;

use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq;

use crate::identity::IdentityFault;

/// A number in E.164 (at most 15 digits), with an extension when the exchange needs one.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PhoneNumber {
    digits: String,
    extension: Option<String>,
}

impl PhoneNumber {
    /// Reads a complete number as people write it: `+31 6 1234 5678`, `0031-6…`, `+31 (0)6 …`,
    /// `+1 425 555 0100 x12`.
    ///
    /// # Errors
    /// [`IdentityFault::Malformed`] without a country code (`+` or `00`), or when it does not have
    /// 7 to 15 digits.
    pub fn parse(typed: &str) -> Result<Self, IdentityFault> {
        let Written { main, extension } = Written::read(typed)?;
        let main = main.replace("(0)", "");
        let main = main.trim();
        let international = main
            .strip_prefix('+')
            .or_else(|| main.strip_prefix("00"))
            .ok_or(IdentityFault::Malformed)?;
        let digits = written::only_digits(international)?;
        if !(7..=15).contains(&digits.len()) || digits.starts_with('0') {
            return Err(IdentityFault::Malformed);
        }
        Ok(Self { digits, extension })
    }

    /// `+` and the digits, as gateways want it.
    pub fn e164(&self) -> String {
        format!("+{}", self.digits)
    }

    /// The digits to dial after the call is answered.
    pub fn extension(&self) -> Option<&str> {
        self.extension.as_deref()
    }

    /// True when it lies in a country given by the digits of its code (`31`, `44`, `1`).
    pub fn has_prefix(&self, country: &str) -> bool {
        self.digits.starts_with(country)
    }

    /// The first two digits: the key of the cap per country prefix. Codes have one to three
    /// digits; two keep neighbours apart without a table of all countries.
    pub fn prefix(&self) -> &str {
        &self.digits[..2]
    }

    /// The number alone, where whoever answers is told no extension.
    #[must_use]
    pub fn without_extension(&self) -> Self {
        Self {
            digits: self.digits.clone(),
            extension: None,
        }
    }

    /// Whether somebody who typed `other` knows this number. An extension is not asked for, because the
    /// complete number is known without it; one that is typed has to be the right one, where there is
    /// one. In constant time for equal lengths.
    pub fn is_known_as(&self, other: &Self) -> bool {
        let same_extension = match (&self.extension, &other.extension) {
            (Some(ours), Some(theirs)) => ours.as_bytes().ct_eq(theirs.as_bytes()).into(),
            _ => true,
        };
        self.same_line(other) & same_extension
    }

    /// Whether both are the same number, whatever the extension; in constant time for equal lengths.
    pub fn same_line(&self, other: &Self) -> bool {
        self.digits.as_bytes().ct_eq(other.digits.as_bytes()).into()
    }

    /// What a stranger may see of it: the last two digits, and neither length nor country.
    pub fn masked(&self) -> String {
        mask(&self.digits[self.digits.len() - 2..])
    }
}

/// The form of every masked number, shared with the decoys.
pub(crate) fn mask(last_two: &str) -> String {
    format!("+XX XXXXXX{last_two}")
}

impl TryFrom<String> for PhoneNumber {
    type Error = IdentityFault;

    fn try_from(text: String) -> Result<Self, IdentityFault> {
        Self::parse(&text)
    }
}

impl From<PhoneNumber> for String {
    fn from(number: PhoneNumber) -> Self {
        match &number.extension {
            Some(extension) => format!("+{}x{extension}", number.digits),
            None => number.e164(),
        }
    }
}

impl fmt::Debug for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PhoneNumber(***)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_notations_of_one_number_are_one_number() {
        for typed in [
            "+31 6 1234 5678",
            "0031612345678",
            "+31 (0)6-12.34.56.78",
            " +31/6 12345678 ",
            "\u{202a}+31 6 12345678\u{202c}",
            "\u{2066}+31\u{a0}6\u{2013}12345678\u{2069}\u{200f}",
        ] {
            assert_eq!(
                PhoneNumber::parse(typed).map(|n| n.e164()),
                Ok("+31612345678".to_owned()),
                "{typed}"
            );
        }
        for extension in [
            "x12",
            " x 12",
            "#12",
            " ext. 12",
            " extension 12",
            " tst. 12",
            " toestel 12",
            " Ext: 12",
        ] {
            let typed = format!("+31 20 5550100{extension}");
            let number = PhoneNumber::parse(&typed).map(String::from);
            assert_eq!(number.as_deref(), Ok("+31205550100x12"), "{typed}");
        }
        let office = PhoneNumber::parse("+1 425 555 0100 ext. 12").unwrap();
        assert_eq!(
            (office.e164().as_str(), office.extension()),
            ("+14255550100", Some("12"))
        );
        assert_eq!(
            PhoneNumber::parse(&String::from(office.clone())),
            Ok(office)
        );
    }

    #[test]
    fn incomplete_or_foreign_text_is_refused() {
        for typed in [
            "",
            "0612345678",
            "+31",
            "+0612345678",
            "+31 6 abc",
            "+1234567890123456",
            "+31612345678x",
            "+31612345678 x x12",
            "+31612345678 fax 12",
            "tel:+31612345678",
            "+31612345678x123456789012",
            "+٣١٦١٢٣٤٥٦٧٨",
        ] {
            assert!(PhoneNumber::parse(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn an_extension_need_not_be_typed_and_must_not_be_another_one() {
        let desk = PhoneNumber::parse("+31 20 5550100 x12").unwrap();
        for (typed, known) in [
            ("+31 20 5550100", true),
            ("+31 20 5550100 ext 12", true),
            ("+31 20 5550100 x13", false),
            ("+31 20 5550101 x12", false),
            ("+31 20 5550101", false),
        ] {
            let typed_number = PhoneNumber::parse(typed).unwrap();
            assert_eq!(desk.is_known_as(&typed_number), known, "{typed}");
        }
        let without = desk.without_extension();
        assert_eq!(String::from(without.clone()), "+31205550100");
        assert!(without.is_known_as(&desk), "we know of no other");
    }

    #[test]
    fn the_mask_tells_two_digits_and_no_length() {
        assert_eq!(
            PhoneNumber::parse("+31612345678").unwrap().masked(),
            "+XX XXXXXX78"
        );
        assert_eq!(
            PhoneNumber::parse("+4912345").unwrap().masked(),
            "+XX XXXXXX45"
        );
    }
}

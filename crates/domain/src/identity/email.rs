//! Mail addresses.

use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::IdentityFault;

/// A mail address, its domain in lower case.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EmailAddress(String);

impl EmailAddress {
    /// Reads an address: one `@`, a domain with a dot or `localhost`, no blanks, at most 254 bytes
    /// (RFC 5321, section 4.5.3.1.3).
    ///
    /// # Errors
    /// [`IdentityFault`] when it is not of that form.
    pub fn parse(typed: &str) -> Result<Self, IdentityFault> {
        let text: String = typed.trim().nfc().collect();
        if text.is_empty() {
            return Err(IdentityFault::Empty);
        }
        if text.len() > 254 {
            return Err(IdentityFault::TooLong);
        }
        let (local, domain) = text.rsplit_once('@').ok_or(IdentityFault::Malformed)?;
        let forbidden =
            |c: char| c.is_whitespace() || c.is_control() || "@<>()[]\\,;:\"".contains(c);
        let labels_ok = domain
            .split('.')
            .all(|label| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-'));
        if local.is_empty()
            || local.len() > 64
            || local.contains(forbidden)
            || domain.contains(forbidden)
            || !labels_ok
            || !(domain.contains('.') || domain.eq_ignore_ascii_case("localhost"))
        {
            return Err(IdentityFault::Malformed);
        }
        Ok(Self(format!("{local}@{}", domain.to_lowercase())))
    }

    /// The address itself, for the envelope of a mail.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether mail to both is read in one mailbox: capitals do not matter, and what follows a `+` is a
    /// label of its owner's (RFC 5233).
    pub fn same_mailbox(&self, other: &Self) -> bool {
        self.mailbox() == other.mailbox()
    }

    fn mailbox(&self) -> (String, &str) {
        let (local, domain) = self.0.split_once('@').unwrap_or((&self.0, ""));
        let plain = match local.split_once('+') {
            Some((plain, _)) if !plain.is_empty() => plain,
            _ => local,
        };
        (plain.to_lowercase(), domain)
    }

    /// What a stranger may see of it: `k•••@h•••`.
    pub fn masked(&self) -> String {
        let (local, host) = self.0.split_once('@').unwrap_or((&self.0, ""));
        let first = |text: &str| text.chars().next().unwrap_or_default();
        mask(first(local), first(host))
    }
}

/// The form of every masked address. It is shared with the decoys and has room for nothing that they could
/// not show: a rare ending or character would tell that an address is real, and so that the name is.
pub(crate) fn mask(local: char, host: char) -> String {
    let letter = |c: char| {
        if c.is_ascii_alphabetic() {
            c.to_ascii_lowercase()
        } else {
            '•'
        }
    };
    format!("{}•••@{}•••", letter(local), letter(host))
}

impl TryFrom<String> for EmailAddress {
    type Error = IdentityFault;

    fn try_from(text: String) -> Result<Self, IdentityFault> {
        Self::parse(&text)
    }
}

impl From<EmailAddress> for String {
    fn from(address: EmailAddress) -> Self {
        address.0
    }
}

impl fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EmailAddress(***)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_address_is_masked_to_its_first_letters() {
        let address = EmailAddress::parse("Kim.Home@Home.Example").unwrap();
        assert_eq!(address.as_str(), "Kim.Home@home.example");
        assert_eq!(address.masked(), "k•••@h•••");
        assert!(!format!("{address:?}").contains("Kim"));
    }

    #[test]
    fn capitals_and_labels_lead_to_the_same_mailbox() {
        let address = |typed| EmailAddress::parse(typed).unwrap();
        let kim = address("kim@home.example");
        for same in [
            "KIM@Home.example",
            "kim+regain@home.example",
            "Kim+a+b@home.example",
        ] {
            assert!(kim.same_mailbox(&address(same)), "{same}");
            assert!(address(same).same_mailbox(&kim), "{same}");
        }
        for other in [
            "kim@work.example",
            "kimm@home.example",
            "+kim@home.example",
            "lee+kim@home.example",
        ] {
            assert!(!kim.same_mailbox(&address(other)), "{other}");
        }
    }

    #[test]
    fn addresses_that_could_break_a_header_are_refused() {
        for typed in [
            "",
            "kim",
            "kim@",
            "@x.y",
            "a@b",
            "a b@c.d",
            "a@b..c",
            "a@b.c\r\nBcc: x@y.z",
            "<a@b.c>",
        ] {
            assert!(EmailAddress::parse(typed).is_err(), "{typed:?}");
        }
    }
}

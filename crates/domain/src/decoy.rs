//! What the wizard shows for a name that cannot reset: stable, plausible, never passable.

use crate::contact::{Channel, Offer};
use crate::identity;
use crate::method::Method;
use crate::phone;

/// Top-level domains of decoy mailboxes, the common ones more often.
const TOPS: [&str; 8] = ["com", "com", "com", "nl", "nl", "net", "org", "eu"];

/// Letters that given names and mail hosts begin with, by rough frequency.
const LOCAL: &[u8; 16] = b"abcdefjklmprstwj";
const HOST: &[u8; 16] = b"gghhoooylikpmtvx";

/// The offers of a decoy, drawn from a keyed hash of the typed name.
///
/// `digest` must come from a key that only the server has; the same name then always shows the
/// same hints. Every method that the policy allows is offered, as for a fully registered person.
pub fn offers(digest: [u8; 32], methods: &[Method]) -> Vec<Offer> {
    methods
        .iter()
        .zip(0u8..)
        .map(|(&method, number)| Offer {
            method,
            channel: Channel::Nowhere(number),
            hint: hint(digest, method),
        })
        .collect()
}

fn hint(digest: [u8; 32], method: Method) -> String {
    match method {
        Method::Email => {
            let letter = |table: &[u8; 16], byte: u8| char::from(table[usize::from(byte % 16)]);
            identity::mask(
                letter(LOCAL, digest[0]),
                letter(HOST, digest[1]),
                TOPS[usize::from(digest[2] % 8)],
            )
        }
        Method::Sms => {
            let number = u16::from_be_bytes([digest[3], digest[4]]) % 100;
            phone::mask(&format!("{number:02}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::EmailAddress;
    use crate::phone::PhoneNumber;

    #[test]
    fn a_decoy_is_stable_and_leads_nowhere() {
        let once = offers([9; 32], &Method::ALL);
        assert_eq!(once, offers([9; 32], &Method::ALL));
        assert_ne!(once[0].hint, offers([200; 32], &Method::ALL)[0].hint);
        assert!(
            once.iter()
                .all(|offer| matches!(offer.channel, Channel::Nowhere(_)))
        );
    }

    #[test]
    fn a_decoy_has_the_shape_of_a_real_offer() {
        let shape = |text: &str| {
            text.chars()
                .map(|c| match c {
                    'a'..='z' => 'a',
                    '0'..='9' => '0',
                    other => other,
                })
                .collect::<String>()
        };
        let decoys = offers([3; 32], &Method::ALL);
        let mail = EmailAddress::parse("kim@home.com").unwrap().masked();
        let text = PhoneNumber::parse("+31612345678").unwrap().masked();
        assert_eq!(
            shape(&decoys[0].hint).split('.').next(),
            shape(&mail).split('.').next()
        );
        assert_eq!(shape(&decoys[1].hint), shape(&text));
    }
}

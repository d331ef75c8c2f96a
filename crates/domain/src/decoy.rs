//! What the wizard shows for a name that cannot reset: stable, plausible, never passable.

use crate::contact::{Channel, Offer, can_pass};
use crate::identity;
use crate::method::Method;
use crate::phone;
use crate::policy::Policy;
use crate::questions::{Question, QuestionRules, draw};

/// What given names and mail hosts begin with: each letter, the common ones more often, and for once
/// something else, so that there is nothing that only real addresses begin with.
const LOCAL: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyzajmrs-";
const HOST: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyzghoyi-";

/// The offers of a decoy, drawn from a keyed hash of the typed name.
///
/// `digest` must come from a key that only the server has; the same name then always shows the
/// same hints. Like people, decoys differ in what they have registered, and it is always enough.
/// `initial` is what the name begins with.
pub fn offers(digest: [u8; 32], initial: char, policy: &Policy) -> Vec<Offer> {
    let everything = drawn(digest, initial, &policy.methods);
    let some: Vec<Offer> = everything
        .iter()
        .filter(|offer| is_registered(digest, offer.method))
        .cloned()
        .collect();
    if can_pass(&some, policy.gates, policy.strength) {
        some
    } else {
        everything
    }
}

/// The questions of a decoy, in the order of the pool.
pub fn questions(digest: [u8; 32], rules: &QuestionRules) -> Vec<Question> {
    let mut seed = [0; 8];
    seed.copy_from_slice(&digest[16..24]);
    let drawn = draw(&rules.pool, rules.register, u64::from_be_bytes(seed));
    let chosen = |question: &&Question| drawn.contains(question);
    rules.pool.iter().filter(chosen).cloned().collect()
}

/// What somebody would be offered who has registered everything.
pub fn all(methods: &[Method]) -> Vec<Offer> {
    drawn([0; 32], 'a', methods)
}

fn drawn(digest: [u8; 32], initial: char, methods: &[Method]) -> Vec<Offer> {
    let offer = |&method: &Method| Offer {
        method,
        channel: nowhere(method),
        hint: hint(digest, initial, method),
    };
    methods.iter().map(offer).collect()
}

/// What is one channel for people is one here: otherwise the lists would differ.
const fn nowhere(method: Method) -> Channel {
    Channel::Nowhere(match method {
        Method::Email => 0,
        Method::Sms | Method::MobileCall => 1,
        Method::OfficeCall => 2,
        Method::Totp | Method::Passkey => 3,
        Method::Questions => 4,
        Method::HelpdeskPass => 5,
    })
}

/// Roughly how often people have each method.
fn is_registered(digest: [u8; 32], method: Method) -> bool {
    let (byte, of_eight) = match method {
        Method::Email => (digest[8], 6),
        Method::Sms | Method::MobileCall => (digest[9], 6),
        Method::OfficeCall => (digest[13], 3),
        Method::Totp => (digest[10], 4),
        Method::Questions => (digest[11], 4),
        // Offered to all.
        Method::HelpdeskPass => (digest[12], 8),
        Method::Passkey => (digest[14], 3),
    };
    byte % 8 < of_eight
}

fn hint(digest: [u8; 32], initial: char, method: Method) -> String {
    match method {
        Method::Email => {
            let letter = |table: &[u8; 32], byte: u8| char::from(table[usize::from(byte % 32)]);
            // Five of eight addresses begin like the name that their owner signs in with.
            let local = match digest[2] % 8 {
                0..5 => initial,
                _ => letter(LOCAL, digest[0]),
            };
            identity::mask(local, letter(HOST, digest[1]))
        }
        // One telephone: texts and calls show the same number.
        Method::Sms | Method::MobileCall => {
            let number = u16::from_be_bytes([digest[3], digest[4]]) % 100;
            phone::mask(&format!("{number:02}"))
        }
        Method::OfficeCall => {
            let number = u16::from_be_bytes([digest[5], digest[6]]) % 100;
            phone::mask(&format!("{number:02}"))
        }
        Method::Totp | Method::Passkey | Method::Questions | Method::HelpdeskPass => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::identity::EmailAddress;
    use crate::phone::PhoneNumber;

    fn policy(gates: u8) -> Policy {
        Policy {
            gates,
            methods: Method::ALL.to_vec(),
            ..Policy::default()
        }
    }

    #[test]
    fn a_decoy_is_stable_and_leads_nowhere() {
        let everything = all(&Method::ALL);
        assert_eq!(
            offers([9; 32], 'k', &policy(2)),
            offers([9; 32], 'k', &policy(2))
        );
        assert_ne!(
            offers([9; 32], 'k', &policy(2)),
            offers([200; 32], 'k', &policy(2))
        );
        assert!(
            everything
                .iter()
                .all(|offer| matches!(offer.channel, Channel::Nowhere(_)))
        );
    }

    #[test]
    fn decoys_differ_in_what_they_have_and_always_have_enough() {
        let mut counts = [false; Method::ALL.len() + 1];
        for byte in 0..=255 {
            let offers = offers([byte; 32], 'k', &policy(2));
            assert!(can_pass(&offers, 2, 0));
            counts[offers.len()] = true;
        }
        assert!(counts.iter().filter(|seen| **seen).count() > 1);
    }

    #[test]
    fn a_decoy_with_nothing_but_a_telephone_has_one_channel() {
        let telephone = drawn([3; 32], 'k', &[Method::Sms, Method::MobileCall]);
        assert!(!can_pass(&telephone, 2, 0));
        assert_eq!(telephone[0].hint, telephone[1].hint);
    }

    #[test]
    fn a_decoy_is_asked_the_same_questions_every_time() {
        let pool: Vec<_> = (0..9).map(|n| Question::new(n.to_string())).collect();
        let rules = QuestionRules {
            pool,
            ..QuestionRules::default()
        };
        let once = questions([7; 32], &rules);
        assert_eq!(once.len(), 5);
        assert_eq!(once, questions([7; 32], &rules));
        assert_ne!(once, questions([80; 32], &rules));
    }

    #[test]
    fn no_address_looks_like_none_of_a_decoy() {
        let mut digest = [0; 32];
        let mut seen = HashSet::new();
        for (begins, [local, host]) in (0..=255).flat_map(|begin| pairs().map(move |p| (begin, p)))
        {
            [digest[0], digest[1], digest[2]] = [local, host, begins];
            seen.insert(hint(digest, 'k', Method::Email));
        }
        for address in [
            "Nina@ziggo.nl",
            "g@web.de",
            "9lives@163.com",
            "øyvind@ærø.dk",
            "q.x@u.io",
        ] {
            let real = EmailAddress::parse(address).unwrap().masked();
            assert!(seen.contains(&real), "{real}");
        }
    }

    fn pairs() -> impl Iterator<Item = [u8; 2]> {
        (0..32).flat_map(|local| (0..32).map(move |host| [local, host]))
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
        let decoys = drawn([3; 32], 'k', &Method::ALL);
        let mail = EmailAddress::parse("kim@home.com").unwrap().masked();
        let text = PhoneNumber::parse("+31612345678").unwrap().masked();
        assert_eq!(shape(&decoys[0].hint), shape(&mail));
        assert_eq!(shape(&decoys[1].hint), shape(&text));
    }
}

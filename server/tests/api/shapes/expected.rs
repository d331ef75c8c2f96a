//! What must come of a person under a policy, told without the code under test.

use domain::method::Method;
use domain::policy::Scope;
use domain::refusal::Refusal;

use super::people::{Bar, Person, Word};
use super::policies::Rules;

/// What came of a walk.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// A new password was set, after proofs from so many places.
    Passed {
        places: usize,
    },
    Refused(Refusal),
}

/// Something that a person can show.
struct Shows {
    method: Method,
    place: &'static str,
    word: Word,
}

pub(super) fn expected(person: &Person, rules: &Rules) -> Outcome {
    if person.bar == Bar::Disabled {
        return Outcome::Refused(Refusal::Disabled);
    }
    match &rules.policy.scope {
        Scope::Everybody => {}
        Scope::Nobody => return Outcome::Refused(Refusal::ResetOff),
        Scope::Groups { groups } => {
            if !groups
                .iter()
                .any(|group| person.groups.contains(&group.as_str()))
            {
                return Outcome::Refused(Refusal::OutOfScope);
            }
        }
    }
    let asked = rules.of(person);
    let counts = |shown: &Shows| {
        let confirmed = shown.word == Word::Owners || rules.policy.registration.prepopulated_counts;
        let possible = shown.method != Method::Passkey || !rules.at_a_screen;
        confirmed && possible && asked.methods.contains(&shown.method)
    };
    let shows: Vec<Shows> = shown_by(person).into_iter().filter(counts).collect();
    if !suffice(&shows, asked.gates, asked.strength) {
        return Outcome::Refused(Refusal::TooFewMethods);
    }
    if person.bar == Bar::Locked {
        return Outcome::Refused(Refusal::Locked);
    }
    Outcome::Passed {
        places: asked.gates.into(),
    }
}

fn suffice(shows: &[Shows], gates: u8, strength: u8) -> bool {
    let worth = |one: &Shows| one.method.strength();
    shows.iter().any(|one| {
        if gates == 1 {
            return worth(one) >= strength;
        }
        let adds = |two: &Shows| two.place != one.place && worth(one) + worth(two) >= strength;
        shows.iter().any(adds)
    })
}

fn shown_by(person: &Person) -> Vec<Shows> {
    let mut shows = Vec::new();
    let mut add = |method, place, word| {
        shows.push(Shows {
            method,
            place,
            word,
        })
    };
    let work = person.contact("work_email").map(|(mailbox, _)| mailbox);
    if let Some((mailbox, word)) = person.mailbox()
        && work != Some(mailbox)
    {
        add(Method::Email, mailbox, word);
    }
    if let Some((number, word)) = person.telephone() {
        add(Method::Sms, line(number), word);
        add(Method::MobileCall, line(number), word);
    }
    if let Some((number, word)) = person.contact("office_phone") {
        add(Method::OfficeCall, line(number), word);
    }
    if person.has_app {
        add(Method::Totp, "device", Word::Owners);
    }
    if person.passkey.is_some() {
        add(Method::Passkey, "device", Word::Owners);
    }
    if person.answers >= 3 {
        add(Method::Questions, "memory", Word::Owners);
    }
    // Anybody may ask for one.
    add(Method::HelpdeskPass, "helpdesk", Word::Owners);
    shows
}

/// A telephone without its extension: who answers there may put through to any.
pub(super) fn line(number: &'static str) -> &'static str {
    number.split('x').next().unwrap_or(number)
}

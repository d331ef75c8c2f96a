//! Every shape of person against every policy: never fewer channels than asked for, and no dead end.

use super::*;
use crate::eligibility::{self, Account, Obstacle};

const MOBILE: &str = "+31612345678";
const DESK: &str = "+31201234567";

/// What reaches one and the same place.
#[derive(Clone, Copy, PartialEq)]
enum Same {
    Nothing,
    MailAndMobile,
    DeskAndMobile,
}

/// Where a proof comes from, told apart from how channels are compared.
fn place(method: Method, same: Same) -> u8 {
    match method {
        Method::Sms | Method::MobileCall => 0,
        Method::Email if same == Same::MailAndMobile => 0,
        Method::OfficeCall if same == Same::DeskAndMobile => 0,
        Method::Email => 1,
        Method::OfficeCall => 2,
        Method::Totp | Method::Passkey => 3,
        Method::Questions => 4,
        Method::HelpdeskPass => 5,
    }
}

fn offer(method: Method, same: Same) -> Offer {
    let line = |number| Channel::Line(PhoneNumber::parse(number).unwrap());
    let channel = match method {
        Method::Email if same == Same::MailAndMobile => line(MOBILE),
        Method::OfficeCall if same != Same::DeskAndMobile => line(DESK),
        Method::Email => Channel::Mailbox(EmailAddress::parse("kim@home.example").unwrap()),
        Method::Sms | Method::MobileCall | Method::OfficeCall => line(MOBILE),
        held => Offer::held(held).unwrap().channel,
    };
    let hint = String::new();
    Offer {
        method,
        channel,
        hint,
    }
}

/// Every set of methods.
fn sets() -> impl Iterator<Item = Vec<Method>> {
    let chosen = |set: u16| move |(i, _): &(usize, Method)| set & (1 << i) != 0;
    (0..1u16 << Method::ALL.len()).map(move |set| {
        let methods = Method::ALL.into_iter().enumerate().filter(chosen(set));
        methods.map(|(_, method)| method).collect()
    })
}

/// Whether some `gates` of these come from different places and are worth `strength` together: by trying
/// all of them.
fn suffice(methods: &[Method], same: Same, gates: u8, strength: u8) -> bool {
    let worth =
        |some: &[Method]| some.iter().map(|method| method.strength()).sum::<u8>() >= strength;
    match gates {
        1 => methods.iter().any(|one| worth(&[*one])),
        _ => methods.iter().any(|one| {
            let differs = |two: &&Method| place(*one, same) != place(**two, same);
            methods
                .iter()
                .filter(differs)
                .any(|two| worth(&[*one, *two]))
        }),
    }
}

/// Proves one gate, however it is proven.
fn pass(walk: &mut Walk, method: Method, same: Same) {
    let desk = if same == Same::DeskAndMobile {
        MOBILE
    } else {
        DESK
    };
    match method {
        Method::Email => walk.mail().code(1),
        Method::Sms => walk.text().number(MOBILE).code(2),
        Method::MobileCall => walk.choose(method).number(MOBILE).confirmed(),
        Method::OfficeCall => walk.choose(method).number(desk).confirmed(),
        held => walk.choose(held).proof(held, Proof::Right),
    };
}

/// Follows every choice that is offered to its end.
fn follow(walk: &Walk, same: Same, ends: &mut u32) {
    let policy = &walk.policy;
    match &walk.challenge.state {
        State::NewPassword { proven, .. } => {
            let passed: Vec<Method> = proven.gates().iter().map(|gate| gate.method).collect();
            assert_eq!(passed.len(), usize::from(policy.gates));
            assert!(
                passed.iter().all(|method| policy.methods.contains(method)),
                "{passed:?}"
            );
            assert!(
                suffice(&passed, same, policy.gates, policy.strength),
                "{passed:?}"
            );
            *ends += 1;
        }
        State::Verify(verify) => {
            let open: Vec<Method> = verify.open_offers().map(|offer| offer.method).collect();
            assert!(!open.is_empty(), "a dead end after {:?}", verify.passed);
            for method in open {
                let mut next = Walk {
                    challenge: walk.challenge.clone(),
                    effects: Vec::new(),
                    policy: walk.policy.clone(),
                    ..*walk
                };
                pass(&mut next, method, same);
                assert_eq!(next.notice(), None, "{method:?} was offered");
                follow(&next, same, ends);
            }
        }
        other => panic!("{other:?}"),
    }
}

/// Somebody who has this, under this policy: whether they pass, after every walk that they are offered.
fn passes(has: &[Method], same: Same, policy: Policy) -> bool {
    let offers: Vec<Offer> = has.iter().map(|method| offer(*method, same)).collect();
    let account = Account {
        disabled: false,
        groups: &[],
        offers: &offers,
    };
    let allowed = match eligibility::offers(account, &policy) {
        Ok(allowed) => allowed,
        Err(why) => {
            assert_eq!(why, Obstacle::TooFewMethods);
            return false;
        }
    };
    let subject = Subject::Person {
        id: PersonId::new("kim"),
    };
    let mut ends = 0;
    follow(&Walk::under(policy, subject, allowed), same, &mut ends);
    assert!(ends > 0);
    true
}

#[test]
fn whoever_has_enough_passes_by_every_choice_and_nobody_else_does() {
    let (mut able, mut unable) = (0, 0);
    let mut check = |has: &[Method], allowed: &[Method], same, gates, strength| {
        let policy = Policy {
            gates,
            strength,
            methods: allowed.to_vec(),
            ..Policy::default()
        };
        let counts: Vec<Method> = has
            .iter()
            .copied()
            .filter(|method| allowed.contains(method))
            .collect();
        let expected = suffice(&counts, same, gates, strength);
        assert_eq!(
            passes(has, same, policy),
            expected,
            "{has:?} {allowed:?} {gates} {strength}"
        );
        *(if expected { &mut able } else { &mut unable }) += 1;
    };
    for same in [Same::Nothing, Same::MailAndMobile, Same::DeskAndMobile] {
        for gates in 1..=2 {
            for strength in 0..=6 {
                for some in sets() {
                    check(&some, &Method::ALL, same, gates, strength);
                    check(&Method::ALL, &some, same, gates, strength);
                }
            }
            // What one lacks and the other forbids.
            for has in sets() {
                for allowed in sets().filter(|allowed| allowed.len() == 2) {
                    check(&has, &allowed, same, gates, 0);
                }
            }
        }
    }
    assert!(able > 1000 && unable > 1000, "{able} and {unable}");
}

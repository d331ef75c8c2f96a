//! Every shape of person against every policy: never fewer channels than asked for, and no dead end.

use super::*;
use crate::contact::can_pass;

/// Every set of methods that somebody may have; with `shared`, mail and text reach one and the same
/// device.
fn shapes(shared: bool) -> Vec<Vec<Offer>> {
    let everything = crate::decoy::all(&Method::ALL);
    let real = |offer: &Offer| Offer {
        channel: match offer.method {
            Method::Email | Method::Sms if shared => {
                Channel::Line(PhoneNumber::parse("+31612345678").unwrap())
            }
            Method::Email => Channel::Mailbox(EmailAddress::parse("kim@home.example").unwrap()),
            Method::Sms | Method::MobileCall => {
                Channel::Line(PhoneNumber::parse("+31612345678").unwrap())
            }
            Method::OfficeCall => Channel::Line(PhoneNumber::parse("+31201234567").unwrap()),
            held => Offer::held(held).unwrap().channel,
        },
        ..offer.clone()
    };
    (0..1u16 << everything.len())
        .map(|set| {
            let chosen = |(i, _): &(usize, &Offer)| set & (1 << i) != 0;
            let offers = everything.iter().enumerate().filter(chosen);
            offers.map(|(_, offer)| real(offer)).collect()
        })
        .collect()
}

/// Proves one gate by a method, however it is proven.
fn pass(walk: &mut Walk, method: Method) {
    match method {
        Method::Email => walk.mail().code(1),
        Method::Sms => walk.text().number("+31612345678").code(2),
        Method::MobileCall => walk.choose(method, 0).number("+31612345678").confirmed(),
        Method::OfficeCall => walk.choose(method, 0).number("+31201234567").confirmed(),
        held => walk.choose(held, 0).proof(held, Proof::Right),
    };
}

/// Follows every choice that is offered to its end.
fn follow(walk: &Walk, gates: u8, strength: u8, ends: &mut u32) {
    match &walk.challenge.state {
        State::NewPassword { proven, .. } => {
            let passed = proven.gates();
            assert_eq!(passed.len(), usize::from(gates));
            let distinct = (1..passed.len()).all(|i| {
                let earlier = &passed[..i];
                earlier.iter().all(|gate| gate.channel != passed[i].channel)
            });
            assert!(distinct, "one channel counted twice: {passed:?}");
            let worth: u8 = passed.iter().map(|gate| gate.method.strength()).sum();
            assert!(worth >= strength, "{passed:?}");
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
                pass(&mut next, method);
                assert_eq!(next.notice(), None, "{method:?} was offered");
                follow(&next, gates, strength, ends);
            }
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn who_has_enough_passes_by_every_choice_and_by_as_many_channels_as_asked_for() {
    let (mut able, mut unable) = (0, 0);
    for shared in [false, true] {
        for offers in shapes(shared) {
            for gates in 1..=2 {
                for strength in 0..=6 {
                    if !can_pass(&offers, gates, strength) {
                        unable += 1;
                        continue;
                    }
                    able += 1;
                    let policy = Policy {
                        gates,
                        strength,
                        methods: Method::ALL.to_vec(),
                        ..Policy::default()
                    };
                    let subject = Subject::Person {
                        id: PersonId::new("kim"),
                    };
                    let walk = Walk::under(policy, subject, offers.clone());
                    let mut ends = 0;
                    follow(&walk, gates, strength, &mut ends);
                    assert!(ends > 0);
                }
            }
        }
    }
    assert!(able > 200 && unable > 200, "{able} and {unable}");
}

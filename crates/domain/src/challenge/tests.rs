//! One sentence each about a single transition.

use super::*;
use crate::contact::Channel;
use crate::identity::EmailAddress;
use crate::phone::PhoneNumber;
use crate::policy::Policy;
use crate::throttle::Standing;

fn now() -> Timestamp {
    Timestamp::from_unix_ms(1_800_000_000_000)
}

fn code(n: u8) -> CodeDigest {
    CodeDigest::new([n; 32])
}

fn offers() -> Vec<Offer> {
    vec![
        Offer::email(EmailAddress::parse("kim@home.example").unwrap()),
        Offer::sms(PhoneNumber::parse("+31612345678").unwrap()),
    ]
}

/// Walks a challenge and keeps what it leads to.
struct Walk {
    challenge: Challenge,
    standing: Standing,
    effects: Vec<Effect>,
    now: Timestamp,
    policy: Policy,
}

impl Walk {
    fn of(subject: Subject, offers: Vec<Offer>) -> Self {
        let mut walk = Self {
            challenge: Challenge::open("c".to_owned(), 900, now()),
            standing: Standing::CLEAN,
            effects: Vec::new(),
            now: now(),
            policy: Policy::default(),
        };
        walk.go(Event::Identified {
            user_name: "kim".to_owned(),
            subject,
            offers,
            policy_version: 1,
        });
        walk
    }

    fn kim() -> Self {
        Self::of(
            Subject::Person {
                id: PersonId::new("kim"),
            },
            offers(),
        )
    }

    fn go(&mut self, event: Event) -> &mut Self {
        let next = advance(
            &self.challenge,
            self.standing,
            event,
            &self.policy,
            self.now,
        )
        .unwrap();
        self.challenge = next.challenge;
        self.standing = next.standing;
        self.effects = next.effects;
        self
    }

    fn mail(&mut self) -> &mut Self {
        self.go(Event::MethodChosen {
            method: Method::Email,
            code: code(1),
        })
    }

    fn number(&mut self, typed: &str) -> &mut Self {
        self.go(Event::NumberTyped {
            typed: typed.to_owned(),
            number: PhoneNumber::parse(typed).ok(),
            code: code(2),
        })
    }

    fn text(&mut self) -> &mut Self {
        self.go(Event::MethodChosen {
            method: Method::Sms,
            code: code(9),
        })
    }

    fn code(&mut self, n: u8) -> &mut Self {
        self.go(Event::CodeTyped {
            digest: Some(code(n)),
        })
    }

    fn later(&mut self, seconds: u32) -> &mut Self {
        self.now = self.now.plus_seconds(seconds);
        self
    }

    fn notice(&self) -> Option<Refusal> {
        self.challenge.notice
    }

    fn sent(&self) -> bool {
        self.effects
            .iter()
            .any(|e| matches!(e, Effect::SendCode { .. }))
    }

    fn at_password(&self) -> bool {
        matches!(self.challenge.state, State::NewPassword { .. })
    }
}

#[test]
fn two_right_codes_over_two_channels_lead_to_the_password() {
    let mut walk = Walk::kim();
    walk.mail().code(1).text().number("+31 6 12345678").code(2);
    assert!(walk.at_password());
    walk.go(Event::PasswordAccepted);
    assert_eq!(walk.effects, [Effect::Complete]);
}

#[test]
fn one_right_code_of_two_does_not() {
    let mut walk = Walk::kim();
    walk.mail().code(1);
    assert!(!walk.at_password());
    assert!(
        advance(
            &walk.challenge,
            walk.standing,
            Event::PasswordAccepted,
            &walk.policy,
            walk.now
        )
        .is_err()
    );
}

#[test]
fn a_used_method_is_gone_from_the_list() {
    let mut walk = Walk::kim();
    walk.mail().code(1).mail();
    assert_eq!(walk.notice(), Some(Refusal::MethodUnavailable));
    assert!(!walk.sent());
}

#[test]
fn the_same_line_never_counts_twice() {
    let line = || Channel::Line(PhoneNumber::parse("+31612345678").unwrap());
    let offer = |method| Offer {
        method,
        channel: line(),
        hint: String::new(),
    };
    let mut walk = Walk::of(
        Subject::Person {
            id: PersonId::new("kim"),
        },
        vec![offer(Method::Email), offer(Method::Sms)],
    );
    walk.mail().code(1).text();
    assert_eq!(walk.notice(), Some(Refusal::MethodUnavailable));
}

#[test]
fn nothing_is_sent_before_the_whole_number_is_typed() {
    let mut walk = Walk::kim();
    walk.text();
    assert!(!walk.sent());
    walk.number("+31 6 00000000");
    assert_eq!(walk.notice(), Some(Refusal::NumberMismatch));
    assert!(!walk.sent());
    walk.number("+31612345678");
    assert!(walk.sent());
}

#[test]
fn numbers_cannot_be_tried_out() {
    let mut walk = Walk::kim();
    walk.text();
    for _ in 0..5 {
        walk.number("+31 6 00000000");
    }
    walk.number("+31612345678");
    assert_eq!(walk.notice(), Some(Refusal::TooManyNumbers));
    assert!(!walk.sent());
    walk.later(3600);
    walk.challenge.expires_at = walk.now.plus_seconds(900);
    assert!(walk.number("+31612345678").sent());
}

#[test]
fn five_wrong_codes_lock_and_the_right_one_comes_too_late() {
    let mut walk = Walk::kim();
    walk.mail();
    for _ in 0..5 {
        walk.code(7);
    }
    assert!(walk.effects.contains(&Effect::Locked));
    assert!(matches!(
        walk.challenge.state,
        State::Stopped {
            why: Refusal::Locked
        }
    ));
}

#[test]
fn a_new_code_does_not_reset_the_count() {
    let mut walk = Walk::kim();
    walk.mail();
    for _ in 0..4 {
        walk.code(7);
    }
    walk.later(30).go(Event::ResendAsked { code: code(3) });
    assert!(walk.sent());
    walk.code(7);
    assert!(matches!(
        walk.challenge.state,
        State::Stopped {
            why: Refusal::Locked
        }
    ));
}

#[test]
fn an_expired_code_is_refused_and_does_not_count() {
    let mut walk = Walk::kim();
    walk.mail().later(300).code(1);
    assert_eq!(walk.notice(), Some(Refusal::CodeExpired));
    assert_eq!(walk.standing.failed_proofs.count, 0);
}

#[test]
fn another_code_needs_a_wait_also_by_way_of_another_method() {
    let mut walk = Walk::kim();
    walk.mail().go(Event::ResendAsked { code: code(3) });
    assert_eq!(walk.notice(), Some(Refusal::ResendTooSoon { seconds: 30 }));
    walk.go(Event::OtherMethodAsked).mail();
    assert!(!walk.sent(), "back on the same code");
    walk.code(1);
    assert_eq!(walk.notice(), None);
}

#[test]
fn a_decoy_accepts_no_code_and_locks_like_a_person() {
    let decoys = crate::decoy::offers([1; 32], &Method::ALL);
    for was_locked in [false, true] {
        let mut decoy = Walk::of(
            Subject::Nobody {
                counted_as: "x".to_owned(),
                was_locked,
            },
            decoys.clone(),
        );
        let mut real = Walk::kim();
        decoy.mail();
        real.mail();
        for _ in 0..4 {
            decoy.code(1);
            real.code(7);
            assert_eq!(decoy.notice(), real.notice());
        }
        decoy.code(1);
        real.code(7);
        assert_eq!(decoy.notice(), Some(Refusal::Locked));
        assert_eq!(decoy.effects, real.effects);
    }
}

#[test]
fn a_finished_reset_forgives_failures_but_not_sends() {
    let mut walk = Walk::kim();
    walk.mail()
        .code(7)
        .code(1)
        .text()
        .number("+31612345678")
        .code(2)
        .go(Event::PasswordAccepted);
    assert_eq!(walk.standing.failed_proofs.count, 0);
    assert_eq!(
        (walk.standing.mails.count, walk.standing.texts.count),
        (1, 1)
    );
}

#[test]
fn after_its_time_a_challenge_does_nothing() {
    let mut walk = Walk::kim();
    walk.later(900);
    let late = advance(
        &walk.challenge,
        walk.standing,
        Event::OtherMethodAsked,
        &walk.policy,
        walk.now,
    );
    assert_eq!(late.unwrap_err(), Refusal::Expired);
}

//! One sentence each about a single transition.

mod calls;
mod gates;
mod held;
mod limits;
mod matrix;

use super::*;
use crate::call::CallOutcome;
use crate::contact::{Channel, Offer};
use crate::identity::EmailAddress;
use crate::method::Method;
use crate::phone::PhoneNumber;
use crate::policy::Policy;
use crate::questions::Question;
use crate::secret::CodeDigest;
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
        Self::under(Policy::default(), subject, offers)
    }

    fn under(policy: Policy, subject: Subject, offers: Vec<Offer>) -> Self {
        let mut walk = Self {
            challenge: Challenge::open("c".to_owned(), 900, now()),
            standing: Standing::CLEAN,
            effects: Vec::new(),
            now: now(),
            policy,
        };
        walk.go(Event::Identified {
            user_name: "kim".to_owned(),
            subject,
            offers,
            questions: ["a", "b", "c", "d", "e"].map(Question::new).to_vec(),
            policy_version: 1,
            rule: None,
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

    fn choose(&mut self, method: Method) -> &mut Self {
        self.go(Event::MethodChosen {
            method,
            code: code(9),
        })
    }

    fn proof(&mut self, method: Method, proof: Proof) -> &mut Self {
        self.go(Event::ProofGiven { method, proof })
    }

    fn attempt(&self) -> u32 {
        let State::Verify(verify) = &self.challenge.state else {
            panic!("{:?}", self.challenge.state);
        };
        verify.call.as_ref().unwrap().attempt
    }

    /// The last call ends.
    fn ends(&mut self, outcome: CallOutcome) -> &mut Self {
        let attempt = self.attempt();
        self.go(Event::CallEnded { attempt, outcome })
    }

    fn confirmed(&mut self) -> &mut Self {
        self.ends(CallOutcome::Confirmed)
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

//! The state machine of an enrolment, walked by hand.

mod calls;
mod demand;
mod desk;
mod fresh_proof;
mod limits;
mod lines;
mod passkeys;
mod told;
mod trials;

use super::*;
use crate::challenge::Proof;
use crate::identity::{EmailAddress, WorkMailbox};
use crate::phone::PhoneNumber;
use crate::policy::Policy;
use crate::secret::CodeDigest;
use crate::throttle::Standing;

/// One person at work.
struct Walk {
    enrolment: Enrolment,
    standing: Standing,
    holdings: Holdings,
    policy: Policy,
    now: Timestamp,
    effects: Vec<Effect>,
}

impl Walk {
    fn new() -> Self {
        let now = Timestamp::from_unix_ms(1_000_000_000_000);
        Self {
            enrolment: Enrolment::open("e".to_owned(), PersonId::new("kim"), now),
            standing: Standing::CLEAN,
            holdings: Holdings {
                has_password: true,
                work: WorkMailbox::of(None, "kim@wingtip.example"),
                ..Holdings::default()
            },
            policy: Policy {
                methods: Method::ALL.to_vec(),
                ..Policy::default()
            },
            now,
            effects: Vec::new(),
        }
    }

    fn later(&mut self, seconds: u32) -> &mut Self {
        self.now = self.now.plus_seconds(seconds);
        self
    }

    fn does(&mut self, event: Event) -> Result<&mut Self, Refusal> {
        let around = Around {
            holdings: &self.holdings,
            groups: &[],
            policy: &self.policy,
            now: self.now,
        };
        let next = advance(&self.enrolment, self.standing, event, around)?;
        assert_eq!(next.enrolment.turn, self.enrolment.turn + 1);
        self.enrolment = next.enrolment;
        self.standing = next.standing;
        self.effects = next.effects;
        Ok(self)
    }

    fn wishes(&mut self, method: Method) -> &mut Self {
        let secret = secret();
        self.does(Event::Wished { method, secret }).unwrap()
    }

    fn address(&mut self, typed: &str, code: u8) -> &mut Self {
        let address = EmailAddress::parse(typed).ok();
        let (typed, code) = (typed.to_owned(), digest(code));
        self.does(Event::AddressTyped {
            typed,
            address,
            code,
        })
        .unwrap()
    }

    fn code(&mut self, code: u8) -> &mut Self {
        let digest = Some(digest(code));
        self.does(Event::CodeTyped { digest }).unwrap()
    }

    fn password(&mut self, right: Result<(), Refusal>) -> &mut Self {
        let (code, seed) = (digest(1), 0);
        self.does(Event::PasswordCompared { right, code, seed })
            .unwrap()
    }

    fn kept(&self) -> Option<&Kept> {
        self.effects.iter().find_map(|effect| match effect {
            Effect::Keep { kept, .. } => Some(kept),
            _ => None,
        })
    }

    fn is_at_overview(&self) -> bool {
        matches!(self.enrolment.state, State::Overview)
    }
}

fn digest(code: u8) -> CodeDigest {
    CodeDigest::new([code; 32])
}

fn secret() -> NewSecret {
    NewSecret {
        id: "a".to_owned(),
        sealed: "sealed".to_owned(),
    }
}

#[test]
fn an_address_is_kept_once_its_code_was_typed() {
    let mut walk = Walk::new();
    walk.wishes(Method::Email).address("kim@home.example", 1);
    let mailbox = Channel::Mailbox(EmailAddress::parse("kim@home.example").unwrap());
    let channel = mailbox.clone();
    assert_eq!(walk.effects, [Effect::SendCode { channel }]);
    walk.code(2);
    assert_eq!(walk.enrolment.notice, Some(Refusal::CodeWrong));
    assert_eq!(walk.kept(), None);
    walk.code(1);
    assert_eq!(walk.kept(), Some(&Kept::Contact(mailbox)));
    let added = Wish {
        method: Method::Email,
        change: Change::Add,
    };
    assert_eq!(walk.enrolment.done, Some(added));
    assert!(walk.is_at_overview());
    let digest = Some(digest(1));
    let again = walk.does(Event::CodeTyped { digest });
    assert_eq!(again.err(), Some(Refusal::Moved), "a code counts once");
}

#[test]
fn a_code_of_another_address_is_wrong() {
    let mut walk = Walk::new();
    walk.wishes(Method::Email).address("kim@home.example", 1);
    walk.does(Event::BackAsked).unwrap();
    walk.address("kim@other.example", 2).code(1);
    assert_eq!(walk.enrolment.notice, Some(Refusal::CodeWrong));
}

#[test]
fn nothing_begins_in_a_state_it_does_not_belong_to() {
    let mut walk = Walk::new();
    let accepted = walk.does(Event::AnswersAccepted).err();
    assert_eq!(accepted, Some(Refusal::Moved));
    let right = Proof::Right;
    let compared = Event::AuthenticatorCompared {
        proof: right,
        step: 1,
    };
    assert_eq!(walk.does(compared).err(), Some(Refusal::Moved));
    assert_eq!(
        walk.does(Event::RemovalConfirmed).err(),
        Some(Refusal::Moved)
    );
    walk.wishes(Method::Email);
    let answers = walk.does(Event::AnswersAccepted).err();
    assert_eq!(answers, Some(Refusal::Moved), "an address is asked for");
}

#[test]
fn what_policy_does_not_allow_is_refused_at_the_beginning_and_in_the_middle() {
    let mut walk = Walk::new();
    walk.wishes(Method::HelpdeskPass);
    assert_eq!(walk.enrolment.notice, Some(Refusal::MethodUnavailable));
    walk.wishes(Method::Totp);
    walk.policy.methods = vec![Method::Email, Method::Sms];
    let (proof, step) = (Proof::Right, 7);
    walk.does(Event::AuthenticatorCompared { proof, step })
        .unwrap();
    assert_eq!(walk.kept(), None);
    assert_eq!(walk.enrolment.notice, Some(Refusal::MethodUnavailable));
    walk.wishes(Method::Totp);
    assert_eq!(walk.enrolment.notice, Some(Refusal::MethodUnavailable));
}

#[test]
fn an_authenticator_is_kept_after_one_right_code() {
    let mut walk = Walk::new();
    walk.wishes(Method::Totp);
    let compared = |proof| Event::AuthenticatorCompared { proof, step: 9 };
    walk.does(compared(Proof::Wrong)).unwrap();
    assert_eq!(walk.enrolment.notice, Some(Refusal::HeldCodeWrong));
    assert_eq!(walk.standing.failed_at_setup.count, 1);
    walk.does(compared(Proof::Right)).unwrap();
    let kept = Kept::Authenticator {
        secret: secret(),
        last_step: 9,
    };
    assert_eq!(walk.kept(), Some(&kept));
    assert_eq!(
        walk.enrolment.secret(walk.now),
        None,
        "it is not shown again"
    );
}

#[test]
fn only_what_its_owner_registered_can_be_removed() {
    let mut walk = Walk::new();
    let value = EmailAddress::parse("kim@home.example").unwrap();
    walk.holdings.email = Some(Held::directorys(value));
    let method = Method::Email;
    walk.does(Event::RemovalWished { method }).unwrap();
    assert_eq!(walk.enrolment.notice, Some(Refusal::MethodUnavailable));
    let now = walk.now;
    if let Some(held) = &mut walk.holdings.email {
        held.since = Some(now);
    }
    walk.policy.methods = vec![Method::Sms];
    walk.does(Event::RemovalWished { method }).unwrap();
    walk.does(Event::RemovalConfirmed).unwrap();
    assert_eq!(walk.kept(), Some(&Kept::Nothing));
}

#[test]
fn what_the_directory_says_is_there_to_be_confirmed_and_what_was_registered_is_not_shown() {
    let mut walk = Walk::new();
    for (since, typed) in [(None, "kim@home.example"), (Some(walk.now), "")] {
        let value = EmailAddress::parse("kim@home.example").unwrap();
        walk.holdings.email = Some(Held {
            since,
            ..Held::directorys(value)
        });
        walk.wishes(Method::Email);
        let State::Working { work, wish, .. } = &walk.enrolment.state else {
            panic!("an address is asked for");
        };
        assert!(matches!(work, Work::Address { typed: shown } if shown == typed));
        assert_eq!(wish.change == Change::Add, since.is_none());
        walk.does(Event::LeaveAsked).unwrap();
    }
}

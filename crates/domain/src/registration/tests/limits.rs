//! What is bounded: tries, sends, waits, and how long a proof is good for.

use super::*;
use crate::throttle::Tally;

#[test]
fn wrong_codes_lock_and_a_locked_person_begins_nothing() {
    let mut walk = Walk::new();
    walk.wishes(Method::Email).address("kim@home.example", 1);
    for _ in 0..5 {
        walk.code(2);
    }
    assert_eq!(walk.effects, [Effect::ProofFailed, Effect::Locked]);
    assert!(walk.is_at_overview());
    walk.wishes(Method::Sms);
    assert_eq!(walk.enrolment.notice, Some(Refusal::Locked));
    walk.later(86_399).wishes(Method::Sms);
    assert_eq!(walk.enrolment.notice, Some(Refusal::Locked));
    walk.later(1).wishes(Method::Sms);
    assert_eq!(walk.enrolment.notice, None);
}

#[test]
fn failures_of_resets_and_of_the_setup_page_are_apart() {
    let mut walk = Walk::new();
    walk.standing.failed_proofs = Tally::full(walk.now);
    walk.wishes(Method::Email).address("kim@home.example", 1);
    assert_eq!(
        walk.enrolment.notice, None,
        "a stranger failed, not this person"
    );
    walk.standing = Standing::CLEAN;
    for _ in 0..5 {
        walk.code(2);
    }
    assert_eq!(walk.enrolment.notice, Some(Refusal::Locked));
    assert_eq!(walk.standing.failed_proofs, Tally::NONE);
}

#[test]
fn sends_are_capped_whatever_is_typed() {
    let mut walk = Walk::new();
    walk.wishes(Method::Sms);
    let mut sent = 0;
    for n in 0..9 {
        let number = PhoneNumber::parse(&format!("+3161234567{n}")).ok();
        let (typed, code) = (String::from("x"), digest(n));
        let event = Event::NumberTyped {
            typed,
            number,
            by: Method::Sms,
            code,
        };
        walk.does(event).unwrap();
        sent += walk.effects.len();
        if walk.does(Event::BackAsked).is_err() {
            assert_eq!(walk.enrolment.notice, Some(Refusal::TooManySends));
        }
    }
    assert_eq!(sent, 5);
}

#[test]
fn another_code_needs_a_wait() {
    let mut walk = Walk::new();
    walk.wishes(Method::Email).address("kim@home.example", 1);
    let resend = |code| Event::ResendAsked { code: digest(code) };
    walk.later(10).does(resend(2)).unwrap();
    let seconds = 20;
    assert_eq!(
        walk.enrolment.notice,
        Some(Refusal::ResendTooSoon { seconds })
    );
    walk.later(20).does(resend(3)).unwrap();
    walk.code(1);
    assert_eq!(walk.enrolment.notice, Some(Refusal::CodeWrong));
    walk.code(3);
    assert!(walk.kept().is_some());
}

#[test]
fn an_address_that_a_locked_out_person_cannot_read_is_refused() {
    let mut walk = Walk::new();
    walk.wishes(Method::Email).address("KIM@wingtip.example", 1);
    assert_eq!(walk.enrolment.notice, Some(Refusal::AddressOfWork));
    assert!(walk.effects.is_empty());
}

#[test]
fn an_old_proof_is_asked_for_again_and_work_left_lying_is_over() {
    let mut walk = Walk::new();
    walk.later(300).wishes(Method::Email);
    assert!(matches!(walk.enrolment.state, State::Prove(_)));
    walk.password(Err(Refusal::ProofWrong));
    assert_eq!(walk.enrolment.notice, Some(Refusal::ProofWrong));
    walk.password(Ok(()));
    assert_eq!(walk.effects, [Effect::Proven]);
    walk.address("kim@home.example", 1).later(900).code(1);
    assert_eq!(walk.enrolment.notice, Some(Refusal::SetupExpired));
    assert_eq!(walk.kept(), None);
}

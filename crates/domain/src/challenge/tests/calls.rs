//! Proofs by telephone.

use super::*;

const NUMBER: &str = "+31612345678";

fn number() -> PhoneNumber {
    PhoneNumber::parse(NUMBER).unwrap()
}

fn subject() -> Subject {
    Subject::Person {
        id: PersonId::new("kim"),
    }
}

/// Somebody whose telephone takes calls and texts, while it is called.
fn called() -> Walk {
    let offers = vec![
        Offer::line(Method::MobileCall, number()),
        Offer::sms(number()),
        Offer::email(EmailAddress::parse("kim@home.example").unwrap()),
    ];
    let mut walk = Walk::of(subject(), offers);
    walk.choose(Method::MobileCall).number(NUMBER);
    walk
}

fn calls(walk: &Walk) -> bool {
    let call = |effect: &Effect| matches!(effect, Effect::PlaceCall { .. });
    walk.effects.iter().any(call)
}

fn late(walk: &Walk, attempt: u32, outcome: CallOutcome) -> Result<Transition, Refusal> {
    let event = Event::CallEnded { attempt, outcome };
    advance(
        &walk.challenge,
        walk.standing,
        event,
        &walk.policy,
        walk.now,
    )
}

#[test]
fn only_the_complete_number_makes_a_telephone_ring() {
    let policy = Policy {
        gates: 1,
        ..Policy::default()
    };
    let offers = vec![Offer::line(Method::MobileCall, number())];
    let mut walk = Walk::under(policy, subject(), offers);
    walk.choose(Method::MobileCall);
    assert!(!calls(&walk));
    walk.number("+31600000000");
    assert!(!calls(&walk));
    walk.number(NUMBER);
    assert!(calls(&walk));
}

#[test]
fn a_confirmed_call_passes_the_gate_and_uses_up_the_line() {
    let mut walk = called();
    walk.confirmed();
    let State::Verify(verify) = &walk.challenge.state else {
        panic!("{:?}", walk.challenge.state);
    };
    let open: Vec<_> = verify.open_offers().map(|offer| offer.method).collect();
    assert_eq!(open, [Method::Email], "a text reaches the same telephone");
}

#[test]
fn each_end_says_what_happened_and_only_a_wrong_key_is_a_failure() {
    let cases = [
        (CallOutcome::Busy, Refusal::CallBusy, 0),
        (CallOutcome::NoAnswer, Refusal::CallUnanswered, 0),
        (CallOutcome::NoKey, Refusal::CallNoKey, 0),
        (CallOutcome::Unreachable, Refusal::CallFailed, 0),
        (CallOutcome::NoLine, Refusal::CallNoLine, 0),
        (CallOutcome::WrongKey, Refusal::CallWrongKey, 1),
    ];
    for (outcome, expected, failures) in cases {
        let mut walk = called();
        walk.ends(outcome);
        assert_eq!(walk.notice(), Some(expected));
        assert_eq!(walk.standing.failed_proofs.count, failures, "{outcome:?}");
        walk.go(Event::ResendAsked { code: code(0) });
        assert!(calls(&walk), "calling again is possible after {outcome:?}");
    }
}

#[test]
fn a_report_ends_the_reset_and_locks_also_when_another_method_was_chosen() {
    for leaves in [false, true] {
        let mut walk = called();
        if leaves {
            walk.go(Event::OtherMethodAsked);
        }
        walk.ends(CallOutcome::Reported);
        let why = Refusal::CallReported;
        assert!(matches!(&walk.challenge.state, State::Stopped { why: found } if *found == why));
        assert!(walk.effects.contains(&Effect::Locked));
        let limit = walk.policy.limits.failed_proofs;
        assert!(walk.standing.failed_proofs.is_full(limit, walk.now));
    }
}

#[test]
fn a_report_counts_in_every_state_and_for_every_call() {
    let cancelled = called().go(Event::CancelAsked).challenge.clone();
    let busy = called().ends(CallOutcome::Busy).challenge.clone();
    let expired = called().challenge.clone();
    let policy = Policy {
        gates: 1,
        ..Policy::default()
    };
    let offers = vec![Offer::email(
        EmailAddress::parse("kim@home.example").unwrap(),
    )];
    let mut passed = Walk::under(policy, subject(), offers);
    passed.mail().code(1);
    let proven = passed.challenge.clone();
    let done = passed.go(Event::PasswordAccepted).challenge.clone();
    for challenge in [cancelled, busy, expired, proven, done] {
        let later = challenge.expires_at;
        let event = Event::CallEnded {
            attempt: 77,
            outcome: CallOutcome::Reported,
        };
        let policy = Policy::default();
        let next = advance(&challenge, Standing::CLEAN, event, &policy, later).unwrap();
        let why = Refusal::CallReported;
        assert!(matches!(next.challenge.state, State::Stopped { why: found } if found == why));
        assert_eq!(next.effects, [Effect::CallReported, Effect::Locked]);
        let limit = policy.limits.failed_proofs;
        assert!(next.standing.failed_proofs.is_full(limit, later));
    }
}

#[test]
fn whoever_is_locked_meanwhile_sets_no_password() {
    let mut walk = Walk::kim();
    walk.mail().code(1).text().number(NUMBER).code(2);
    assert!(walk.at_password());
    walk.standing = walk.standing.locked(walk.now);
    walk.go(Event::PasswordAccepted);
    assert!(matches!(&walk.challenge.state, State::Stopped { why } if *why == Refusal::Locked));
    assert_eq!(walk.effects, [Effect::Locked]);
}

#[test]
fn a_call_ends_once() {
    let mut walk = called();
    let attempt = walk.attempt();
    walk.ends(CallOutcome::Busy);
    let second = late(&walk, attempt, CallOutcome::Confirmed);
    assert_eq!(second.unwrap_err(), Refusal::Moved);
}

#[test]
fn a_key_in_an_earlier_call_is_no_proof() {
    let mut walk = called();
    let earlier = walk.attempt();
    walk.ends(CallOutcome::NoAnswer);
    walk.go(Event::ResendAsked { code: code(0) });
    assert_ne!(walk.attempt(), earlier);
    let late = late(&walk, earlier, CallOutcome::Confirmed);
    assert_eq!(late.unwrap_err(), Refusal::Moved);
}

#[test]
fn a_key_is_no_proof_once_another_method_was_chosen() {
    let mut walk = called();
    let attempt = walk.attempt();
    walk.go(Event::OtherMethodAsked);
    let late = late(&walk, attempt, CallOutcome::Confirmed);
    assert_eq!(late.unwrap_err(), Refusal::Moved);
}

#[test]
fn coming_back_to_a_call_under_way_does_not_call_again() {
    let mut walk = called();
    walk.go(Event::OtherMethodAsked)
        .choose(Method::MobileCall)
        .number(NUMBER);
    assert!(!calls(&walk));
    walk.confirmed();
    assert_eq!(walk.notice(), None);
}

#[test]
fn five_calls_an_hour_and_no_more() {
    let mut walk = called();
    for _ in 0..4 {
        walk.ends(CallOutcome::NoAnswer);
        walk.go(Event::ResendAsked { code: code(0) });
        assert!(calls(&walk));
    }
    walk.ends(CallOutcome::NoAnswer);
    walk.go(Event::ResendAsked { code: code(0) });
    assert!(!calls(&walk));
    assert_eq!(walk.notice(), Some(Refusal::TooManySends));
}

#[test]
fn a_call_that_was_never_tried_does_not_count() {
    let mut walk = called();
    for _ in 0..9 {
        walk.ends(CallOutcome::NoLine);
        let given_back = |effect: &Effect| matches!(effect, Effect::CallUncounted { .. });
        assert!(walk.effects.iter().any(given_back));
        assert_eq!(walk.standing.calls.count, 0);
        walk.go(Event::ResendAsked { code: code(0) });
        assert!(calls(&walk));
    }
}

#[test]
fn a_call_of_which_nothing_is_heard_counts_as_not_answered() {
    let mut walk = called();
    walk.later(150);
    let own = crate::password::OwnWords::default();
    let view = view(&walk.challenge, &walk.policy, own, 0, walk.now);
    assert_eq!(view.notice, Some(Refusal::CallUnanswered));
    let late = late(&walk, walk.attempt(), CallOutcome::Confirmed);
    assert_eq!(late.unwrap_err(), Refusal::Moved);
}

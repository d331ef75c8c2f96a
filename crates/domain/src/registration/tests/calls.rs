//! Numbers that are confirmed by a call.

use super::*;
use crate::call::CallOutcome;
use crate::challenge::CALL_SECONDS;

const NUMBER: &str = "+31612345678";

impl Walk {
    fn asks_for_a_call(&mut self, number: &str) -> &mut Self {
        self.types(number, Method::MobileCall)
    }

    pub(super) fn types(&mut self, number: &str, by: Method) -> &mut Self {
        self.does(Event::NumberTyped {
            typed: number.to_owned(),
            number: PhoneNumber::parse(number).ok(),
            by,
            code: digest(0),
        })
        .unwrap()
    }

    /// The attempt of the call that was just placed.
    pub(super) fn placed(&self) -> u32 {
        match self.effects.as_slice() {
            [Effect::PlaceCall { attempt, .. }] => *attempt,
            other => panic!("a call is placed: {other:?}"),
        }
    }

    pub(super) fn ends(
        &mut self,
        attempt: u32,
        outcome: CallOutcome,
    ) -> Result<&mut Self, Refusal> {
        self.does(Event::CallEnded { attempt, outcome })
    }
}

fn ringing() -> (Walk, u32) {
    let mut walk = Walk::new();
    walk.wishes(Method::Sms).asks_for_a_call(NUMBER);
    let attempt = walk.placed();
    assert!(walk.enrolment.is_calling(walk.now));
    (walk, attempt)
}

#[test]
fn a_number_is_kept_once_its_call_was_confirmed() {
    let (mut walk, attempt) = ringing();
    walk.ends(attempt, CallOutcome::Confirmed).unwrap();
    let line = Channel::Line(PhoneNumber::parse(NUMBER).unwrap());
    assert_eq!(walk.kept(), Some(&Kept::Contact(line)));
    assert!(walk.is_at_overview());
    let again = walk.ends(attempt, CallOutcome::Confirmed);
    assert_eq!(again.err(), Some(Refusal::Moved), "a call counts once");
}

#[test]
fn an_earlier_call_confirms_nothing_later() {
    let (mut walk, first) = ringing();
    walk.does(Event::BackAsked).unwrap();
    let nobody_waits = walk.ends(first, CallOutcome::Confirmed).err();
    assert_eq!(nobody_waits, Some(Refusal::Moved));
    walk.asks_for_a_call("+31687654321");
    let second = walk.placed();
    assert_ne!(first, second);
    for outcome in [
        CallOutcome::Confirmed,
        CallOutcome::WrongKey,
        CallOutcome::Busy,
    ] {
        assert_eq!(walk.ends(first, outcome).err(), Some(Refusal::Moved));
    }
    walk.does(Event::LeaveAsked).unwrap();
    walk.wishes(Method::Sms).asks_for_a_call(NUMBER);
    assert!(![first, second].contains(&walk.placed()));
}

#[test]
fn a_report_locks_whatever_became_of_the_work() {
    for leaves in [None, Some(Event::BackAsked), Some(Event::LeaveAsked)] {
        let (mut walk, attempt) = ringing();
        if let Some(leaves) = leaves {
            walk.does(leaves).unwrap();
        }
        walk.ends(attempt, CallOutcome::Reported).unwrap();
        assert_eq!(walk.effects, [Effect::CallReported, Effect::Locked]);
        let limit = walk.policy.limits.failed_proofs;
        let resets = walk.standing.failed_proofs;
        assert!(resets.is_full(limit, walk.now), "resets are locked too");
        assert_eq!(walk.enrolment.notice, Some(Refusal::CallReported));
        assert!(walk.is_at_overview());
        walk.wishes(Method::Email);
        assert_eq!(walk.enrolment.notice, Some(Refusal::Locked));
    }
}

#[test]
fn each_other_end_is_told_and_only_a_wrong_key_counts() {
    let ends = [
        (CallOutcome::Busy, Refusal::CallBusy, 0),
        (CallOutcome::NoAnswer, Refusal::CallUnanswered, 0),
        (CallOutcome::NoKey, Refusal::CallNoKey, 0),
        (CallOutcome::Unreachable, Refusal::CallFailed, 0),
        (CallOutcome::NoLine, Refusal::CallNoLine, 0),
        (CallOutcome::WrongKey, Refusal::CallWrongKey, 1),
    ];
    for (outcome, why, failures) in ends {
        let (mut walk, attempt) = ringing();
        walk.ends(attempt, outcome).unwrap();
        assert_eq!(walk.enrolment.notice, Some(why));
        assert_eq!(walk.standing.failed_at_setup.count, failures);
        assert!(!walk.enrolment.is_calling(walk.now));
        walk.does(Event::ResendAsked { code: digest(1) }).unwrap();
        assert_ne!(walk.placed(), attempt);
    }
}

#[test]
fn a_call_that_nobody_tells_the_end_of_is_over_after_a_while() {
    let (mut walk, attempt) = ringing();
    walk.does(Event::ResendAsked { code: digest(1) }).unwrap();
    assert_eq!(walk.effects, [], "it still rings");
    walk.later(CALL_SECONDS);
    let late = walk.ends(attempt, CallOutcome::Confirmed).err();
    assert_eq!(late, Some(Refusal::Moved));
    let around = Around {
        holdings: &walk.holdings,
        groups: &[],
        policy: &walk.policy,
        now: walk.now,
    };
    let shown = view(&walk.enrolment, around);
    assert_eq!(shown.notice, Some(Refusal::CallUnanswered));
    assert!(matches!(shown.step, SetupStep::Call { rings: false, .. }));
}

#[test]
fn a_call_that_was_never_tried_does_not_count() {
    let (mut walk, mut attempt) = ringing();
    for _ in 0..9 {
        walk.ends(attempt, CallOutcome::NoLine).unwrap();
        assert!(matches!(
            walk.effects.as_slice(),
            [Effect::CallUncounted { .. }]
        ));
        assert_eq!(walk.standing.calls.count, 0);
        walk.does(Event::ResendAsked { code: digest(1) }).unwrap();
        attempt = walk.placed();
    }
}

#[test]
fn calls_are_capped_and_only_made_where_policy_allows_them() {
    let mut walk = Walk::new();
    walk.wishes(Method::Sms);
    let mut calls = 0;
    for _ in 0..9 {
        walk.asks_for_a_call(NUMBER);
        calls += walk.effects.len();
        if walk.does(Event::BackAsked).is_err() {
            assert_eq!(walk.enrolment.notice, Some(Refusal::TooManySends));
        }
    }
    assert_eq!(calls, 5);

    let (mut walk, attempt) = ringing();
    walk.policy.methods = vec![Method::Sms, Method::Email];
    walk.ends(attempt, CallOutcome::Confirmed).unwrap();
    assert_eq!(walk.kept(), None);
    assert_eq!(walk.enrolment.notice, Some(Refusal::MethodUnavailable));
    walk.wishes(Method::Sms).asks_for_a_call(NUMBER);
    assert_eq!(walk.effects, []);
    assert_eq!(walk.enrolment.notice, Some(Refusal::MethodUnavailable));
}

//! What stands in for the password before a change.

use super::*;

impl Walk {
    /// Kim has everything, and has been signed in for too long.
    fn asked_again(wish: Method) -> Self {
        let mut walk = Self::with_everything();
        walk.later(300).wishes(wish);
        walk
    }

    fn others(&self) -> Vec<Method> {
        match self.view().step {
            SetupStep::Password { others } => others.iter().map(|offer| offer.method).collect(),
            other => panic!("{other:?}"),
        }
    }

    fn view(&self) -> SetupView {
        let around = Around {
            holdings: &self.holdings,
            groups: &[],
            policy: &self.policy,
            now: self.now,
        };
        view(&self.enrolment, around)
    }

    fn proves(&mut self, method: Method) -> &mut Self {
        self.tries(method);
        match method {
            Method::Sms => self.code(1),
            _ => self.gives(Proof::Right),
        }
    }
}

#[test]
fn what_is_registered_and_strong_stands_in_for_the_password() {
    for method in [Method::Sms, Method::Totp, Method::Passkey] {
        let mut walk = Walk::asked_again(Method::Email);
        assert_eq!(walk.others(), [Method::Sms, Method::Totp, Method::Passkey]);
        walk.proves(method);
        assert_eq!(walk.effects, [Effect::Proven], "{method:?}");
        assert_eq!(walk.enrolment.proven_at, walk.now);
        assert_eq!((walk.enrolment.notice, walk.enrolment.done), (None, None));
        assert!(!walk.view().is_proof);
        walk.address("kim@new.example", 2).code(2);
        assert!(walk.kept().is_some(), "{method:?}");
    }
}

#[test]
fn what_is_weak_or_the_directorys_or_not_allowed_or_a_call_does_not() {
    let mut walk = Walk::asked_again(Method::Email);
    walk.holdings.number.as_mut().unwrap().since = None;
    walk.policy.methods.retain(|method| *method != Method::Totp);
    assert_eq!(walk.others(), [Method::Passkey]);
    for method in Method::ALL {
        if method != Method::Passkey {
            walk.tries(method);
            assert_eq!(walk.enrolment.notice, Some(Refusal::MethodUnavailable));
            assert_eq!(walk.effects, [], "{method:?}");
            assert_eq!(walk.others(), [Method::Passkey]);
        }
    }
}

#[test]
fn only_the_password_comes_before_a_test() {
    let mut walk = Walk::with_everything();
    walk.later(300).tries(Method::Email);
    assert_eq!(walk.others(), []);
    walk.tries(Method::Totp);
    assert_eq!(walk.enrolment.notice, Some(Refusal::MethodUnavailable));
    assert_eq!(walk.others(), []);
}

#[test]
fn a_test_that_works_is_no_fresh_proof() {
    let mut walk = Walk::with_everything();
    walk.later(299).tries(Method::Totp).gives(Proof::Right);
    assert_eq!(walk.effects, []);
    walk.later(1).wishes(Method::Email);
    assert!(matches!(walk.enrolment.state, State::Prove(_)));
}

#[test]
fn the_secret_of_an_authenticator_waits_for_the_proof() {
    let mut walk = Walk::asked_again(Method::Totp);
    assert_eq!(walk.enrolment.secret(walk.now), None);
    walk.tries(Method::Passkey);
    assert_eq!(walk.enrolment.secret(walk.now), None);
    assert!(walk.view().is_proof);
    walk.gives(Proof::Right);
    assert_eq!(walk.enrolment.secret(walk.now), Some(&secret()));
}

#[test]
fn wrong_proofs_are_counted_and_lock() {
    let mut walk = Walk::asked_again(Method::Email);
    walk.tries(Method::Totp);
    for count in 1..5 {
        walk.gives(Proof::Wrong);
        assert_eq!(walk.standing.failed_at_setup.count, count);
        assert_eq!(walk.effects, [Effect::ProofFailed]);
        assert!(walk.view().is_proof);
    }
    walk.gives(Proof::Wrong);
    assert_eq!(walk.effects, [Effect::ProofFailed, Effect::Locked]);
    assert!(walk.is_at_overview());
    walk.later(1).wishes(Method::Email);
    assert_eq!(walk.enrolment.notice, Some(Refusal::Locked));
}

#[test]
fn back_leads_to_the_choice_and_cancelling_to_nothing() {
    let mut walk = Walk::asked_again(Method::Email);
    walk.tries(Method::Totp).does(Event::BackAsked).unwrap();
    assert_eq!(walk.others(), [Method::Sms, Method::Totp, Method::Passkey]);
    walk.tries(Method::Sms).does(Event::LeaveAsked).unwrap();
    assert!(walk.is_at_overview());
    walk.later(1).wishes(Method::Email);
    assert!(matches!(walk.enrolment.state, State::Prove(_)));
}

#[test]
fn a_proof_that_comes_late_or_that_policy_forbids_meanwhile_proves_nothing() {
    let mut walk = Walk::asked_again(Method::Email);
    walk.tries(Method::Totp).later(900).gives(Proof::Right);
    assert_eq!(walk.enrolment.notice, Some(Refusal::SetupExpired));
    assert_eq!(walk.effects, []);
    walk.wishes(Method::Email).tries(Method::Totp);
    walk.policy.methods = vec![Method::Email, Method::Sms];
    walk.gives(Proof::Right);
    assert_eq!(walk.enrolment.notice, Some(Refusal::MethodUnavailable));
    assert_eq!(walk.effects, []);
}

#[test]
fn nothing_more_can_be_sent_and_the_password_still_proves() {
    let mut walk = Walk::asked_again(Method::Email);
    walk.does(Event::SendCapped).unwrap();
    assert_eq!(walk.enrolment.notice, Some(Refusal::TooManySends));
    for _ in 0..6 {
        walk.tries(Method::Sms);
        if walk.enrolment.notice.is_none() {
            walk.does(Event::BackAsked).unwrap();
        }
    }
    assert_eq!(walk.enrolment.notice, Some(Refusal::TooManySends));
    walk.password(Ok(()));
    assert_eq!(walk.effects, [Effect::Proven]);
}

#[test]
fn whoever_has_no_password_is_not_asked_for_one() {
    let mut walk = Walk::asked_again(Method::Email);
    walk.holdings.has_password = false;
    let offers = match walk.view().step {
        SetupStep::Proof { offers } => offers,
        other => panic!("{other:?}"),
    };
    assert!(offers.iter().any(|offer| offer.method == Method::Passkey));
    walk.proves(Method::Passkey);
    assert!(matches!(walk.view().step, SetupStep::Address { .. }));
}

//! Trying out what is registered.

use super::*;
use crate::call::CallOutcome;

const NUMBER: &str = "+31612345678";

impl Walk {
    /// Kim has everything.
    pub(super) fn with_everything() -> Self {
        let mut walk = Self::new();
        let email = EmailAddress::parse("kim@home.example");
        let passkey = PasskeyHeld {
            id: "p".to_owned(),
            name: "Phone".to_owned(),
            since: walk.now,
            used: None,
        };
        let questions = ["a", "b", "c", "d", "e"].map(Question::new).to_vec();
        walk.holdings = Holdings {
            email: email.ok().map(|value| Held::own(value, walk.now)),
            number: PhoneNumber::parse(NUMBER)
                .ok()
                .map(|value| Held::own(value, walk.now)),
            questions: Some(QuestionsHeld {
                questions,
                since: walk.now,
            }),
            authenticator: Some(walk.now),
            passkeys: vec![passkey],
            has_password: true,
            office: PhoneNumber::parse("+31205550100").ok().map(|value| Desk {
                held: Held::directorys(value),
                whose: Whose::Directory,
            }),
            ..Holdings::default()
        };
        walk
    }

    pub(super) fn tries(&mut self, method: Method) -> &mut Self {
        let (code, seed) = (digest(1), 7);
        self.does(Event::TestWished { method, code, seed }).unwrap()
    }

    pub(super) fn gives(&mut self, proof: Proof) -> &mut Self {
        self.does(Event::ProofGiven { proof, seed: 9 }).unwrap()
    }

    fn call_ends(&mut self, outcome: CallOutcome) -> &mut Self {
        let [Effect::PlaceCall { attempt, .. }] = self.effects.as_slice() else {
            panic!("a call is placed: {:?}", self.effects);
        };
        let attempt = *attempt;
        self.does(Event::CallEnded { attempt, outcome }).unwrap()
    }

    fn works(&self, method: Method) -> bool {
        let change = Change::Test;
        self.is_at_overview()
            && self.effects.is_empty()
            && self.enrolment.notice.is_none()
            && self.enrolment.done == Some(Wish { method, change })
    }
}

#[test]
fn each_method_is_tried_as_a_reset_asks_for_it_and_nothing_is_kept() {
    for method in [Method::Email, Method::Sms] {
        let mut walk = Walk::with_everything();
        walk.tries(method);
        assert!(matches!(walk.effects[..], [Effect::SendCode { .. }]));
        assert!(walk.code(1).works(method), "{method:?}");
    }
    for method in [Method::Totp, Method::Questions, Method::Passkey] {
        let mut walk = Walk::with_everything();
        walk.tries(method);
        assert_eq!(walk.effects, []);
        assert!(walk.gives(Proof::Right).works(method), "{method:?}");
    }
    let mut walk = Walk::with_everything();
    walk.tries(Method::OfficeCall);
    assert!(
        walk.call_ends(CallOutcome::Confirmed)
            .works(Method::OfficeCall)
    );
    walk.policy.methods = vec![Method::MobileCall];
    walk.tries(Method::Sms);
    assert!(walk.call_ends(CallOutcome::Confirmed).works(Method::Sms));
}

#[test]
fn what_is_not_there_or_not_allowed_cannot_be_tried() {
    let mut walk = Walk::new();
    for method in Method::ALL {
        walk.tries(method);
        assert_eq!(
            walk.enrolment.notice,
            Some(Refusal::MethodUnavailable),
            "{method:?}"
        );
    }
    let mut walk = Walk::with_everything();
    walk.policy.methods = vec![Method::Email];
    for method in Method::ALL
        .into_iter()
        .filter(|method| *method != Method::Email)
    {
        walk.tries(method);
        assert_eq!(
            walk.enrolment.notice,
            Some(Refusal::MethodUnavailable),
            "{method:?}"
        );
        assert_eq!(walk.effects, []);
    }
    walk.tries(Method::Email);
    walk.policy.methods = vec![Method::Sms];
    walk.code(1);
    assert_eq!(walk.enrolment.notice, Some(Refusal::MethodUnavailable));
    assert_eq!(walk.enrolment.done, None);
}

#[test]
fn wrong_tries_count_and_lock() {
    for (method, why) in [
        (Method::Totp, Refusal::HeldCodeWrong),
        (Method::Questions, Refusal::AnswersWrong),
        (Method::Passkey, Refusal::PasskeyWrong),
    ] {
        let mut walk = Walk::with_everything();
        walk.tries(method);
        for n in 1..5 {
            walk.gives(Proof::Wrong);
            assert_eq!(walk.enrolment.notice, Some(why));
            assert_eq!(walk.standing.failed_at_setup.count, n);
        }
        walk.gives(Proof::Incomplete);
        assert_eq!(walk.standing.failed_at_setup.count, 4, "nothing was typed");
        walk.gives(Proof::Wrong);
        assert_eq!(walk.effects, [Effect::ProofFailed, Effect::Locked]);
        walk.tries(method);
        assert_eq!(walk.enrolment.notice, Some(Refusal::Locked));
    }
}

#[test]
fn a_wrong_set_of_answers_draws_anew() {
    let mut walk = Walk::with_everything();
    walk.tries(Method::Questions);
    let asked = |walk: &Walk| match &walk.enrolment.state {
        State::Working {
            work: Work::Answers { asked },
            ..
        } => asked.clone(),
        other => panic!("{other:?}"),
    };
    let first = asked(&walk);
    assert_eq!(first.len(), 3);
    walk.gives(Proof::Incomplete);
    assert_eq!(asked(&walk), first);
    walk.gives(Proof::Wrong);
    assert_ne!(asked(&walk), first);
}

#[test]
fn a_signature_that_comes_late_proves_nothing() {
    let mut walk = Walk::with_everything();
    walk.tries(Method::Passkey);
    walk.later(300).gives(Proof::Right);
    assert_eq!(walk.enrolment.notice, Some(Refusal::PasskeyExpired));
    assert!(walk.gives(Proof::Right).works(Method::Passkey));
}

#[test]
fn a_test_needs_a_fresh_proof_and_goes_on_after_it() {
    let mut walk = Walk::with_everything();
    walk.later(300).tries(Method::Email);
    assert_eq!(walk.effects, []);
    assert!(matches!(walk.enrolment.state, State::Prove(_)));
    walk.password(Ok(()));
    assert!(walk.code(1).works(Method::Email));
}

#[test]
fn a_test_leads_to_no_form_for_another_address() {
    let mut walk = Walk::with_everything();
    walk.tries(Method::Email);
    walk.does(Event::BackAsked).unwrap();
    assert!(walk.is_at_overview());
}

#[test]
fn sends_of_tests_are_counted_with_all_others() {
    let mut walk = Walk::with_everything();
    let mut sent = 0;
    for _ in 0..9 {
        walk.tries(Method::Sms);
        sent += walk.effects.len();
        let capped = walk.enrolment.notice == Some(Refusal::TooManySends);
        assert_eq!(capped, walk.effects.is_empty());
        walk.does(Event::LeaveAsked).unwrap();
    }
    assert_eq!(sent, 5);
    walk.does(Event::SendCapped).unwrap();
    assert_eq!(walk.enrolment.notice, Some(Refusal::TooManySends));
}

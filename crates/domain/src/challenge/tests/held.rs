//! Proofs that are not sent codes: an app's code, the helpdesk's, answers.

use super::*;

fn with_all() -> Walk {
    let held = [
        Method::Totp,
        Method::Passkey,
        Method::Questions,
        Method::HelpdeskPass,
    ];
    let mut all = offers();
    all.extend(held.into_iter().filter_map(Offer::held));
    Walk::of(
        Subject::Person {
            id: PersonId::new("kim"),
        },
        all,
    )
}

fn asked(walk: &Walk) -> Vec<Question> {
    match &walk.challenge.state {
        State::Verify(Verify {
            phase: Phase::Answer { asked },
            ..
        }) => asked.clone(),
        other => panic!("nothing is asked: {other:?}"),
    }
}

#[test]
fn an_app_and_answers_are_two_gates() {
    let mut walk = with_all();
    walk.choose(Method::Totp)
        .proof(Method::Totp, Proof::Right)
        .choose(Method::Questions)
        .proof(Method::Questions, Proof::Right);
    assert!(walk.at_password());
}

#[test]
fn a_proof_of_another_method_than_the_chosen_one_counts_for_nothing() {
    let mut walk = with_all();
    walk.choose(Method::Totp);
    let event = Event::ProofGiven {
        method: Method::Questions,
        proof: Proof::Right,
    };
    let told = advance(
        &walk.challenge,
        walk.standing,
        event,
        &walk.policy,
        walk.now,
    );
    assert_eq!(told.unwrap_err(), Refusal::Moved);
}

#[test]
fn an_app_and_a_passkey_are_one_device() {
    let mut walk = with_all();
    walk.choose(Method::Totp)
        .proof(Method::Totp, Proof::Right)
        .choose(Method::Passkey);
    assert_eq!(walk.notice(), Some(Refusal::MethodUnavailable));
}

#[test]
fn a_passkey_signs_within_five_minutes_and_a_late_one_does_not_count() {
    let mut walk = with_all();
    walk.choose(Method::Passkey);
    walk.now = walk.now.plus_seconds(300);
    walk.proof(Method::Passkey, Proof::Right);
    assert_eq!(walk.notice(), Some(Refusal::PasskeyExpired));
    assert_eq!(walk.standing.failed_proofs.count, 0);
    walk.now = walk.now.plus_seconds(299);
    walk.proof(Method::Passkey, Proof::Right);
    assert_eq!(walk.notice(), None, "the next request has its own time");
}

#[test]
fn a_passkey_that_was_called_off_can_be_tried_again_or_left() {
    let mut walk = with_all();
    walk.choose(Method::Passkey)
        .proof(Method::Passkey, Proof::Incomplete);
    assert_eq!(walk.notice(), Some(Refusal::PasskeyMissing));
    walk.go(Event::OtherMethodAsked).mail().code(1);
    assert_eq!(walk.notice(), None);
}

#[test]
fn a_sent_code_is_no_proof_of_an_app() {
    let mut walk = with_all();
    walk.mail().go(Event::OtherMethodAsked).choose(Method::Totp);
    let event = Event::CodeTyped {
        digest: Some(code(1)),
    };
    let told = advance(
        &walk.challenge,
        walk.standing,
        event,
        &walk.policy,
        walk.now,
    );
    assert_eq!(told.unwrap_err(), Refusal::Moved);
}

#[test]
fn what_is_incomplete_does_not_count_and_what_is_wrong_does() {
    for method in [
        Method::Totp,
        Method::Passkey,
        Method::Questions,
        Method::HelpdeskPass,
    ] {
        let mut walk = with_all();
        walk.choose(method).proof(method, Proof::Incomplete);
        assert_eq!(walk.standing.failed_proofs.count, 0);
        walk.proof(method, Proof::Wrong);
        assert_eq!(walk.standing.failed_proofs.count, 1);
        for _ in 0..4 {
            walk.proof(method, Proof::Wrong);
        }
        assert!(walk.effects.contains(&Effect::Locked), "{method:?}");
    }
}

#[test]
fn a_wrong_set_of_answers_draws_anew_and_an_incomplete_one_does_not() {
    let mut walk = with_all();
    walk.choose(Method::Questions);
    let first = asked(&walk);
    assert_eq!(first.len(), 3);
    walk.proof(Method::Questions, Proof::Incomplete);
    assert_eq!(asked(&walk), first);
    walk.proof(Method::Questions, Proof::Wrong);
    assert_ne!(asked(&walk), first);
    assert_eq!(walk.notice(), Some(Refusal::AnswersWrong));
}

#[test]
fn a_decoy_passes_nothing_that_is_held() {
    let decoys = crate::decoy::all(&Method::ALL);
    let nobody = Subject::Nobody {
        counted_as: "x".to_owned(),
        was_locked: false,
    };
    for method in [
        Method::Totp,
        Method::Passkey,
        Method::Questions,
        Method::HelpdeskPass,
    ] {
        let mut walk = Walk::of(nobody.clone(), decoys.clone());
        walk.choose(method).proof(method, Proof::Right);
        assert!(walk.notice().is_some(), "{method:?}");
        assert_eq!(walk.standing.failed_proofs.count, 1);
    }
}

#[test]
fn methods_that_cannot_reach_the_strength_any_more_are_not_offered() {
    let mut walk = with_all();
    if let State::Verify(verify) = &mut walk.challenge.state {
        verify.strength = 4;
    }
    walk.mail().code(1);
    let State::Verify(verify) = &walk.challenge.state else {
        panic!("one gate is left");
    };
    let open: Vec<Method> = verify.open_offers().map(|offer| offer.method).collect();
    assert_eq!(
        open,
        [Method::Totp, Method::Passkey],
        "mail is worth 1 of 4, only a device is worth 3"
    );
}

//! Limits, locks and decoys.

use super::*;

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
    let decoys = crate::decoy::offers([1; 32], 'k', &Policy::default());
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

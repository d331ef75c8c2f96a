//! Passing gates.

use super::*;

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
        vec![
            offer(Method::Email),
            offer(Method::Sms),
            Offer::held(Method::Totp).unwrap(),
        ],
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

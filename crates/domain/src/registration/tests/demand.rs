//! What is asked for at sign-in, and for how long it may be put off.

use crate::identity::EmailAddress;
use crate::method::Method;
use crate::policy::{Policy, Scope, SecondStep};
use crate::registration::{Asked, Demand, Held, Holdings, Lack, PuttingOff, demand, is_waiting};
use crate::time::Timestamp;

const DAY_SECONDS: u32 = 86_400;

fn day(days: u32) -> Timestamp {
    Timestamp::from_unix_ms(1_700_000_000_000).plus_seconds(days * DAY_SECONDS)
}

fn asked() -> Asked {
    Asked {
        known_since: day(0),
        first_at: None,
        put_off: 0,
        confirmed_at: None,
        again: false,
    }
}

fn policy(skips: u16, grace_days: u16) -> Policy {
    let mut policy = Policy {
        gates: 1,
        ..Policy::default()
    };
    policy.registration.required = true;
    policy.registration.skips = Some(skips);
    policy.registration.grace_days = grace_days;
    policy
}

fn with_mail(since: Option<Timestamp>) -> Holdings {
    let value = EmailAddress::parse("kim@home.example").unwrap();
    Holdings {
        email: Some(Held {
            since,
            ..Held::directorys(value)
        }),
        ..Holdings::default()
    }
}

fn register(left: Option<PuttingOff>) -> Demand {
    Demand::Register {
        lack: Lack::Reset,
        left,
    }
}

#[test]
fn registering_is_put_off_until_the_first_bound_is_reached() {
    let left = |times, days| Some(PuttingOff { times, days });
    let cases = [
        ((0, 0), 0, 0, None),
        ((3, 0), 0, 0, left(Some(3), None)),
        ((3, 0), 2, 900, left(Some(1), None)),
        ((3, 0), 3, 0, None),
        ((3, 0), 4, 0, None),
        ((0, 7), 50, 0, left(None, Some(7))),
        ((0, 7), 0, 6, left(None, Some(1))),
        ((0, 7), 0, 7, None),
        ((3, 7), 1, 5, left(Some(2), Some(2))),
        ((3, 7), 3, 1, None),
        ((3, 7), 0, 8, None),
    ];
    for ((skips, grace), put_off, days, expected) in cases {
        let asked = Asked {
            first_at: Some(day(10)),
            put_off,
            ..asked()
        };
        let policy = policy(skips, grace);
        let found = demand(&Holdings::default(), &policy, &[], asked, day(10 + days));
        assert_eq!(
            found,
            Some(register(expected)),
            "{skips} {grace} {put_off} {days}"
        );
    }
}

#[test]
fn days_count_from_the_first_time_of_asking() {
    let found = demand(&Holdings::default(), &policy(0, 7), &[], asked(), day(4000));
    let days = Some(7);
    assert_eq!(
        found,
        Some(register(Some(PuttingOff { times: None, days })))
    );
}

#[test]
fn what_is_known_is_confirmed_after_so_many_days() {
    let mut policy = policy(3, 0);
    policy.registration.reconfirm_days = 90;
    let confirmed = |days| Asked {
        confirmed_at: Some(day(days)),
        ..asked()
    };
    let cases = [
        (asked(), None, 89, false),
        (asked(), None, 90, true),
        (confirmed(50), None, 139, false),
        (confirmed(50), None, 140, true),
        (confirmed(50), Some(day(100)), 189, false),
        (confirmed(50), Some(day(100)), 190, true),
    ];
    for (asked, since, days, expected) in cases {
        let found = demand(&with_mail(since), &policy, &[], asked, day(days));
        assert_eq!(
            found,
            expected.then_some(Demand::Confirm),
            "{asked:?} {days}"
        );
    }
    policy.registration.reconfirm_days = 0;
    assert_eq!(
        demand(&with_mail(None), &policy, &[], asked(), day(9999)),
        None
    );
}

#[test]
fn an_administrator_is_answered_also_where_registration_is_not_required() {
    let again = Asked {
        again: true,
        ..asked()
    };
    let mut policy = Policy::default();
    let asks = |policy: &Policy| demand(&with_mail(None), policy, &[], again, day(1));
    assert_eq!(asks(&policy), Some(Demand::Confirm));
    policy.registration.required = true;
    assert!(
        matches!(asks(&policy), Some(Demand::Register { .. })),
        "what lacks comes first"
    );
}

#[test]
fn nobody_is_asked_without_reason() {
    let none = Holdings::default();
    let groups = ["Staff".to_owned()];
    let asks = |holdings: &Holdings, policy: &Policy| {
        demand(holdings, policy, &groups, asked(), day(1)).is_some()
    };
    let mut policy = policy(3, 0);
    assert!(asks(&none, &policy));
    assert!(!asks(&with_mail(None), &policy), "enough");
    policy.scope = Scope::Groups {
        groups: vec!["Sales".to_owned()],
    };
    assert!(!asks(&none, &policy), "not for this person");
    policy.scope = Scope::Groups {
        groups: groups.to_vec(),
    };
    assert!(asks(&none, &policy));
    policy.methods = vec![Method::HelpdeskPass];
    assert!(!asks(&none, &policy), "impossible");
    policy.methods = vec![Method::Email];
    policy.registration.required = false;
    assert!(!asks(&none, &policy), "not required");
}

#[test]
fn who_has_put_it_off_goes_on_until_the_days_are_over() {
    let asked = Asked {
        first_at: Some(day(10)),
        put_off: 3,
        ..asked()
    };
    let waits = |skips, grace, days: u32| {
        let rules = &policy(skips, grace).registration;
        is_waiting(rules, asked, day(10 + days))
    };
    assert!(waits(3, 0, 900), "the last of three sign-ins, too");
    assert!(waits(3, 7, 6) && !waits(3, 7, 7));
    assert!(waits(0, 7, 6) && !waits(0, 7, 7));
    assert!(!waits(0, 0, 0), "it cannot be put off any more");
}

#[test]
fn a_second_step_that_is_required_asks_for_an_app_until_there_is_one() {
    let mut policy = Policy {
        methods: vec![Method::Email, Method::Sms, Method::Totp],
        scope: Scope::Nobody,
        ..Policy::default()
    };
    let found =
        |policy: &Policy, holdings: &Holdings| demand(holdings, policy, &[], asked(), day(1));
    let none = Holdings::default();
    assert_eq!(found(&policy, &none), None);
    policy.sign_in.second_step = SecondStep::Required;
    let left = Some(PuttingOff {
        times: Some(3),
        days: None,
    });
    let lack = Lack::SecondStep;
    assert_eq!(
        found(&policy, &none),
        Some(Demand::Register { lack, left }),
        "whoever may reset"
    );
    policy.registration.skips = Some(0);
    let left = None;
    assert_eq!(found(&policy, &none), Some(Demand::Register { lack, left }));
    let with_app = Holdings {
        authenticator: Some(day(0)),
        ..Holdings::default()
    };
    assert_eq!(found(&policy, &with_app), None);
    policy.scope = Scope::Everybody;
    policy.registration.required = true;
    let lack = Lack::Reset;
    assert_eq!(
        found(&policy, &none),
        Some(Demand::Register { lack, left }),
        "what a reset lacks comes first"
    );
    policy.methods = vec![Method::Email, Method::Sms];
    assert!(policy.validate().is_err(), "nobody could have one");
}

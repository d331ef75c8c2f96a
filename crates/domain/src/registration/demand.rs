//! What somebody is asked for at sign-in before anything else.

use super::Holdings;
use crate::method::Method;
use crate::policy::{Policy, RegistrationRules};
use crate::time::Timestamp;

const DAY_SECONDS: u32 = 86_400;

/// What stands between a sign-in and everything but the setup page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Demand {
    /// Too little is registered for a reset; how long that may be put off, if it may.
    Register(Option<PuttingOff>),
    /// What is registered is to be looked at once more.
    Confirm,
}

/// How long a demand may still be put off. A bound that policy does not set is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PuttingOff {
    /// This sign-in included.
    pub times: Option<u32>,
    /// Begun ones count.
    pub days: Option<u32>,
}

/// What a person was asked for, and has done about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// When the directory got to know the person.
    pub known_since: Timestamp,
    /// When the person was first asked to register.
    pub first_at: Option<Timestamp>,
    /// Sign-ins since then that put it off.
    pub put_off: u32,
    /// When its owner last said that what is registered is right.
    pub confirmed_at: Option<Timestamp>,
    /// An administrator wants to hear that once more.
    pub again: bool,
}

/// What a member of these groups is asked for now. Nobody is asked for what policy makes impossible,
/// or for what a reset that is not for them would need.
pub fn demand(
    holdings: &Holdings,
    policy: &Policy,
    groups: &[String],
    asked: Asked,
    now: Timestamp,
) -> Option<Demand> {
    let rules = &policy.registration;
    if !policy.scope.covers(groups) {
        return None;
    }
    let lacks = || holdings.further(policy).is_some_and(|more| more > 0);
    if rules.required && lacks() {
        return Some(Demand::Register(putting_off(rules, asked, now)));
    }
    let is_old = || rules.required && is_old(holdings, rules, asked, now);
    (asked.again || is_old()).then_some(Demand::Confirm)
}

fn putting_off(rules: &RegistrationRules, asked: Asked, now: Timestamp) -> Option<PuttingOff> {
    let times = (rules.skips > 0).then(|| u32::from(rules.skips).saturating_sub(asked.put_off));
    let days = (rules.grace_days > 0).then(|| {
        let first_at = asked.first_at.unwrap_or(now);
        let end = first_at.plus_seconds(u32::from(rules.grace_days) * DAY_SECONDS);
        end.seconds_after(now).div_ceil(DAY_SECONDS)
    });
    let left = PuttingOff { times, days };
    let is_bound = times.is_some() || days.is_some();
    let is_over = times == Some(0) || days == Some(0);
    (is_bound && !is_over).then_some(left)
}

/// Whoever registers something sees all the rest, so that counts like a confirmation.
fn is_old(holdings: &Holdings, rules: &RegistrationRules, asked: Asked, now: Timestamp) -> bool {
    if rules.reconfirm_days == 0 {
        return false;
    }
    let registered = Method::ALL.into_iter().map(|method| holdings.since(method));
    let seen = registered.chain([asked.confirmed_at]).flatten().max();
    let last = seen.unwrap_or(asked.known_since);
    now >= last.plus_seconds(u32::from(rules.reconfirm_days) * DAY_SECONDS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::EmailAddress;
    use crate::policy::Scope;
    use crate::registration::Held;

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
        policy.registration.skips = skips;
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
                Some(Demand::Register(expected)),
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
            Some(Demand::Register(Some(PuttingOff { times: None, days })))
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
            matches!(asks(&policy), Some(Demand::Register(_))),
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
}

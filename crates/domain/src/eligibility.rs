//! Whether an account can reset by itself, and if not, why.

use crate::contact::{Offer, can_pass};
use crate::method::Method;
use crate::policy::{Policy, Scope};
use crate::refusal::Refusal;
use crate::registration::Holdings;

/// What stands between a known account and a reset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    Disabled,
    ResetOff,
    OutOfScope,
    TooFewMethods,
}

impl Obstacle {
    /// How helpful disclosure says it.
    pub const fn refusal(self) -> Refusal {
        match self {
            Self::Disabled => Refusal::Disabled,
            Self::ResetOff => Refusal::ResetOff,
            Self::OutOfScope => Refusal::OutOfScope,
            Self::TooFewMethods => Refusal::TooFewMethods,
        }
    }
}

/// What decides about an account.
#[derive(Clone, Copy, Debug)]
pub struct Account<'a> {
    pub disabled: bool,
    pub groups: &'a [String],
    /// All that the account's data would allow.
    pub offers: &'a [Offer],
}

/// What keeps an account out, whatever its data.
///
/// # Errors
/// The first [`Obstacle`].
pub fn admitted(disabled: bool, groups: &[String], policy: &Policy) -> Result<(), Obstacle> {
    if disabled {
        return Err(Obstacle::Disabled);
    }
    if policy.scope == Scope::Nobody {
        return Err(Obstacle::ResetOff);
    }
    if !policy.scope.covers(groups) {
        return Err(Obstacle::OutOfScope);
    }
    Ok(())
}

/// All that a reset could ask somebody for: what they have, as `/setup` counts it too, and a pass. Anybody may
/// ask for one, and whether there is one now would tell a real name from another.
pub fn known(holdings: &Holdings, policy: &Policy) -> Vec<Offer> {
    let offer = |method: &Method| match method {
        Method::HelpdeskPass => Offer::held(*method),
        method => holdings.offer(*method, policy),
    };
    policy.methods.iter().filter_map(offer).collect()
}

/// The offers that policy allows, in its order; or the first obstacle in the order of the reference
/// (account, tenant, scope, data).
///
/// # Errors
/// The [`Obstacle`].
pub fn offers(account: Account<'_>, policy: &Policy) -> Result<Vec<Offer>, Obstacle> {
    admitted(account.disabled, account.groups, policy)?;
    let of = |method: &Method| account.offers.iter().find(|offer| offer.method == *method);
    let offers: Vec<Offer> = policy.methods.iter().filter_map(of).cloned().collect();
    if !can_pass(&offers, policy.gates, policy.strength) {
        return Err(Obstacle::TooFewMethods);
    }
    Ok(offers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::EmailAddress;
    use crate::phone::PhoneNumber;

    fn both() -> Vec<Offer> {
        vec![
            Offer::sms(PhoneNumber::parse("+31612345678").unwrap()),
            Offer::email(EmailAddress::parse("kim@home.example").unwrap()),
        ]
    }

    fn policy(scope: Scope, gates: u8, methods: &[Method]) -> Policy {
        Policy {
            scope,
            gates,
            methods: methods.to_vec(),
            ..Policy::default()
        }
    }

    #[test]
    fn each_shape_of_account_meets_its_obstacle() {
        let sales = || Scope::Groups {
            groups: vec!["Sales".to_owned()],
        };
        let all = &Method::ALL[..];
        let (two, one, none) = (both(), both()[..1].to_vec(), Vec::new());
        type Case<'a> = (&'a str, bool, &'a [Offer], Policy, Result<usize, Obstacle>);
        let cases: [Case<'_>; 9] = [
            ("full", false, &two, policy(Scope::Everybody, 2, all), Ok(2)),
            (
                "one gate, one method",
                false,
                &one,
                policy(Scope::Everybody, 1, all),
                Ok(1),
            ),
            (
                "one of two",
                false,
                &one,
                policy(Scope::Everybody, 2, all),
                Err(Obstacle::TooFewMethods),
            ),
            (
                "nothing registered",
                false,
                &none,
                policy(Scope::Everybody, 1, all),
                Err(Obstacle::TooFewMethods),
            ),
            (
                "method not allowed",
                false,
                &one,
                policy(Scope::Everybody, 1, &[Method::Email]),
                Err(Obstacle::TooFewMethods),
            ),
            (
                "disabled",
                true,
                &two,
                policy(Scope::Everybody, 2, all),
                Err(Obstacle::Disabled),
            ),
            (
                "off",
                false,
                &two,
                policy(Scope::Nobody, 2, all),
                Err(Obstacle::ResetOff),
            ),
            (
                "outside the group",
                false,
                &two,
                policy(sales(), 2, all),
                Err(Obstacle::OutOfScope),
            ),
            (
                "disabled comes first",
                true,
                &none,
                policy(Scope::Nobody, 2, all),
                Err(Obstacle::Disabled),
            ),
        ];
        for (name, disabled, offered, policy, expected) in cases {
            let account = Account {
                disabled,
                groups: &["Staff".to_owned()],
                offers: offered,
            };
            assert_eq!(
                offers(account, &policy).map(|o| o.len()),
                expected,
                "{name}"
            );
        }
    }

    #[test]
    fn a_pass_is_there_for_everybody_where_policy_takes_it() {
        let nothing = Holdings::default();
        let count = |methods: &[Method]| {
            let policy = policy(Scope::Everybody, 1, methods);
            known(&nothing, &policy).len()
        };
        assert_eq!(count(&[Method::HelpdeskPass, Method::Email]), 1);
        assert_eq!(count(&[Method::Email]), 0);
    }

    #[test]
    fn the_policy_decides_the_order() {
        let account = Account {
            disabled: false,
            groups: &[],
            offers: &both(),
        };
        let offers = offers(account, &Policy::default()).unwrap();
        assert_eq!(
            [offers[0].method, offers[1].method],
            [Method::Email, Method::Sms]
        );
    }
}

//! How much is still needed for a reset.

use super::{Holdings, Whose};
use crate::contact::{Offer, can_pass};
use crate::decoy;
use crate::method::Method;
use crate::policy::Policy;

impl Holdings {
    /// How many methods have to be registered at least, or registered anew; `None` when no number of them
    /// would do.
    pub fn further(&self, policy: &Policy) -> Option<u8> {
        self.further_beside(&[], policy)
    }

    /// Whether registering can ever be enough, with a pass of the helpdesk where policy allows one.
    pub fn can_be_enough(&self, policy: &Policy) -> bool {
        let pass = policy.methods.contains(&Method::HelpdeskPass);
        let pass = pass.then(|| Offer::held(Method::HelpdeskPass)).flatten();
        self.further_beside(pass.as_slice(), policy).is_some()
    }

    fn further_beside(&self, others: &[Offer], policy: &Policy) -> Option<u8> {
        let have: Vec<Offer> = [self.offers(policy), others.to_vec()].concat();
        let rows: Vec<Method> = Method::ALL
            .into_iter()
            .filter(|row| Self::is_of_use(*row, policy))
            .collect();
        let passing = |some: &u32| {
            let is_new = |row: Option<Method>| {
                let mut taken = rows
                    .iter()
                    .zip(0..)
                    .filter(|(_, bit)| some & (1 << bit) != 0);
                taken.any(|(taken, _)| Some(*taken) == row)
            };
            let methods = policy.methods.iter().copied();
            let new = methods
                .filter(|method| is_new(method.registered_as()))
                .filter_map(|method| self.if_registered(method));
            let kept = have
                .iter()
                .filter(|offer| !is_new(offer.method.registered_as()));
            let offers: Vec<Offer> = kept.cloned().chain(new).collect();
            can_pass(&offers, policy.gates, policy.strength)
        };
        let subsets = 0..1u32 << rows.len();
        let fewest = subsets.filter(passing).map(u32::count_ones).min()?;
        u8::try_from(fewest).ok()
    }

    /// What a method would be once its owner has registered it, or registered something else: another
    /// channel than all others, but for the desk of the directory, which can only be confirmed.
    fn if_registered(&self, method: Method) -> Option<Offer> {
        if let Some(desk) = &self.office
            && method == Method::OfficeCall
            && desk.whose == Whose::Directory
        {
            return Some(Offer::line(method, desk.held.value.clone()));
        }
        Offer::held(method).or_else(|| decoy::all(&[method]).pop())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::EmailAddress;
    use crate::phone::PhoneNumber;
    use crate::registration::{Desk, Held};
    use crate::time::Timestamp;

    const DAY: Timestamp = Timestamp::from_unix_ms(1);

    fn policy(gates: u8, strength: u8, methods: &[Method]) -> Policy {
        Policy {
            gates,
            strength,
            methods: methods.to_vec(),
            ..Policy::default()
        }
    }

    fn mailbox() -> EmailAddress {
        EmailAddress::parse("kim@home.example").unwrap()
    }

    fn with_mail(held: Held<EmailAddress>) -> Holdings {
        Holdings {
            email: Some(held),
            ..Holdings::default()
        }
    }

    #[test]
    fn what_is_still_needed_is_the_fewest_methods_that_would_do() {
        use Method::{Email, HelpdeskPass, OfficeCall, Passkey, Questions, Sms, Totp};
        let (none, mail) = (Holdings::default(), with_mail(Held::own(mailbox(), DAY)));
        let app = Holdings {
            authenticator: Some(DAY),
            ..Holdings::default()
        };
        let cases: [(&Holdings, Policy, Option<u8>); 11] = [
            (&none, policy(2, 0, &[Email, Sms]), Some(2)),
            (&mail, policy(2, 0, &[Email, Sms]), Some(1)),
            (&mail, policy(1, 0, &[Email, Sms]), Some(0)),
            (&mail, policy(1, 3, &[Email, Totp]), Some(1)),
            (&mail, policy(2, 5, &[Email, Questions, Sms, Totp]), Some(2)),
            (&mail, policy(2, 0, &[Email, HelpdeskPass]), None),
            (&mail, policy(1, 0, &[Sms]), Some(1)),
            (&mail, policy(2, 4, &[Email, Passkey]), Some(1)),
            (&app, policy(2, 0, &[Totp, Passkey, Questions]), Some(1)),
            (&mail, policy(2, 0, &[Email, OfficeCall]), Some(1)),
            (&none, policy(2, 0, &[Sms, OfficeCall]), Some(2)),
        ];
        for (holdings, policy, expected) in cases {
            assert_eq!(holdings.further(&policy), expected, "{:?}", policy.methods);
        }
    }

    #[test]
    fn a_pass_makes_registering_worth_it_and_is_nothing_to_register() {
        use Method::{Email, HelpdeskPass};
        let none = Holdings::default();
        for (gates, methods, can) in [
            (2, &[Email, HelpdeskPass][..], true),
            (2, &[Email, Email], false),
            (1, &[HelpdeskPass], true),
        ] {
            let policy = policy(gates, 0, methods);
            assert_eq!(none.further(&policy), None, "{methods:?}");
            assert_eq!(none.can_be_enough(&policy), can, "{methods:?}");
        }
    }

    #[test]
    fn a_telephone_is_of_use_where_only_calls_are_allowed() {
        let calls = policy(2, 0, &[Method::Email, Method::MobileCall]);
        assert_eq!(Holdings::default().further(&calls), Some(2));
        assert!(Holdings::is_of_use(Method::Sms, &calls));
        assert!(!Holdings::is_of_use(Method::MobileCall, &calls));
        let both = policy(2, 0, &[Method::Sms, Method::MobileCall]);
        assert_eq!(Holdings::default().further(&both), None, "one telephone");
    }

    #[test]
    fn what_the_directory_says_counts_when_policy_says_so() {
        let held = with_mail(Held::directorys(mailbox()));
        let mut policy = policy(1, 0, &[Method::Email]);
        assert_eq!(held.further(&policy), Some(0));
        policy.registration.prepopulated_counts = false;
        assert_eq!(held.further(&policy), Some(1));
        assert!(!held.is_registered(Method::Email));
    }

    #[test]
    fn one_line_at_the_desk_and_in_the_pocket_counts_once_and_another_one_helps() {
        let number = |typed| PhoneNumber::parse(typed).unwrap();
        let desk = |whose| Desk {
            held: Held::own(number("+31205550100x12"), DAY),
            whose,
        };
        let methods = [Method::Sms, Method::OfficeCall];
        for whose in [Whose::Directory, Whose::Owner] {
            let held = |mobile| Holdings {
                number: Some(Held::own(number(mobile), DAY)),
                office: Some(desk(whose)),
                ..Holdings::default()
            };
            let other = held("+31612345678");
            assert_eq!(other.further(&policy(2, 0, &methods)), Some(0));
            let same = held("+31205550100");
            assert_eq!(same.further(&policy(2, 0, &methods)), Some(1), "{whose:?}");
            assert_eq!(same.further(&policy(1, 0, &methods)), Some(0));
            let mut only_office = same;
            only_office.number = None;
            assert_eq!(only_office.further(&policy(2, 0, &methods)), Some(1));
        }
    }

    #[test]
    fn a_desk_that_is_to_be_confirmed_is_one_more() {
        let desk = Desk {
            held: Held::directorys(PhoneNumber::parse("+31205550100").unwrap()),
            whose: Whose::Directory,
        };
        let held = Holdings {
            office: Some(desk),
            ..with_mail(Held::own(mailbox(), DAY))
        };
        let mut policy = policy(2, 0, &[Method::Email, Method::OfficeCall]);
        assert_eq!(held.further(&policy), Some(0));
        policy.registration.prepopulated_counts = false;
        assert_eq!(held.further(&policy), Some(1));
    }
}

//! What a person has to prove who they are, and what is still needed.

use crate::contact::{Offer, can_pass};
use crate::decoy;
use crate::identity::EmailAddress;
use crate::method::Method;
use crate::phone::PhoneNumber;
use crate::policy::Policy;
use crate::questions::Question;
use crate::time::Timestamp;

/// A contact, and whose word it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held<T> {
    pub value: T,
    /// When its owner showed to have it; none: it is the directory's.
    pub since: Option<Timestamp>,
}

/// Registered questions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionsHeld {
    pub questions: Vec<Question>,
    pub since: Timestamp,
}

/// A registered passkey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasskeyHeld {
    /// Of its row: what a form names it by.
    pub id: String,
    /// What its owner calls it.
    pub name: String,
    pub since: Timestamp,
    pub used: Option<Timestamp>,
}

/// All that a person has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holdings {
    pub email: Option<Held<EmailAddress>>,
    pub number: Option<Held<PhoneNumber>>,
    pub questions: Option<QuestionsHeld>,
    /// When the authenticator was added.
    pub authenticator: Option<Timestamp>,
    /// Oldest first.
    pub passkeys: Vec<PasskeyHeld>,
    /// The telephone at the desk: the directory's.
    pub office: Option<PhoneNumber>,
    /// Cannot be read by somebody who is locked out.
    pub work_email: Option<EmailAddress>,
    /// Whoever came by a passkey may never have had one.
    pub has_password: bool,
}

impl Holdings {
    /// What their owner calls the passkeys, to tell them apart.
    pub(super) fn passkey_names(&self) -> Option<String> {
        let names: Vec<&str> = self
            .passkeys
            .iter()
            .map(|held| held.name.as_str())
            .collect();
        (!names.is_empty()).then(|| names.join(", "))
    }

    /// Whether the person registered this; what the directory says can be overridden, not removed.
    pub fn is_registered(&self, method: Method) -> bool {
        self.since(method).is_some()
    }

    /// When the person registered this.
    pub fn since(&self, method: Method) -> Option<Timestamp> {
        match method {
            Method::Email => self.email.as_ref()?.since,
            Method::Sms => self.number.as_ref()?.since,
            Method::Totp => self.authenticator,
            Method::Passkey => Some(self.passkeys.last()?.since),
            Method::Questions => Some(self.questions.as_ref()?.since),
            Method::MobileCall => self.number.as_ref()?.since,
            Method::OfficeCall | Method::HelpdeskPass => None,
        }
    }

    /// What a reset would offer today.
    pub fn offers(&self, policy: &Policy) -> Vec<Offer> {
        let counts =
            |since: Option<Timestamp>| since.is_some() || policy.registration.prepopulated_counts;
        let offer = |method: &Method| match method {
            Method::Email => {
                let held = self.email.as_ref().filter(|held| counts(held.since))?;
                Some(Offer::email(held.value.clone()))
            }
            Method::Sms | Method::MobileCall => {
                let held = self.number.as_ref().filter(|held| counts(held.since))?;
                Some(Offer::line(*method, held.value.clone()))
            }
            Method::Totp => self.authenticator.and_then(|_| Offer::held(*method)),
            Method::Passkey => self.passkeys.first().and_then(|_| Offer::held(*method)),
            Method::Questions => {
                let held = self.questions.as_ref()?;
                let enough = held.questions.len() >= usize::from(policy.questions.ask);
                enough.then(|| Offer::held(*method))?
            }
            Method::OfficeCall => {
                let office = self.office.clone().filter(|_| counts(None))?;
                Some(Offer::line(*method, office))
            }
            Method::HelpdeskPass => None,
        };
        policy.methods.iter().filter_map(offer).collect()
    }

    /// What a test of this row tries out: what a reset would offer, a text rather than a call.
    pub fn to_test(&self, row: Method, policy: &Policy) -> Option<Offer> {
        let offers = self.offers(policy);
        let exactly = offers.iter().find(|offer| offer.method == row);
        let as_row = |offer: &&Offer| offer.method.registered_as() == Some(row);
        exactly.or_else(|| offers.iter().find(as_row)).cloned()
    }

    /// Whether policy has a use for what is registered like this.
    pub fn is_of_use(method: Method, policy: &Policy) -> bool {
        let uses = |allowed: &Method| allowed.registered_as() == Some(method);
        policy.methods.iter().any(uses)
    }

    /// How many methods have to be added at least; `None` when no number of them would do.
    pub fn further(&self, policy: &Policy) -> Option<u8> {
        let have = self.offers(policy);
        let can_add = |method: &&Method| {
            method.registered_as().is_some() && have.iter().all(|offer| offer.method != **method)
        };
        let missing: Vec<Method> = policy.methods.iter().filter(can_add).copied().collect();
        let as_if_held = |offer: Offer| Offer::held(offer.method).unwrap_or(offer);
        let missing: Vec<Offer> = decoy::all(&missing).into_iter().map(as_if_held).collect();
        let passing = |some: &u32| {
            let added = missing
                .iter()
                .zip(0..)
                .filter(|(_, bit)| some & (1 << bit) != 0);
            let offers = have.iter().chain(added.map(|(offer, _)| offer));
            can_pass(offers, policy.gates, policy.strength)
        };
        let subsets = 0..1u32 << missing.len();
        let fewest = subsets.filter(passing).map(u32::count_ones).min()?;
        u8::try_from(fewest).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(gates: u8, strength: u8, methods: &[Method]) -> Policy {
        Policy {
            gates,
            strength,
            methods: methods.to_vec(),
            ..Policy::default()
        }
    }

    fn with_mail(since: Option<Timestamp>) -> Holdings {
        let value = EmailAddress::parse("kim@home.example").unwrap();
        Holdings {
            email: Some(Held { value, since }),
            ..Holdings::default()
        }
    }

    #[test]
    fn what_is_still_needed_is_the_fewest_methods_that_would_do() {
        use Method::{Email, HelpdeskPass, Passkey, Questions, Sms, Totp};
        let (none, mail) = (
            Holdings::default(),
            with_mail(Some(Timestamp::from_unix_ms(1))),
        );
        let app = Holdings {
            authenticator: Some(Timestamp::from_unix_ms(1)),
            ..Holdings::default()
        };
        let cases: [(&Holdings, Policy, Option<u8>); 9] = [
            (&none, policy(2, 0, &[Email, Sms]), Some(2)),
            (&mail, policy(2, 0, &[Email, Sms]), Some(1)),
            (&mail, policy(1, 0, &[Email, Sms]), Some(0)),
            (&mail, policy(1, 3, &[Email, Totp]), Some(1)),
            (&mail, policy(2, 5, &[Email, Questions, Sms, Totp]), Some(2)),
            (&mail, policy(2, 0, &[Email, HelpdeskPass]), None),
            (&mail, policy(1, 0, &[Sms]), Some(1)),
            (&mail, policy(2, 4, &[Email, Passkey]), Some(1)),
            (&app, policy(2, 0, &[Totp, Passkey, Questions]), Some(1)),
        ];
        for (holdings, policy, expected) in cases {
            assert_eq!(holdings.further(&policy), expected, "{:?}", policy.methods);
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
    fn a_test_tries_out_what_a_reset_would_offer() {
        let held = Holdings {
            number: PhoneNumber::parse("+31612345678")
                .ok()
                .map(|value| Held { value, since: None }),
            office: PhoneNumber::parse("+31205550100").ok(),
            ..Holdings::default()
        };
        let tested = |held: &Holdings, row, policy: &Policy| {
            held.to_test(row, policy).map(|offer| offer.method)
        };
        use Method::{MobileCall, OfficeCall, Sms, Totp};
        let both = policy(1, 0, &[MobileCall, Sms, OfficeCall, Totp]);
        assert_eq!(tested(&held, Sms, &both), Some(Sms));
        assert_eq!(tested(&held, OfficeCall, &both), Some(OfficeCall));
        assert_eq!(tested(&held, Totp, &both), None, "there is none");
        let mut calls = policy(1, 0, &[MobileCall]);
        assert_eq!(tested(&held, Sms, &calls), Some(MobileCall));
        assert_eq!(tested(&held, OfficeCall, &calls), None);
        calls.registration.prepopulated_counts = false;
        assert_eq!(tested(&held, Sms, &calls), None, "to be confirmed first");
    }

    #[test]
    fn what_the_directory_says_counts_when_policy_says_so() {
        let held = with_mail(None);
        let mut policy = policy(1, 0, &[Method::Email]);
        assert_eq!(held.further(&policy), Some(0));
        policy.registration.prepopulated_counts = false;
        assert_eq!(held.further(&policy), Some(1));
        assert!(!held.is_registered(Method::Email));
    }
}

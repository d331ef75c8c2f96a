//! What of a person's holdings a reset offers: the only statement of it, for the wizard and for `/setup`.

use super::{Flaw, Held, Holdings};
use crate::contact::Offer;
use crate::method::Method;
use crate::policy::Policy;

impl Holdings {
    /// What a reset would offer today, in the order of the policy; a pass of the helpdesk apart.
    pub fn offers(&self, policy: &Policy) -> Vec<Offer> {
        let methods = policy.methods.iter();
        methods
            .filter_map(|method| self.offer(*method, policy))
            .collect()
    }

    /// A method of the policy, if the person has what it needs and that counts.
    pub fn offer(&self, method: Method, policy: &Policy) -> Option<Offer> {
        match method {
            Method::Email => {
                let held = counted(self.email.as_ref(), policy)?;
                (!self.work.is(&held.value)).then(|| Offer::email(held.value.clone()))
            }
            Method::Sms | Method::MobileCall => {
                let held = counted(self.number.as_ref(), policy)?;
                Some(Offer::line(method, held.value.clone()))
            }
            Method::OfficeCall => {
                let desk = self.office.as_ref().map(|desk| &desk.held);
                let held = counted(desk, policy)?;
                Some(Offer::line(method, held.value.clone()))
            }
            Method::Totp => self.authenticator.and_then(|_| Offer::held(method)),
            Method::Passkey => self.passkeys.first().and_then(|_| Offer::held(method)),
            Method::Questions => {
                let held = self.questions.as_ref()?;
                // Fewer answers than are asked would ask for less of a proof.
                let enough = held.questions.len() >= usize::from(policy.questions.ask);
                enough.then(|| Offer::held(method))?
            }
            // Nobody has one: it is given when it is needed.
            Method::HelpdeskPass => None,
        }
    }

    /// What a test of this row tries out: what a reset would offer, a text rather than a call.
    pub fn to_test(&self, row: Method, policy: &Policy) -> Option<Offer> {
        let offers = self.offers(policy);
        let exactly = offers.iter().find(|offer| offer.method == row);
        let as_row = |offer: &&Offer| offer.method.registered_as() == Some(row);
        exactly.or_else(|| offers.iter().find(as_row)).cloned()
    }

    /// Why what is there counts for less than its owner might think.
    pub(super) fn flaw(&self, row: Method, policy: &Policy) -> Option<Flaw> {
        if !Self::is_of_use(row, policy) {
            return None;
        }
        match row {
            Method::Email => {
                let held = self.email.as_ref()?;
                self.work.is(&held.value).then_some(Flaw::MailboxOfWork)
            }
            Method::Sms => {
                let held = self.number.as_ref()?;
                let desk = self.office.as_ref()?;
                let is_one = held.value.same_line(&desk.held.value);
                let both = is_one && Self::is_of_use(Method::OfficeCall, policy);
                both.then_some(Flaw::LineOfOffice)
            }
            Method::Questions => {
                let lacks = self.questions.is_some() && self.offer(row, policy).is_none();
                lacks.then_some(Flaw::TooFewAnswers)
            }
            Method::MobileCall
            | Method::OfficeCall
            | Method::Totp
            | Method::Passkey
            | Method::HelpdeskPass => None,
        }
    }
}

/// What only the directory says may have to be confirmed first.
fn counted<'a, T>(held: Option<&'a Held<T>>, policy: &Policy) -> Option<&'a Held<T>> {
    held.filter(|held| held.since.is_some() || policy.registration.prepopulated_counts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::{EmailAddress, WorkMailbox};
    use crate::phone::PhoneNumber;
    use crate::questions::Question;
    use crate::registration::{Desk, QuestionsHeld, Whose};
    use crate::time::Timestamp;

    const DAY: Timestamp = Timestamp::from_unix_ms(1);

    fn policy(methods: &[Method]) -> Policy {
        Policy {
            gates: 1,
            methods: methods.to_vec(),
            ..Policy::default()
        }
    }

    fn number(typed: &str) -> PhoneNumber {
        PhoneNumber::parse(typed).unwrap()
    }

    fn directorys_desk() -> Desk {
        Desk {
            held: Held::directorys(number("+31205550100x12")),
            whose: Whose::Directory,
        }
    }

    fn with_mail(held: Held<EmailAddress>) -> Holdings {
        Holdings {
            email: Some(held),
            work: WorkMailbox::of(None, "kim@wingtip.example"),
            ..Holdings::default()
        }
    }

    #[test]
    fn a_test_tries_out_what_a_reset_would_offer() {
        let held = Holdings {
            number: Some(Held::directorys(number("+31612345678"))),
            office: Some(directorys_desk()),
            ..Holdings::default()
        };
        let tested = |held: &Holdings, row, policy: &Policy| {
            held.to_test(row, policy).map(|offer| offer.method)
        };
        use Method::{MobileCall, OfficeCall, Sms, Totp};
        let both = policy(&[MobileCall, Sms, OfficeCall, Totp]);
        assert_eq!(tested(&held, Sms, &both), Some(Sms));
        assert_eq!(tested(&held, OfficeCall, &both), Some(OfficeCall));
        assert_eq!(tested(&held, Totp, &both), None, "there is none");
        let mut calls = policy(&[MobileCall]);
        assert_eq!(tested(&held, Sms, &calls), Some(MobileCall));
        assert_eq!(tested(&held, OfficeCall, &calls), None);
        calls.registration.prepopulated_counts = false;
        assert_eq!(tested(&held, Sms, &calls), None, "to be confirmed first");
    }

    #[test]
    fn a_desk_counts_once_its_owner_confirmed_it_where_policy_asks_for_that() {
        let mut policy = policy(&[Method::OfficeCall]);
        policy.registration.prepopulated_counts = false;
        let mut holdings = Holdings {
            office: Some(directorys_desk()),
            ..Holdings::default()
        };
        assert_eq!(holdings.offers(&policy), []);
        assert!(!holdings.is_own(Method::OfficeCall));
        if let Some(desk) = &mut holdings.office {
            desk.held.since = Some(DAY);
        }
        assert_eq!(holdings.offers(&policy).len(), 1);
        assert!(
            !holdings.is_own(Method::OfficeCall),
            "it stays the directory's"
        );
    }

    #[test]
    fn the_work_mailbox_is_no_way_in_whoever_wrote_it_down() {
        let policy = policy(&[Method::Email]);
        let address = |typed| EmailAddress::parse(typed).unwrap();
        for (typed, offered) in [
            ("kim@home.example", 1),
            ("kim@wingtip.example", 0),
            ("Kim+own@wingtip.example", 0),
        ] {
            for held in [
                Held::directorys(address(typed)),
                Held::own(address(typed), DAY),
            ] {
                let holdings = with_mail(held);
                assert_eq!(holdings.offers(&policy).len(), offered, "{typed}");
                let flaw = (offered == 0).then_some(Flaw::MailboxOfWork);
                assert_eq!(holdings.flaw(Method::Email, &policy), flaw);
            }
        }
    }

    #[test]
    fn answers_count_as_long_as_there_are_as_many_as_are_asked() {
        let mut policy = policy(&[Method::Questions]);
        let holdings = Holdings {
            questions: Some(QuestionsHeld {
                questions: ["a", "b", "c"].map(Question::new).to_vec(),
                since: DAY,
            }),
            ..Holdings::default()
        };
        for (ask, flaw) in [(3, None), (4, Some(Flaw::TooFewAnswers))] {
            policy.questions.ask = ask;
            assert_eq!(holdings.flaw(Method::Questions, &policy), flaw);
            let offered = holdings.offers(&policy).len();
            assert_eq!(offered, usize::from(flaw.is_none()));
        }
    }
}

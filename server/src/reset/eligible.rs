//! What a typed user name leads to. Every name takes the same path and asks the same questions.

use domain::challenge::Subject;
use domain::contact::{Channel, Offer};
use domain::decoy;
use domain::eligibility::{self, Account, Obstacle};
use domain::policy::{Disclosure, Policy};
use domain::questions::Question;
use domain::refusal::Refusal;

use crate::people::Lookup;
use crate::store::Registered;

/// What the name leads to.
pub(super) enum Leads {
    /// Into the gates, as itself or as nobody.
    On {
        subject: Subject,
        offers: Vec<Offer>,
        /// What may be asked.
        questions: Vec<Question>,
    },
    /// Back to the name field (helpful disclosure).
    Back(Refusal),
    /// To an end with the reason (helpful disclosure).
    Out(Refusal),
}

impl Lookup {
    /// The name of the rule for groups that holds for this name, if one does.
    pub(super) fn rule(&self, policy: &Policy) -> Option<String> {
        let rule = match &self.person {
            Some(person) => policy.rule_for(&person.groups),
            None => policy.rule_of_decoy(self.digest),
        };
        rule.map(|rule| rule.name.clone())
    }

    /// Decides where the name leads, and what its owner is told by mail when it leads nowhere.
    pub(super) fn leads(
        &self,
        registered: &Registered,
        policy: &Policy,
        was_locked: bool,
    ) -> (Leads, Option<Obstacle>) {
        let account = self.person.as_ref().map(|person| {
            let holdings = person.holdings(registered.clone());
            let offers = eligibility::known(&holdings, policy);
            eligibility::offers(
                Account {
                    disabled: person.disabled,
                    groups: &person.groups,
                    offers: &offers,
                },
                policy,
            )
        });
        let obstacle = account
            .as_ref()
            .and_then(|found| found.as_ref().err().copied());
        let leads = match (account, policy.disclosure) {
            (Some(Ok(offers)), _) if !was_locked => self.as_itself(offers, registered),
            (Some(Ok(_)), Disclosure::Helpful) => Leads::Out(Refusal::Locked),
            (Some(Ok(offers)), Disclosure::Strict) => {
                self.as_nobody(hollow(&offers), chosen(registered), was_locked)
            }
            (Some(Err(obstacle)), Disclosure::Helpful) => Leads::Out(obstacle.refusal()),
            (None, Disclosure::Helpful) => Leads::Back(Refusal::UnknownName),
            (Some(Err(_)) | None, Disclosure::Strict) => {
                let questions = decoy::questions(self.digest, &policy.questions);
                self.as_nobody(
                    decoy::offers(self.digest, self.initial, policy),
                    questions,
                    was_locked,
                )
            }
        };
        (leads, obstacle)
    }

    fn as_itself(&self, offers: Vec<Offer>, registered: &Registered) -> Leads {
        let questions = chosen(registered);
        match &self.person {
            Some(person) => Leads::On {
                subject: Subject::Person {
                    id: person.id.clone(),
                },
                offers,
                questions,
            },
            None => self.as_nobody(offers, questions, false),
        }
    }

    fn as_nobody(&self, offers: Vec<Offer>, questions: Vec<Question>, was_locked: bool) -> Leads {
        Leads::On {
            subject: Subject::Nobody {
                counted_as: self.counted_as.clone(),
                was_locked,
            },
            offers,
            questions,
        }
    }
}

fn chosen(registered: &Registered) -> Vec<Question> {
    let held = registered.questions.as_ref();
    held.map_or_else(Vec::new, |held| held.questions.clone())
}

/// The same list to look at, with nothing behind it.
fn hollow(offers: &[Offer]) -> Vec<Offer> {
    // What shares a channel shares it here too, because the list depends on it.
    let shared = |offer: &Offer| {
        let first = offers.iter().position(|o| o.channel.is(&offer.channel));
        Channel::Nowhere(u8::try_from(first.unwrap_or_default()).unwrap_or(u8::MAX))
    };
    let hollow = |offer: &Offer| Offer {
        channel: shared(offer),
        ..offer.clone()
    };
    offers.iter().map(hollow).collect()
}

//! The first step: a user name and a solved puzzle.

use domain::challenge::{Event, State, advance};
use domain::identity::{EmailAddress, IdentityFault, UserName};
use domain::method::{Kind, Method};
use domain::policy::{Disclosure, Policy};
use domain::questions::{Question, draw};
use domain::refusal::Refusal;

use super::eligible::Leads;
use super::{Answer, ResetDesk};
use crate::caps::TOLD_ONCE;
use crate::captcha::{Puzzle, answers};
use crate::delivery::mail::Obstacle as Told;
use crate::people::Lookup;
use crate::post::Sender;
use crate::services::Failure;
use crate::store::{AuditEntry, Change, Registered};

impl ResetDesk {
    pub(super) async fn identify(
        &self,
        id: &str,
        turn: u32,
        user_name: &str,
        captcha: &str,
        entry: &AuditEntry,
    ) -> Result<Answer, Failure> {
        let here = self
            .services
            .store
            .current_policy(&self.tenant.id)
            .await?
            .policy;
        let mut change = self.services.store.begin().await?;
        let Some(stored) = change.claim_challenge(id).await? else {
            change.abandon().await?;
            return self.without_session(entry).await;
        };
        let at_start = matches!(stored.challenge.state, State::Identify { .. });
        if stored.challenge.turn != turn || !at_start {
            return self.moved(change, stored, entry).await;
        }
        let name = match self
            .checked(&mut change, id, user_name, captcha, &here)
            .await?
        {
            Ok(name) => name,
            Err(why) => {
                let event = Event::NameRefused {
                    user_name: kept(user_name),
                    why,
                };
                return self.advanced(change, stored, event, &here, entry).await;
            }
        };
        let found = Lookup::of(&self.services, &self.tenant, &name).await?;
        let policy = self.services.store.current_policy(&found.tenant.id).await?;
        let rule = found.rule(&policy.policy);
        let mut policy = policy.under(rule.as_deref());
        let at_logon = self.visit.at_logon;
        policy.policy = self.services.as_far_as_possible(policy.policy, at_logon);
        let standing = change
            .claim_standing(&found.tenant.id, &found.counted_as, self.services.now())
            .await?;
        let limit = policy.policy.limits.failed_proofs;
        let was_locked = standing.failed_proofs.is_full(limit, self.services.now());
        let registered = self.registered(&found, &policy.policy).await?;
        let (leads, obstacle) = found.leads(&registered, &policy.policy, was_locked);
        let told = match obstacle {
            None if was_locked => Some(Told::Locked {
                hours: limit.per_seconds.div_ceil(3600),
            }),
            other => other.map(told),
        };
        self.tell(&mut change, &found, told, was_locked, &policy.policy, id)
            .await?;
        let event = match leads {
            Leads::On {
                subject,
                offers,
                questions,
            } => Event::Identified {
                user_name: kept(user_name),
                subject,
                offers,
                questions: self.in_order(&found, &questions),
                policy_version: policy.version,
                rule,
            },
            Leads::Back(why) => Event::NameRefused {
                user_name: kept(user_name),
                why,
            },
            Leads::Out(why) => Event::Ineligible { why },
        };
        let now = self.services.now();
        let next = match advance(&stored.challenge, standing, event, &policy.policy, now) {
            Ok(next) => next,
            Err(why) => return self.unchanged(change, stored, why, entry).await,
        };
        let subject = Some(found.counted_as.as_str());
        self.settle(change, &found.tenant.id, subject, next, entry)
            .await
    }

    /// What has been registered beside contact data. It is read for every name, and not at all where
    /// no method of the policy needs it.
    async fn registered(&self, found: &Lookup, policy: &Policy) -> Result<Registered, Failure> {
        let is_sent = |method: &Method| matches!(method.kind(), Kind::SentCode | Kind::Call);
        if policy.methods.iter().all(is_sent) {
            return Ok(Registered::default());
        }
        let read = self.services.store.registered(&found.read).await?;
        Ok(match found.person {
            Some(_) => read,
            None => Registered::default(),
        })
    }

    /// Somebody's questions, in the order in which they are asked.
    fn in_order(&self, found: &Lookup, questions: &[Question]) -> Vec<Question> {
        let since = found.person.as_ref();
        let since = since.and_then(|person| person.password_age.set_at);
        let keys = &self.services.keys;
        let seed = keys.order_of_questions(&found.counted_as, since);
        draw(questions, u8::MAX, seed)
    }

    /// The name as typed, if the puzzle was solved. A puzzle is tried only once everything else is
    /// in order, so that a slip in the name does not spend it.
    async fn checked(
        &self,
        change: &mut Change,
        id: &str,
        user_name: &str,
        captcha: &str,
        policy: &Policy,
    ) -> Result<Result<UserName, Refusal>, Failure> {
        let now = self.services.now();
        let name = match UserName::parse(user_name) {
            Ok(name) => name,
            Err(IdentityFault::Empty) => return Ok(Err(Refusal::UserNameMissing)),
            Err(IdentityFault::TooLong | IdentityFault::Malformed) => {
                return Ok(Err(Refusal::UserNameMalformed));
            }
        };
        if captcha.trim().is_empty() {
            return Ok(Err(Refusal::CaptchaMissing));
        }
        let Some(puzzle) = change.try_puzzle(id, policy.captcha.tries, now).await? else {
            return Ok(Err(Refusal::CaptchaExpired));
        };
        let puzzle = Puzzle {
            picture: puzzle.picture,
            sound: puzzle.sound,
        };
        if !answers(captcha, &puzzle) {
            return Ok(Err(Refusal::CaptchaWrong));
        }
        change.spend_puzzle(id).await?;
        let key = format!("names:address:{}", self.visit.network());
        if !change
            .take(&key, policy.limits.names_per_address, now)
            .await?
        {
            return Ok(Err(Refusal::TooManyNames));
        }
        Ok(Ok(name))
    }

    /// Posts one message for every name: the truth to a person who cannot reset, else nothing.
    async fn tell(
        &self,
        change: &mut Change,
        found: &Lookup,
        told: Option<Told>,
        was_locked: bool,
        policy: &Policy,
        id: &str,
    ) -> Result<(), Failure> {
        // Every name is counted, told or not; a lock is news on a day that began without one.
        let news = if was_locked { "locked" } else { "open" };
        let key = format!("told:{}:{}:{news}", found.tenant.id, found.counted_as);
        let first_today = change.take(&key, TOLD_ONCE, self.services.now()).await?;
        let address = found
            .person
            .as_ref()
            .and_then(|person| person.addresses.first());
        let strict = policy.disclosure == Disclosure::Strict;
        let to = address.filter(|_| strict && told.is_some() && first_today);
        let language = found.person.as_ref().and_then(|person| person.language);
        let sender = Sender {
            services: &self.services,
            tenant: &found.tenant,
            correlation: id,
            help: &policy.help.email,
            locale: language.unwrap_or(self.visit.locale),
        };
        let obstacle = told.unwrap_or(Told::OutOfScope);
        sender
            .ineligible(change, to.map(EmailAddress::as_str), obstacle)
            .await
    }
}

const fn told(obstacle: domain::eligibility::Obstacle) -> Told {
    use domain::eligibility::Obstacle;
    match obstacle {
        Obstacle::Disabled => Told::Disabled,
        Obstacle::ResetOff => Told::ResetOff,
        Obstacle::OutOfScope => Told::OutOfScope,
        Obstacle::TooFewMethods => Told::TooFewMethods,
    }
}

/// What is shown again of a typed name: bounded, so that a row stays small.
fn kept(user_name: &str) -> String {
    user_name
        .trim()
        .chars()
        .filter(|c| !c.is_control())
        .take(113)
        .collect()
}

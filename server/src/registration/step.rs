//! One submit: what is slow first, then everything else under the enrolment's lock.

use app::ports::{SetupAct, Submitted};
use domain::identity::EmailAddress;
use domain::method::Method;
use domain::policy::Policy;
use domain::registration::{Enrolment, Event, Renaming, advance};
use domain::secret::Code;

use super::SetupDesk;
use super::keep::ToKeep;
use super::load::Somebody;
use super::proof::compared;
use super::send::capped;
use super::settle::Moved;
use super::slow::Ready;
use crate::method::{totp, typed_code};
use crate::numbers::understood;
use crate::services::Failure;
use crate::store::AuditEntry;

impl SetupDesk {
    pub(super) async fn step(
        &self,
        somebody: &Somebody,
        turn: u32,
        act: SetupAct,
        entry: &AuditEntry,
    ) -> Result<Submitted, Failure> {
        let policy = &somebody.policy;
        let seen = self.current(somebody).await?;
        // Leaving works from an old page too: it can only end things.
        let leaves = matches!(act, SetupAct::Leave);
        if seen.turn != turn && !leaves {
            return self.unchanged(somebody, entry).await;
        }
        let (act, ready) = self.prepared(somebody, &seen, act, policy).await?;
        let mut change = self.services.store.begin().await?;
        let claimed = change.claim_enrolment(&seen.id).await?;
        let same = |enrolment: &Enrolment| enrolment.turn == turn || leaves;
        let Some(enrolment) = claimed.filter(same) else {
            change.abandon().await?;
            return self.unchanged(somebody, entry).await;
        };
        let now = self.services.now();
        let (tenant, person) = (&somebody.tenant.id, &somebody.person.id);
        let standing = change.claim_account(tenant, person, now).await?;
        if !self.is_still_held(&enrolment).await? {
            change.abandon().await?;
            return self.unchanged(somebody, entry).await;
        }
        let code = self.services.random.code(policy.codes.digits);
        let (event, to_keep) = match self.tried(&mut change, &enrolment, &act).await? {
            Some(event) => (Some(event), ToKeep::default()),
            None => self.event(&enrolment, act, ready, &code, policy)?,
        };
        let Some(event) = event else {
            change.abandon().await?;
            return self.unchanged(somebody, entry).await;
        };
        let around = somebody.around(now);
        let mut next = match advance(&enrolment, standing, event, around) {
            Ok(next) => next,
            Err(_) => {
                change.abandon().await?;
                return self.unchanged(somebody, entry).await;
            }
        };
        if !self
            .send(&mut change, somebody, &next, code, policy)
            .await?
        {
            next = capped(&enrolment, next.standing, around);
        }
        let added = to_keep.passkey.as_ref().map(|new| new.id.clone());
        self.keeper()
            .keep(&mut change, somebody, &next, to_keep, policy)
            .await?;
        let from = enrolment.state;
        let moved = Moved { from, next, added };
        self.settle(change, somebody, moved, entry).await
    }

    /// Turns what the browser sent into what happened; `None` for what does not belong to the step.
    fn event(
        &self,
        enrolment: &Enrolment,
        act: SetupAct,
        ready: Ready,
        code: &Code,
        policy: &Policy,
    ) -> Result<(Option<Event>, ToKeep), Failure> {
        let mut to_keep = ToKeep::default();
        let digest = |code: &Code| self.services.keys.code_digest(&enrolment.id, code);
        let event = match (act, ready) {
            (SetupAct::Begin { method }, _) => {
                let secret = self.new_secret()?;
                of_method(&method, |method| Event::Wished { method, secret })
            }
            (SetupAct::Remove { method }, _) => {
                of_method(&method, |method| Event::RemovalWished { method })
            }
            (SetupAct::Test { method }, _) => {
                let (code, seed) = (digest(code), self.services.seed());
                of_method(&method, |method| Event::TestWished { method, code, seed })
            }
            (SetupAct::Prove { .. }, Ready::Password(right)) => Event::PasswordCompared {
                right,
                code: digest(code),
                seed: self.services.seed(),
            },
            (SetupAct::Address { address }, _) => Event::AddressTyped {
                address: EmailAddress::parse(&address).ok(),
                typed: kept(&address, 254),
                code: digest(code),
            },
            (SetupAct::Number { number, by }, _) => Event::NumberTyped {
                number: understood(&number, &policy.default_country),
                typed: kept(&number, 64),
                by,
                code: digest(code),
            },
            (SetupAct::Code { code: typed }, _) => {
                let typed = typed_code(&typed);
                match enrolment.secret(self.services.now()) {
                    Some(secret) => {
                        let secret = totp::open(&self.services.keys, &secret.id, &secret.sealed)?;
                        compared(&secret, typed.as_ref(), self.services.now())
                    }
                    None => Event::CodeTyped {
                        digest: typed.as_ref().map(digest),
                    },
                }
            }
            (SetupAct::Answer { .. }, Ready::Answers(Ok(hashes))) => {
                to_keep.answers = hashes;
                Event::AnswersAccepted
            }
            (SetupAct::Passkey { .. }, Ready::Passkey(made)) => {
                let made = made.map(|new| to_keep.passkey = Some(new));
                Event::PasskeyMade { made }
            }
            (SetupAct::Rename, _) => Event::RenamingWished,
            (SetupAct::NamePasskey { id, name }, _) => Event::PasskeyNamed(Renaming {
                id: kept(&id, 64),
                typed: kept(&name, 64),
            }),
            (SetupAct::RemovePasskey { id }, _) => Event::PasskeyRemovalConfirmed { id },
            (SetupAct::Answer { .. }, Ready::Answers(Err(refused))) => Event::AnswersRefused {
                why: refused.why,
                chosen: refused.chosen,
                typed: refused.typed,
            },
            (SetupAct::Resend, _) => Event::ResendAsked { code: digest(code) },
            (SetupAct::ConfirmRemoval, _) => Event::RemovalConfirmed,
            (SetupAct::Back, _) => Event::BackAsked,
            (SetupAct::Leave, _) => Event::LeaveAsked,
            (SetupAct::TestAnswers { .. }, Ready::Tried(Some(proof))) => Event::ProofGiven {
                proof,
                seed: self.services.seed(),
            },
            (
                SetupAct::Prove { .. }
                | SetupAct::Answer { .. }
                | SetupAct::Passkey { .. }
                | SetupAct::TestAnswers { .. }
                | SetupAct::TestPasskey { .. },
                _,
            ) => return Ok((None, to_keep)),
        };
        Ok((Some(event), to_keep))
    }
}

fn of_method(name: &str, event: impl FnOnce(Method) -> Event) -> Event {
    Method::from_name(name).map_or(Event::MethodUnknown, event)
}

/// What is shown again of what was typed: bounded, so that a row stays small.
fn kept(typed: &str, most: usize) -> String {
    let plain = typed.chars().filter(|c| !c.is_control());
    plain.take(most).collect()
}

//! Every step between the name and the password.

use app::ports::ResetAct;
use domain::challenge::{Challenge, Event, State, Transition, advance};
use domain::identity::PersonId;
use domain::method::{Kind, Method};
use domain::policy::Policy;
use domain::secret::{Code, CodeDigest};
use domain::throttle::Standing;
use domain::time::Timestamp;

use super::{Answer, ResetDesk};
use crate::method::{passkey, prove_held_code, typed_code};
use crate::numbers::understood;
use crate::services::Failure;
use crate::store::{AuditEntry, Change, StoredChallenge};

impl ResetDesk {
    pub(super) async fn step(
        &self,
        id: &str,
        turn: u32,
        act: ResetAct,
        entry: &AuditEntry,
    ) -> Result<Answer, Failure> {
        let mut change = self.services.store.begin().await?;
        let Some(stored) = change.claim_challenge(id).await? else {
            change.abandon().await?;
            return self.without_session(entry).await;
        };
        // Leaving works from an old page too: it can only end things.
        let leaves = matches!(act, ResetAct::Cancel);
        if stored.challenge.turn != turn && !leaves {
            return self.moved(change, stored, entry).await;
        }
        let policy = self.services.policy_of(&stored).await?.policy;
        if matches!(act, ResetAct::NewPuzzle) {
            change.spend_puzzle(id).await?;
        }
        let code = self.services.random.code(policy.codes.digits);
        let digest = self.services.keys.code_digest(id, &code);
        let event = match (awaited(&stored.challenge), act) {
            (Some((method, person)), ResetAct::EnterCode { code: typed })
                if method.kind() == Kind::HeldCode =>
            {
                let typed = typed_code(&typed);
                let services = &self.services;
                let proof =
                    prove_held_code(services, &mut change, method, person, typed.as_ref()).await?;
                Some(Event::ProofGiven { method, proof })
            }
            (Some((method @ Method::Passkey, person)), ResetAct::UsePasskey { answer }) => {
                let services = &self.services;
                let asked = passkey::signed_in_reset(services, &stored.challenge);
                let proof = passkey::prove(services, &mut change, &asked, person, &answer).await?;
                Some(Event::ProofGiven { method, proof })
            }
            (_, act) => self.event(id, act, digest, &policy.default_country),
        };
        let Some(event) = event else {
            return self.moved(change, stored, entry).await;
        };
        let answer = self
            .advanced_with(change, stored, event, &policy, code, entry)
            .await?;
        if !leaves {
            return Ok(answer);
        }
        // What follows an end is a beginning: whoever starts over is there at once.
        Ok(Answer {
            stored: self.open().await?,
            notice: None,
        })
    }

    /// Turns what the browser sent into what happened; `None` for acts that have a use case of
    /// their own.
    fn event(&self, id: &str, act: ResetAct, code: CodeDigest, country: &str) -> Option<Event> {
        Some(match act {
            ResetAct::NewPuzzle => Event::NewPuzzleAsked,
            ResetAct::Choose { method } => match Method::from_name(&method) {
                Some(method) => Event::MethodChosen { method, code },
                None => Event::MethodUnknown,
            },
            ResetAct::ConfirmNumber { number } => Event::NumberTyped {
                number: understood(&number, country),
                typed: number
                    .chars()
                    .filter(|c| !c.is_control())
                    .take(64)
                    .collect(),
                code,
            },
            ResetAct::EnterCode { code: typed } => Event::CodeTyped {
                digest: typed_code(&typed).map(|typed| self.services.keys.code_digest(id, &typed)),
            },
            ResetAct::Resend => Event::ResendAsked { code },
            ResetAct::OtherMethod => Event::OtherMethodAsked,
            ResetAct::Cancel => Event::CancelAsked,
            ResetAct::Identify { .. }
            | ResetAct::Answer { .. }
            | ResetAct::UsePasskey { .. }
            | ResetAct::SetPassword { .. } => return None,
        })
    }

    /// Advances by an event that sends nothing.
    pub(super) async fn advanced(
        &self,
        change: Change,
        stored: StoredChallenge,
        event: Event,
        policy: &Policy,
        entry: &AuditEntry,
    ) -> Result<Answer, Failure> {
        let nothing = Code::new(String::new());
        self.advanced_with(change, stored, event, policy, nothing, entry)
            .await
    }

    async fn advanced_with(
        &self,
        mut change: Change,
        stored: StoredChallenge,
        event: Event,
        policy: &Policy,
        code: Code,
        entry: &AuditEntry,
    ) -> Result<Answer, Failure> {
        let now = self.services.now();
        let subject = stored.challenge.counted_as().map(str::to_owned);
        let standing = match &subject {
            Some(subject) => {
                change
                    .claim_standing(&stored.tenant_id, subject, now)
                    .await?
            }
            None => Standing::CLEAN,
        };
        let mut next = match advance(&stored.challenge, standing, event, policy, now) {
            Ok(next) => next,
            Err(why) => return self.unchanged(change, stored, why, entry).await,
        };
        if !self.send(&mut change, &stored, &next, code, policy).await? {
            next = capped(&stored.challenge, next.standing, policy, now);
        }
        self.settle(change, &stored.tenant_id, subject.as_deref(), next, entry)
            .await
    }
}

/// The method of which a proof is to be compared here, and whose; nobody's id is empty.
fn awaited(challenge: &Challenge) -> Option<(Method, &str)> {
    let State::Verify(verify) = &challenge.state else {
        return None;
    };
    let method = verify.phase.awaits()?;
    let person = challenge.person().map_or("", PersonId::as_str);
    Some((method, person))
}

/// The transition when a shared cap forbids the sending: the standing keeps what was counted, so
/// that a cap is no way to try out numbers.
fn capped(before: &Challenge, counted: Standing, policy: &Policy, now: Timestamp) -> Transition {
    advance(before, counted, Event::SendCapped, policy, now).unwrap_or_else(|_| Transition {
        challenge: before.clone(),
        standing: counted,
        effects: Vec::new(),
    })
}

//! What each event does to each state.

use super::advance::{Effect, Event};
use super::{Phase, Proven, State, Subject, Verify};
use crate::method::Kind;
use crate::policy::Policy;
use crate::refusal::Refusal;
use crate::throttle::Standing;
use crate::time::Timestamp;

/// The transition in the making.
pub(super) struct Next<'a> {
    pub(super) standing: Standing,
    pub(super) notice: Option<Refusal>,
    pub(super) effects: Vec<Effect>,
    pub(super) policy: &'a Policy,
    pub(super) now: Timestamp,
}

impl Next<'_> {
    pub(super) fn identify(&mut self, before: String, event: Event) -> Result<State, Refusal> {
        match event {
            Event::NameRefused { user_name, why } => {
                self.notice = Some(why);
                Ok(State::Identify { user_name })
            }
            Event::NewPuzzleAsked => Ok(State::Identify { user_name: before }),
            Event::Ineligible { why } => {
                self.notice = Some(why);
                Ok(State::Stopped { why })
            }
            Event::Identified {
                user_name,
                subject,
                offers,
                questions,
                policy_version,
                rule,
            } => {
                let limit = self.policy.limits.failed_proofs;
                let spent = match subject {
                    Subject::Nobody {
                        was_locked: true, ..
                    } => 0,
                    Subject::Nobody {
                        was_locked: false, ..
                    }
                    | Subject::Person { .. } => self.standing.failed_proofs.live(limit, self.now),
                };
                self.effects.push(Effect::Identified);
                Ok(State::Verify(Verify {
                    subject,
                    user_name,
                    policy_version,
                    rule,
                    required: self.policy.gates,
                    strength: self.policy.strength,
                    offers,
                    questions,
                    passed: Vec::new(),
                    phase: Phase::Choose,
                    sent: None,
                    call: None,
                    attempts: 0,
                    allowance: limit.max.saturating_sub(spent),
                }))
            }
            _ => Err(Refusal::Moved),
        }
    }

    pub(super) fn verify(&mut self, mut verify: Verify, event: Event) -> Result<State, Refusal> {
        if self.is_locked(&verify) {
            return Ok(self.lock());
        }
        match (verify.phase.clone(), event) {
            (Phase::Choose, Event::MethodChosen { method, code }) => {
                self.choose(&mut verify, method, code);
            }
            (
                Phase::ConfirmNumber { method, .. },
                Event::NumberTyped {
                    typed,
                    number,
                    code,
                },
            ) => {
                self.confirm_number(&mut verify, method, typed, number.as_ref(), code);
            }
            (Phase::EnterCode { method }, Event::CodeTyped { digest })
                if method.kind() == Kind::SentCode =>
            {
                return Ok(self.enter_code(verify, method, digest.as_ref()));
            }
            (phase, Event::ProofGiven { method, proof }) if phase.awaits_proof_of(method) => {
                return Ok(self.prove(verify, method, proof));
            }
            (Phase::EnterCode { method }, Event::ResendAsked { code })
                if method.kind() == Kind::SentCode =>
            {
                self.send(&mut verify, method, code);
            }
            (Phase::Calling { method }, Event::ResendAsked { .. }) => {
                self.call(&mut verify, method);
            }
            (_, Event::CallEnded { attempt, outcome }) => {
                return self.call_ended(verify, attempt, outcome);
            }
            (
                Phase::ConfirmNumber { .. }
                | Phase::EnterCode { .. }
                | Phase::Calling { .. }
                | Phase::Answer { .. }
                | Phase::UsePasskey { .. }
                | Phase::Choose,
                Event::OtherMethodAsked,
            ) => verify.phase = Phase::Choose,
            (Phase::Choose, Event::MethodUnknown) => {
                self.notice = Some(Refusal::MethodUnavailable);
            }
            (_, Event::SendCapped) => self.notice = Some(Refusal::TooManySends),
            _ => return Err(Refusal::Moved),
        }
        Ok(State::Verify(verify))
    }

    pub(super) fn is_locked(&self, verify: &Verify) -> bool {
        let limit = self.policy.limits.failed_proofs;
        let hidden = matches!(
            verify.subject,
            Subject::Nobody {
                was_locked: true,
                ..
            }
        );
        verify.allowance == 0 || (!hidden && self.standing.failed_proofs.is_full(limit, self.now))
    }

    pub(super) fn lock(&mut self) -> State {
        self.notice = Some(Refusal::Locked);
        self.effects.push(Effect::Locked);
        State::Stopped {
            why: Refusal::Locked,
        }
    }

    pub(super) fn new_password(
        &mut self,
        proven: Proven,
        user_name: String,
        event: Event,
    ) -> Result<State, Refusal> {
        let limit = self.policy.limits.failed_proofs;
        if self.standing.failed_proofs.is_full(limit, self.now) {
            return Ok(self.lock());
        }
        match event {
            Event::PasswordRefused { why, verdict } => {
                self.notice = Some(why);
                Ok(State::NewPassword {
                    proven,
                    user_name,
                    verdict,
                })
            }
            Event::PasswordAccepted => {
                self.standing = self.standing.forgiven();
                self.effects.push(Effect::Complete);
                Ok(State::Done { user_name })
            }
            _ => Err(Refusal::Moved),
        }
    }
}

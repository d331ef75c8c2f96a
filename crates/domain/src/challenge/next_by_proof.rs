//! How a gate ends: a proof is right or wrong.

use super::advance::{Effect, Proof};
use super::next::Next;
use super::{GateRecord, Phase, Proven, State, Subject, Verify};
use crate::method::{Kind, Method, PASSKEY_SECONDS};
use crate::questions::asked_after;
use crate::refusal::Refusal;
use crate::secret::CodeDigest;

impl Next<'_> {
    pub(super) fn enter_code(
        &mut self,
        mut verify: Verify,
        method: Method,
        typed: Option<&CodeDigest>,
    ) -> State {
        let Some(typed) = typed else {
            self.notice = Some(Refusal::CodeMissing);
            return State::Verify(verify);
        };
        let live = verify.sent.as_mut().filter(|sent| {
            sent.method == method
                && self.now < sent.expires_at
                && sent.wrong < self.policy.codes.wrong_max
        });
        let Some(sent) = live else {
            self.notice = Some(Refusal::CodeExpired);
            return State::Verify(verify);
        };
        let right = sent.digest.matches(typed);
        let attempt = sent.attempt;
        let record = right
            .then(|| self.record(&verify, method, attempt))
            .flatten();
        let Some(record) = record else {
            if let Some(sent) = verify.sent.as_mut() {
                sent.wrong += 1;
            }
            return self.fail(verify, method, Refusal::CodeWrong);
        };
        self.pass(verify, record)
    }

    /// A code that the person holds, answers, or a signature: the caller has compared them.
    pub(super) fn prove(&mut self, mut verify: Verify, method: Method, proof: Proof) -> State {
        let (incomplete, wrong) = match method.kind() {
            Kind::Answers => (Refusal::AnswersMissing, Refusal::AnswersWrong),
            Kind::Signature => (Refusal::PasskeyMissing, Refusal::PasskeyWrong),
            Kind::SentCode | Kind::Call | Kind::HeldCode => {
                (Refusal::CodeMissing, Refusal::HeldCodeWrong)
            }
        };
        if let Phase::UsePasskey { until } = verify.phase {
            // A turn has one request; whatever became of it, the next one is another.
            self.ask_signature(&mut verify);
            if proof != Proof::Incomplete && self.now >= until {
                self.notice = Some(Refusal::PasskeyExpired);
                return State::Verify(verify);
            }
        }
        if proof == Proof::Incomplete {
            self.notice = Some(incomplete);
            return State::Verify(verify);
        }
        verify.attempts += 1;
        let right = proof == Proof::Right;
        let record = right
            .then(|| self.record(&verify, method, verify.attempts))
            .flatten();
        match record {
            Some(record) => self.pass(verify, record),
            None => match self.fail(verify, method, wrong) {
                State::Verify(mut verify) if method == Method::Questions => {
                    self.ask(&mut verify);
                    State::Verify(verify)
                }
                state => state,
            },
        }
    }

    /// A failure moves on to other questions, and nothing else does: neither another way and back nor
    /// another reset leads to those that somebody happens to know.
    pub(super) fn ask(&self, verify: &mut Verify) {
        let limit = self.policy.limits.failed_proofs;
        let failures = self.standing.failed_proofs.live(limit, self.now);
        let asked = asked_after(&verify.questions, self.policy.questions.ask, failures);
        verify.phase = Phase::Answer { asked };
    }

    /// Asks a passkey to sign; what for belongs to the turn, so nothing has to be drawn.
    pub(super) fn ask_signature(&self, verify: &mut Verify) {
        verify.phase = Phase::UsePasskey {
            until: self.now.plus_seconds(PASSKEY_SECONDS),
        };
    }

    /// The record of a right proof. Nobody never passes.
    pub(super) fn record(
        &self,
        verify: &Verify,
        method: Method,
        attempt: u32,
    ) -> Option<GateRecord> {
        let Subject::Person { id } = &verify.subject else {
            return None;
        };
        Some(GateRecord {
            gate: verify.gate(),
            person: id.clone(),
            policy_version: verify.policy_version,
            method,
            channel: verify.open_offer(method)?.channel.clone(),
            attempt,
            passed_at: self.now,
        })
    }

    pub(super) fn pass(&mut self, mut verify: Verify, record: GateRecord) -> State {
        self.effects.push(Effect::GatePassed {
            gate: record.gate,
            method: record.method,
        });
        verify.passed.push(record);
        verify.sent = None;
        verify.call = None;
        verify.phase = Phase::Choose;
        match Proven::from_gates(&verify) {
            Some(proven) => State::NewPassword {
                proven,
                user_name: verify.user_name,
                verdict: None,
            },
            None => State::Verify(verify),
        }
    }

    pub(super) fn fail(&mut self, mut verify: Verify, method: Method, why: Refusal) -> State {
        let limit = self.policy.limits.failed_proofs;
        self.standing.failed_proofs = self.standing.failed_proofs.counted(limit, self.now);
        verify.allowance = verify.allowance.saturating_sub(1);
        self.effects.push(Effect::ProofFailed { method });
        if self.is_locked(&verify) {
            return self.lock();
        }
        self.notice = Some(why);
        State::Verify(verify)
    }
}

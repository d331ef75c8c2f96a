//! What happens inside a gate: choosing, confirming the number, sending, entering the code.

use super::advance::Effect;
use super::next::Next;
use super::{GateRecord, Phase, Proven, Sent, State, Subject, Verify};
use crate::contact::Channel;
use crate::method::Method;
use crate::phone::PhoneNumber;
use crate::refusal::Refusal;
use crate::secret::CodeDigest;
use crate::throttle::{Limit, Tally};

impl Next<'_> {
    pub(super) fn choose(&mut self, verify: &mut Verify, method: Method, code: CodeDigest) {
        if verify.open_offer(method).is_none() {
            self.notice = Some(Refusal::MethodUnavailable);
            return;
        }
        if method.asks_number_first() {
            let typed = String::new();
            verify.phase = Phase::ConfirmNumber { method, typed };
            return;
        }
        self.send(verify, method, code);
    }

    /// Every complete number counts as a check, so that numbers cannot be tried out.
    pub(super) fn confirm_number(
        &mut self,
        verify: &mut Verify,
        method: Method,
        typed: String,
        number: Option<&PhoneNumber>,
        code: CodeDigest,
    ) {
        let is_empty = typed.trim().is_empty();
        verify.phase = Phase::ConfirmNumber { method, typed };
        let Some(number) = number else {
            self.notice = Some(if is_empty {
                Refusal::NumberMissing
            } else {
                Refusal::NumberMalformed
            });
            return;
        };
        let limit = self.policy.limits.number_checks;
        if self.standing.number_checks.is_full(limit, self.now) {
            self.notice = Some(Refusal::TooManyNumbers);
            return;
        }
        self.standing.number_checks = self.standing.number_checks.counted(limit, self.now);
        let known = verify.open_offer(method).is_some_and(
            |offer| matches!(&offer.channel, Channel::Line(line) if line.same_line(number)),
        );
        if !known {
            self.notice = Some(Refusal::NumberMismatch);
            self.effects.push(Effect::ProofFailed { method });
            return;
        }
        self.send(verify, method, code);
    }

    pub(super) fn send(&mut self, verify: &mut Verify, method: Method, code: CodeDigest) {
        let Some(offer) = verify.open_offer(method) else {
            self.notice = Some(Refusal::MethodUnavailable);
            return;
        };
        if let Some(sent) = verify.sent.as_ref().filter(|sent| sent.method == method) {
            let seconds = sent.resend_at.seconds_after(self.now);
            if seconds > 0 {
                let resending = verify.phase == Phase::EnterCode { method };
                self.notice = resending.then_some(Refusal::ResendTooSoon { seconds });
                verify.phase = Phase::EnterCode { method };
                return;
            }
        }
        let now = self.now;
        let (tally, limit) = self.sends(method);
        if tally.is_full(limit, now) {
            self.notice = Some(Refusal::TooManySends);
            return;
        }
        *tally = tally.counted(limit, now);
        self.effects.push(Effect::SendCode {
            method,
            channel: offer.channel.clone(),
        });
        verify.attempts += 1;
        verify.sent = Some(Sent {
            method,
            digest: code,
            attempt: verify.attempts,
            expires_at: self.now.plus_seconds(self.policy.codes.lifetime_seconds),
            resend_at: self.now.plus_seconds(self.policy.codes.resend_seconds),
            wrong: 0,
        });
        verify.phase = Phase::EnterCode { method };
    }

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
        if let (true, Subject::Person { id }) = (right, &verify.subject)
            && let Some(offer) = verify.open_offer(method)
        {
            let record = GateRecord {
                gate: verify.gate(),
                person: id.clone(),
                policy_version: verify.policy_version,
                method,
                channel: offer.channel.clone(),
                attempt,
                passed_at: self.now,
            };
            return self.pass(verify, record);
        }
        if let Some(sent) = verify.sent.as_mut() {
            sent.wrong += 1;
        }
        self.fail(verify, method)
    }

    fn pass(&mut self, mut verify: Verify, record: GateRecord) -> State {
        self.effects.push(Effect::GatePassed {
            gate: record.gate,
            method: record.method,
        });
        verify.passed.push(record);
        verify.sent = None;
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

    fn fail(&mut self, mut verify: Verify, method: Method) -> State {
        let limit = self.policy.limits.failed_proofs;
        self.standing.failed_proofs = self.standing.failed_proofs.counted(limit, self.now);
        verify.allowance = verify.allowance.saturating_sub(1);
        self.effects.push(Effect::ProofFailed { method });
        if self.is_locked(&verify) {
            return self.lock();
        }
        self.notice = Some(Refusal::CodeWrong);
        State::Verify(verify)
    }

    fn sends(&mut self, method: Method) -> (&mut Tally, Limit) {
        match method {
            Method::Email => (&mut self.standing.mails, self.policy.limits.mails),
            Method::Sms => (&mut self.standing.texts, self.policy.limits.texts),
        }
    }
}

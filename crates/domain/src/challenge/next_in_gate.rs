//! How a gate begins: choosing a method, confirming the number, sending the code.

use super::advance::Effect;
use super::next::Next;
use super::{Phase, Sent, Verify};
use crate::contact::Channel;
use crate::method::{Kind, Method};
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
        match method.kind() {
            Kind::SentCode | Kind::Call if method.asks_number_first() => {
                let typed = String::new();
                verify.phase = Phase::ConfirmNumber { method, typed };
            }
            Kind::SentCode => self.send(verify, method, code),
            Kind::Call => self.call(verify, method),
            Kind::HeldCode => verify.phase = Phase::EnterCode { method },
            Kind::Answers => self.ask(verify),
            Kind::Signature => self.ask_signature(verify),
        }
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
            |offer| matches!(&offer.channel, Channel::Line(line) if line.is_known_as(number)),
        );
        if !known {
            self.notice = Some(Refusal::NumberMismatch);
            self.effects.push(Effect::ProofFailed { method });
            return;
        }
        match method.kind() {
            Kind::Call => self.call(verify, method),
            Kind::SentCode | Kind::HeldCode | Kind::Signature | Kind::Answers => {
                self.send(verify, method, code);
            }
        }
    }

    pub(super) fn send(&mut self, verify: &mut Verify, method: Method, code: CodeDigest) {
        let Some(channel) = verify.open_offer(method).map(|offer| offer.channel.clone()) else {
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
        self.effects.push(Effect::SendCode { method, channel });
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

    fn sends(&mut self, method: Method) -> (&mut Tally, Limit) {
        match method {
            Method::Email => (&mut self.standing.mails, self.policy.limits.mails),
            // Only methods that send something come here; the texts' tally is the stricter one.
            Method::Sms
            | Method::MobileCall
            | Method::OfficeCall
            | Method::Totp
            | Method::Passkey
            | Method::Questions
            | Method::HelpdeskPass => (&mut self.standing.texts, self.policy.limits.texts),
        }
    }
}

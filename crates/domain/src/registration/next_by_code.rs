//! Addresses and numbers: typed, sent a code, confirmed by it.

use super::Work;
use super::advance::{Effect, Kept};
use super::next::Next;
use super::{Around, Wish};
use crate::challenge::Sent;
use crate::contact::Channel;
use crate::identity::EmailAddress;
use crate::method::{Kind, Method};
use crate::phone::PhoneNumber;
use crate::refusal::Refusal;
use crate::secret::CodeDigest;

impl Next<'_> {
    pub(super) fn address(
        &mut self,
        typed: String,
        address: Option<EmailAddress>,
        code: CodeDigest,
    ) -> Work {
        let missing = typed.trim().is_empty();
        let entry = Work::Address { typed };
        let Some(address) = address else {
            return self.told(
                entry,
                [Refusal::AddressMalformed, Refusal::AddressMissing],
                missing,
            );
        };
        let work = self.around.holdings.work_email.as_ref();
        if work.is_some_and(|work| work.as_str().eq_ignore_ascii_case(address.as_str())) {
            self.notice = Some(Refusal::AddressOfWork);
            return entry;
        }
        self.send(Channel::Mailbox(address), 1, code)
            .unwrap_or(entry)
    }

    pub(super) fn number(
        &mut self,
        typed: String,
        number: Option<PhoneNumber>,
        by: Method,
        code: CodeDigest,
    ) -> Option<Work> {
        if !self.around.policy.methods.contains(&by) {
            self.notice = Some(Refusal::MethodUnavailable);
            return None;
        }
        let missing = typed.trim().is_empty();
        let entry = Work::Number { typed };
        let Some(number) = number else {
            let whys = [Refusal::NumberMalformed, Refusal::NumberMissing];
            return Some(self.told(entry, whys, missing));
        };
        if !self.around.policy.limits.allow(&number) {
            self.notice = Some(Refusal::NumberCountry);
            return Some(entry);
        }
        let channel = Channel::Line(number);
        let work = match by.kind() {
            Kind::Call => self.call(by, channel),
            Kind::SentCode | Kind::HeldCode | Kind::Signature | Kind::Answers => {
                self.send(channel, 1, code)
            }
        };
        Some(work.unwrap_or(entry))
    }

    fn told(&mut self, entry: Work, whys: [Refusal; 2], missing: bool) -> Work {
        self.notice = Some(whys[usize::from(missing)]);
        entry
    }

    pub(super) fn resend(&mut self, channel: Channel, sent: Sent, code: CodeDigest) -> Work {
        let seconds = sent.resend_at.seconds_after(self.around.now);
        let attempt = sent.attempt + 1;
        let here = Work::Code {
            channel: channel.clone(),
            sent,
        };
        if seconds > 0 {
            self.notice = Some(Refusal::ResendTooSoon { seconds });
            return here;
        }
        self.send(channel, attempt, code).unwrap_or(here)
    }

    /// Counts and sends; nothing when no more may be sent.
    pub(super) fn send(
        &mut self,
        channel: Channel,
        attempt: u32,
        code: CodeDigest,
    ) -> Option<Work> {
        let Around { policy, now, .. } = self.around;
        let (method, tally, limit) = match channel {
            Channel::Line(_) => (Method::Sms, &mut self.standing.texts, policy.limits.texts),
            Channel::Mailbox(_)
            | Channel::Authenticator
            | Channel::Memory
            | Channel::Helpdesk
            | Channel::Nowhere(_) => (Method::Email, &mut self.standing.mails, policy.limits.mails),
        };
        if tally.is_full(limit, now) {
            self.notice = Some(Refusal::TooManySends);
            return None;
        }
        *tally = tally.counted(limit, now);
        self.effects.push(Effect::SendCode {
            channel: channel.clone(),
        });
        let sent = Sent {
            method,
            digest: code,
            attempt,
            expires_at: now.plus_seconds(policy.codes.lifetime_seconds),
            resend_at: now.plus_seconds(policy.codes.resend_seconds),
            wrong: 0,
        };
        Some(Work::Code { channel, sent })
    }

    pub(super) fn enter_code(
        &mut self,
        wish: Wish,
        channel: Channel,
        mut sent: Sent,
        typed: Option<&CodeDigest>,
    ) -> Option<Work> {
        let Around { policy, now, .. } = self.around;
        let Some(typed) = typed else {
            self.notice = Some(Refusal::CodeMissing);
            return Some(Work::Code { channel, sent });
        };
        if now >= sent.expires_at || sent.wrong >= policy.codes.wrong_max {
            self.notice = Some(Refusal::CodeExpired);
            return Some(Work::Code { channel, sent });
        }
        if sent.digest.matches(typed) {
            return self.keep(wish, Kept::Contact(channel));
        }
        sent.wrong += 1;
        self.failed(Refusal::CodeWrong, Work::Code { channel, sent })
    }
}

/// The form that a channel was typed in.
pub(super) fn entry_of(channel: &Channel) -> Work {
    match channel {
        Channel::Line(number) => Work::Number {
            typed: number.clone().into(),
        },
        Channel::Mailbox(address) => Work::Address {
            typed: address.as_str().to_owned(),
        },
        Channel::Authenticator | Channel::Memory | Channel::Helpdesk | Channel::Nowhere(_) => {
            Work::Address {
                typed: String::new(),
            }
        }
    }
}

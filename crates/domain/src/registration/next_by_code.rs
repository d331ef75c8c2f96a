//! Addresses and numbers: typed, sent a code, confirmed by it.

use super::Work;
use super::advance::{Effect, Kept};
use super::next::Next;
use super::{Around, Wish};
use crate::challenge::Sent;
use crate::contact::Channel;
use crate::identity::EmailAddress;
use crate::method::Method;
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
        self.send(entry, Channel::Mailbox(address), 1, code)
    }

    pub(super) fn number(
        &mut self,
        typed: String,
        number: Option<PhoneNumber>,
        code: CodeDigest,
    ) -> Work {
        let missing = typed.trim().is_empty();
        let entry = Work::Number { typed };
        let Some(number) = number else {
            return self.told(
                entry,
                [Refusal::NumberMalformed, Refusal::NumberMissing],
                missing,
            );
        };
        self.send(entry, Channel::Line(number), 1, code)
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
        self.send(here, channel, attempt, code)
    }

    /// Counts and sends; `here` stays when nothing more may be sent.
    fn send(&mut self, here: Work, channel: Channel, attempt: u32, code: CodeDigest) -> Work {
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
            return here;
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
        Work::Code { channel, sent }
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

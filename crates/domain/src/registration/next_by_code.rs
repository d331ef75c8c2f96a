//! Addresses and numbers: typed, sent a code, confirmed by it.

use super::Work;
use super::advance::{Effect, Kept};
use super::next::Next;
use super::{Around, Change, Holdings, Wish};
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
        if self.around.holdings.work.is(&address) {
            self.notice = Some(Refusal::AddressOfWork);
            return entry;
        }
        self.send(Channel::Mailbox(address), 1, code)
            .unwrap_or(entry)
    }

    pub(super) fn number(
        &mut self,
        wish: Wish,
        typed: String,
        number: Option<PhoneNumber>,
        by: Method,
        code: CodeDigest,
    ) -> Option<Work> {
        let is_way = by.registered_as() == Some(wish.method);
        if !is_way || !self.around.policy.methods.contains(&by) {
            self.notice = Some(Refusal::MethodUnavailable);
            return None;
        }
        let missing = typed.trim().is_empty();
        let entry = Work::Number { typed };
        let Some(number) = number else {
            let whys = [Refusal::NumberMalformed, Refusal::NumberMissing];
            return Some(self.told(entry, whys, missing));
        };
        if let Some(why) = self.unusable(wish, &number) {
            self.notice = Some(why);
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

    /// Why a number cannot be registered like this.
    fn unusable(&self, wish: Wish, number: &PhoneNumber) -> Option<Refusal> {
        if !self.around.policy.limits.allow(number) {
            return Some(Refusal::NumberCountry);
        }
        if wish.method == Method::Sms && number.extension().is_some() {
            return Some(Refusal::NumberExtension);
        }
        self.taken(wish, number)
    }

    /// Why a number would add nothing: the line is the person's other telephone already, where policy uses
    /// both.
    fn taken(&self, wish: Wish, number: &PhoneNumber) -> Option<Refusal> {
        let Around {
            holdings, policy, ..
        } = self.around;
        let (other, row, why) = match wish.method {
            Method::Sms => {
                let desk = holdings.office.as_ref().map(|desk| &desk.held);
                (desk, Method::OfficeCall, Refusal::NumberOfOffice)
            }
            _ => (
                holdings.number.as_ref(),
                Method::Sms,
                Refusal::NumberOfMobile,
            ),
        };
        let is_one = other.is_some_and(|held| held.value.same_line(number));
        (is_one && Holdings::is_of_use(row, policy)).then_some(why)
    }

    /// Keeps what its owner has just shown to have, unless it became the same line as another meanwhile.
    pub(super) fn keep_contact(&mut self, wish: Wish, channel: Channel) -> Option<Work> {
        let why = match (&channel, wish.change) {
            (Channel::Line(number), Change::Add | Change::Replace) => self.taken(wish, number),
            _ => None,
        };
        if why.is_some() {
            self.notice = why;
            return Some(entry_of(&channel));
        }
        self.keep(wish, Kept::Contact(channel))
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
            return self.keep_contact(wish, channel);
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

//! What each event does to each state of an enrolment.

use super::Holdings;
use super::advance::{Around, Effect, Event, Kept};
use super::next_by_code::entry_of;
use super::next_by_passkey::PASSKEYS_MAX;
use super::{Change, Enrolment, NewSecret, State, Wish, Work};
use crate::method::Method;
use crate::refusal::Refusal;
use crate::throttle::Standing;
use crate::time::Timestamp;

/// The transition in the making.
pub(super) struct Next<'a> {
    pub(super) standing: Standing,
    pub(super) notice: Option<Refusal>,
    pub(super) done: Option<Wish>,
    pub(super) effects: Vec<Effect>,
    pub(super) proven_at: Timestamp,
    /// Of the enrolment that this makes.
    pub(super) turn: u32,
    pub(super) around: Around<'a>,
}

impl Next<'_> {
    pub(super) fn overview(
        &mut self,
        enrolment: &Enrolment,
        event: Event,
    ) -> Result<State, Refusal> {
        let holdings = self.around.holdings;
        let (method, change, secret) = match event {
            Event::Wished { method, secret }
                if holdings.is_registered(method) && method != Method::Passkey =>
            {
                (method, Change::Replace, Some(secret))
            }
            Event::Wished { method, secret } => (method, Change::Add, Some(secret)),
            Event::RemovalWished { method } => (method, Change::Remove, None),
            Event::RenamingWished => (Method::Passkey, Change::Rename, None),
            Event::MethodUnknown => return Ok(self.stopped(Refusal::MethodUnavailable)),
            _ => return Err(Refusal::Moved),
        };
        let wish = Wish { method, change };
        if !self.is_allowed(wish) {
            return Ok(self.stopped(Refusal::MethodUnavailable));
        }
        if self.is_locked() {
            return Ok(self.stopped(Refusal::Locked));
        }
        let rules = &self.around.policy.registration;
        if !enrolment.is_fresh(rules, self.around.now) {
            return Ok(State::Prove { wish });
        }
        Ok(self.begun(wish, secret))
    }

    pub(super) fn prove(&mut self, wish: Wish, event: Event) -> Result<State, Refusal> {
        let Event::PasswordCompared { right, secret } = event else {
            return Err(Refusal::Moved);
        };
        if let Err(why) = right {
            self.notice = Some(why);
            return Ok(State::Prove { wish });
        }
        self.proven_at = self.around.now;
        self.effects.push(Effect::Proven);
        if !self.is_allowed(wish) {
            return Ok(self.stopped(Refusal::MethodUnavailable));
        }
        Ok(self.begun(wish, Some(secret)))
    }

    /// The first step of a piece of work. What the directory says is there to be confirmed.
    fn begun(&mut self, wish: Wish, secret: Option<NewSecret>) -> State {
        let Around {
            holdings,
            policy,
            now,
        } = self.around;
        let known = |since: Option<Timestamp>, text: String| match since {
            None => text,
            Some(_) => String::new(),
        };
        let work = match (wish.change, wish.method, secret) {
            (Change::Remove, ..) => Work::Remove,
            (Change::Rename, ..) => Work::Rename { refused: None },
            (_, Method::Email, _) => Work::Address {
                typed: holdings.email.as_ref().map_or_else(String::new, |held| {
                    known(held.since, held.value.as_str().to_owned())
                }),
            },
            (_, Method::Sms, _) => Work::Number {
                typed: holdings.number.as_ref().map_or_else(String::new, |held| {
                    known(held.since, held.value.clone().into())
                }),
            },
            (_, Method::Questions, _) => Work::Questions {
                chosen: holdings
                    .questions
                    .as_ref()
                    .map(|held| held.questions.clone())
                    .unwrap_or_default(),
                refused_answers: None,
            },
            (_, Method::Totp, Some(secret)) => Work::Authenticator { secret },
            (_, Method::Passkey, _) if holdings.passkeys.len() >= PASSKEYS_MAX => {
                return self.stopped(Refusal::TooManyPasskeys);
            }
            (_, Method::Passkey, _) => self.ask_passkey(),
            (_, Method::Totp, None)
            | (_, Method::MobileCall | Method::OfficeCall | Method::HelpdeskPass, _) => {
                return self.stopped(Refusal::MethodUnavailable);
            }
        };
        State::Working {
            wish,
            work,
            until: now.plus_seconds(policy.challenge.lifetime_seconds),
        }
    }

    /// What follows a step; `None` when the work is over.
    pub(super) fn work(
        &mut self,
        wish: Wish,
        work: Work,
        event: Event,
    ) -> Result<Option<Work>, Refusal> {
        match (work, event) {
            (
                Work::Address { .. },
                Event::AddressTyped {
                    typed,
                    address,
                    code,
                },
            ) => Ok(Some(self.address(typed, address, code))),
            (
                Work::Number { .. },
                Event::NumberTyped {
                    typed,
                    number,
                    by,
                    code,
                },
            ) => Ok(self.number(typed, number, by, code)),
            (Work::Code { channel, sent }, Event::CodeTyped { digest }) => {
                Ok(self.enter_code(wish, channel, sent, digest.as_ref()))
            }
            (Work::Code { channel, sent }, Event::ResendAsked { code }) => {
                Ok(Some(self.resend(channel, sent, code)))
            }
            (Work::Call { channel, call }, Event::CallEnded { attempt, outcome }) => {
                self.call_ended(wish, channel, call, attempt, outcome)
            }
            (Work::Call { channel, call }, Event::ResendAsked { .. }) => {
                Ok(Some(self.call_again(channel, call)))
            }
            (Work::Code { channel, .. } | Work::Call { channel, .. }, Event::BackAsked) => {
                Ok(Some(entry_of(&channel)))
            }
            (Work::Questions { .. }, Event::AnswersRefused { why, chosen, typed }) => {
                self.notice = Some(why);
                Ok(Some(Work::Questions {
                    chosen,
                    refused_answers: Some(typed),
                }))
            }
            (Work::Questions { .. }, Event::AnswersAccepted) => Ok(self.keep(wish, Kept::Answers)),
            (Work::Authenticator { secret }, Event::AuthenticatorCompared { proof, step }) => {
                Ok(self.authenticator(wish, secret, proof, step))
            }
            (Work::Passkey { until }, Event::PasskeyMade { made }) => {
                Ok(self.passkey(wish, until, made))
            }
            (Work::Remove, Event::PasskeyRemovalConfirmed { id })
                if wish.method == Method::Passkey =>
            {
                Ok(self.remove_passkey(wish, id))
            }
            (Work::Rename { .. }, Event::PasskeyNamed(new)) => Ok(self.name_passkey(wish, new)),
            (Work::Remove, Event::RemovalConfirmed) if wish.method != Method::Passkey => {
                Ok(self.keep(wish, Kept::Nothing))
            }
            (work, Event::SendCapped) => {
                self.notice = Some(Refusal::TooManySends);
                Ok(Some(work))
            }
            _ => Err(Refusal::Moved),
        }
    }

    pub(super) fn keep(&mut self, wish: Wish, kept: Kept) -> Option<Work> {
        self.done = Some(wish);
        self.effects.push(Effect::Keep { wish, kept });
        None
    }

    /// A wrong proof: counted for the person, wherever it was given.
    pub(super) fn failed(&mut self, why: Refusal, work: Work) -> Option<Work> {
        let limit = self.around.policy.limits.failed_proofs;
        self.standing.failed_proofs = self.standing.failed_proofs.counted(limit, self.around.now);
        self.effects.push(Effect::ProofFailed);
        if self.is_locked() {
            self.lock();
            return None;
        }
        self.notice = Some(why);
        Some(work)
    }

    /// Whether policy lets the person register this. What is registered can always be removed.
    pub(super) fn is_allowed(&self, wish: Wish) -> bool {
        let Around {
            holdings, policy, ..
        } = self.around;
        match wish.change {
            Change::Remove | Change::Rename => holdings.is_registered(wish.method),
            Change::Add | Change::Replace => Holdings::is_of_use(wish.method, policy),
        }
    }

    pub(super) fn is_locked(&self) -> bool {
        let limit = self.around.policy.limits.failed_proofs;
        self.standing.failed_proofs.is_full(limit, self.around.now)
    }

    pub(super) fn lock(&mut self) -> State {
        self.effects.push(Effect::Locked);
        self.stopped(Refusal::Locked)
    }

    pub(super) fn stopped(&mut self, why: Refusal) -> State {
        self.notice = Some(why);
        State::Overview
    }
}

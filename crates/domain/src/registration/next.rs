//! What each event does to each state of an enrolment.

use super::Holdings;
use super::advance::{Around, Effect, Kept};
use super::next_by_code::entry_of;
use super::next_by_passkey::PASSKEYS_MAX;
use super::{Change, Enrolment, Event, NewSecret, Pending, State, Whose, Wish, Work};
use crate::method::Method;
use crate::refusal::Refusal;
use crate::throttle::Standing;
use crate::time::Timestamp;

/// The transition in the making.
pub(super) struct Next<'a> {
    pub(super) standing: Standing,
    pub(super) notice: Option<Refusal>,
    /// What the notice is about, in the overview.
    pub(super) refused: Option<Method>,
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
        let (method, change) = match &event {
            Event::Wished { method, .. } if holdings.whose(*method) == Whose::Directory => {
                (*method, Change::Confirm)
            }
            Event::Wished { method, .. }
                if holdings.is_registered(*method) && *method != Method::Passkey =>
            {
                (*method, Change::Replace)
            }
            Event::Wished { method, .. } => (*method, Change::Add),
            Event::RemovalWished { method } => (*method, Change::Remove),
            Event::RenamingWished => (Method::Passkey, Change::Rename),
            Event::TestWished { method, .. } => (*method, Change::Test),
            Event::MethodUnknown => return Ok(self.stopped(Refusal::MethodUnavailable)),
            Event::SendCapped => return Ok(self.stopped(Refusal::TooManySends)),
            _ => return Err(Refusal::Moved),
        };
        let wish = Wish { method, change };
        self.refused = Some(method);
        if !self.is_allowed(wish) {
            return Ok(self.stopped(Refusal::MethodUnavailable));
        }
        if self.is_locked() {
            return Ok(self.stopped(Refusal::Locked));
        }
        let rules = &self.around.policy.registration;
        if !enrolment.is_fresh(rules, self.around.now) {
            let secret = match event {
                Event::Wished { secret, .. } => Some(secret),
                _ => None,
            };
            return Ok(State::Prove(Pending { wish, secret }));
        }
        Ok(match event {
            Event::TestWished { code, seed, .. } => self.test(wish, code, seed),
            Event::Wished { secret, .. } => self.begun(wish, Some(secret)),
            _ => self.begun(wish, None),
        })
    }

    /// The first step of a piece of work. What the directory says is there to be confirmed.
    pub(super) fn begun(&mut self, wish: Wish, secret: Option<NewSecret>) -> State {
        let Around { holdings, .. } = self.around;
        let known = |since: Option<Timestamp>, text: String| match since {
            None => text,
            Some(_) => String::new(),
        };
        let work = match (wish.change, wish.method, secret) {
            (Change::Remove, ..) => Work::Remove,
            (Change::Rename, ..) => Work::Rename { refused: None },
            (Change::Test, ..) => return self.stopped(Refusal::MethodUnavailable),
            (Change::Confirm, ..) => return self.confirmed_by_call(wish),
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
            (_, Method::OfficeCall, _) => Work::Number {
                typed: String::new(),
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
            (_, Method::Totp, None) | (_, Method::MobileCall | Method::HelpdeskPass, _) => {
                return self.stopped(Refusal::MethodUnavailable);
            }
        };
        self.working(wish, work)
    }

    pub(super) fn working(&self, wish: Wish, work: Work) -> State {
        let seconds = self.around.policy.challenge.lifetime_seconds;
        State::Working {
            wish,
            work,
            until: self.around.now.plus_seconds(seconds),
            proves_for: None,
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
            ) => Ok(self.number(wish, typed, number, by, code)),
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
                let is_typed = !matches!(wish.change, Change::Test | Change::Confirm);
                Ok(is_typed.then(|| entry_of(&channel)))
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
            (
                work @ (Work::HeldCode | Work::Answers { .. } | Work::Signature { .. }),
                Event::ProofGiven { proof, seed },
            ) => Ok(self.tried(wish, work, proof, seed)),
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

    /// Whether policy lets the person register this. What is registered can always be removed.
    pub(super) fn is_allowed(&self, wish: Wish) -> bool {
        let Around {
            holdings, policy, ..
        } = self.around;
        match wish.change {
            Change::Remove => holdings.is_own(wish.method),
            Change::Rename => holdings.is_registered(wish.method),
            Change::Confirm => self.to_confirm(wish.method).is_some(),
            Change::Add | Change::Replace => {
                Holdings::is_of_use(wish.method, policy)
                    && holdings.whose(wish.method) == Whose::Owner
            }
            Change::Test => holdings.to_test(wish.method, policy).is_some(),
        }
    }

    /// The same once it is under way. What is tried out or confirmed may have been replaced meanwhile: the
    /// one of before proves nothing any more.
    pub(super) fn is_still_allowed(&self, wish: Wish, work: &Work) -> bool {
        let Around {
            holdings, policy, ..
        } = self.around;
        let is_there = match (wish.change, work) {
            (Change::Test, Work::Code { channel, .. } | Work::Call { channel, .. }) => holdings
                .to_test(wish.method, policy)
                .is_some_and(|offer| offer.channel == *channel),
            (Change::Confirm, Work::Call { channel, .. }) => {
                self.to_confirm(wish.method).as_ref() == Some(channel)
            }
            _ => true,
        };
        is_there && self.is_allowed(wish)
    }
}

//! What of an enrolment its person gets to see.

use super::Holdings;
use super::advance::Around;
use super::{Change, Enrolment, PasskeyHeld, Renaming, State, Wish, Work};
use crate::contact::Channel;
use crate::method::Method;
use crate::questions::Question;
use crate::refusal::Refusal;

/// One step, and what became of the last submit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetupView {
    pub step: SetupStep,
    pub notice: Option<Refusal>,
    pub done: Option<Wish>,
    pub turn: u32,
}

/// The current step with all that its form needs. Neither the secret of an authenticator nor
/// answers that were typed are in here: who holds the keys shows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SetupStep {
    Overview {
        entries: Vec<Entry>,
        needed: Needed,
    },
    Password {
        wish: Wish,
    },
    Address {
        wish: Wish,
        typed: String,
    },
    Number {
        wish: Wish,
        typed: String,
    },
    Code {
        method: Method,
        /// In full: a slip is seen here.
        to: String,
        digits: u8,
        resend_seconds: u32,
    },
    Questions {
        pool: Vec<Question>,
        count: u8,
        chosen: Vec<Question>,
    },
    Authenticator,
    Passkey,
    Remove {
        method: Method,
        hint: String,
    },
    /// Which of them.
    RemovePasskey {
        passkeys: Vec<PasskeyHeld>,
    },
    RenamePasskeys {
        passkeys: Vec<PasskeyHeld>,
        refused: Option<Renaming>,
    },
}

/// A method in the overview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub method: Method,
    pub state: EntryState,
    /// Masked; passkeys by their names.
    pub hint: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryState {
    Missing,
    /// The directory has it; it counts once its owner has confirmed it.
    ToConfirm,
    /// The directory has it, and it counts.
    Known,
    /// Its owner has it since then (Unix milliseconds).
    Registered {
        since_unix_ms: i64,
    },
    /// Registered, but policy no longer allows it: it can only be removed.
    NotAllowed,
}

/// What is missing for a reset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needed {
    Nothing,
    /// So many more methods.
    More(u8),
    /// No number of methods that people register is enough under this policy.
    Impossible,
}

/// Shows the current step. A piece of work whose time is up is over.
pub fn view(enrolment: &Enrolment, around: Around<'_>) -> SetupView {
    let (step, notice) = match &enrolment.state {
        State::Working { until, .. } if around.now >= *until => {
            (overview(around), Some(Refusal::SetupExpired))
        }
        State::Overview => (overview(around), enrolment.notice),
        State::Prove { wish } => (SetupStep::Password { wish: *wish }, enrolment.notice),
        State::Working { wish, work, .. } => (working(*wish, work, around), enrolment.notice),
    };
    SetupView {
        step,
        notice,
        done: enrolment.done,
        turn: enrolment.turn,
    }
}

fn working(wish: Wish, work: &Work, around: Around<'_>) -> SetupStep {
    let policy = around.policy;
    match work {
        Work::Address { typed } => SetupStep::Address {
            wish,
            typed: typed.clone(),
        },
        Work::Number { typed } => SetupStep::Number {
            wish,
            typed: typed.clone(),
        },
        Work::Code { channel, sent } => SetupStep::Code {
            method: sent.method,
            to: in_full(channel),
            digits: policy.codes.digits,
            resend_seconds: sent.resend_at.seconds_after(around.now),
        },
        Work::Questions { chosen, .. } => SetupStep::Questions {
            pool: policy.questions.pool.clone(),
            count: policy.questions.register,
            chosen: chosen.clone(),
        },
        Work::Authenticator { .. } => SetupStep::Authenticator,
        Work::Passkey { .. } => SetupStep::Passkey,
        Work::Remove if wish.method == Method::Passkey => SetupStep::RemovePasskey {
            passkeys: around.holdings.passkeys.clone(),
        },
        Work::Rename { refused } => SetupStep::RenamePasskeys {
            passkeys: around.holdings.passkeys.clone(),
            refused: refused.clone(),
        },
        Work::Remove => SetupStep::Remove {
            method: wish.method,
            hint: entry(wish.method, around).hint,
        },
    }
}

fn in_full(channel: &Channel) -> String {
    match channel {
        Channel::Mailbox(address) => address.as_str().to_owned(),
        Channel::Line(number) => number.clone().into(),
        Channel::Authenticator | Channel::Memory | Channel::Helpdesk | Channel::Nowhere(_) => {
            String::new()
        }
    }
}

/// What policy allows, in its order, and then what it no longer does.
fn overview(around: Around<'_>) -> SetupStep {
    let policy = around.policy;
    let left_over = Method::ALL.into_iter().filter(|method| {
        method.registered_as() == Some(*method)
            && !Holdings::is_of_use(*method, policy)
            && around.holdings.is_registered(*method)
    });
    let mut rows: Vec<Method> = Vec::new();
    for row in policy
        .methods
        .iter()
        .filter_map(|method| method.registered_as())
    {
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
    let entries = rows
        .into_iter()
        .chain(left_over)
        .map(|method| entry(method, around));
    SetupStep::Overview {
        entries: entries.collect(),
        needed: match around.holdings.further(policy) {
            Some(0) => Needed::Nothing,
            Some(more) => Needed::More(more),
            None => Needed::Impossible,
        },
    }
}

fn entry(method: Method, around: Around<'_>) -> Entry {
    let Around {
        holdings, policy, ..
    } = around;
    let hint = match method {
        Method::Email => holdings.email.as_ref().map(|held| held.value.masked()),
        Method::Sms | Method::MobileCall => {
            holdings.number.as_ref().map(|held| held.value.masked())
        }
        Method::Passkey => holdings.passkey_names(),
        Method::OfficeCall | Method::Totp | Method::Questions | Method::HelpdeskPass => None,
    };
    let state = match (holdings.since(method), &hint) {
        (Some(_), _) if !Holdings::is_of_use(method, policy) => EntryState::NotAllowed,
        (Some(since), _) => EntryState::Registered {
            since_unix_ms: since.unix_ms(),
        },
        (None, None) => EntryState::Missing,
        (None, Some(_)) if policy.registration.prepopulated_counts => EntryState::Known,
        (None, Some(_)) => EntryState::ToConfirm,
    };
    Entry {
        method,
        state,
        hint: hint.unwrap_or_default(),
    }
}

impl Entry {
    /// What the button of this row does.
    pub fn change(&self) -> Option<Change> {
        match self.state {
            EntryState::Missing | EntryState::ToConfirm | EntryState::Known => Some(Change::Add),
            // There may be several.
            EntryState::Registered { .. } if self.method == Method::Passkey => Some(Change::Add),
            EntryState::Registered { .. } => Some(Change::Replace),
            EntryState::NotAllowed => None,
        }
    }

    pub fn can_be_removed(&self) -> bool {
        matches!(
            self.state,
            EntryState::Registered { .. } | EntryState::NotAllowed
        )
    }
}

//! What is registered, method by method, and what is still needed.

use super::advance::Around;
use super::{Change, Holdings, SetupStep, Whose};
use crate::method::Method;
use crate::policy::Policy;

/// A method in the overview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub method: Method,
    pub state: EntryState,
    /// Why it counts for less than it seems to.
    pub flaw: Option<Flaw>,
    /// Masked; passkeys by their names.
    pub hint: String,
    /// Who can change it.
    pub whose: Whose,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryState {
    Missing,
    /// The directory has it; it counts once its owner has confirmed it.
    ToConfirm,
    /// The directory has it, and it counts.
    Known,
    /// Its owner has it.
    Registered,
    /// Registered, but policy no longer allows it: it can only be removed.
    NotAllowed,
}

/// What is wrong with something that is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// Policy asks for more answers by now.
    TooFewAnswers,
    /// Somebody who is locked out cannot read it.
    MailboxOfWork,
    /// The office phone is the same line: they count once.
    LineOfOffice,
}

/// What is missing for a reset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needed {
    Nothing,
    /// So many more methods.
    More(u8),
    /// No number of methods that people register is enough under this policy.
    Impossible,
    /// Policy opens no reset to this person, whatever is registered.
    Closed,
}

impl Needed {
    fn of(around: Around<'_>) -> Self {
        if !around.policy.scope.covers(around.groups) {
            return Self::Closed;
        }
        match around.holdings.further(around.policy) {
            Some(0) => Self::Nothing,
            Some(more) => Self::More(more),
            None => Self::Impossible,
        }
    }
}

/// What policy allows, in its order, and then what it no longer does.
pub(super) fn overview(around: Around<'_>) -> SetupStep {
    let policy = around.policy;
    let left_over = Method::ALL
        .into_iter()
        .filter(|method| !Holdings::is_of_use(*method, policy) && around.holdings.is_own(*method));
    let rows = rows(policy);
    let entries = rows.iter().copied().chain(left_over);
    SetupStep::Overview {
        entries: entries.map(|method| entry(method, around)).collect(),
        needed: Needed::of(around),
        tests: rows
            .iter()
            .copied()
            .filter(|method| around.holdings.to_test(*method, policy).is_some())
            .collect(),
    }
}

/// What people register, in the order in which policy names what they need it for.
fn rows(policy: &Policy) -> Vec<Method> {
    let mut rows: Vec<Method> = Vec::new();
    let registered = policy
        .methods
        .iter()
        .filter_map(|method| method.registered_as());
    for row in registered {
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
    rows
}

fn entry(method: Method, around: Around<'_>) -> Entry {
    let Around {
        holdings, policy, ..
    } = around;
    let (hint, whose) = (hint(method, holdings), holdings.whose(method));
    let state = match (holdings.since(method), &hint) {
        (Some(_), _) if !Holdings::is_of_use(method, policy) => EntryState::NotAllowed,
        (Some(_), _) if whose == Whose::Directory => EntryState::Known,
        (Some(_), _) => EntryState::Registered,
        (None, None) => EntryState::Missing,
        (None, Some(_)) if policy.registration.prepopulated_counts => EntryState::Known,
        (None, Some(_)) => EntryState::ToConfirm,
    };
    Entry {
        method,
        state,
        flaw: holdings.flaw(method, policy),
        hint: hint.unwrap_or_default(),
        whose,
    }
}

/// What its owner recognises it by.
pub(super) fn hint(method: Method, holdings: &Holdings) -> Option<String> {
    match method {
        Method::Email => holdings.email.as_ref().map(|held| held.value.masked()),
        Method::Sms | Method::MobileCall => {
            holdings.number.as_ref().map(|held| held.value.masked())
        }
        Method::OfficeCall => {
            let desk = holdings.office.as_ref();
            desk.map(|desk| desk.held.value.masked())
        }
        Method::Passkey => holdings.passkey_names(),
        Method::Totp | Method::Questions | Method::HelpdeskPass => None,
    }
}

impl Entry {
    /// What the button of this row does.
    pub fn change(&self) -> Option<Change> {
        match (self.state, self.whose) {
            (EntryState::NotAllowed, _) => None,
            (EntryState::ToConfirm, Whose::Directory) => Some(Change::Confirm),
            (_, Whose::Directory) => None,
            (EntryState::Missing | EntryState::ToConfirm | EntryState::Known, _) => {
                Some(Change::Add)
            }
            // There may be several.
            (EntryState::Registered, _) if self.method == Method::Passkey => Some(Change::Add),
            (EntryState::Registered, _) => Some(Change::Replace),
        }
    }

    pub fn can_be_removed(&self) -> bool {
        let is_own = matches!(self.state, EntryState::Registered | EntryState::NotAllowed);
        is_own && self.whose == Whose::Owner
    }

    /// Whether there is something that counts as it stands.
    pub fn is_in_order(&self) -> bool {
        let is_there = !matches!(self.state, EntryState::Missing | EntryState::ToConfirm);
        is_there && self.flaw.is_none()
    }
}

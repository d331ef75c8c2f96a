//! What is registered, method by method, and what is still needed.

use super::advance::Around;
use super::{Change, Holdings, SetupStep};
use crate::method::Method;

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

/// What policy allows, in its order, and then what it no longer does.
pub(super) fn overview(around: Around<'_>) -> SetupStep {
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
        .iter()
        .copied()
        .chain(left_over)
        .map(|method| entry(method, around));
    SetupStep::Overview {
        entries: entries.collect(),
        needed: match around.holdings.further(policy) {
            Some(0) => Needed::Nothing,
            Some(more) => Needed::More(more),
            None => Needed::Impossible,
        },
        tests: Method::ALL
            .into_iter()
            .filter(|method| {
                let is_row = rows.contains(method) || *method == Method::OfficeCall;
                is_row && around.holdings.to_test(*method, policy).is_some()
            })
            .collect(),
    }
}

pub(super) fn entry(method: Method, around: Around<'_>) -> Entry {
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

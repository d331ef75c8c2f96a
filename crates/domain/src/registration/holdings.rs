//! What a person has to prove who they are.

use crate::identity::{EmailAddress, WorkMailbox};
use crate::method::Method;
use crate::phone::PhoneNumber;
use crate::policy::Policy;
use crate::questions::Question;
use crate::time::Timestamp;

/// A contact, and whose word it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held<T> {
    pub value: T,
    /// When its owner showed to have it; none: only the directory says so.
    pub since: Option<Timestamp>,
    /// When its owner last said that it is right.
    pub confirmed: Option<Timestamp>,
    /// What the directory says where its owner registered something, and what counts again without that.
    pub beneath: Option<T>,
}

impl<T> Held<T> {
    /// What the directory says.
    pub const fn directorys(value: T) -> Self {
        Self {
            value,
            since: None,
            confirmed: None,
            beneath: None,
        }
    }

    /// What its owner registered.
    pub const fn own(value: T, since: Timestamp) -> Self {
        Self {
            value,
            since: Some(since),
            confirmed: Some(since),
            beneath: None,
        }
    }

    /// What is left without what its owner registered.
    fn without_own(self) -> Option<Self> {
        self.beneath.map(Self::directorys)
    }
}

/// Who decides about something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    Directory,
    Owner,
}

/// The telephone at the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Desk {
    /// Of the directory's: `since` is when its owner confirmed this very number.
    pub held: Held<PhoneNumber>,
    /// The directory's is not changed by its owner, who registers one where the directory has none.
    pub whose: Whose,
}

/// Registered questions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionsHeld {
    pub questions: Vec<Question>,
    pub since: Timestamp,
}

/// A registered passkey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasskeyHeld {
    /// Of its row: what a form names it by.
    pub id: String,
    /// What its owner calls it.
    pub name: String,
    pub since: Timestamp,
    pub used: Option<Timestamp>,
}

/// All that a person has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holdings {
    pub email: Option<Held<EmailAddress>>,
    pub number: Option<Held<PhoneNumber>>,
    pub office: Option<Desk>,
    pub questions: Option<QuestionsHeld>,
    /// When the authenticator was added.
    pub authenticator: Option<Timestamp>,
    /// Oldest first.
    pub passkeys: Vec<PasskeyHeld>,
    /// Whoever came by a passkey may never have had one.
    pub has_password: bool,
    /// No way to prove anything.
    pub work: WorkMailbox,
    /// When its owner last said that all this is right.
    pub looked_at: Option<Timestamp>,
}

impl Holdings {
    /// What their owner calls the passkeys, to tell them apart.
    pub(super) fn passkey_names(&self) -> Option<String> {
        let names: Vec<&str> = self
            .passkeys
            .iter()
            .map(|held| held.name.as_str())
            .collect();
        (!names.is_empty()).then(|| names.join(", "))
    }

    /// Whether the person has shown to have this. What the directory says can be overridden, not removed.
    pub fn is_registered(&self, method: Method) -> bool {
        self.since(method).is_some()
    }

    /// Whether the person registered this and can take it back.
    pub fn is_own(&self, method: Method) -> bool {
        self.is_registered(method)
            && method.registered_as() == Some(method)
            && self.whose(method) == Whose::Owner
    }

    pub(super) fn whose(&self, method: Method) -> Whose {
        match &self.office {
            Some(desk) if method == Method::OfficeCall => desk.whose,
            _ => Whose::Owner,
        }
    }

    /// When the person registered this, or confirmed what the directory says.
    pub fn since(&self, method: Method) -> Option<Timestamp> {
        match method {
            Method::Email => self.email.as_ref()?.since,
            Method::Sms | Method::MobileCall => self.number.as_ref()?.since,
            Method::OfficeCall => self.office.as_ref()?.held.since,
            Method::Totp => self.authenticator,
            Method::Passkey => Some(self.passkeys.last()?.since),
            Method::Questions => Some(self.questions.as_ref()?.since),
            Method::HelpdeskPass => None,
        }
    }

    /// When its owner last said that this is right.
    pub fn confirmed(&self, method: Method) -> Option<Timestamp> {
        match method {
            Method::Email => self.email.as_ref()?.confirmed,
            Method::Sms | Method::MobileCall => self.number.as_ref()?.confirmed,
            Method::OfficeCall => self.office.as_ref()?.held.confirmed,
            Method::Totp | Method::Passkey | Method::Questions => {
                let since = self.since(method)?;
                self.looked_at.filter(|at| *at > since)
            }
            Method::HelpdeskPass => None,
        }
    }

    /// Whether policy has a use for what is registered like this.
    pub fn is_of_use(method: Method, policy: &Policy) -> bool {
        let uses = |allowed: &Method| allowed.registered_as() == Some(method);
        policy.methods.iter().any(uses)
    }

    /// What is left once its owner has removed this: of passkeys, the last one.
    pub(super) fn without(&self, method: Method) -> Self {
        let mut left = self.clone();
        match method {
            Method::Email => left.email = left.email.and_then(Held::without_own),
            Method::Sms | Method::MobileCall => {
                left.number = left.number.and_then(Held::without_own);
            }
            Method::OfficeCall => left.office = None,
            Method::Totp => left.authenticator = None,
            Method::Questions => left.questions = None,
            Method::Passkey => drop(left.passkeys.pop()),
            Method::HelpdeskPass => {}
        }
        left
    }
}

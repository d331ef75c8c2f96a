//! Registering ways to prove who one is.

use async_trait::async_trait;
use domain::method::Method;
use domain::registration::{Lack, PuttingOff, SetupView};
use domain::secret::{Code, Password, Secret};

use super::Access;
use crate::failure::Unavailable;

/// One thing that a person does on the setup page.
#[derive(Debug)]
pub enum SetupAct {
    /// Adds or changes a method.
    Begin {
        method: String,
    },
    Remove {
        method: String,
    },
    ConfirmRemoval,
    /// Tries a method out.
    Test {
        method: String,
    },
    /// Answers to the questions that are asked, in their order.
    TestAnswers {
        answers: Vec<Secret>,
    },
    /// What a device signed, as JSON.
    TestPasskey {
        answer: String,
    },
    Prove {
        password: Password,
    },
    Address {
        address: String,
    },
    Number {
        number: String,
        /// By a text or by a call.
        by: Method,
    },
    Code {
        code: Code,
    },
    Resend,
    Answer {
        rows: Vec<AnswerForm>,
    },
    /// `answer` is what a browser made of a new passkey, as JSON; without one, `trouble` is the name of
    /// its error.
    Passkey {
        name: String,
        answer: String,
        trouble: String,
    },
    RemovePasskey {
        id: String,
    },
    /// Begins to give passkeys other names.
    Rename,
    NamePasskey {
        id: String,
        name: String,
    },
    /// To another address or number.
    Back,
    /// To the overview, with nothing changed.
    Leave,
}

/// A question that was chosen, and its answer.
#[derive(Debug)]
pub struct AnswerForm {
    pub question: String,
    pub answer: Secret,
}

/// What the page shows.
#[derive(Debug)]
pub struct SetupPage {
    pub view: SetupView,
    /// On the step of the authenticator alone.
    pub handover: Option<AuthenticatorHandover>,
    /// On the step of a new passkey: `PublicKeyCredentialCreationOptionsJSON` of WebAuthn.
    pub creation: Option<String>,
    /// On the step of the questions: what was typed and refused, row by row.
    pub answers: Vec<Secret>,
    /// On the step that tries a passkey out: `PublicKeyCredentialRequestOptionsJSON`.
    pub request: Option<String>,
    /// One for each passkey, in their order.
    pub told: Vec<PasskeyTold>,
    /// When what is registered was, where it is.
    pub since: Vec<Since>,
    pub way_out: WayOut,
    /// For password managers.
    pub user_name: String,
}

/// What the page is left with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WayOut {
    /// Whenever the person likes.
    Free,
    /// Enough, or "not now" while that may be.
    Register {
        lack: Lack,
        left: Option<PuttingOff>,
        /// How often it was put off before.
        so_far: u32,
    },
    /// "Looks right".
    Confirm,
    /// Enough, for somebody who has no password yet: to the wizard that sets one.
    FirstPassword,
}

/// When a method was registered, and when its owner last said that it is right, in the visitor's language.
#[derive(Debug)]
pub struct Since {
    pub method: Method,
    pub registered: Option<String>,
    pub confirmed: Option<String>,
}

/// When a passkey was made and used last, in the visitor's language.
#[derive(Debug)]
pub struct PasskeyTold {
    pub since: String,
    pub used: Option<String>,
}

/// What an authenticator takes over.
#[derive(Debug)]
pub struct AuthenticatorHandover {
    /// A QR code.
    pub modules: Modules,
    /// `otpauth://…`, for an app on this very device.
    pub link: Secret,
    /// For those who type it, in groups of four.
    pub key: Secret,
}

/// The dark squares of a QR code, each one unit wide, as the `d` of one SVG path.
#[derive(Debug)]
pub struct Modules {
    /// Units from side to side.
    pub width: usize,
    pub path: Secret,
}

/// What became of a submit. What was refused is part of the next page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Submitted {
    Done,
    /// The form belonged to an earlier step: nothing happened.
    Moved,
}

/// The setup page of this browser.
#[async_trait]
pub trait RegistrationPortal: Send + Sync {
    /// The current step.
    async fn view(&self) -> Result<Access<SetupPage>, Unavailable>;
    async fn submit(&self, turn: u32, act: SetupAct) -> Result<Access<Submitted>, Unavailable>;
    /// "Not now", on a page that said how often that was so far.
    async fn put_off(&self, so_far: u32) -> Result<Access<Submitted>, Unavailable>;
    /// "Looks right", of what the page of this turn shows.
    async fn confirm(&self, turn: u32) -> Result<Access<Submitted>, Unavailable>;
    /// The user name of whom the link of a mail is for, while it works. Changes nothing.
    async fn invitation(&self, token: Secret) -> Result<Option<String>, Unavailable>;
    /// Uses such a link up; false when it does not work any more.
    async fn accept(&self, token: Secret) -> Result<bool, Unavailable>;
    /// Ends what such a link began; gives the user name that the wizard begins with.
    async fn leave_invited(&self) -> Result<String, Unavailable>;
}

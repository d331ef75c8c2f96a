//! What the pages need from the server: object-safe ports, each bound to one request.
//!
//! The server provides them by context before it renders a page or runs a server function, so `app`
//! never learns of sessions, addresses or stores. Expected refusals are part of the views;
//! [`Unavailable`] is for real failures and carries no text.

mod account;
mod setup;

use std::sync::Arc;

use async_trait::async_trait;
use domain::locale::Locale;
use domain::refusal::Refusal;
use domain::secret::{Code, Password, Secret};
use domain::wizard::ResetView;

use crate::failure::Unavailable;

pub use account::{
    Access, Account, ActivityEntry, ActivityView, ChangePasswordView, Changed, Denied, Ending,
    Note, Panel,
};
pub use setup::{
    AnswerForm, AuthenticatorHandover, Modules, PasskeyTold, RegistrationPortal, SetupAct,
    SetupPage, Since, Submitted, WayOut,
};

/// One thing that a person does in the reset wizard.
#[derive(Debug)]
pub enum ResetAct {
    Identify {
        user_name: String,
        captcha: String,
    },
    NewPuzzle,
    Choose {
        method: String,
    },
    ConfirmNumber {
        number: String,
    },
    EnterCode {
        code: Code,
    },
    /// In the order of the questions.
    Answer {
        answers: Vec<Secret>,
    },
    /// What a browser made of a passkey's signature, as JSON; empty when nothing came of it.
    UsePasskey {
        answer: String,
    },
    Resend,
    OtherMethod,
    SetPassword {
        password: Password,
        repeat: Password,
    },
    Cancel,
}

/// The reset wizard of this browser.
#[async_trait]
pub trait ResetPortal: Send + Sync {
    /// The current step. `user_name` prefills the first one.
    async fn view(&self, user_name: &str) -> Result<ResetView, Unavailable>;
    /// Does one thing and answers with the step that follows.
    async fn submit(&self, turn: u32, act: ResetAct) -> Result<ResetView, Unavailable>;
}

/// What the sign-in page shows after a failed try.
#[derive(Clone, Debug, Default)]
pub struct SignInView {
    pub user_name: String,
    pub notice: Option<Refusal>,
    pub note: Option<Note>,
    /// `PublicKeyCredentialRequestOptionsJSON` of WebAuthn, where passkeys are used.
    pub passkey: Option<String>,
}

/// How far somebody came who wants to sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// Nowhere; the view says why.
    Refused,
    /// The password was right, and a code is asked for too.
    HalfWay,
    SignedIn,
}

/// The page that asks for the code of an app.
#[derive(Clone, Debug)]
pub struct SecondStepView {
    pub notice: Option<Refusal>,
    /// A pass of the helpdesk is as good.
    pub takes_pass: bool,
}

/// Signing in and out.
#[async_trait]
pub trait SignIn: Send + Sync {
    async fn view(&self) -> Result<SignInView, Unavailable>;
    /// How far a password leads.
    async fn sign_in(&self, user_name: &str, password: Password) -> Result<Entry, Unavailable>;
    /// How far the signature of a passkey leads; `answer` is empty when nothing came of it.
    async fn sign_in_with_passkey(&self, answer: &str) -> Result<Entry, Unavailable>;
    /// What the page of the second step shows; nothing where nobody is half-way in.
    async fn second_step(&self) -> Result<Option<SecondStepView>, Unavailable>;
    /// How far the code of an app leads.
    async fn prove_second_step(&self, code: Code) -> Result<Entry, Unavailable>;
    async fn sign_out(&self) -> Result<(), Unavailable>;
}

/// How people reach their administrator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HelpView {
    /// A page or address of the organisation's own.
    Link(String),
    /// A letter that Regain sends. `sent` after it was.
    Letter { sent: bool, notice: Option<Refusal> },
    /// The organisation gave neither.
    None,
}

/// The contact-your-administrator page.
#[async_trait]
pub trait HelpDesk: Send + Sync {
    async fn view(&self) -> Result<HelpView, Unavailable>;
    async fn ask(&self, user_name: &str) -> Result<(), Unavailable>;
}

/// What the demo kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeptKind {
    Mail,
    Text,
    /// A call; its id while it waits for a key.
    Call(Option<String>),
}

/// A message that the demo kept instead of sending it.
#[derive(Clone, Debug)]
pub struct KeptMessage {
    pub kind: KeptKind,
    pub to: String,
    pub subject: String,
    pub body: String,
    /// Unix milliseconds.
    pub kept_at: i64,
}

/// The messages of the demo.
#[async_trait]
pub trait DemoOutbox: Send + Sync {
    /// Newest first.
    async fn messages(&self) -> Result<Vec<KeptMessage>, Unavailable>;
    /// Answers a call with a key, or hangs up without one.
    async fn press(&self, call: &str, key: Option<char>) -> Result<(), Unavailable>;
}

/// What every page needs to know about this request.
#[derive(Clone, Debug)]
pub struct Visitor {
    pub locale: Locale,
    /// The correlation id, shown at the foot.
    pub support_code: String,
    pub organisation: String,
    /// Shows the demo's banner and its outbox.
    pub demo: bool,
    /// On the sign-in or lock screen of a computer: nothing leads out of the portal, and no script
    /// runs.
    pub at_logon: bool,
    /// Passkeys can be used here: the portal has a name that they are bound to.
    pub passkeys: bool,
}

/// All ports of one request; the server provides it by context.
#[derive(Clone)]
pub struct Ports {
    pub visitor: Visitor,
    pub reset: Arc<dyn ResetPortal>,
    pub sign_in: Arc<dyn SignIn>,
    pub registration: Arc<dyn RegistrationPortal>,
    pub account: Arc<dyn Account>,
    pub help: Arc<dyn HelpDesk>,
    /// Only in the demo.
    pub outbox: Option<Arc<dyn DemoOutbox>>,
    /// The module with the password rules for the browser, as `/pkg/meter.<digest>.js`.
    pub meter_url: String,
}

//! The port of the pages of people who are signed in.

use async_trait::async_trait;
use domain::audit::{Act, Change};
use domain::method::Method;
use domain::password::{Due, OwnWords, PasswordRules, Verdict};
use domain::policy::AppLink;
use domain::refusal::Refusal;
use domain::secret::Password;

use crate::failure::Unavailable;

/// What a page of signed-in people gets, or why it gets nothing.
pub type Access<T> = Result<T, Denied>;

/// Why nothing is shown or done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denied {
    /// Nobody is signed in with this browser.
    SignedOut,
    /// The password has to be changed before anything else.
    MustChange,
    /// The setup page asks for something before anything else.
    MustRegister,
}

/// What went well, said once on the page that follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    PasswordChanged,
    SignedOutEverywhere,
}

/// The access panel.
#[derive(Clone, Debug)]
pub struct Panel {
    pub display_name: String,
    pub user_name: String,
    pub links: Vec<AppLink>,
    pub note: Option<Note>,
}

/// The form for a new password.
#[derive(Clone, Debug)]
pub struct ChangePasswordView {
    pub user_name: String,
    pub rules: PasswordRules,
    pub own: OwnWords,
    /// Whoever came by a passkey may have no password yet.
    pub has_old: bool,
    /// Why the person cannot go anywhere else, if so.
    pub due: Option<Due>,
    pub notice: Option<Refusal>,
    /// Of the last candidate, when it was refused.
    pub verdict: Option<Verdict>,
}

/// What became of a new password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    Done,
    /// The form says why.
    Refused,
}

/// How something that was tried came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    Done,
    Refused,
    Failed,
    /// The server stopped in the middle of it.
    Interrupted,
}

/// Something that was done with an account.
#[derive(Clone, Debug)]
pub struct ActivityEntry {
    /// Date and time in the person's language and the organisation's zone.
    pub at: String,
    /// Nothing for an act that this version does not know.
    pub act: Option<Act>,
    /// What it was done with.
    pub method: Option<Method>,
    /// What became different.
    pub change: Option<Change>,
    /// How often, one after the other.
    pub times: u32,
    /// None as well where it was done from several.
    pub address: Option<String>,
    pub ending: Ending,
}

/// What was done with an account lately.
#[derive(Clone, Debug)]
pub struct ActivityView {
    /// Newest first.
    pub entries: Vec<ActivityEntry>,
    /// Nothing was done since.
    pub is_newest: bool,
    /// What comes before it, if anything does.
    pub older: Option<String>,
    /// Whether a report reaches somebody besides the person.
    pub tells_administrator: bool,
    /// A report forgets what was registered so many days before it.
    pub forgets_days: Option<u16>,
}

/// The account of whoever is signed in with this browser.
#[async_trait]
pub trait Account: Send + Sync {
    async fn panel(&self) -> Result<Access<Panel>, Unavailable>;
    /// Never [`Denied::MustChange`].
    async fn password_form(&self) -> Result<Access<ChangePasswordView>, Unavailable>;
    /// Never [`Denied::MustChange`].
    async fn change_password(
        &self,
        old: Password,
        new: Password,
        repeat: Password,
    ) -> Result<Access<Changed>, Unavailable>;
    /// Before something, or lately. Never [`Denied::MustChange`] or [`Denied::MustRegister`].
    async fn activity(&self, before: &str) -> Result<Access<ActivityView>, Unavailable>;
    /// "This was not me": gives the user name that the reset begins with. For all who see the activity.
    async fn report(&self) -> Result<Access<String>, Unavailable>;
    /// For all who see the activity.
    async fn sign_out_everywhere(&self) -> Result<Access<()>, Unavailable>;
}

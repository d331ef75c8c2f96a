//! What is recorded: typed fields, no prose, no secret.

use serde::{Deserialize, Serialize};

use crate::method::Method;
use crate::refusal::Refusal;

/// Something that somebody tried to do. A row is opened before it and completed after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    ResetIdentify,
    ResetChooseMethod,
    ResetConfirmNumber,
    ResetEnterCode,
    ResetAnswer,
    ResetResend,
    ResetOtherMethod,
    ResetNewPuzzle,
    ResetSetPassword,
    ResetCancel,
    SignIn,
    SignOut,
    ContactAdministrator,
    PersonAdd,
    PersonImport,
    PersonInvite,
    /// Somebody of the helpdesk vouches for a person.
    PersonPass,
    PolicySet,
}

impl Act {
    /// The name in the store.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ResetIdentify => "reset.identify",
            Self::ResetChooseMethod => "reset.choose_method",
            Self::ResetConfirmNumber => "reset.confirm_number",
            Self::ResetEnterCode => "reset.enter_code",
            Self::ResetAnswer => "reset.answer",
            Self::ResetResend => "reset.resend",
            Self::ResetOtherMethod => "reset.other_method",
            Self::ResetNewPuzzle => "reset.new_puzzle",
            Self::ResetSetPassword => "reset.set_password",
            Self::ResetCancel => "reset.cancel",
            Self::SignIn => "sign_in",
            Self::SignOut => "sign_out",
            Self::ContactAdministrator => "contact_administrator",
            Self::PersonAdd => "person.add",
            Self::PersonImport => "person.import",
            Self::PersonInvite => "person.invite",
            Self::PersonPass => "person.pass",
            Self::PolicySet => "policy.set",
        }
    }
}

/// How it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Done,
    Refused,
    /// The server could not do it; the log has the reason.
    Failed,
}

impl Outcome {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Refused => "refused",
            Self::Failed => "failed",
        }
    }
}

/// What is known about an act once it is over.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Detail {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refusal: Option<Refusal>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<Method>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gate: Option<u8>,
    /// Rows handled, for an import.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// The subject was locked by this act.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub locked: bool,
}

//! What is recorded: typed fields, no prose, no secret.

use serde::{Deserialize, Serialize};

use crate::method::Method;
use crate::refusal::Refusal;
use crate::registration;

/// Defines the acts, each with its name in the store.
macro_rules! acts {
    ($($(#[$meta:meta])* $act:ident = $name:literal,)+) => {
        /// Something that somebody tried to do. A row is opened before it and completed after it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Act {
            $($(#[$meta])* $act,)+
        }

        impl Act {
            /// All acts.
            pub const ALL: &[Self] = &[$(Self::$act,)+];

            /// The name in the store.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$act => $name,)+
                }
            }

            /// The act of a name in the store; nothing for one that another version wrote.
            pub fn from_name(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$act),)+
                    _ => None,
                }
            }
        }
    };
}

acts! {
    ResetIdentify = "reset.identify",
    ResetChooseMethod = "reset.choose_method",
    ResetConfirmNumber = "reset.confirm_number",
    ResetEnterCode = "reset.enter_code",
    ResetAnswer = "reset.answer",
    ResetUsePasskey = "reset.use_passkey",
    ResetResend = "reset.resend",
    ResetCallEnded = "reset.call_ended",
    ResetOtherMethod = "reset.other_method",
    ResetNewPuzzle = "reset.new_puzzle",
    ResetSetPassword = "reset.set_password",
    ResetCancel = "reset.cancel",
    SignIn = "sign_in",
    SignInCode = "sign_in.code",
    SignInPasskey = "sign_in.passkey",
    SignOut = "sign_out",
    SignOutEverywhere = "account.sign_out_everywhere",
    ChangePassword = "account.change_password",
    ReportActivity = "account.report",
    SetupBegin = "setup.begin",
    SetupProve = "setup.prove",
    SetupSendCode = "setup.send_code",
    SetupCall = "setup.call",
    SetupCallEnded = "setup.call_ended",
    SetupResend = "setup.resend",
    SetupEnterCode = "setup.enter_code",
    SetupAnswer = "setup.answer",
    SetupAddPasskey = "setup.add_passkey",
    SetupRename = "setup.rename",
    SetupRemove = "setup.remove",
    /// A method is tried out.
    SetupTest = "setup.test",
    SetupLeave = "setup.leave",
    /// What sign-in asked for is put off.
    SetupPostpone = "setup.postpone",
    /// The person says that what is registered is right.
    SetupConfirm = "setup.confirm",
    /// A link of a mail begins a registration.
    SetupAccept = "setup.accept",
    ContactAdministrator = "contact_administrator",
    PersonAdd = "person.add",
    PersonImport = "person.import",
    PersonInvite = "person.invite",
    /// An administrator has people look at what they registered.
    PersonAskAgain = "person.ask_again",
    /// Somebody of the helpdesk vouches for a person.
    PersonPass = "person.pass",
    PersonPassword = "person.password",
    PolicySet = "policy.set",
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
    /// What became different, or was shown; nothing for a step on the way there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
    /// The row of the passkey that it was about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passkey: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gate: Option<u8>,
    /// Rows handled, for an import.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// The subject was locked by this act.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub locked: bool,
}

impl From<Option<Refusal>> for Detail {
    fn from(refusal: Option<Refusal>) -> Self {
        Self {
            refusal,
            ..Self::default()
        }
    }
}

impl From<Refusal> for Detail {
    fn from(refusal: Refusal) -> Self {
        Self::from(Some(refusal))
    }
}

/// What an act did with a way to prove who one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    Add,
    Replace,
    Remove,
    Rename,
    /// What the directory says was shown to be theirs.
    Confirm,
    /// Tried out: it works.
    Test,
    /// It was the fresh proof before something else.
    Proof,
}

impl From<registration::Change> for Change {
    fn from(change: registration::Change) -> Self {
        match change {
            registration::Change::Add => Self::Add,
            registration::Change::Replace => Self::Replace,
            registration::Change::Remove => Self::Remove,
            registration::Change::Rename => Self::Rename,
            registration::Change::Confirm => Self::Confirm,
            registration::Change::Test => Self::Test,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn details_of_before_and_of_now_are_read() {
        let read = |text| serde_json::from_str::<Detail>(text).unwrap();
        assert_eq!(read("{}"), Detail::default());
        let known = r#"{"method":"totp","change":"proof","locked":true}"#;
        let detail = read(known);
        assert_eq!((detail.change, detail.locked), (Some(Change::Proof), true));
        assert_eq!(serde_json::to_string(&detail).unwrap(), known);
    }

    #[test]
    fn every_act_is_found_by_its_own_name() {
        for &act in Act::ALL {
            assert_eq!(Act::from_name(act.name()), Some(act));
        }
        assert_eq!(Act::from_name("of.tomorrow"), None);
    }
}

//! What a person may be told when something is not done.

use serde::{Deserialize, Serialize};

/// One reason, with its own text in every language. Nothing in here tells more about an account
/// than its owner's policy allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "why")]
pub enum Refusal {
    // Identify
    UserNameMissing,
    UserNameMalformed,
    CaptchaMissing,
    CaptchaWrong,
    CaptchaExpired,
    /// The form came without a session: it was old, or the browser keeps no cookies.
    NoSession,
    /// Too many names from this network address.
    TooManyNames,
    // Why a name cannot reset (helpful disclosure only)
    UnknownName,
    Disabled,
    ResetOff,
    OutOfScope,
    TooFewMethods,
    // Verify
    MethodUnavailable,
    NumberMissing,
    NumberMalformed,
    /// Nothing is sent to its country.
    NumberCountry,
    NumberMismatch,
    TooManyNumbers,
    CodeMissing,
    CodeWrong,
    CodeExpired,
    /// A code that was not sent is wrong: it was mistyped, used before, or its time is over.
    HeldCodeWrong,
    AnswersMissing,
    /// At least one answer is wrong; which one is not told.
    AnswersWrong,
    /// The device was asked and nothing came of it: called off, no passkey there, or too slow.
    PasskeyMissing,
    /// Not a passkey of this account, or its signature is not right.
    PasskeyWrong,
    PasskeyExpired,
    ResendTooSoon {
        seconds: u32,
    },
    TooManySends,
    CallBusy,
    CallUnanswered,
    /// Answered, but no key was pressed.
    CallNoKey,
    CallWrongKey,
    /// The call could not be made.
    CallFailed,
    /// Nor was it tried.
    CallNoLine,
    /// Whoever answered did not ask for the call.
    CallReported,
    /// Locked for a day from the last try.
    Locked,
    // New password
    PasswordMissing,
    PasswordsDiffer,
    PasswordRefused,
    // Sign-in
    SignInFailed,
    SignInWait {
        seconds: u32,
    },
    /// The code of the second step was not typed in time.
    SecondStepLate,
    // Change of the password by somebody who is signed in
    OldPasswordMissing,
    OldPasswordWrong,
    /// The new password is the old one.
    PasswordUnchanged,
    // Registration
    AddressMissing,
    AddressMalformed,
    /// Somebody who is locked out cannot read it.
    AddressOfWork,
    /// Texts and calls to a mobile telephone reach no extension.
    NumberExtension,
    /// A mobile number on the line of the office phone: one line counts once.
    NumberOfOffice,
    /// An office number on the line of the mobile phone.
    NumberOfMobile,
    /// The password that was asked for once more is wrong.
    ProofWrong,
    /// Rows are counted from 1.
    QuestionMissing {
        row: u8,
    },
    QuestionTwice {
        row: u8,
    },
    AnswerLength {
        row: u8,
    },
    AnswersAlike {
        row: u8,
    },
    /// The device that was chosen has a passkey of this person already.
    PasskeyTaken,
    /// What the device gave back is no passkey that can be taken.
    PasskeyUnusable,
    /// No name for a passkey. Rows are counted from 1.
    PasskeyName {
        row: u8,
    },
    /// No more passkeys for one person.
    TooManyPasskeys,
    /// A piece of work was left lying.
    SetupExpired,
    // Contact the administrator
    ContactLimit,
    // The challenge as a whole
    Expired,
    Revoked,
    /// The form belonged to an earlier step; here is the current one.
    Moved,
}

/// The input a refusal belongs to: the message stands beside it and the summary links to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    UserName,
    Captcha,
    Method,
    Number,
    Address,
    Code,
    Answers,
    OldPassword,
    Password,
    Repeat,
}

impl Refusal {
    /// The support code of the replaced system, where people know it by one.
    pub const fn code(self) -> Option<&'static str> {
        match self {
            Self::ResetOff => Some("SSPR_0009"),
            Self::OutOfScope => Some("SSPR_0013"),
            Self::TooFewMethods => Some("SSPR_0014"),
            _ => None,
        }
    }

    /// Where the mistake was made, when it was made in a field.
    pub const fn field(self) -> Option<Field> {
        match self {
            Self::UserNameMissing | Self::UserNameMalformed => Some(Field::UserName),
            Self::CaptchaMissing | Self::CaptchaWrong | Self::CaptchaExpired => {
                Some(Field::Captcha)
            }
            Self::MethodUnavailable => Some(Field::Method),
            Self::NumberMissing
            | Self::NumberMalformed
            | Self::NumberCountry
            | Self::NumberMismatch
            | Self::NumberExtension
            | Self::NumberOfOffice
            | Self::NumberOfMobile => Some(Field::Number),
            Self::CodeMissing | Self::CodeWrong | Self::CodeExpired | Self::HeldCodeWrong => {
                Some(Field::Code)
            }
            Self::AddressMissing | Self::AddressMalformed | Self::AddressOfWork => {
                Some(Field::Address)
            }
            Self::AnswersMissing
            | Self::AnswersWrong
            | Self::QuestionMissing { .. }
            | Self::QuestionTwice { .. }
            | Self::AnswerLength { .. }
            | Self::AnswersAlike { .. } => Some(Field::Answers),
            Self::OldPasswordMissing | Self::OldPasswordWrong => Some(Field::OldPassword),
            Self::PasswordMissing
            | Self::PasswordRefused
            | Self::PasswordUnchanged
            | Self::SignInFailed
            | Self::ProofWrong => Some(Field::Password),
            Self::PasswordsDiffer => Some(Field::Repeat),
            Self::NoSession
            | Self::TooManyNames
            | Self::UnknownName
            | Self::Disabled
            | Self::ResetOff
            | Self::OutOfScope
            | Self::TooFewMethods
            | Self::PasskeyMissing
            | Self::PasskeyWrong
            | Self::PasskeyExpired
            | Self::PasskeyTaken
            | Self::PasskeyUnusable
            | Self::PasskeyName { .. }
            | Self::TooManyPasskeys
            | Self::ResendTooSoon { .. }
            | Self::TooManySends
            | Self::CallBusy
            | Self::CallUnanswered
            | Self::CallNoKey
            | Self::CallWrongKey
            | Self::CallFailed
            | Self::CallNoLine
            | Self::CallReported
            | Self::TooManyNumbers
            | Self::Locked
            | Self::SignInWait { .. }
            | Self::SecondStepLate
            | Self::SetupExpired
            | Self::ContactLimit
            | Self::Expired
            | Self::Revoked
            | Self::Moved => None,
        }
    }
}

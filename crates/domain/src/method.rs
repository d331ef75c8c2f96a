//! The ways to prove who one is.

use serde::{Deserialize, Serialize};

/// One way to prove who one is. The order is the one in which the wizard offers them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// A code by mail.
    Email,
    /// A code by text message.
    Sms,
    /// A call to the person's own telephone.
    MobileCall,
    /// A call to the telephone at the person's desk.
    OfficeCall,
    /// A code of an authenticator app (TOTP, RFC 6238).
    Totp,
    /// A passkey: a key of a device that first makes sure who holds it (WebAuthn with user
    /// verification).
    Passkey,
    /// Answers to questions that the person chose.
    Questions,
    /// A code that the helpdesk reads out.
    HelpdeskPass,
}

/// How a method is proven.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// By a code that is sent.
    SentCode,
    /// By a key that is pressed in a telephone call.
    Call,
    /// By a code that the person has or is told.
    HeldCode,
    /// By a signature that a device makes.
    Signature,
    /// By answers.
    Answers,
}

/// Digits of an authenticator's code: what every app shows.
pub const TOTP_DIGITS: u8 = 6;

/// How long a passkey may take to sign, and what browsers are told; the recommendation of WebAuthn
/// (Level 3, section 15.1): finding a telephone or a key takes some people minutes.
pub const PASSKEY_SECONDS: u32 = 300;

impl Method {
    pub const ALL: [Self; 8] = [
        Self::Email,
        Self::Sms,
        Self::MobileCall,
        Self::OfficeCall,
        Self::Totp,
        Self::Passkey,
        Self::Questions,
        Self::HelpdeskPass,
    ];

    /// The name in forms, policies and audit rows.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Sms => "sms",
            Self::MobileCall => "mobile_call",
            Self::OfficeCall => "office_call",
            Self::Totp => "totp",
            Self::Passkey => "passkey",
            Self::Questions => "questions",
            Self::HelpdeskPass => "helpdesk_pass",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.name() == name)
    }

    pub const fn kind(self) -> Kind {
        match self {
            Self::Email | Self::Sms => Kind::SentCode,
            Self::MobileCall | Self::OfficeCall => Kind::Call,
            Self::Totp | Self::HelpdeskPass => Kind::HeldCode,
            Self::Passkey => Kind::Signature,
            Self::Questions => Kind::Answers,
        }
    }

    /// Whether the person types the whole number before anything is sent, so that nobody can
    /// make a stranger's telephone ring by knowing a user name.
    pub const fn asks_number_first(self) -> bool {
        matches!(self, Self::Sms | Self::MobileCall | Self::OfficeCall)
    }

    /// What a person registers to have this method; `None` where others see to it. One telephone, which
    /// is confirmed by a text or a call, takes texts and calls alike.
    pub const fn registered_as(self) -> Option<Self> {
        match self {
            Self::Email
            | Self::Sms
            | Self::OfficeCall
            | Self::Totp
            | Self::Passkey
            | Self::Questions => Some(self),
            Self::MobileCall => Some(Self::Sms),
            Self::HelpdeskPass => None,
        }
    }

    /// How much a proof is worth when a policy asks for a minimum: 1 is what can be looked up or
    /// shares a mailbox's password, 2 what goes over somebody else's line, 3 a secret of a device.
    pub const fn strength(self) -> u8 {
        match self {
            Self::Email | Self::Questions => 1,
            Self::Sms | Self::MobileCall | Self::OfficeCall | Self::HelpdeskPass => 2,
            Self::Totp | Self::Passkey => 3,
        }
    }
}

//! Everything that could be guessed.

use domain::method::Method;

/// Where somebody shows who they are, by what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// The gate of a reset.
    Reset(Method),
    /// Registering it at `/setup`; a telephone by a text or by a call.
    Setup(Method),
    /// Trying out there what is registered.
    Trial(Method),
    /// Standing in there for the password.
    FreshProof(Method),
    /// After the password, at sign-in.
    SecondStep(Method),
    /// Before anything else.
    Captcha,
    /// By the link of a mail.
    Invitation,
    /// Instead of name and password.
    SignIn,
}

impl Way {
    /// In how many browsers the same is right: what is sent belongs to one.
    pub(super) fn right_in(self) -> u8 {
        match self {
            Self::Reset(Method::Totp | Method::HelpdeskPass)
            | Self::Trial(Method::Totp)
            | Self::FreshProof(Method::Totp)
            | Self::SecondStep(_)
            | Self::Invitation
            | Self::SignIn => 4,
            Self::Reset(_)
            | Self::Setup(_)
            | Self::Trial(_)
            | Self::FreshProof(_)
            | Self::Captcha => 1,
        }
    }

    /// How many are wrong before none is right, and in how many browsers they are counted together.
    pub(super) fn limit(self) -> (i64, u8) {
        match self {
            Self::SecondStep(_) => (10, 8),
            // A picture is of one browser, and bounds the tries at itself.
            Self::Captcha => (5, 1),
            // The last of five says that it was the last.
            _ => (4, 8),
        }
    }

    /// Which records say that it was right.
    pub(super) fn passed(self) -> &'static str {
        match self {
            Self::Reset(_) => "act like 'reset.%' and detail like '%\"gate\"%'",
            Self::Captcha => "act = 'reset.identify' and outcome = 'done'",
            Self::Setup(_) | Self::Trial(_) | Self::FreshProof(_) => {
                "act like 'setup.%' and outcome = 'done'"
            }
            Self::SecondStep(_) => "act = 'sign_in.code' and outcome = 'done'",
            Self::Invitation => "act = 'setup.accept' and outcome = 'done'",
            Self::SignIn => "act = 'sign_in.passkey' and outcome = 'done'",
        }
    }

    /// Whether it comes after a password.
    pub(super) fn is_signed_in(self) -> bool {
        matches!(
            self,
            Self::Setup(_) | Self::Trial(_) | Self::FreshProof(_) | Self::SecondStep(_)
        )
    }

    /// Whether the portal needs a name for it.
    pub(super) fn is_by_passkey(self) -> bool {
        matches!(
            self,
            Self::Reset(Method::Passkey)
                | Self::Trial(Method::Passkey)
                | Self::FreshProof(Method::Passkey)
                | Self::SignIn
        )
    }
}

//! What can happen to an enrolment.

use super::{NewSecret, Renaming, SealedAnswers};
use crate::call::CallOutcome;
use crate::challenge::Proof;
use crate::identity::EmailAddress;
use crate::method::Method;
use crate::phone::PhoneNumber;
use crate::questions::Question;
use crate::refusal::Refusal;
use crate::secret::CodeDigest;

/// What happened. Facts that need a key, a store or a clock come in as data.
#[derive(Clone, Debug)]
pub enum Event {
    /// A method is to be added or changed; `secret` is for an authenticator.
    Wished {
        method: Method,
        secret: NewSecret,
    },
    RemovalWished {
        method: Method,
    },
    /// Passkeys are to get other names.
    RenamingWished,
    /// A method is to be tried out, or to be the fresh proof; `code` is for one that a code is sent for,
    /// `seed` for questions.
    TestWished {
        method: Method,
        code: CodeDigest,
        seed: u64,
    },
    /// The form named a method that there is not.
    MethodUnknown,
    /// The password was compared, or why it was not.
    PasswordCompared {
        right: Result<(), Refusal>,
        code: CodeDigest,
        seed: u64,
    },
    /// `code` is the digest of the code to send, should one be sent.
    AddressTyped {
        typed: String,
        address: Option<EmailAddress>,
        code: CodeDigest,
    },
    NumberTyped {
        typed: String,
        number: Option<PhoneNumber>,
        /// By a text or by a call.
        by: Method,
        code: CodeDigest,
    },
    /// A call has ended; `attempt` came with [`Effect::PlaceCall`].
    CallEnded {
        attempt: u32,
        outcome: CallOutcome,
    },
    /// `None` when nothing was typed.
    CodeTyped {
        digest: Option<CodeDigest>,
    },
    ResendAsked {
        code: CodeDigest,
    },
    /// A cap that is not the person's forbids the sending that the event before would have caused.
    SendCapped,
    /// The code of the new authenticator was compared; `step` is its time step when it was right.
    AuthenticatorCompared {
        proof: Proof,
        step: i64,
    },
    /// What is tried out was compared; should it be answers, `seed` draws the next questions.
    ProofGiven {
        proof: Proof,
        seed: u64,
    },
    AnswersRefused {
        why: Refusal,
        chosen: Vec<Question>,
        typed: SealedAnswers,
    },
    /// The answers were judged and are hashed.
    AnswersAccepted,
    RemovalConfirmed,
    /// What a device gave back was judged: a passkey to keep, or why there is none.
    PasskeyMade {
        made: Result<(), Refusal>,
    },
    /// This one of several is to be removed.
    PasskeyRemovalConfirmed {
        id: String,
    },
    PasskeyNamed(Renaming),
    /// Another address or number is to be typed.
    BackAsked,
    /// Back to the overview; nothing is changed.
    LeaveAsked,
}

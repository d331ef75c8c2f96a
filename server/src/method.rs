//! The methods: one file each, one line below. What is sent is compared by the challenge itself, what a
//! person holds is compared here. Mobile and desk are one file, because both are a call.

mod call;
mod email;
pub mod helpdesk_pass;
pub mod passkey;
pub mod questions;
mod sms;
pub mod totp;

use domain::challenge::Proof;
use domain::contact::Channel;
use domain::method::Method;
use domain::secret::Code;

use crate::post::Sender;
use crate::services::{Failure, Services};
use crate::store::{Change, Waits};

/// What begins a proof that comes from outside.
pub(crate) enum Sent {
    /// Good for so many minutes.
    Code { code: Code, minutes: u32 },
    /// Whose end is told to this attempt of what waits for it.
    Call { waits: Waits, attempt: u32 },
}

/// Sends what a person proves a method with. For a name that leads nowhere the same is written, and goes
/// nowhere.
pub(crate) async fn send(
    sender: &Sender<'_>,
    change: &mut Change,
    method: Method,
    channel: &Channel,
    sent: Sent,
) -> Result<(), Failure> {
    match (method, sent) {
        (Method::Email, Sent::Code { code, minutes }) => {
            email::send(sender, change, channel, code, minutes).await
        }
        (Method::Sms, Sent::Code { code, minutes }) => {
            sms::send(sender, change, channel, code, minutes).await
        }
        (Method::MobileCall | Method::OfficeCall, Sent::Call { waits, attempt }) => {
            call::place(sender, change, method, channel, &waits, attempt).await
        }
        (
            Method::Email
            | Method::Sms
            | Method::MobileCall
            | Method::OfficeCall
            | Method::Totp
            | Method::Passkey
            | Method::Questions
            | Method::HelpdeskPass,
            Sent::Code { .. } | Sent::Call { .. },
        ) => Ok(()),
    }
}

/// Compares a code that a person holds, and uses it up in `change` when it is right. `person` is
/// empty for a name that leads nowhere, whose codes are all wrong.
pub(crate) async fn prove_held_code(
    services: &Services,
    change: &mut Change,
    method: Method,
    person: &str,
    typed: Option<&Code>,
) -> Result<Proof, Failure> {
    let Some(typed) = typed else {
        return Ok(Proof::Incomplete);
    };
    let right = match method {
        Method::Totp => totp::prove(services, change, person, typed).await?,
        Method::HelpdeskPass => helpdesk_pass::prove(services, change, person, typed).await?,
        Method::Email
        | Method::Sms
        | Method::MobileCall
        | Method::OfficeCall
        | Method::Passkey
        | Method::Questions => false,
    };
    Ok(if right { Proof::Right } else { Proof::Wrong })
}

/// The code as typed without the blanks and dashes people put in; `None` when nothing is left.
pub(crate) fn typed_code(typed: &Code) -> Option<Code> {
    let digits: String = typed
        .expose()
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .take(32)
        .collect();
    (!digits.is_empty()).then(|| Code::new(digits))
}

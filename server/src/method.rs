//! Proofs that are compared here: one file a method, one line below. What is sent as a code needs no
//! file: its code is compared by the challenge itself.

pub mod helpdesk_pass;
pub mod passkey;
pub mod questions;
pub mod totp;

use domain::challenge::Proof;
use domain::method::Method;
use domain::secret::Code;

use crate::services::{Failure, Services};
use crate::store::Change;

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

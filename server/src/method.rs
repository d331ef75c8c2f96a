//! The methods: one file each, and one line in `way`. What is sent is compared by the challenge itself, what a
//! person holds is compared here. Mobile and desk are one file, because both are a call.

mod call;
mod email;
pub mod helpdesk_pass;
pub mod passkey;
pub mod questions;
mod sms;
pub mod totp;

use async_trait::async_trait;
use domain::challenge::Proof;
use domain::contact::Channel;
use domain::identity::PersonId;
use domain::method::Method;
use domain::secret::Code;

use crate::post::Sender;
use crate::services::{Failure, Services};
use crate::store::{Change, Waits};

/// What begins a proof that comes from outside.
pub(crate) enum Sent {
    /// Good for so many minutes.
    Code {
        code: Code,
        minutes: u32,
    },
    Call(Asked),
}

/// A call that is asked for.
pub(crate) struct Asked {
    /// What its end is told to.
    pub(crate) waits: Waits,
    /// Which attempt of it this is.
    pub(crate) attempt: u32,
    /// Whoever it is about; a name that leads nowhere is nobody's.
    pub(crate) person: Option<PersonId>,
}

/// How a method is proven, as far as something is sent, or a code is typed that the person holds.
#[async_trait]
trait Way: Sync {
    async fn send(
        &self,
        _sender: &Sender<'_>,
        _change: &mut Change,
        _channel: &Channel,
        _sent: Sent,
    ) -> Result<(), Failure> {
        Ok(())
    }

    /// Whether the code is right; it is used up in `change` then.
    async fn prove(
        &self,
        _services: &Services,
        _change: &mut Change,
        _person: &str,
        _typed: &Code,
    ) -> Result<bool, Failure> {
        Ok(false)
    }
}

/// A signature or answers: see [`passkey::prove`] and [`questions::prove`].
struct MoreThanACode;

impl Way for MoreThanACode {}

fn way(method: Method) -> &'static dyn Way {
    match method {
        Method::Email => &email::Email,
        Method::Sms => &sms::Sms,
        Method::MobileCall => &call::Call { is_desk: false },
        Method::OfficeCall => &call::Call { is_desk: true },
        Method::Totp => &totp::Totp,
        Method::HelpdeskPass => &helpdesk_pass::HelpdeskPass,
        Method::Passkey | Method::Questions => &MoreThanACode,
    }
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
    way(method).send(sender, change, channel, sent).await
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
    let right = way(method).prove(services, change, person, typed).await?;
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

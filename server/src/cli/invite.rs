//! `regain person invite`: a mail that asks people to choose their first password, or to register.

use domain::identity::UserName;

use super::fault::CliFault;
use super::say;
use crate::invite::{InviteFault, LeadsTo, invite};
use crate::services::Services;

/// Invites one after the other; a running portal delivers the mails. Whoever cannot be invited is
/// named at the end.
pub(super) async fn invite_all(
    services: &Services,
    names: &[String],
    leads_to: LeadsTo,
) -> Result<(), CliFault> {
    let mut faults = Vec::new();
    for typed in names {
        let Ok(name) = UserName::parse(typed) else {
            faults.push(format!("{typed}: this is not a user name"));
            continue;
        };
        match invite(services, &name, leads_to).await {
            Ok(()) => say(&format!("Invited {typed}.")),
            Err(InviteFault::Failure(failure)) => return Err(failure.into()),
            Err(fault) => faults.push(format!("{typed}: {fault}")),
        }
    }
    if faults.is_empty() {
        return Ok(());
    }
    Err(CliFault::Input(faults.join("\n  ")))
}

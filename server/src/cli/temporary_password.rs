//! `regain person password`: a password for one sign-in, that an administrator reads out.

use domain::identity::UserName;

use super::fault::CliFault;
use super::say;
use crate::services::Services;
use crate::temporary_password::{TemporaryFault, set};

/// Sets a temporary password and says it.
pub(super) async fn say_password(services: &Services, user_name: &str) -> Result<(), CliFault> {
    let wrong = |why: &str| CliFault::Input(format!("{user_name}: {why}"));
    let name = UserName::parse(user_name).map_err(|fault| wrong(&fault.to_string()))?;
    let password = match set(services, &name).await {
        Ok(password) => password,
        Err(TemporaryFault::Failure(failure)) => return Err(failure.into()),
        Err(fault @ (TemporaryFault::Nobody | TemporaryFault::Disabled)) => {
            return Err(wrong(&fault.to_string()));
        }
    };
    let told = password.expose();
    say(&format!(
        "The temporary password of {user_name}, to be changed at the next sign-in: {told}"
    ));
    Ok(())
}

//! A code that the helpdesk reads out to somebody whose identity it has checked.

use domain::secret::Code;

use crate::keys::Keys;
use crate::services::{Failure, Services};
use crate::store::Change;

pub(super) async fn prove(
    services: &Services,
    change: &mut Change,
    person: &str,
    typed: &Code,
) -> Result<bool, Failure> {
    let digest = digest(&services.keys, person, typed);
    Ok(change
        .use_helpdesk_pass(person, &digest, services.now())
        .await?)
}

/// What is stored of a pass: worth nothing for anybody else.
pub(crate) fn digest(keys: &Keys, person: &str, code: &Code) -> String {
    keys.pass_digest(person, code)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

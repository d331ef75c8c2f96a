//! Making a passkey, on the setup page.

use domain::refusal::Refusal;
use domain::registration::Enrolment;
use webauthn_rs::prelude::{CredentialID, Passkey, RegisterPublicKeyCredential};

use super::relying_party::Owner;
use super::{credential_id, handle, parsed};
use crate::services::{Failure, Services};
use crate::store::{NewPasskey, PasskeyRow, Person};

/// A passkey that was verified, or why there is none.
pub(crate) type Made = Result<NewPasskey, Refusal>;

/// What this turn of an enrolment asks a device to make.
pub(crate) async fn creation(
    services: &Services,
    enrolment: &Enrolment,
    person: &Person,
) -> Result<Option<String>, Failure> {
    let Some(portal) = services.relying_party() else {
        return Ok(None);
    };
    let held = services.store.passkeys(person.id.as_str()).await?;
    let owner = owner(services, person);
    let challenge = challenge(services, enrolment);
    Ok(Some(portal.creation(&challenge, &owner, taken(&held)?)?))
}

/// Judges what a browser brought: `answer` of a device, or `trouble`, the name of the error without one.
pub(crate) async fn register(
    services: &Services,
    enrolment: &Enrolment,
    person: &Person,
    name: &str,
    answer: &str,
    trouble: &str,
) -> Result<Made, Failure> {
    let Some(portal) = services.relying_party() else {
        return Ok(Err(Refusal::MethodUnavailable));
    };
    // WebAuthn section 5.1.3: how a device says that it is among the excluded ones.
    if trouble == "InvalidStateError" {
        return Ok(Err(Refusal::PasskeyTaken));
    }
    if answer.trim().is_empty() {
        return Ok(Err(Refusal::PasskeyMissing));
    }
    let Some(answer) = parsed::<RegisterPublicKeyCredential>(answer) else {
        return Ok(Err(Refusal::PasskeyUnusable));
    };
    let credential_id = credential_id(&answer.raw_id);
    let store = &services.store;
    if store.passkey_of_credential(&credential_id).await?.is_some() {
        return Ok(Err(Refusal::PasskeyTaken));
    }
    let owner = owner(services, person);
    let challenge = challenge(services, enrolment);
    let made = portal.made(&challenge, &owner, Vec::new(), &answer)?;
    let Some(made) = made.filter(|made| made.cred_id().as_slice() == answer.raw_id.as_slice())
    else {
        return Ok(Err(Refusal::PasskeyUnusable));
    };
    Ok(Ok(NewPasskey {
        id: services.random.uuid(),
        credential_id,
        name: called(name),
        document: serde_json::to_string(&made)?,
    }))
}

fn challenge(services: &Services, enrolment: &Enrolment) -> [u8; 32] {
    let keys = &services.keys;
    keys.passkey_challenge("registration", &enrolment.id, enrolment.turn)
}

fn owner<'a>(services: &Services, person: &'a Person) -> Owner<'a> {
    let display_name = match person.display_name.trim() {
        "" => person.user_name.as_str(),
        name => name,
    };
    Owner {
        handle: handle(services, person.id.as_str()),
        user_name: &person.user_name,
        display_name,
    }
}

fn taken(held: &[PasskeyRow]) -> Result<Vec<CredentialID>, serde_json::Error> {
    let id = |row: &PasskeyRow| {
        let passkey: Passkey = serde_json::from_str(&row.document)?;
        Ok(passkey.cred_id().clone())
    };
    held.iter().map(id).collect()
}

/// What its owner calls it: short, and never nothing.
fn called(typed: &str) -> String {
    let plain: String = typed.chars().filter(|c| !c.is_control()).collect();
    match plain.trim() {
        "" => "Passkey".to_owned(),
        name => name.chars().take(40).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::called;

    #[test]
    fn a_name_is_short_and_never_empty() {
        assert_eq!(called("  My\u{7} phone "), "My phone");
        assert_eq!(called(" \n "), "Passkey");
        assert_eq!(called(&"x".repeat(99)).chars().count(), 40);
    }
}

//! Passkeys: a device signs a challenge after it has made sure who holds it.
//!
//! The challenge of a step is a keyed hash of the row it belongs to and of its turn. So it is bound to
//! that row, changes with every submit, and needs no place of its own.

mod register;
mod relying_party;
mod sign_in;

pub(crate) use register::{Made, creation, register};
pub use relying_party::{PasskeyFault, RelyingParty};
pub(crate) use sign_in::{answered, sign_in_request};

use domain::challenge::{Challenge, Proof};
use domain::registration::Enrolment;
use webauthn_rs::prelude::{Passkey, PublicKeyCredential, Uuid};

use crate::services::{Failure, Services};
use crate::store::{Change, PasskeyRow};

/// What a device is asked to sign this; alike for people and for names that lead nowhere.
pub(crate) fn request(services: &Services, asked: &[u8]) -> Result<String, Failure> {
    match services.relying_party() {
        Some(portal) => Ok(portal.request(asked)?),
        None => Ok(String::new()),
    }
}

/// Compares the answer of a device to what it was asked to sign, and counts its signature in `change`.
/// `person` is empty for a name that leads nowhere, which has no passkey.
pub(crate) async fn prove(
    services: &Services,
    change: &mut Change,
    asked: &[u8],
    person: &str,
    answer: &str,
) -> Result<Proof, Failure> {
    let Some(answer) = parsed::<PublicKeyCredential>(answer) else {
        return Ok(Proof::Incomplete);
    };
    let stored = find(services, &answer).await?;
    let Some(stored) = stored.filter(|stored| stored.person_id == person) else {
        return Ok(Proof::Wrong);
    };
    let right = is_signed(services, change, asked, &answer, &stored).await?;
    Ok(if right { Proof::Right } else { Proof::Wrong })
}

/// What a device signs for this turn of a reset.
pub(crate) fn signed_in_reset(services: &Services, challenge: &Challenge) -> [u8; 32] {
    let keys = &services.keys;
    keys.passkey_challenge("reset", &challenge.id, challenge.turn)
}

/// What it signs for this turn of an enrolment, where it is tried out.
pub(crate) fn signed_in_test(services: &Services, enrolment: &Enrolment) -> [u8; 32] {
    let keys = &services.keys;
    keys.passkey_challenge("test", &enrolment.id, enrolment.turn)
}

async fn find(
    services: &Services,
    answer: &PublicKeyCredential,
) -> Result<Option<PasskeyRow>, Failure> {
    let credential = credential_id(&answer.raw_id);
    Ok(services.store.passkey_of_credential(&credential).await?)
}

/// Whether the passkey signed this challenge, for this portal, after a look at its owner. Two signatures
/// with one count of the device are never both right.
async fn is_signed(
    services: &Services,
    change: &mut Change,
    challenge: &[u8],
    answer: &PublicKeyCredential,
    stored: &PasskeyRow,
) -> Result<bool, Failure> {
    let Some(portal) = services.relying_party() else {
        return Ok(false);
    };
    // Devices that keep the handle tell it: it is the owner's or the answer is somebody else's.
    let told = answer.response.user_handle.as_deref();
    let owner = handle(services, &stored.person_id);
    if told.is_some_and(|told| told != owner.as_bytes()) {
        return Ok(false);
    }
    let passkey: Passkey = serde_json::from_str(&stored.document)?;
    let Some(proven) = portal.proven(challenge, answer, &passkey)? else {
        return Ok(false);
    };
    let document = serde_json::to_string(&proven)?;
    let now = services.now();
    Ok(change.use_passkey(stored, &document, now).await?)
}

/// What devices keep of a person: a keyed hash of the id that never changes, never a name.
fn handle(services: &Services, person: &str) -> Uuid {
    Uuid::from_bytes(services.keys.passkey_owner(person))
}

/// As browsers write it, so that a row is found by what they send.
fn credential_id(raw: &[u8]) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(raw)
}

/// What a browser made of a credential; nothing for what is none by its form.
fn parsed<T: serde::de::DeserializeOwned>(answer: &str) -> Option<T> {
    serde_json::from_str(answer).ok()
}

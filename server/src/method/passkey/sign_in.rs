//! Signing in with a passkey and no name.
//!
//! The sign-in page is open to everybody, so its requests are kept nowhere: each carries a nonce, its end
//! and a keyed hash of both. What is kept is that one was answered.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::refusal::Refusal;
use domain::time::Timestamp;
use subtle::ConstantTimeEq;
use webauthn_rs::prelude::PublicKeyCredential;

use super::{find, is_signed, parsed};
use crate::services::{Failure, Services};
use crate::store::PasskeyRow;

/// A page may lie open for a while before its owner picks the passkey out of the name field.
const REQUEST_SECONDS: u32 = 900;

const NONCE: usize = 16;
const END: usize = 8;
const TAG: usize = 16;

/// Whose passkey answered, and whether rightly.
pub(crate) struct Answered {
    /// Nothing for a credential that nobody has.
    pub(crate) passkey: Option<PasskeyRow>,
    pub(crate) refusal: Option<Refusal>,
}

/// What the sign-in page asks any device; nothing where passkeys cannot be used.
pub(crate) fn sign_in_request(services: &Services) -> Result<Option<String>, Failure> {
    let Some(portal) = services.relying_party() else {
        return Ok(None);
    };
    let mut nonce = [0; NONCE];
    services.random.fill(&mut nonce);
    let end = services.now().plus_seconds(REQUEST_SECONDS);
    Ok(Some(portal.request(&sealed(services, nonce, end))?))
}

/// Compares an answer. Every request is good for one, right or wrong; an unknown credential is told the
/// same as a wrong signature.
pub(crate) async fn answered(services: &Services, answer: &str) -> Result<Answered, Failure> {
    let refused = |passkey, why| Answered {
        passkey,
        refusal: Some(why),
    };
    if answer.trim().is_empty() {
        return Ok(refused(None, Refusal::PasskeyMissing));
    }
    let Some(answer) = parsed::<PublicKeyCredential>(answer) else {
        return Ok(refused(None, Refusal::PasskeyWrong));
    };
    let request = claimed(&answer).filter(|request| is_ours(services, request));
    let Some(request) = request else {
        return Ok(refused(None, Refusal::PasskeyWrong));
    };
    let end = end_of(&request);
    if services.now() >= end {
        return Ok(refused(None, Refusal::PasskeyExpired));
    }
    let stored = find(services, &answer).await?;
    let mut change = services.store.begin().await?;
    let first = change
        .answer_request(&URL_SAFE_NO_PAD.encode(&request), end)
        .await?;
    let right = match &stored {
        // Without a handle nobody said who it is (WebAuthn section 7.2, step 6).
        Some(stored) if first && answer.response.user_handle.is_some() => {
            is_signed(services, &mut change, &request, &answer, stored).await?
        }
        _ => false,
    };
    change.commit().await?;
    Ok(Answered {
        passkey: stored,
        refusal: (!right).then_some(Refusal::PasskeyWrong),
    })
}

fn sealed(services: &Services, nonce: [u8; NONCE], end: Timestamp) -> Vec<u8> {
    let end = end.unix_ms().to_be_bytes();
    let tag = services.keys.passkey_request(&nonce, &end);
    [&nonce[..], &end, &tag[..TAG]].concat()
}

fn is_ours(services: &Services, request: &[u8]) -> bool {
    let Some((nonce, _)) = request.split_first_chunk::<NONCE>() else {
        return false;
    };
    let ours = sealed(services, *nonce, end_of(request));
    ours.ct_eq(request).into()
}

fn end_of(request: &[u8]) -> Timestamp {
    let end = request.get(NONCE..NONCE + END);
    let end = end.and_then(|bytes| bytes.try_into().ok());
    Timestamp::from_unix_ms(end.map_or(0, i64::from_be_bytes))
}

/// The challenge that an answer says it signed. The library compares it once more with what was signed.
fn claimed(answer: &PublicKeyCredential) -> Option<Vec<u8>> {
    let said: serde_json::Value = serde_json::from_slice(&answer.response.client_data_json).ok()?;
    URL_SAFE_NO_PAD
        .decode(said.get("challenge")?.as_str()?)
        .ok()
}

//! The relying party of WebAuthn (Level 3): what devices are asked, and whether what they say is so.
//!
//! The library draws challenges of its own and wants their state kept. Here a challenge belongs to a row
//! and its turn, and the state is made anew from it: nothing is stored that a replay could find.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reqwest::Url;
use serde::Serialize;
use serde::de::DeserializeOwned;
use webauthn_rs::prelude::{
    CreationChallengeResponse, CredentialID, DiscoverableAuthentication, DiscoverableKey, Passkey,
    PasskeyRegistration, PublicKeyCredential, RegisterPublicKeyCredential,
    RequestChallengeResponse, Uuid, WebauthnError,
};
use webauthn_rs::{Webauthn, WebauthnBuilder};
use webauthn_rs_proto::ResidentKeyRequirement;

use crate::delivery::link::Link;

/// This portal, as passkeys know it: by the host and origin of `public_url` alone.
pub struct RelyingParty(Webauthn);

/// The library could not do what is always possible. For operators.
#[derive(Debug, thiserror::Error)]
pub enum PasskeyFault {
    #[error("a passkey could not be asked for")]
    Library(#[from] WebauthnError),
    #[error("the state of a passkey is not readable")]
    State(#[from] serde_json::Error),
}

/// Whom a passkey is made for.
pub(crate) struct Owner<'a> {
    /// What the device keeps: says nothing about the person.
    pub(crate) handle: Uuid,
    /// Shown when one of several passkeys is chosen.
    pub(crate) user_name: &'a str,
    pub(crate) display_name: &'a str,
}

impl RelyingParty {
    /// `None` where `public_url` has a bare address for a host: browsers bind passkeys to names.
    pub fn of(portal: &Link, organisation: &str) -> Option<Self> {
        let url = Url::parse(portal.as_str()).ok()?;
        let host = url.domain()?.to_owned();
        let builder = WebauthnBuilder::new(&host, &url).ok()?;
        builder.rp_name(organisation).build().ok().map(Self)
    }

    /// What a browser hands to a device. It names no credential, so that it is alike for every name;
    /// devices offer what they keep for this portal.
    pub(crate) fn request(&self, challenge: &[u8]) -> Result<String, PasskeyFault> {
        let (asked, _) = self.asked(challenge)?;
        Ok(serde_json::to_string(&asked.public_key)?)
    }

    /// The passkey after a right signature; nothing after a wrong one.
    pub(crate) fn proven(
        &self,
        challenge: &[u8],
        answer: &PublicKeyCredential,
        stored: &Passkey,
    ) -> Result<Option<Passkey>, PasskeyFault> {
        let (_, state) = self.asked(challenge)?;
        let key = DiscoverableKey::from(stored);
        let Ok(result) = self
            .0
            .finish_discoverable_authentication_v2(answer, state, &key)
        else {
            return Ok(None);
        };
        let mut proven = stored.clone();
        let belongs = result.user_verified() && proven.update_credential(&result).is_some();
        Ok(belongs.then_some(proven))
    }

    /// What a browser hands to a device that is to make a passkey; those in `taken` make none.
    pub(crate) fn creation(
        &self,
        challenge: &[u8],
        owner: &Owner<'_>,
        taken: Vec<CredentialID>,
    ) -> Result<String, PasskeyFault> {
        let (asked, _) = self.wanted(challenge, owner, taken)?;
        Ok(serde_json::to_string(&asked.public_key)?)
    }

    /// The passkey that a device made; nothing when it is not what was asked for.
    pub(crate) fn made(
        &self,
        challenge: &[u8],
        owner: &Owner<'_>,
        taken: Vec<CredentialID>,
        answer: &RegisterPublicKeyCredential,
    ) -> Result<Option<Passkey>, PasskeyFault> {
        let (_, state) = self.wanted(challenge, owner, taken)?;
        Ok(self.0.finish_passkey_registration(answer, &state).ok())
    }

    fn asked(
        &self,
        challenge: &[u8],
    ) -> Result<(RequestChallengeResponse, DiscoverableAuthentication), PasskeyFault> {
        let (mut asked, state) = self.0.start_discoverable_authentication()?;
        asked.public_key.challenge = challenge.to_vec();
        asked.public_key.extensions = None;
        Ok((asked, of_challenge(&state, "ast", challenge)?))
    }

    /// A passkey that signs in without a name has to be discoverable.
    fn wanted(
        &self,
        challenge: &[u8],
        owner: &Owner<'_>,
        taken: Vec<CredentialID>,
    ) -> Result<(CreationChallengeResponse, PasskeyRegistration), PasskeyFault> {
        let (mut wanted, state) = self.0.start_passkey_registration(
            owner.handle,
            owner.user_name,
            owner.display_name,
            Some(taken),
        )?;
        wanted.public_key.challenge = challenge.to_vec();
        if let Some(chosen) = &mut wanted.public_key.authenticator_selection {
            chosen.resident_key = Some(ResidentKeyRequirement::Required);
            chosen.require_resident_key = true;
        }
        if let Some(extensions) = &mut wanted.public_key.extensions {
            extensions.uvm = None;
        }
        Ok((wanted, of_challenge(&state, "rs", challenge)?))
    }
}

/// The same state for another challenge. Should the library ever name its parts otherwise, the state
/// keeps the challenge that was drawn, and nothing is ever right.
fn of_challenge<T: Serialize + DeserializeOwned>(
    state: &T,
    part: &str,
    challenge: &[u8],
) -> Result<T, serde_json::Error> {
    let mut state = serde_json::to_value(state)?;
    state[part]["challenge"] = URL_SAFE_NO_PAD.encode(challenge).into();
    serde_json::from_value(state)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(public_url: &str) -> Option<RelyingParty> {
        RelyingParty::of(&Link::parse(public_url).unwrap(), "Wingtip Toys")
    }

    #[test]
    fn passkeys_are_bound_to_a_name_never_to_a_bare_address() {
        assert!(at("https://reset.example.com/portal").is_some());
        assert!(at("http://localhost:8080").is_some());
        assert!(at("http://127.0.0.1:8080").is_none());
        assert!(at("http://[::1]:8080").is_none());
    }

    #[test]
    fn a_request_asks_for_the_owner_and_names_no_credential() {
        let portal = at("https://reset.example.com").unwrap();
        let request = portal.request(&[7; 32]).unwrap();
        let request: serde_json::Value = serde_json::from_str(&request).unwrap();
        let expected = serde_json::json!({
            "challenge": URL_SAFE_NO_PAD.encode([7; 32]),
            "timeout": 300_000,
            "rpId": "reset.example.com",
            "allowCredentials": [],
            "userVerification": "required",
        });
        assert_eq!(request, expected);
    }

    #[test]
    fn a_new_passkey_is_discoverable_and_asks_for_its_owner() {
        let portal = at("https://reset.example.com").unwrap();
        let owner = Owner {
            handle: Uuid::from_bytes([9; 16]),
            user_name: "kim@wingtip.example",
            display_name: "Kim Akers",
        };
        let taken = vec![CredentialID::from(vec![1, 2, 3])];
        let wanted = portal.creation(&[7; 32], &owner, taken).unwrap();
        let wanted: serde_json::Value = serde_json::from_str(&wanted).unwrap();
        let chosen = &wanted["authenticatorSelection"];
        assert_eq!(chosen["residentKey"], "required");
        assert_eq!(chosen["requireResidentKey"], true);
        assert_eq!(chosen["userVerification"], "required");
        assert_eq!(wanted["rp"]["id"], "reset.example.com");
        assert_eq!(wanted["user"]["id"], URL_SAFE_NO_PAD.encode([9; 16]));
        assert_eq!(wanted["excludeCredentials"][0]["id"], "AQID");
        assert_eq!(wanted["attestation"], "none");
    }
}

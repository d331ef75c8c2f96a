//! Keys derived from the one secret of an installation.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Key, KeyInit, Nonce};
use domain::questions::Answer;
use domain::secret::{Code, CodeDigest, Secret};
use domain::time::Timestamp;
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};

use crate::clock::Random;

/// Keyed hashes and encryption. Each use has a key of its own.
pub struct Keys {
    code: [u8; 32],
    name: [u8; 32],
    passkey: [u8; 32],
    outbox: ChaCha20Poly1305,
}

/// A sealed text that is not ours, or was changed.
#[derive(Debug, thiserror::Error)]
#[error("a sealed message cannot be opened: was the secret key changed?")]
pub struct SealBroken;

impl Keys {
    /// Derives all keys from the installation's secret (32 bytes).
    pub fn derive(secret: &[u8; 32]) -> Self {
        let key = |purpose: &str| mac(secret, &[purpose.as_bytes()]);
        Self {
            code: key("regain one-time code"),
            name: key("regain name"),
            passkey: key("regain passkey"),
            outbox: ChaCha20Poly1305::new(&Key::from(key("regain outbox"))),
        }
    }

    /// What is stored of a code: useless in any other challenge.
    pub fn code_digest(&self, challenge: &str, code: &Code) -> CodeDigest {
        CodeDigest::new(mac(
            &self.code,
            &[challenge.as_bytes(), code.expose().as_bytes()],
        ))
    }

    /// What is stored of a helpdesk pass: worth nothing for another person.
    pub fn pass_digest(&self, person: &str, code: &Code) -> [u8; 32] {
        let parts = ["helpdesk pass", person, code.expose()];
        mac(&self.code, &parts.map(str::as_bytes))
    }

    /// What is hashed of an answer: worth nothing for another person, or without the key.
    pub fn answer(&self, person: &str, answer: &Answer) -> Secret {
        let text = answer.secret().expose().as_bytes();
        let parts = [b"answer".as_slice(), person.as_bytes(), text];
        Secret::new(STANDARD_NO_PAD.encode(mac(&self.code, &parts)))
    }

    /// What a passkey is asked to sign: worth nothing for another purpose, row or turn.
    pub fn passkey_challenge(&self, purpose: &str, row: &str, turn: u32) -> [u8; 32] {
        let turn = turn.to_be_bytes();
        mac(&self.passkey, &[purpose.as_bytes(), row.as_bytes(), &turn])
    }

    /// Marks a request of the sign-in page as ours.
    pub fn passkey_request(&self, nonce: &[u8], end: &[u8]) -> [u8; 32] {
        mac(&self.passkey, &[b"sign-in", nonce, end])
    }

    /// What a device keeps of the owner of a passkey, in place of the id.
    pub fn passkey_owner(&self, person: &str) -> [u8; 16] {
        let digest = mac(&self.passkey, &[b"owner", person.as_bytes()]);
        let mut handle = [0; 16];
        handle.copy_from_slice(&digest[..16]);
        handle
    }

    /// The stable hash of a name that decoys are drawn from and unknown names are counted under.
    pub fn name_digest(&self, tenant: &str, account: &str) -> [u8; 32] {
        mac(&self.name, &[tenant.as_bytes(), account.as_bytes()])
    }

    /// Decides in which order somebody's questions are asked: the same in all resets until one has set a
    /// new password, so that beginning anew leads to no others. `since` is when the last one was set.
    pub fn order_of_questions(&self, subject: &str, since: Option<Timestamp>) -> u64 {
        let since = since.map_or(0, Timestamp::unix_ms).to_be_bytes();
        let digest = mac(&self.name, &[b"questions", subject.as_bytes(), &since]);
        let (seed, _) = digest.split_at(8);
        seed.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte))
    }

    /// Encrypts a text for one row: it opens nowhere else.
    ///
    /// # Errors
    /// [`SealBroken`] never in practice; the cipher's signature has it.
    pub fn seal(&self, row: &str, text: &[u8], random: &dyn Random) -> Result<String, SealBroken> {
        let mut nonce = [0u8; 12];
        random.fill(&mut nonce);
        let payload = Payload {
            msg: text,
            aad: row.as_bytes(),
        };
        let sealed = self
            .outbox
            .encrypt(&Nonce::from(nonce), payload)
            .map_err(|_| SealBroken)?;
        Ok(STANDARD_NO_PAD.encode([nonce.as_slice(), &sealed].concat()))
    }

    /// Opens what [`Keys::seal`] made for the same row.
    ///
    /// # Errors
    /// [`SealBroken`] when it is of another row, key, or was changed.
    pub fn open(&self, row: &str, sealed: &str) -> Result<Vec<u8>, SealBroken> {
        let bytes = STANDARD_NO_PAD.decode(sealed).map_err(|_| SealBroken)?;
        let (nonce, sealed) = bytes.split_first_chunk::<12>().ok_or(SealBroken)?;
        let payload = Payload {
            msg: sealed,
            aad: row.as_bytes(),
        };
        self.outbox
            .decrypt(&Nonce::from(*nonce), payload)
            .map_err(|_| SealBroken)
    }
}

/// The hash under which a random token is stored.
pub fn token_hash(token: &[u8]) -> String {
    hex(&Sha256::digest(token))
}

/// Two lower-case digits for each byte.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// HMAC-SHA-256 (RFC 2104) over parts, each preceded by its length so that none can run into the next.
#[expect(clippy::expect_used, reason = "HMAC takes keys of any length")]
fn mac(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    let mut mac =
        <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(key).expect("any key length is fine");
    for part in parts {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SystemRandom;

    fn keys() -> Keys {
        Keys::derive(&[7; 32])
    }

    #[test]
    fn a_code_is_worth_nothing_in_another_challenge() {
        let code = Code::new("123456");
        assert!(
            keys()
                .code_digest("a", &code)
                .matches(&keys().code_digest("a", &code))
        );
        assert!(
            !keys()
                .code_digest("a", &code)
                .matches(&keys().code_digest("b", &code))
        );
    }

    #[test]
    fn a_sealed_text_opens_in_its_own_row_only() {
        let sealed = keys().seal("row", b"text", &SystemRandom).unwrap();
        assert_eq!(keys().open("row", &sealed).unwrap(), b"text");
        assert!(keys().open("other", &sealed).is_err());
        assert!(Keys::derive(&[8; 32]).open("row", &sealed).is_err());
        assert!(keys().open("row", "").is_err());
        assert!(!sealed.contains("text"));
    }

    #[test]
    fn parts_cannot_run_into_each_other() {
        assert_ne!(keys().name_digest("ab", "c"), keys().name_digest("a", "bc"));
    }
}

//! Codes of an authenticator app (TOTP, RFC 6238): SHA-1, six digits, 30 seconds, which is what every
//! app understands. The step before and the one after count too, because clocks differ.

use async_trait::async_trait;
use domain::secret::Code;
use domain::time::Timestamp;
use totp_rs::Builder;
use zeroize::Zeroizing;

use super::Way;
use crate::clock::Random;
use crate::keys::{Keys, SealBroken};
use crate::services::{Failure, Services};
use crate::store::Change;

/// Bytes of a shared secret (RFC 4226 section 4 asks for 20).
pub const SECRET_BYTES: usize = 20;

pub(super) struct Totp;

#[async_trait]
impl Way for Totp {
    /// Compares the code to all authenticators of a person; the step of a right one is used up.
    async fn prove(
        &self,
        services: &Services,
        change: &mut Change,
        person: &str,
        typed: &Code,
    ) -> Result<bool, Failure> {
        for authenticator in services.store.authenticators(person).await? {
            let secret = open(&services.keys, &authenticator.id, &authenticator.sealed)?;
            if let Some(step) = step_of(&secret, typed, services.now())
                && change.use_step(&authenticator.id, step).await?
            {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// The time step that a code belongs to, if it is one of those that count now.
pub fn step_of(secret: &[u8], typed: &Code, now: Timestamp) -> Option<i64> {
    let seconds = u64::try_from(now.unix_ms() / 1000).ok()?;
    let step = totp(secret)?.check(typed.expose(), seconds)?;
    i64::try_from(step).ok()
}

/// What an app takes over: as a link for a QR code, and as the key for those who type.
pub(crate) struct Handover {
    /// `otpauth://…` with the secret in it.
    pub(crate) link: Zeroizing<String>,
    /// Base32.
    pub(crate) key: Zeroizing<String>,
}

/// How an app is told a secret; it lists the account under the organisation's name.
pub(crate) fn handover(secret: &[u8], organisation: &str, user_name: &str) -> Option<Handover> {
    // A colon parts the two in the link's label.
    let issuer = organisation.replace(':', " ");
    let totp = Builder::new()
        .with_secret(secret.to_vec())
        .with_issuer(Some(issuer))
        .with_account_name(user_name.replace(':', " "))
        .build()
        .ok()?;
    Some(Handover {
        link: Zeroizing::new(totp.to_url().ok()?),
        key: Zeroizing::new(totp_rs::Secret::from(secret.to_vec()).to_base32()),
    })
}

fn totp(secret: &[u8]) -> Option<totp_rs::Totp> {
    Builder::new().with_secret(secret.to_vec()).build().ok()
}

/// Encrypts a shared secret for the row of its authenticator.
///
/// # Errors
/// [`SealBroken`] never in practice.
pub fn seal(
    keys: &Keys,
    id: &str,
    secret: &[u8],
    random: &dyn Random,
) -> Result<String, SealBroken> {
    keys.seal(&row(id), secret, random)
}

/// The shared secret of an authenticator's row.
///
/// # Errors
/// [`SealBroken`] when it was changed or belongs to another row.
pub fn open(keys: &Keys, id: &str, sealed: &str) -> Result<Zeroizing<Vec<u8>>, SealBroken> {
    keys.open(&row(id), sealed).map(Zeroizing::new)
}

/// No message of the outbox has such an id.
fn row(id: &str) -> String {
    format!("authenticator/{id}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238 appendix B: the SHA-1 vectors, of which apps show the last six digits.
    const SECRET: &[u8] = b"12345678901234567890";
    const VECTORS: [(i64, &str); 6] = [
        (59, "287082"),
        (1_111_111_109, "081804"),
        (1_111_111_111, "050471"),
        (1_234_567_890, "005924"),
        (2_000_000_000, "279037"),
        (20_000_000_000, "353130"),
    ];

    fn step(seconds: i64, code: &str) -> Option<i64> {
        let now = Timestamp::from_unix_ms(seconds * 1000);
        step_of(SECRET, &Code::new(code), now)
    }

    #[test]
    fn the_codes_of_the_rfc_are_right() {
        for (seconds, code) in VECTORS {
            assert_eq!(step(seconds, code), Some(seconds / 30), "{code}");
        }
    }

    #[test]
    fn a_code_counts_one_step_early_and_one_step_late_and_no_longer() {
        let (seconds, code) = VECTORS[1];
        let step_of_code = seconds / 30;
        for (distance, counts) in [(-2, false), (-1, true), (0, true), (1, true), (2, false)] {
            let then = (step_of_code + distance) * 30;
            assert_eq!(step(then, code).is_some(), counts, "{distance}");
        }
    }

    #[test]
    fn an_app_is_told_who_and_where() {
        let told = handover(SECRET, "Wingtip: Toys", "kim@wingtip.example").unwrap();
        let label = "otpauth://totp/Wingtip%20%20Toys:kim%40wingtip.example";
        assert!(told.link.starts_with(label), "{}", *told.link);
        assert!(told.link.contains(&*told.key));
        assert_eq!(&*told.key, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    }

    #[test]
    fn what_is_no_code_is_not_right() {
        for typed in ["", "28708", "2870822", "abcdef", "２８７０８２"] {
            assert_eq!(step(59, typed), None, "{typed}");
        }
    }
}

//! The secret of an authenticator as an app takes it over: a QR code, and a key to type.

use app::ports::{AuthenticatorHandover, Modules};
use domain::registration::NewSecret;
use domain::secret::Secret;
use qrcode::{Color, EcLevel, QrCode};
use zeroize::Zeroizing;

use super::SetupDesk;
use super::load::Somebody;
use crate::method::totp;
use crate::services::Failure;

impl SetupDesk {
    /// A fresh secret, readable by this server alone.
    pub(super) fn new_secret(&self) -> Result<NewSecret, Failure> {
        let services = &self.services;
        let id = services.random.uuid();
        let mut secret = Zeroizing::new([0; totp::SECRET_BYTES]);
        services.random.fill(&mut *secret);
        let sealed = totp::seal(&services.keys, &id, &*secret, &*services.random)?;
        Ok(NewSecret { id, sealed })
    }

    pub(super) fn handover(
        &self,
        secret: &NewSecret,
        somebody: &Somebody,
    ) -> Result<Option<AuthenticatorHandover>, Failure> {
        let bytes = totp::open(&self.services.keys, &secret.id, &secret.sealed)?;
        let told = totp::handover(&bytes, &somebody.tenant.name, &somebody.person.user_name);
        Ok(told.and_then(|told| {
            Some(AuthenticatorHandover {
                modules: modules(&told.link)?,
                link: Secret::new(told.link.as_str()),
                key: Secret::new(grouped(&told.key)),
            })
        }))
    }
}

/// In groups of four, which are easier to copy.
fn grouped(key: &str) -> String {
    let letters: Vec<char> = key.chars().collect();
    let groups: Vec<String> = letters
        .chunks(4)
        .map(|four| four.iter().collect())
        .collect();
    groups.join(" ")
}

/// The dark modules of a QR code as one path, a rectangle for each run of them in a row.
fn modules(text: &str) -> Option<Modules> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let (width, colors) = (code.width(), code.to_colors());
    let mut path = String::new();
    for (y, row) in colors.chunks(width).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a == b) {
            if run[0] == Color::Dark {
                let length = run.len();
                path.push_str(&format!("M{x} {y}h{length}v1h-{length}z"));
            }
            x += run.len();
        }
    }
    Some(Modules {
        width,
        path: Secret::new(path),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dark_module_is_in_the_path() {
        let drawn = modules("otpauth://totp/x?secret=GEZDGNBV").unwrap();
        let code =
            QrCode::with_error_correction_level("otpauth://totp/x?secret=GEZDGNBV", EcLevel::M);
        let dark = code
            .unwrap()
            .to_colors()
            .into_iter()
            .filter(|c| *c == Color::Dark);
        let runs = drawn.path.expose().split('M').skip(1);
        let length = |run: &str| {
            let text = run.split('h').nth(1).unwrap().trim_end_matches("v1");
            text.parse::<usize>().unwrap()
        };
        assert_eq!(runs.map(length).sum::<usize>(), dark.count());
    }

    #[test]
    fn a_key_is_shown_in_groups_of_four() {
        assert_eq!(grouped("GEZDGNBVGY"), "GEZD GNBV GY");
    }
}

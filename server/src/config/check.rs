//! What must hold between the keys before the server may start.

mod voice;

use std::path::PathBuf;

use super::{Config, MailOut, TextOut, VoiceOut};
use crate::delivery::hop::is_loopback;
use crate::delivery::link::Link;
use crate::delivery::moment::Moment;
use domain::time::Timestamp;

/// Why a configuration is not accepted. Names keys, never values that could be secrets.
#[derive(Debug, thiserror::Error)]
pub enum ConfigFault {
    #[error(
        "there is no configuration file {0}: copy server/regain.example.toml, or start with --demo"
    )]
    NoFile(PathBuf),
    #[error("configuration: {0}")]
    Key(String),
    #[error("configuration key `{key}`: cannot read {path}: {reason}")]
    File {
        key: String,
        path: PathBuf,
        reason: String,
    },
    #[error("configuration key `{key}`: {reason}")]
    Value { key: &'static str, reason: String },
}

impl ConfigFault {
    /// What figment found, without the places in our source that it would name.
    pub(super) fn key(error: &figment::Error) -> Self {
        let path = error.path.join(".");
        let kind = &error.kind;
        Self::Key(if path.is_empty() {
            kind.to_string()
        } else {
            format!("{path}: {kind}")
        })
    }
}

pub(super) fn check(config: &Config) -> Result<(), ConfigFault> {
    let url = Link::parse(&config.public_url).map_err(|e| value("public_url", &e.to_string()))?;
    let is_https = config.public_url.starts_with("https:");
    let on_this_machine = is_loopback(url.host());
    if !is_https && !on_this_machine {
        return Err(value(
            "public_url",
            "must begin with https:// (http is for this machine only)",
        ));
    }
    let folders = matches!(config.mail, MailOut::Folder(_))
        || matches!(config.text, TextOut::Folder(_))
        || matches!(config.voice, Some(VoiceOut::Folder(_)));
    if (folders || config.demo) && is_https && !on_this_machine {
        return Err(value(
            "public_url",
            "is a public address, but messages would go into a folder (or this is the demo): \
             set up [mail.smtp], [text.…] and [voice.…]",
        ));
    }
    if let Some(way) = &config.voice {
        voice::check(way)?;
    }
    if config.tenants.is_empty() {
        return Err(value("tenants", "needs at least one [[tenants]]"));
    }
    for tenant in &config.tenants {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if tenant.id.is_empty() || !tenant.id.chars().all(plain) {
            return Err(value("tenants.id", "is a word of a-z, 0-9 and -"));
        }
        if tenant.domains.is_empty() {
            return Err(value("tenants.domains", "needs at least one domain"));
        }
    }
    hex_key(config.secret_key.expose()).ok_or_else(secret_key_fault)?;
    Moment::new(Timestamp::from_unix_ms(0), &config.time_zone)
        .map_err(|e| value("time_zone", &e.to_string()))?;
    Ok(())
}

pub(super) fn secret_key_fault() -> ConfigFault {
    value(
        "secret_key",
        "is 64 hexadecimal digits, as `openssl rand -hex 32` prints them",
    )
}

pub(super) fn hex_key(text: &str) -> Option<[u8; 32]> {
    let mut key = [0u8; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (i, byte) in key.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * i..2 * i + 2], 16).ok()?;
    }
    Some(key)
}

fn value(key: &'static str, reason: &str) -> ConfigFault {
    ConfigFault::Value {
        key,
        reason: reason.to_owned(),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use domain::secret::Secret;

    use super::*;

    pub(super) fn text(public_url: &str, extra: &str) -> String {
        format!(
            "public_url = \"{public_url}\"\nsecret_key = \"{}\"\n\
             mail.folder.path = \"x\"\ntext.folder.path = \"x\"\n{extra}\n\
             [[tenants]]\nid = \"w\"\nname = \"W\"\ndomains = [\"w.example\"]\n",
            "ab".repeat(32)
        )
    }

    pub(super) fn load(text: &str) -> Result<Config, String> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("regain.toml");
        std::fs::write(&file, text).unwrap();
        Config::load(&file).map_err(|e| e.to_string())
    }

    #[test]
    fn a_folder_is_no_way_out_for_a_public_address() {
        assert!(load(&text("http://127.0.0.1:8080", "")).is_ok());
        assert!(load(&text("https://localhost", "")).is_ok());
        let fault = load(&text("https://reset.example.com", "")).unwrap_err();
        assert!(
            fault.contains("public_url") && fault.contains("folder"),
            "{fault}"
        );
    }

    #[test]
    fn a_public_address_without_tls_is_refused() {
        assert!(
            load(&text("http://reset.example.com", ""))
                .unwrap_err()
                .contains("https")
        );
    }

    #[test]
    fn an_unknown_key_is_refused_by_name() {
        assert!(
            load(&text("http://localhost", "colour = 1"))
                .unwrap_err()
                .contains("colour")
        );
    }

    #[test]
    fn a_missing_public_url_is_named() {
        let without = text("x", "").lines().skip(1).collect::<Vec<_>>().join("\n");
        assert!(load(&without).unwrap_err().contains("public_url"));
    }

    #[test]
    fn a_bad_secret_is_not_repeated() {
        let bad = text("http://localhost", "").replace("abab", "zzzz");
        let fault = load(&bad).unwrap_err();
        assert!(
            fault.contains("secret_key") && !fault.contains("zzzz"),
            "{fault}"
        );
    }

    #[test]
    fn a_secret_comes_from_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let key = folder.path().join("key");
        std::fs::write(&key, format!("{}\n", "cd".repeat(32))).unwrap();
        let by_file = text("http://localhost", "").replace(
            &format!("\"{}\"", "ab".repeat(32)),
            &format!("{{ file = \"{}\" }}", key.display()),
        );
        assert_eq!(load(&by_file).unwrap().secret_bytes().unwrap(), [0xcd; 32]);
        std::fs::remove_file(&key).unwrap();
        assert!(load(&by_file).unwrap_err().contains("secret_key"));
    }

    #[test]
    fn the_demo_needs_no_file() {
        let config =
            Config::demo(std::path::Path::new("data"), &Secret::new("ab".repeat(32))).unwrap();
        assert!(config.demo && matches!(config.mail, MailOut::Folder(_)));
    }
}

//! The configuration: one TOML file, then `REGAIN_…` variables. `server/regain.example.toml` documents
//! every key.

mod check;
mod file_values;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use domain::secret::Secret;
use figment::Figment;
use figment::providers::{Env, Format, Toml};
use ipnet::IpNet;
use serde::Deserialize;

use crate::delivery::folder::FolderSettings;
use crate::delivery::gateway::GatewaySettings;
use crate::delivery::smtp::SmtpSettings;
use crate::delivery::twilio::TwilioSettings;
use crate::delivery::twilio::call::TwilioCallSettings;
use crate::passwords::HashCost;
use crate::voice::sip::SipSettings;

pub use check::ConfigFault;

/// Everything that an operator decides once per installation.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The address people type: the only source of links. Required outside the demo.
    pub public_url: String,
    #[serde(default = "listen")]
    pub listen: SocketAddr,
    /// `sqlite:PATH` or `postgres://…`.
    #[serde(default = "database_url")]
    pub database_url: Secret,
    /// 64 hexadecimal digits that every key is derived from.
    pub secret_key: Secret,
    /// IANA name; mails tell the time in it.
    #[serde(default = "time_zone")]
    pub time_zone: String,
    /// Networks whose `X-Forwarded-For` is believed.
    #[serde(default)]
    pub trusted_proxies: Vec<IpNet>,
    #[serde(default)]
    pub log: LogFormat,
    /// How long running requests may take once the server is told to stop.
    #[serde(default = "shutdown_seconds")]
    pub shutdown_seconds: u16,
    #[serde(default)]
    pub hashing: HashCost,
    pub mail: MailOut,
    pub text: TextOut,
    /// The way to call people; without it no method calls.
    pub voice: Option<VoiceOut>,
    /// The organisations; the first one is that of bare user names.
    pub tenants: Vec<TenantConfig>,
    /// Set by `--demo` alone.
    #[serde(skip)]
    pub demo: bool,
}

/// One organisation.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TenantConfig {
    /// A short word that never changes.
    pub id: String,
    pub name: String,
    /// What stands behind the `@` of its user names.
    pub domains: Vec<String>,
    /// What stands before the backslash in `WINGTIP\kim`.
    pub legacy_name: Option<String>,
    /// A PNG or JPEG of at most 64 KiB that mails carry.
    pub logo: Option<PathBuf>,
}

/// The way out for mails.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum MailOut {
    Smtp(SmtpSettings),
    /// Development only.
    Folder(FolderSettings),
}

/// The way out for text messages.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum TextOut {
    Twilio(TwilioSettings),
    Gateway(Box<GatewaySettings>),
    /// Development only.
    Folder(FolderSettings),
}

/// The way to call people.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum VoiceOut {
    Twilio(TwilioCallSettings),
    Sip(Box<SipSettings>),
    /// Development only.
    Folder(FolderSettings),
}

impl VoiceOut {
    /// The folder of what is said, where the portal says it.
    pub fn prompts(&self) -> Option<&Path> {
        match self {
            Self::Twilio(settings) => Some(&settings.prompts),
            Self::Sip(settings) => Some(&settings.prompts),
            Self::Folder(_) => None,
        }
    }
}

/// How log lines look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    #[default]
    Text,
    Json,
}

fn listen() -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], 8080))
}

fn database_url() -> Secret {
    Secret::new("sqlite:data/regain.db")
}

fn time_zone() -> String {
    "UTC".to_owned()
}

const fn shutdown_seconds() -> u16 {
    20
}

/// Variables that other commands use and that are no keys of the file.
const NOT_KEYS: [&str; 4] = ["config", "bin", "site", "log_filter"];

fn variables() -> Env {
    Env::prefixed("REGAIN_")
        .ignore(&NOT_KEYS)
        .filter(|key| !key.starts_with("test_"))
        .split("__")
}

impl Config {
    /// Reads the file and the variables.
    ///
    /// # Errors
    /// [`ConfigFault`] names the key and says what would be right; it never holds a value.
    pub fn load(file: &Path) -> Result<Self, ConfigFault> {
        if !file.exists() {
            return Err(ConfigFault::NoFile(file.to_path_buf()));
        }
        Self::read(Figment::from(Toml::file_exact(file)), None)
    }

    /// The configuration of the demo: everything inside `folder`, nothing leaves this machine.
    ///
    /// # Errors
    /// [`ConfigFault`] when a variable is wrong, or the address is not one for a demo.
    pub fn demo(folder: &Path, secret_key: &Secret) -> Result<Self, ConfigFault> {
        let path = |name: &str| folder.join(name).display().to_string();
        let outbox = toml::Value::String(path("outbox"));
        let text = format!(
            "public_url = \"http://127.0.0.1:8080\"\n\
             database_url = {database}\n\
             mail.folder.path = {outbox}\n\
             text.folder.path = {outbox}\n\
             [[tenants]]\n\
             id = \"wingtip\"\n\
             name = \"Wingtip Toys\"\n\
             domains = [\"wingtip.example\"]\n\
             legacy_name = \"WINGTIP\"\n",
            database = toml::Value::String(format!("sqlite:{}", path("regain.db"))),
        );
        let base = Figment::from(Toml::string(&text)).merge(("secret_key", secret_key.expose()));
        // Calls may go out for real: that needs no account with anybody, only a telephone.
        let base = match Figment::from(variables()).find_value("voice") {
            Ok(_) => base,
            Err(_) => base.merge(("voice.folder.path", path("outbox"))),
        };
        Self::read(base, Some(folder))
    }

    fn read(base: Figment, demo: Option<&Path>) -> Result<Self, ConfigFault> {
        let merged = base.merge(variables());
        let mut config: Self = file_values::resolved(&merged)?
            .extract()
            .map_err(|e| ConfigFault::key(&e))?;
        config.demo = demo.is_some();
        check::check(&config)?;
        Ok(config)
    }

    /// The secret as bytes.
    ///
    /// # Errors
    /// [`ConfigFault::Value`] when it is not 64 hexadecimal digits.
    pub fn secret_bytes(&self) -> Result<[u8; 32], ConfigFault> {
        check::hex_key(self.secret_key.expose()).ok_or_else(check::secret_key_fault)
    }
}

//! Mail over SMTP: encrypted and signed in, or not at all.

use std::path::PathBuf;
use std::time::Duration;

use async_trait::async_trait;
use domain::secret::Secret;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use serde::Deserialize;

use super::hop::{ca_fault, is_loopback, read_ca, root_cause};
use super::message::Message;
use super::{Carrier, DeliveryFault, Receipt, SettingsFault, plain_key};

mod envelope;

/// The mail server and how to speak to it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SmtpSettings {
    pub host: String,
    /// Default: 465 for `tls`, 587 for `starttls`, 25 for `none`.
    pub port: Option<u16>,
    #[serde(default)]
    pub security: Security,
    pub login: Option<Login>,
    /// Mailbox in `From` and in the envelope; its domain ends the `Message-ID`.
    pub from: String,
    /// PEM file with certificates to trust besides those of the operating system.
    pub ca_file: Option<PathBuf>,
}

/// How the connection is protected.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Security {
    /// TLS from the first byte (RFC 8314).
    #[default]
    Tls,
    /// STARTTLS, and nothing at all when the server does not offer it.
    Starttls,
    /// In clear: only to this machine.
    None,
}

/// The account at the mail server.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Login {
    pub username: String,
    pub password: Secret,
}

/// Hands mails to one SMTP server, one connection for each.
pub struct SmtpCarrier {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Address,
}

const ONE_COMMAND: Duration = Duration::from_secs(20);
const WHOLE_MAIL: Duration = Duration::from_secs(60);

impl SmtpCarrier {
    /// Checks the settings; connects to nothing yet.
    ///
    /// # Errors
    /// When the settings contradict themselves or a file of certificates cannot be read.
    pub fn new(settings: &SmtpSettings) -> Result<Self, SettingsFault> {
        let from = settings.from.parse().map_err(|_| SettingsFault::Value {
            key: "from",
            reason: "it is not the address of a mailbox".to_owned(),
        })?;
        let (tls, default_port) = match settings.security {
            Security::Tls => (Tls::Wrapper(parameters(settings)?), 465),
            Security::Starttls => (Tls::Required(parameters(settings)?), 587),
            Security::None if is_loopback(&settings.host) => (Tls::None, 25),
            Security::None => return Err(SettingsFault::Clear { key: "security" }),
        };
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&settings.host)
            .port(settings.port.unwrap_or(default_port))
            .timeout(Some(ONE_COMMAND))
            .tls(tls);
        if let Some(login) = &settings.login {
            let password = login.password.expose().to_owned();
            builder = builder
                .credentials(Credentials::new(login.username.clone(), password))
                .authentication(vec![Mechanism::Plain, Mechanism::Login]);
        }
        Ok(Self {
            transport: builder.build(),
            from,
        })
    }
}

fn parameters(settings: &SmtpSettings) -> Result<TlsParameters, SettingsFault> {
    let mut builder = TlsParameters::builder(settings.host.clone());
    if let Some(path) = &settings.ca_file {
        let certificates =
            Certificate::from_pem(&read_ca(path)?).map_err(|e| ca_fault(path, &root_cause(&e)))?;
        builder = builder.add_root_certificate(certificates);
    }
    builder
        .build()
        .map_err(|e| SettingsFault::Tls(root_cause(&e)))
}

#[async_trait]
impl Carrier for SmtpCarrier {
    async fn carry(&self, key: &str, message: &Message) -> Result<Receipt, DeliveryFault> {
        let Message::Mail(mail) = message else {
            return Err(DeliveryFault::permanent("SMTP carries mails only"));
        };
        let reference = format!("<{}@{}>", plain_key(key)?, self.from.domain());
        let letter = envelope::letter(mail, &self.from, &reference)?;
        // Timed out after the data, the mail may have been taken: the next try has the same Message-ID.
        match tokio::time::timeout(WHOLE_MAIL, self.transport.send(letter)).await {
            Err(_) => Err(DeliveryFault::transient(
                "the mail server did not finish in time",
            )),
            Ok(Err(error)) => Err(fault(&error)),
            Ok(Ok(_)) => Ok(Receipt { reference }),
        }
    }
}

/// Tells what went wrong by codes: the text of an SMTP reply often repeats the recipient.
fn fault(error: &lettre::transport::smtp::Error) -> DeliveryFault {
    if let Some(code) = error.status() {
        let text = format!("the mail server answered {code}{}", meaning(code.into()));
        return if error.is_permanent() {
            DeliveryFault::permanent(text)
        } else {
            DeliveryFault::transient(text)
        };
    }
    if error.is_client() {
        return DeliveryFault::permanent(format!(
            "mail was not handed over: {}",
            root_cause(error)
        ));
    }
    if error.is_response() {
        return DeliveryFault::transient("the mail server gave an answer that is not SMTP");
    }
    if error.is_timeout() {
        return DeliveryFault::transient("the mail server did not answer in time");
    }
    DeliveryFault::transient(format!(
        "no connection to the mail server: {}",
        root_cause(error)
    ))
}

/// The codes that an operator meets most (RFC 5321, RFC 4954).
fn meaning(code: u16) -> &'static str {
    match code {
        421 => " (it is shutting down or full)",
        450 | 451 => " (try later: greylisting or a local error)",
        452 => " (out of space)",
        454 | 530 | 535 => " (sign-in refused: check login and security)",
        550 => " (mailbox unknown or sending not allowed)",
        552 => " (mailbox full)",
        554 => " (refused by its policy)",
        _ => "",
    }
}

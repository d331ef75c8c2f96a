//! The real mail server of the tests: `tests/peers/smtp_sink.py` under aiosmtpd.

use std::path::PathBuf;
use std::process::Command;

use serde::Deserialize;
use serde_json::Value;
use server::delivery::smtp::{Login, Security, SmtpSettings};

use crate::certificates::Certificates;
use crate::peer::{Peer, script};

pub(crate) struct MailServer {
    peer: Peer,
    certificates: Certificates,
    ports: Ports,
}

#[derive(Deserialize)]
struct Ports {
    starttls: u16,
    tls: u16,
    clear: u16,
}

/// A mail as the server took it.
#[derive(Deserialize)]
pub(crate) struct Taken {
    pub(crate) sender: String,
    pub(crate) recipients: Vec<String>,
    pub(crate) encrypted: bool,
    pub(crate) authenticated: bool,
    headers: Vec<(String, String)>,
    pub(crate) structure: Vec<String>,
    pub(crate) defects: Vec<String>,
    pub(crate) plain: Vec<String>,
    pub(crate) html: Vec<String>,
    /// Content-ID and hexadecimal bytes.
    pub(crate) images: Vec<(String, String)>,
}

impl Taken {
    /// The values of all headers of that name.
    pub(crate) fn header(&self, name: &str) -> Vec<&str> {
        let same = |(found, _): &&(String, String)| found.eq_ignore_ascii_case(name);
        self.headers
            .iter()
            .filter(same)
            .map(|(_, value)| value.as_str())
            .collect()
    }
}

impl MailServer {
    pub(crate) fn start() -> Self {
        let certificates = Certificates::new();
        let python = std::env::var("REGAIN_TEST_PYTHON").unwrap_or_else(|_| "python3".to_owned());
        let mut command = Command::new(python);
        command
            .arg(script("smtp_sink.py"))
            .arg(certificates.certificate())
            .arg(certificates.key());
        let peer = Peer::start(command, INSTALL);
        let first = peer.line_with("");
        let ports = serde_json::from_str(&first)
            .unwrap_or_else(|_| panic!("no mail server ({first}): {INSTALL}"));
        Self {
            peer,
            certificates,
            ports,
        }
    }

    /// Settings that work; tests spoil one thing in them.
    pub(crate) fn settings(&self, security: Security) -> SmtpSettings {
        let port = match security {
            Security::Tls => self.ports.tls,
            Security::Starttls => self.ports.starttls,
            Security::None => self.ports.clear,
        };
        SmtpSettings {
            host: "localhost".to_owned(),
            port: Some(port),
            security,
            login: Some(login("S3cret! pass")),
            from: "portal@regain.example".to_owned(),
            ca_file: Some(self.ca()),
        }
    }

    /// STARTTLS is required of the port that does not offer it.
    pub(crate) fn settings_of_downgrade(&self) -> SmtpSettings {
        SmtpSettings {
            port: Some(self.ports.clear),
            ..self.settings(Security::Starttls)
        }
    }

    pub(crate) fn ca(&self) -> PathBuf {
        self.certificates.ca()
    }

    /// The next mail that the server took.
    pub(crate) fn mail(&self) -> Taken {
        let line = self.peer.line_with(r#""event": "mail""#);
        serde_json::from_str(&line).expect("the peer describes mails so")
    }

    /// Everything that happened until the next conversation was over, by the name of the event.
    pub(crate) fn conversation(&self) -> Vec<String> {
        let mut events = Vec::new();
        loop {
            let event: Value = serde_json::from_str(&self.peer.line_with("event")).expect("JSON");
            let name = event["event"].as_str().expect("a name").to_owned();
            if name == "closed" {
                return events;
            }
            events.push(name);
        }
    }
}

const INSTALL: &str = "set REGAIN_TEST_PYTHON to a Python that has the package aiosmtpd";

pub(crate) fn login(password: &str) -> Login {
    Login {
        username: "portal".to_owned(),
        password: password.to_owned().into(),
    }
}

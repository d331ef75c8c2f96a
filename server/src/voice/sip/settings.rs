//! What an operator says of the telephone system.

use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;

use domain::secret::Secret;
use serde::Deserialize;

/// The account at the telephone system.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SipSettings {
    /// `host` or `host:port`; every call goes through it.
    pub server: String,
    #[serde(default)]
    pub transport: Transport,
    /// The domain in addresses, when it is not the server's host.
    pub domain: Option<String>,
    pub user: String,
    pub password: Option<Secret>,
    /// The number that is shown.
    pub caller: Option<String>,
    /// What is dialled in place of `+`, such as `00`.
    pub plus: Option<String>,
    /// The address of this machine that the telephone system reaches.
    pub local: IpAddr,
    /// The address that it is reached at, where that is translated on the way.
    pub announced: Option<IpAddr>,
    /// The UDP port for SIP; 0 takes any.
    #[serde(default)]
    pub sip_port: u16,
    /// The first and the last UDP port for sound; any when not set.
    pub media_ports: Option<(u16, u16)>,
    /// How many calls may be up or ring at the same time.
    #[serde(default = "most_calls")]
    pub most_calls: u16,
    #[serde(default = "crate::voice::ring_seconds")]
    pub ring_seconds: u16,
    /// From the answer of an exchange to the first digit of an extension.
    #[serde(default = "crate::voice::extension_pause_seconds")]
    pub extension_pause_seconds: u16,
    /// How long they may send nothing beyond the longest prompt, before the network counts as lost.
    #[serde(default = "silent_seconds")]
    pub silent_seconds: u16,
    /// The folder of what is said, as `regain prompts` makes it.
    pub prompts: PathBuf,
    /// PEM file with certificates to trust besides those of the operating system.
    pub ca_file: Option<PathBuf>,
}

/// How SIP is carried.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Transport {
    #[default]
    Tls,
    Udp,
}

/// Few trunks have fewer channels, and what waits is short.
const fn most_calls() -> u16 {
    20
}

const fn silent_seconds() -> u16 {
    30
}

impl SipSettings {
    /// The same, as the telephone knows it; the longest prompt is so long.
    pub(super) fn account(&self, longest: Duration) -> telephone::Settings {
        let password = self.password.as_ref();
        // A telephone that is muted sends nothing while a prompt is listened to.
        let silent = longest + Duration::from_secs(self.silent_seconds.into());
        telephone::Settings {
            server: self.server.clone(),
            transport: match self.transport {
                Transport::Tls => telephone::Transport::Tls,
                Transport::Udp => telephone::Transport::Udp,
            },
            domain: self.domain.clone(),
            user: self.user.clone(),
            password: password.map(|password| telephone::Password::new(password.expose())),
            caller: self.caller.clone(),
            plus: self.plus.clone(),
            local: self.local,
            announced: self.announced,
            sip_port: self.sip_port,
            media_ports: self.media_ports.map(|(first, last)| first..=last),
            most_calls: self.most_calls.into(),
            ca_file: self.ca_file.clone(),
            timing: telephone::Timing {
                extension_pause: Duration::from_secs(self.extension_pause_seconds.into()),
                first_sound: silent,
                sound_gap: silent,
                ..telephone::Timing::default()
            },
        }
    }
}

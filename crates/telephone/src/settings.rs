//! What a telephone must know of the system that it is connected to.

use std::fmt;
use std::net::IpAddr;
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::time::Duration;

use zeroize::Zeroizing;

/// One account at a telephone system or a trunk.
#[derive(Debug, Clone)]
pub struct Settings {
    /// `host` or `host:port` of the telephone system; every call goes through it. Without a port
    /// the transport's own: 5060 or 5061.
    pub server: String,
    pub transport: Transport,
    /// The domain in addresses, when it is not the server's host.
    pub domain: Option<String>,
    /// The account: name for authentication, and the caller unless `caller` says otherwise.
    pub user: String,
    pub password: Option<Password>,
    /// The number that is shown to the person who is called.
    pub caller: Option<String>,
    /// What is dialled in place of `+`, such as `00`, where the system does not take E.164.
    pub plus: Option<String>,
    /// The address of this machine that the telephone system can reach: bound, and named as the
    /// place where sound is received.
    pub local: IpAddr,
    /// What is named instead, where an address is translated on the way (a container, NAT): the
    /// ports have to stay the same.
    pub announced: Option<IpAddr>,
    /// The UDP port for SIP; 0 takes any.
    pub sip_port: u16,
    /// The UDP ports for sound, one (even) for each call; any when not set.
    pub media_ports: Option<RangeInclusive<u16>>,
    /// How many calls may be up or ring at the same time: as many as the system has channels for
    /// us. No more than there are ports for sound.
    pub most_calls: usize,
    /// Certificates (PEM) that are trusted for TLS besides the operating system's.
    pub ca_file: Option<PathBuf>,
    pub timing: Timing,
}

/// How SIP is carried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transport {
    Udp,
    /// Encrypted, and the server's certificate is checked. Sound is not encrypted.
    Tls,
}

/// The durations of a call. The defaults fit people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timing {
    /// Where all lines are in use, one must become free within this time.
    pub line: Duration,
    /// The server must give a first sign of a call within this time.
    pub reach: Duration,
    /// Silence after the answer of an exchange, before it is told an extension.
    pub extension_pause: Duration,
    /// Silence before the first word, while the person brings the telephone to the ear.
    pub settle: Duration,
    /// Silence after a prompt until the script is asked how to go on.
    pub patience: Duration,
    /// Something must come within this time after the answer. A telephone that is muted, or behind a
    /// gateway that saves on silence, sends nothing while a prompt is listened to: this and the
    /// next have to be longer than any prompt.
    pub first_sound: Duration,
    /// They may send nothing for this long before the network is given up.
    pub sound_gap: Duration,
}

/// How long one call may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// It rings no longer, counted from the server's first sign.
    pub ring: Duration,
    /// It is over by then, counted from now, whatever it has come to.
    pub whole: Duration,
}

impl Default for Timing {
    fn default() -> Self {
        Self {
            line: Duration::from_secs(10),
            reach: Duration::from_secs(10),
            extension_pause: Duration::from_secs(2),
            settle: Duration::from_millis(500),
            patience: Duration::from_secs(5),
            first_sound: Duration::from_secs(45),
            sound_gap: Duration::from_secs(45),
        }
    }
}

/// The password of an account: `Debug` does not show it, and it is wiped when dropped.
#[derive(Clone)]
pub struct Password(Zeroizing<String>);

impl Password {
    pub fn new(text: impl Into<String>) -> Self {
        Self(Zeroizing::new(text.into()))
    }

    pub(crate) fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

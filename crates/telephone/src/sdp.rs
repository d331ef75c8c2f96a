//! Session descriptions (RFC 8866) and the agreement on sound (RFC 3264).

use std::net::{IpAddr, SocketAddr};

use thiserror::Error;

use crate::media::Law;

/// The payload type that we offer for keys.
const OUR_EVENT_TYPE: u8 = 101;
/// No telephone describes one stream of sound in more than this.
const LONGEST_BYTES: usize = 16 * 1024;
const MOST_LINES: usize = 400;
const MOST_FORMATS: usize = 64;

/// What the other side receives, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sound {
    pub(crate) remote: SocketAddr,
    pub(crate) law: Law,
    /// Their payload type for keys, if they send keys as events.
    pub(crate) event_type: Option<u8>,
}

/// Why there is no agreement. The text of the other side is not repeated.
#[derive(Debug, Error, PartialEq, Eq)]
pub(crate) enum NoAgreement {
    #[error("no description of sound")]
    Missing,
    #[error("the description is too long")]
    TooLong,
    #[error("no address to send sound to")]
    Address,
    #[error("neither PCMA nor PCMU")]
    Codec,
}

impl Sound {
    /// Reads a description that the other side wrote. Nothing in it is believed but one address,
    /// one port and two numbers.
    pub(crate) fn parse(body: &[u8]) -> Result<Self, NoAgreement> {
        if body.len() > LONGEST_BYTES {
            return Err(NoAgreement::TooLong);
        }
        let text = str::from_utf8(body).map_err(|_| NoAgreement::Missing)?;
        let mut session_address = None;
        let mut audio: Option<Audio<'_>> = None;
        for line in text.lines().take(MOST_LINES) {
            match (line.split_once('='), &mut audio) {
                (Some(("m", _)), Some(_)) => break,
                (Some(("m", media)), none) => *none = Audio::parse(media),
                (Some(("c", value)), None) => session_address = address(value),
                (Some(("c", value)), Some(audio)) => audio.address = address(value),
                (Some(("a", value)), Some(audio)) => audio.attribute(value),
                _ => {}
            }
        }
        let audio = audio.ok_or(NoAgreement::Missing)?;
        let address = audio.address.or(session_address);
        let address = address.ok_or(NoAgreement::Address)?;
        // An address of zeros is the old way to put a call on hold: nothing can be sent there.
        if address.is_unspecified() || address.is_multicast() {
            return Err(NoAgreement::Address);
        }
        Ok(Self {
            remote: SocketAddr::new(address, audio.port),
            law: audio.law().ok_or(NoAgreement::Codec)?,
            event_type: audio.event_type,
        })
    }

    /// The payload types by which keys may come: theirs, and ours, which RFC 3264 gives them.
    pub(crate) fn event_types(&self) -> Vec<u8> {
        self.event_type
            .map(|theirs| vec![theirs, OUR_EVENT_TYPE])
            .unwrap_or_default()
    }
}

/// The line `m=audio` and what follows it.
struct Audio<'a> {
    port: u16,
    formats: Vec<&'a str>,
    address: Option<IpAddr>,
    event_type: Option<u8>,
}

impl<'a> Audio<'a> {
    /// `audio 4000 RTP/AVP 8 0 101`; a port of zero refuses the stream.
    fn parse(media: &'a str) -> Option<Self> {
        let mut words = media.split_ascii_whitespace();
        if words.next()? != "audio" {
            return None;
        }
        // `4000/2` would be two streams in a row.
        let port = words.next()?.split('/').next()?.parse().ok()?;
        let is_plain = words.next()?.eq_ignore_ascii_case("RTP/AVP");
        (port != 0 && is_plain).then(|| Self {
            port,
            formats: words.take(MOST_FORMATS).collect(),
            address: None,
            event_type: None,
        })
    }

    /// The first of their formats that we know is the one that they prefer.
    fn law(&self) -> Option<Law> {
        self.formats
            .iter()
            .find_map(|format| Law::from_payload_type(format.parse().ok()?))
    }

    /// `rtpmap:101 telephone-event/8000`
    fn attribute(&mut self, value: &str) {
        let Some((number, encoding)) = value
            .strip_prefix("rtpmap:")
            .and_then(|map| map.split_once(' '))
        else {
            return;
        };
        let is_event = encoding
            .trim()
            .to_ascii_lowercase()
            .starts_with("telephone-event/8000");
        if !is_event || !self.formats.contains(&number) {
            return;
        }
        // Below 96 the numbers have a fixed meaning; sound must not pass for keys.
        self.event_type = number
            .parse()
            .ok()
            .filter(|type_| (96..128).contains(type_));
    }
}

/// `IN IP4 192.0.2.1`; names are not looked up: an answer must not make us ask a DNS server.
fn address(value: &str) -> Option<IpAddr> {
    let (kind, address) = value.strip_prefix("IN ")?.split_once(' ')?;
    let address: IpAddr = address.split('/').next()?.trim().parse().ok()?;
    (kind == if address.is_ipv4() { "IP4" } else { "IP6" }).then_some(address)
}

/// What we offer, or answer to an offer of theirs.
pub(crate) fn describe(local: SocketAddr, session: u32, agreed: Option<&Sound>) -> String {
    let laws = agreed.map_or(vec![Law::A, Law::Mu], |sound| vec![sound.law]);
    let event = match agreed {
        None => Some(OUR_EVENT_TYPE),
        Some(sound) => sound.event_type,
    };
    let kind = if local.is_ipv4() { "IP4" } else { "IP6" };
    let (address, port) = (local.ip(), local.port());
    let version = 1 + u8::from(agreed.is_some());
    let mut media = format!("m=audio {port} RTP/AVP");
    let mut maps = String::new();
    let named = laws.iter().map(|law| match law {
        Law::Mu => (0, "PCMU"),
        Law::A => (8, "PCMA"),
    });
    for (number, name) in named.chain(event.map(|number| (number, "telephone-event"))) {
        media.push_str(&format!(" {number}"));
        maps.push_str(&format!("a=rtpmap:{number} {name}/8000\r\n"));
    }
    if let Some(number) = event {
        maps.push_str(&format!("a=fmtp:{number} 0-15\r\n"));
    }
    format!(
        "v=0\r\no=- {session} {version} IN {kind} {address}\r\ns=-\r\nc=IN {kind} {address}\r\n\
         t=0 0\r\n{media}\r\n{maps}a=ptime:20\r\na=sendrecv\r\n"
    )
}

#[cfg(test)]
mod tests;

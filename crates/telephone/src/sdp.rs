//! Session descriptions (RFC 8866) and the agreement on sound (RFC 3264).

mod description;

pub(crate) use description::Description;

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
    pub(crate) direction: Direction,
}

/// Which way sound goes, as they see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    Both,
    /// We are on hold: they play something, and hear nothing.
    TheySend,
    TheyReceive,
    Neither,
}

impl Direction {
    fn parse(attribute: &str) -> Option<Self> {
        Some(match attribute.trim() {
            "sendrecv" => Self::Both,
            "sendonly" => Self::TheySend,
            "recvonly" => Self::TheyReceive,
            "inactive" => Self::Neither,
            _ => return None,
        })
    }

    /// The attribute that agrees to it (RFC 3264, section 6.1).
    const fn answer(self) -> &'static str {
        match self {
            Self::Both => "sendrecv",
            Self::TheySend => "recvonly",
            Self::TheyReceive => "sendonly",
            Self::Neither => "inactive",
        }
    }

    /// Whether what we say is wanted.
    pub(crate) const fn takes_sound(self) -> bool {
        matches!(self, Self::Both | Self::TheyReceive)
    }
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
        let mut session_direction = Direction::Both;
        let mut audio: Option<Audio<'_>> = None;
        for line in text.lines().take(MOST_LINES) {
            match (line.split_once('='), &mut audio) {
                (Some(("m", _)), Some(_)) => break,
                (Some(("m", media)), none) => *none = Audio::parse(media),
                (Some(("c", value)), None) => session_address = address(value),
                (Some(("c", value)), Some(audio)) => audio.address = address(value),
                (Some(("a", value)), None) => {
                    session_direction = Direction::parse(value).unwrap_or(session_direction);
                }
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
            direction: audio.direction.unwrap_or(session_direction),
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
    direction: Option<Direction>,
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
            direction: None,
        })
    }

    /// The first of their formats that we know is the one that they prefer.
    fn law(&self) -> Option<Law> {
        self.formats
            .iter()
            .find_map(|format| Law::from_payload_type(format.parse().ok()?))
    }

    /// `rtpmap:101 telephone-event/8000`, or `sendonly`.
    fn attribute(&mut self, value: &str) {
        self.direction = Direction::parse(value).or(self.direction);
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

#[cfg(test)]
mod tests;

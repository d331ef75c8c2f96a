//! What we say of ourselves.

use std::net::SocketAddr;

use super::{OUR_EVENT_TYPE, Sound};
use crate::media::Law;

/// Our side of one call.
pub(crate) struct Description {
    /// Where we receive sound, as they reach it.
    place: SocketAddr,
    session: u32,
    version: u32,
    /// What was said last.
    last: String,
}

impl Description {
    pub(crate) const fn new(place: SocketAddr, session: u32) -> Self {
        Self {
            place,
            session,
            version: 0,
            last: String::new(),
        }
    }

    /// What we offer, or answer to an offer of theirs. The version rises with what has changed
    /// (RFC 3264, section 8).
    pub(crate) fn tell(&mut self, agreed: Option<&Sound>) -> String {
        let said = media(self.place, agreed);
        if said != self.last {
            self.version += 1;
            self.last = said;
        }
        let (kind, address) = (kind(self.place), self.place.ip());
        format!(
            "v=0\r\no=- {} {} IN {kind} {address}\r\ns=-\r\n{}",
            self.session, self.version, self.last
        )
    }
}

const fn kind(place: SocketAddr) -> &'static str {
    if place.is_ipv4() { "IP4" } else { "IP6" }
}

fn media(place: SocketAddr, agreed: Option<&Sound>) -> String {
    let laws = agreed.map_or(vec![Law::A, Law::Mu], |sound| vec![sound.law]);
    let event = match agreed {
        None => Some(OUR_EVENT_TYPE),
        Some(sound) => sound.event_type,
    };
    let (address, port) = (place.ip(), place.port());
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
    let direction = agreed.map_or("sendrecv", |sound| sound.direction.answer());
    format!(
        "c=IN {} {address}\r\nt=0 0\r\n{media}\r\n{maps}a=ptime:20\r\na={direction}\r\n",
        kind(place)
    )
}

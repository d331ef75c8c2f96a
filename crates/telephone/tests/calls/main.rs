//! Calls to real peers on this machine: baresip, a telephone that answers by itself, and sipp,
//! which plays any part of a telephone system.

mod digest;
mod forwarder;
mod keys;
mod lines;
mod lost;
mod many;
mod opposite;
mod outcomes;
mod peer;
mod plan;
mod quiet;
mod relay;
mod renegotiation;
mod secrecy;
mod sipp;
mod sipp_over_tls;
mod softphone;
mod softphone_calls;
mod sound;
mod tls;

use std::net::{IpAddr, Ipv4Addr};
use std::time::Duration;

use telephone::{Limits, Number, Settings, Telephone, Timing, Transport};

pub(crate) const LOCAL: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);
/// Longer than any peer takes to answer, and than any test.
pub(crate) const RING: Limits = Limits {
    ring: Duration::from_secs(20),
    whole: Duration::from_secs(180),
};

/// An account at the peer on this port.
pub(crate) fn settings(port: u16) -> Settings {
    Settings {
        server: format!("127.0.0.1:{port}"),
        transport: Transport::Udp,
        domain: None,
        user: "portal".to_owned(),
        password: None,
        caller: None,
        plus: None,
        local: LOCAL,
        announced: None,
        sip_port: 0,
        media_ports: None,
        most_calls: 200,
        ca_file: None,
        timing: Timing {
            extension_pause: Duration::from_millis(100),
            settle: Duration::ZERO,
            patience: Duration::from_millis(200),
            ..Timing::default()
        },
    }
}

pub(crate) async fn telephone(settings: &Settings) -> Telephone {
    Telephone::open(settings).await.expect("a telephone")
}

pub(crate) fn number() -> Number {
    Number::parse("+31201234567").expect("a number")
}

//! One request of one browser, as the use cases see it.

use std::net::IpAddr;

use domain::locale::Locale;

use super::address::network;
use super::session::PortalSession;

/// What is known about this request.
#[derive(Clone, Debug)]
pub struct Visit {
    pub session: PortalSession,
    pub address: IpAddr,
    /// On every log line and audit row, and at the foot of the page.
    pub correlation: String,
    pub locale: Locale,
    /// On the sign-in or lock screen of a computer.
    pub at_logon: bool,
}

impl Visit {
    /// What limits are counted for: everything that one subscriber's connection calls from.
    pub(crate) fn network(&self) -> IpAddr {
        network(self.address)
    }
}

//! Stands between the SIP stack and the wire.

use std::collections::HashSet;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use rsipstack::sip::{Header, Host, SipMessage};
use rsipstack::transaction::endpoint::MessageInspector;
use rsipstack::transport::SipAddr;

use super::challenge;

/// Lets answers to challenges out to the configured server alone. Requests within a call may go
/// straight to the other telephone, and that could ask for them too.
#[derive(Clone, Default)]
pub(crate) struct Guard {
    servers: Arc<Mutex<HashSet<IpAddr>>>,
}

impl Guard {
    /// The server was found at this address.
    pub(crate) fn trust(&self, address: IpAddr) {
        self.servers
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(address);
    }

    fn trusts(&self, destination: Option<&SipAddr>) -> bool {
        let Some(Host::IpAddr(address)) = destination.map(|address| &address.addr.host) else {
            return false;
        };
        self.servers
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .contains(address)
    }
}

impl MessageInspector for Guard {
    fn before_send(&self, message: SipMessage, destination: Option<&SipAddr>) -> SipMessage {
        let SipMessage::Request(mut request) = message else {
            return message;
        };
        if self.trusts(destination) {
            challenge::restore(&mut request.headers);
        } else {
            request.headers.retain(|header| {
                !matches!(
                    header,
                    Header::Authorization(_) | Header::ProxyAuthorization(_)
                )
            });
        }
        SipMessage::Request(request)
    }

    fn after_received(&self, message: SipMessage, _from: Option<&SipAddr>) -> SipMessage {
        let SipMessage::Response(mut response) = message else {
            return message;
        };
        challenge::simplify(&mut response.headers);
        SipMessage::Response(response)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent_to(destination: Option<&str>) -> String {
        let guard = Guard::default();
        guard.trust("192.0.2.1".parse().expect("an address"));
        let request = "BYE sip:a@192.0.2.1 SIP/2.0\r\nAuthorization: Digest response=\"1\"\r\n\
            Proxy-Authorization: Digest response=\"2\"\r\nContent-Length: 0\r\n\r\n";
        let request = SipMessage::try_from(request).expect("a request");
        let destination = destination.map(|text| {
            let address: std::net::SocketAddr = text.parse().expect("an address");
            SipAddr::from(address)
        });
        guard.before_send(request, destination.as_ref()).to_string()
    }

    #[test]
    fn answers_to_challenges_go_to_the_server_and_to_nobody_else() {
        assert_eq!(
            sent_to(Some("192.0.2.1:5080")).matches("response=").count(),
            2
        );
        assert!(!sent_to(Some("203.0.113.5:5060")).contains("response="));
        assert!(!sent_to(None).contains("response="));
    }
}

//! The telephone system that every call goes through.

use std::io;
use std::net::{IpAddr, SocketAddr};

use rsipstack::transport::SipAddr;
use thiserror::Error;

use crate::Transport;

/// Where the server is, as it was configured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Server {
    host: String,
    port: u16,
    transport: Transport,
}

#[derive(Debug, Error, PartialEq, Eq)]
#[error("the server is not `host` or `host:port`")]
pub struct BadServer;

impl Server {
    pub(crate) fn parse(text: &str, transport: Transport) -> Result<Self, BadServer> {
        let default_port = match transport {
            Transport::Udp => 5060,
            Transport::Tls => 5061,
        };
        let (host, port) = match text.parse::<IpAddr>() {
            Ok(address) => (address.to_string(), default_port),
            Err(_) => split(text, default_port).ok_or(BadServer)?,
        };
        let is_address = host.parse::<IpAddr>().is_ok();
        let is_name = !host.is_empty()
            && host
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte));
        if !(is_address || is_name) {
            return Err(BadServer);
        }
        Ok(Self {
            host,
            port,
            transport,
        })
    }

    /// The name or the address, which the certificate must be for.
    pub(crate) fn host(&self) -> &str {
        &self.host
    }

    /// Looks the server up anew, in the family of our own address. The first address is taken;
    /// SRV records are not asked for.
    pub(crate) async fn look_up(&self, local: IpAddr) -> io::Result<SocketAddr> {
        tokio::net::lookup_host((self.host.as_str(), self.port))
            .await?
            .find(|address| address.is_ipv4() == local.is_ipv4())
            .ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, "no address of our family"))
    }

    /// The address in the words of the SIP stack.
    pub(crate) fn destination(&self, address: SocketAddr) -> SipAddr {
        let transport = match self.transport {
            Transport::Udp => rsipstack::sip::Transport::Udp,
            Transport::Tls => rsipstack::sip::Transport::Tls,
        };
        SipAddr::new(transport, address.into())
    }
}

/// `host:port`, `[::1]:port`, `[::1]` or `host`.
fn split(text: &str, default_port: u16) -> Option<(String, u16)> {
    if let Ok(address) = text.parse::<SocketAddr>() {
        return Some((address.ip().to_string(), address.port()));
    }
    if let Some(inner) = text
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
    {
        return Some((inner.to_owned(), default_port));
    }
    match text.rsplit_once(':') {
        Some((host, port)) => Some((host.to_owned(), port.parse().ok()?)),
        None => Some((text.to_owned(), default_port)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Option<(String, u16)> {
        let server = Server::parse(text, Transport::Tls).ok()?;
        Some((server.host, server.port))
    }

    #[test]
    fn a_server_is_a_host_and_perhaps_a_port() {
        for (text, host, port) in [
            ("pbx.example.org", "pbx.example.org", 5061),
            ("pbx.example.org:5071", "pbx.example.org", 5071),
            ("192.0.2.1", "192.0.2.1", 5061),
            ("192.0.2.1:99", "192.0.2.1", 99),
            ("2001:db8::1", "2001:db8::1", 5061),
            ("[2001:db8::1]", "2001:db8::1", 5061),
            ("[2001:db8::1]:99", "2001:db8::1", 99),
        ] {
            assert_eq!(parsed(text), Some((host.to_owned(), port)), "{text}");
        }
        for bad in [
            "",
            ":5060",
            "pbx:",
            "pbx:x",
            "pbx:70000",
            "sip:pbx",
            "a b",
            "pbx;lr",
            "pbx\r\n",
        ] {
            assert_eq!(parsed(bad), None, "{bad:?}");
        }
    }
}

//! The UDP ports on which sound is received.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::ops::RangeInclusive;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::net::UdpSocket;

/// Gives each call a port of its own.
pub(crate) struct MediaPorts {
    local: IpAddr,
    /// Even ports only: the odd one above is left to RTCP, as everybody expects. Empty for any.
    ports: Vec<u16>,
    next: AtomicUsize,
}

impl MediaPorts {
    /// `None` if the range has no even port.
    pub(crate) fn new(local: IpAddr, range: Option<RangeInclusive<u16>>) -> Option<Self> {
        let is_any = range.is_none();
        let ports: Vec<u16> = range
            .into_iter()
            .flatten()
            .filter(|port| port % 2 == 0 && *port != 0)
            .collect();
        (is_any || !ports.is_empty()).then_some(Self {
            local,
            ports,
            next: AtomicUsize::new(0),
        })
    }

    /// How many calls can have one; as many as there are where any will do.
    pub(crate) fn most(&self) -> Option<usize> {
        (!self.ports.is_empty()).then_some(self.ports.len())
    }

    /// A socket on the next free port, going round: a port rests before it is used again.
    pub(crate) async fn bind(&self) -> io::Result<UdpSocket> {
        if self.ports.is_empty() {
            return UdpSocket::bind(SocketAddr::new(self.local, 0)).await;
        }
        for _ in &self.ports {
            let turn = self.next.fetch_add(1, Ordering::Relaxed);
            let port = self.ports[turn % self.ports.len()];
            match UdpSocket::bind(SocketAddr::new(self.local, port)).await {
                Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
                bound => return bound,
            }
        }
        Err(io::ErrorKind::AddrInUse.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCAL: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);

    #[test]
    fn a_range_without_an_even_port_is_none() {
        assert!(MediaPorts::new(LOCAL, Some(5001..=5001)).is_none());
        assert!(MediaPorts::new(LOCAL, Some(5001..=5002)).is_some());
        assert!(MediaPorts::new(LOCAL, None).is_some());
    }

    #[tokio::test]
    async fn a_taken_port_is_passed_over_and_a_full_range_is_an_error() {
        let taken = UdpSocket::bind((LOCAL, 0)).await.expect("a port");
        let port = taken.local_addr().expect("its address").port() & !1;
        let ports = MediaPorts::new(LOCAL, Some(port..=port)).expect("one even port");
        let _other = UdpSocket::bind((LOCAL, port)).await;
        let error = ports.bind().await.expect_err("all are taken");
        assert_eq!(error.kind(), io::ErrorKind::AddrInUse);
    }
}

//! The way from us to the server.

use std::net::IpAddr;
use std::sync::Arc;

use rsipstack::transaction::endpoint::EndpointInnerRef;
use rsipstack::transport::tls::{TlsConfig, TlsConnection};
use rsipstack::transport::{SipAddr, SipConnection};
use rustls::client::WebPkiServerVerifier;
use tokio::sync::Mutex;
use tokio_util::sync::CancellationToken;
use tracing::debug;

use super::{Guard, Home, Server};

/// Finds the server, and over TLS keeps one connection to it for all calls.
pub(crate) struct Link {
    pub(crate) server: Server,
    pub(crate) local: IpAddr,
    pub(crate) guard: Guard,
    pub(crate) home: Home,
    pub(crate) endpoint: EndpointInnerRef,
    pub(crate) carrier: Carrier,
}

/// What carries messages.
pub(crate) enum Carrier {
    /// The address of our one socket.
    Udp(SipAddr),
    Tls {
        verifier: Arc<WebPkiServerVerifier>,
        current: Mutex<Option<SipConnection>>,
    },
}

/// Both ends of the way.
pub(crate) struct Ends {
    pub(crate) local: SipAddr,
    pub(crate) server: SipAddr,
}

impl Link {
    /// Makes sure that a message can be sent.
    pub(crate) async fn ready(&self) -> Result<Ends, rsipstack::Error> {
        let address = self.server.look_up(self.local).await?;
        self.guard.trust(address.ip());
        let server = self.server.destination(address);
        self.home.is_at(server.clone());
        let local = match &self.carrier {
            Carrier::Udp(local) => local.clone(),
            Carrier::Tls { verifier, current } => {
                // Held while connecting: calls that begin together share the connection.
                let mut current = current.lock().await;
                match current.as_ref().filter(|old| leads_to(old, &server)) {
                    Some(connection) => connection.get_addr().clone(),
                    None => {
                        let connection = self.connect(&server, verifier).await?;
                        let local = connection.get_addr().clone();
                        self.endpoint
                            .transport_layer
                            .add_connection(connection.clone());
                        *current = Some(connection);
                        local
                    }
                }
            }
        };
        Ok(Ends { local, server })
    }

    /// The server did not answer: the next call makes a new connection, should this one be dead
    /// without knowing.
    pub(crate) async fn doubt(&self) {
        let Carrier::Tls { current, .. } = &self.carrier else {
            return;
        };
        if let Some(connection) = current.lock().await.take() {
            self.endpoint.transport_layer.remove_connection(&connection);
        }
    }

    async fn connect(
        &self,
        server: &SipAddr,
        verifier: &Arc<WebPkiServerVerifier>,
    ) -> Result<SipConnection, rsipstack::Error> {
        let config = TlsConfig {
            sni_hostname: Some(self.server.host().to_owned()),
            // The verifier replaces what the stack would make of this.
            ca_certs: Some(Vec::new()),
            ..TlsConfig::default()
        };
        let token = CancellationToken::new();
        let verifier: Arc<WebPkiServerVerifier> = Arc::clone(verifier);
        let connection =
            TlsConnection::connect(server, Some(&config), Some(verifier), Some(token)).await?;
        debug!("connected to the telephone system");
        Ok(SipConnection::Tls(connection))
    }
}

fn leads_to(connection: &SipConnection, server: &SipAddr) -> bool {
    let is_open = connection
        .cancel_token()
        .is_some_and(|token| !token.is_cancelled());
    is_open && connection.get_remote_addr() == Some(server)
}

//! Where requests for our own domain go.

use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use rsipstack::sip::{HostWithPort, Uri};
use rsipstack::transaction::endpoint::TargetLocator;
use rsipstack::transport::SipAddr;

/// Sends what is addressed to the domain to the server. Invitations are sent there anyway; their
/// cancellation goes where this says.
#[derive(Clone)]
pub(crate) struct Home {
    domain: HostWithPort,
    server: Arc<Mutex<Option<SipAddr>>>,
}

impl Home {
    pub(crate) fn new(domain: HostWithPort) -> Self {
        Self {
            domain,
            server: Arc::default(),
        }
    }

    /// The server was found at this address.
    pub(crate) fn is_at(&self, server: SipAddr) {
        *self.server.lock().unwrap_or_else(PoisonError::into_inner) = Some(server);
    }
}

#[async_trait]
impl TargetLocator for Home {
    async fn locate(&self, uri: &Uri) -> rsipstack::Result<SipAddr> {
        let server = self.server.lock().unwrap_or_else(PoisonError::into_inner);
        match server.as_ref() {
            Some(server) if uri.host_with_port == self.domain => Ok(server.clone()),
            _ => SipAddr::try_from(uri),
        }
    }
}

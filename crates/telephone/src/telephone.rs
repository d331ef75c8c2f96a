//! One user agent for all calls.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use rsipstack::EndpointBuilder;
use rsipstack::dialog::dialog_layer::DialogLayer;
use rsipstack::transaction::CallIdFormat;
use rsipstack::transaction::endpoint::EndpointOption;
use rsipstack::transport::udp::UdpConnection;
use rsipstack::transport::{SipAddr, TransportLayer};
use thiserror::Error;
use tokio::sync::{Mutex, Semaphore};
use tokio::time::{Instant, timeout};
use tokio_util::sync::{CancellationToken, DropGuard};
use tokio_util::task::TaskTracker;

use crate::call::{MediaPorts, line, place};
use crate::sip::link::Carrier;
use crate::sip::{self, Account, BadName, BadServer, Guard, Home, Link, NoTrust, Server};
use crate::{Ended, LOG_CEILING, Limits, Number, Script, Settings, Timing, Transport};

/// How long [`Telephone::close`] waits for the other sides to confirm that we hung up.
const FAREWELL: Duration = Duration::from_secs(2);

/// How many invitations may be out without a first sign of the server. More at once overrun the
/// buffers of UDP on either side, and what is lost there costs seconds.
const INVITATIONS_AT_ONCE: usize = 24;

/// A telephone that places calls, many at once. Cheap to clone; the last clone takes the line
/// down.
#[derive(Clone)]
pub struct Telephone(Arc<Exchange>);

/// What all calls share.
pub(crate) struct Exchange {
    pub(crate) account: Account,
    pub(crate) link: Link,
    pub(crate) dialogs: Arc<DialogLayer>,
    pub(crate) media_ports: MediaPorts,
    pub(crate) timing: Timing,
    /// One for each call that may be up or ring.
    lines: Semaphore,
    pub(crate) invitations: Semaphore,
    /// Tasks that hang up after calls.
    pub(crate) farewells: TaskTracker,
    _stop: DropGuard,
}

/// Why a telephone cannot be opened with these settings.
#[derive(Debug, Error)]
pub enum OpenFault {
    #[error(transparent)]
    Server(#[from] BadServer),
    #[error(transparent)]
    Name(#[from] BadName),
    #[error("the local address must be one that the telephone system can reach, not {0}")]
    Local(std::net::IpAddr),
    #[error("the range of ports for sound has no even port")]
    MediaPorts,
    #[error("cannot use the SIP port {0}")]
    Port(SocketAddr, #[source] rsipstack::Error),
    #[error(transparent)]
    Trust(#[from] NoTrust),
}

impl Telephone {
    /// Checks the settings and opens the SIP port. The server is not asked anything yet: it may
    /// be down now and up when a call is placed.
    pub async fn open(settings: &Settings) -> Result<Self, OpenFault> {
        if tracing::enabled!(target: "rsipstack::transport::udp", tracing::Level::INFO) {
            tracing::warn!(
                "the log will show the numbers of people: add {LOG_CEILING} to its filter"
            );
        }
        let server = Server::parse(&settings.server, settings.transport)?;
        let account = Account::new(settings, &server)?;
        if settings.local.is_unspecified() || settings.local.is_multicast() {
            return Err(OpenFault::Local(settings.local));
        }
        let media_ports = MediaPorts::new(settings.local, settings.media_ports.clone())
            .ok_or(OpenFault::MediaPorts)?;
        let lines = media_ports
            .most()
            .map_or(settings.most_calls, |ports| ports.min(settings.most_calls));

        let stop = CancellationToken::new();
        let transports = TransportLayer::new(stop.clone());
        let carrier = carrier(settings, &transports, &stop).await?;
        let guard = Guard::default();
        let home = Home::new(account.domain().clone());
        let endpoint = EndpointBuilder::new()
            .with_user_agent(concat!("telephone/", env!("CARGO_PKG_VERSION")))
            .with_transport_layer(transports)
            .with_cancel_token(stop.clone())
            .with_inspector(Box::new(guard.clone()))
            .with_target_locator(Box::new(home.clone()))
            .with_option(EndpointOption {
                callid_format: CallIdFormat::Uuid,
                ..EndpointOption::default()
            })
            .build();
        let dialogs = Arc::new(DialogLayer::new(Arc::clone(&endpoint.inner)));
        if let Ok(requests) = endpoint.incoming_transactions() {
            let dialogs = Arc::clone(&dialogs);
            let stopped = stop.clone();
            tokio::spawn(async move {
                stopped
                    .run_until_cancelled(sip::receive(dialogs, requests))
                    .await
            });
        }
        let link = Link {
            server,
            local: settings.local,
            guard,
            home,
            endpoint: Arc::clone(&endpoint.inner),
            carrier,
        };
        tokio::spawn(async move { endpoint.serve().await });
        Ok(Self(Arc::new(Exchange {
            account,
            link,
            dialogs,
            media_ports,
            timing: settings.timing,
            lines: Semaphore::new(lines.min(Semaphore::MAX_PERMITS)),
            invitations: Semaphore::new(INVITATIONS_AT_ONCE),
            farewells: TaskTracker::new(),
            _stop: stop.drop_guard(),
        })))
    }

    /// Places one call and stays until it is over. Dropping the future hangs up.
    pub async fn call(&self, number: &Number, limits: Limits, script: &mut dyn Script) -> Ended {
        let ended = self.placed(number, limits, script).await;
        tracing::info!(?ended, "call ended");
        ended
    }

    async fn placed(&self, number: &Number, limits: Limits, script: &mut dyn Script) -> Ended {
        let begun = Instant::now();
        let timing = &self.0.timing;
        let Ok(Ok(_line)) = timeout(timing.line, self.0.lines.acquire()).await else {
            tracing::warn!("all lines of the telephone are in use");
            return Ended::NoLine;
        };
        let left = || limits.whole.saturating_sub(begun.elapsed());
        match timeout(left(), place::place(&self.0, number, limits.ring)).await {
            Ok(Ok(answered)) => line::talk(answered, timing, left(), script).await,
            Ok(Err(ended)) => ended,
            Err(_) => Ended::NoAnswer,
        }
    }

    /// Takes the line down after the calls: waits for a moment until those who were just hung up
    /// on, or whose call was cancelled, have confirmed it.
    pub async fn close(self) {
        self.0.farewells.close();
        // Who does not confirm in time is gone anyway.
        let _ = timeout(FAREWELL, self.0.farewells.wait()).await;
    }
}

async fn carrier(
    settings: &Settings,
    transports: &TransportLayer,
    stop: &CancellationToken,
) -> Result<Carrier, OpenFault> {
    if settings.transport == Transport::Tls {
        return Ok(Carrier::Tls {
            verifier: sip::verifier(settings.ca_file.as_deref())?,
            current: Mutex::new(None),
        });
    }
    let place = SocketAddr::new(settings.local, settings.sip_port);
    let connection = UdpConnection::create_connection(place, None, Some(stop.child_token()))
        .await
        .map_err(|error| OpenFault::Port(place, error))?;
    let local: SipAddr = connection.get_addr().clone();
    transports.add_transport(connection.into());
    Ok(Carrier::Udp(local))
}

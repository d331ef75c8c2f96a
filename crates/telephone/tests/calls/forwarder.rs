//! Takes TLS off in front of sipp: Debian's has none.

use std::sync::Arc;

use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;

pub(crate) struct Forwarder {
    pub(crate) port: u16,
    target: watch::Sender<u16>,
    task: JoinHandle<()>,
}

impl Forwarder {
    /// Hands on to this port of sipp. `server` is a certificate and its key, as PEM.
    pub(crate) async fn start(server: &str, target: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let certificate = CertificateDer::from_pem_slice(server.as_bytes()).expect("a certificate");
        let key = PrivateKeyDer::from_pem_slice(server.as_bytes()).expect("a key");
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_no_client_auth()
            .with_single_cert(vec![certificate], key)
            .expect("a configuration");
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let (target, targets) = watch::channel(target);
        let task = tokio::spawn(async move {
            while let Ok((caller, _)) = listener.accept().await {
                tokio::spawn(forward(acceptor.clone(), caller, targets.clone()));
            }
        });
        Self { port, target, task }
    }

    /// Closes every connection, and hands the next ones on to this port.
    pub(crate) fn cut(&self, target: u16) {
        self.target.send_replace(target);
    }
}

impl Drop for Forwarder {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn forward(acceptor: TlsAcceptor, caller: TcpStream, mut target: watch::Receiver<u16>) {
    let port = *target.borrow_and_update();
    let copied = async {
        let mut caller = acceptor.accept(caller).await?;
        let mut sipp = TcpStream::connect(("127.0.0.1", port)).await?;
        copy_bidirectional(&mut caller, &mut sipp).await
    };
    tokio::select! {
        _ = copied => {}
        _ = target.changed() => {}
    }
}

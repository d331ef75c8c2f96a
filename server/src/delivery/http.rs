//! The HTTP client of the text carriers: bounded in time and size, never redirected.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use reqwest::{Client, Response, StatusCode, Url};
use rustls::ClientConfig;
use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;

use super::hop::{ca_fault, is_loopback, read_ca, root_cause};
use super::{DeliveryFault, SettingsFault};

const CONNECT: Duration = Duration::from_secs(5);
const WHOLE_REQUEST: Duration = Duration::from_secs(20);

/// More of an answer is not read: a gateway that babbles must not fill the memory.
const MAX_ANSWER_BYTES: usize = 64 * 1024;

/// Reads the address of a gateway: `https`, or `http` to this machine.
pub(super) fn endpoint(key: &'static str, text: &str) -> Result<Url, SettingsFault> {
    let fault = |reason: String| SettingsFault::Url { key, reason };
    let url = Url::parse(text).map_err(|e| fault(e.to_string()))?;
    let Some(host) = url.host_str() else {
        return Err(fault("it has no host".to_owned()));
    };
    match url.scheme() {
        "https" => Ok(url),
        "http" if is_loopback(host) => Ok(url),
        "http" => Err(SettingsFault::Clear { key }),
        _ => Err(fault("use https".to_owned())),
    }
}

/// A client for the host of `endpoint` that also trusts the certificates in `ca_file`.
pub(super) fn client(endpoint: &Url, ca_file: Option<&Path>) -> Result<Client, SettingsFault> {
    let mut builder = Client::builder()
        .tls_backend_preconfigured(tls(ca_file)?)
        .connect_timeout(CONNECT)
        .timeout(WHOLE_REQUEST)
        .redirect(reqwest::redirect::Policy::none())
        // A second try is the outbox's decision: it knows the key and waits in between.
        .retry(reqwest::retry::never())
        .user_agent("Regain");
    if endpoint.host_str().is_some_and(is_loopback) {
        builder = builder.no_proxy();
    }
    builder
        .build()
        .map_err(|e| SettingsFault::Tls(root_cause(&e)))
}

fn tls(ca_file: Option<&Path>) -> Result<ClientConfig, SettingsFault> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    if let Some(path) = ca_file {
        for certificate in CertificateDer::pem_slice_iter(&read_ca(path)?) {
            let certificate = certificate.map_err(|e| ca_fault(path, &e))?;
            roots.add(certificate).map_err(|e| ca_fault(path, &e))?;
        }
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|e| SettingsFault::Tls(e.to_string()))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(config)
}

/// The start of an answer's body; what cannot be read counts as absent.
pub(super) async fn answer(mut response: Response) -> Vec<u8> {
    let mut body = Vec::new();
    while let Ok(Some(chunk)) = response.chunk().await {
        let room = MAX_ANSWER_BYTES - body.len();
        body.extend_from_slice(&chunk[..chunk.len().min(room)]);
        if chunk.len() >= room {
            break;
        }
    }
    body
}

/// A request that got no answer. Whether the hop acted on it is unknown; the key is the same next time.
pub(super) fn unanswered(hop: &str, error: &reqwest::Error) -> DeliveryFault {
    if error.is_builder() {
        return DeliveryFault::permanent(format!("{hop}: the request could not be built"));
    }
    if error.is_timeout() {
        return DeliveryFault::transient(format!("{hop}: no answer in time"));
    }
    DeliveryFault::transient(format!("{hop}: {}", root_cause(error)))
}

/// Whether a refusal with this status may be different later (RFC 9110, RFC 6585).
pub(super) fn may_recover(status: StatusCode) -> bool {
    status.is_server_error()
        || matches!(
            status,
            StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_EARLY | StatusCode::TOO_MANY_REQUESTS
        )
}

/// A refusal as a fault, told by its status and `detail` alone.
pub(super) fn refused(hop: &str, status: StatusCode, detail: &str) -> DeliveryFault {
    let text = format!("{hop} answered {}{detail}", status.as_u16());
    if may_recover(status) {
        return DeliveryFault::transient(text);
    }
    if status.is_redirection() {
        return DeliveryFault::permanent(format!(
            "{text}: redirects are not followed, set the final address"
        ));
    }
    DeliveryFault::permanent(text)
}

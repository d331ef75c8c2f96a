//! Which certificates a server may show.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustls::RootCertStore;
use rustls::client::WebPkiServerVerifier;
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use thiserror::Error;

/// Why no certificate can be checked.
#[derive(Debug, Error)]
pub enum NoTrust {
    #[error("cannot read certificates from {path}")]
    Unreadable {
        path: PathBuf,
        source: rustls::pki_types::pem::Error,
    },
    #[error("{path} has no certificate that can be trusted")]
    Empty { path: PathBuf },
    #[error("there is no certificate to trust: neither the system's nor a file's")]
    Nothing(#[source] rustls::client::VerifierBuilderError),
}

/// Trusts the operating system's authorities and those of the file.
pub(crate) fn verifier(ca_file: Option<&Path>) -> Result<Arc<WebPkiServerVerifier>, NoTrust> {
    // The stack builds its TLS client with the provider of the process.
    if CryptoProvider::get_default().is_none() {
        // Somebody else may be quicker: then there is one, and that is all that is asked for.
        let _ = ring::default_provider().install_default();
    }
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    if let Some(path) = ca_file {
        let (added, _) = roots.add_parsable_certificates(read(path)?);
        if added == 0 {
            return Err(NoTrust::Empty { path: path.into() });
        }
    }
    WebPkiServerVerifier::builder_with_provider(roots.into(), ring::default_provider().into())
        .build()
        .map_err(NoTrust::Nothing)
}

fn read(path: &Path) -> Result<Vec<CertificateDer<'static>>, NoTrust> {
    CertificateDer::pem_file_iter(path)
        .and_then(Iterator::collect)
        .map_err(|source| NoTrust::Unreadable {
            path: path.into(),
            source,
        })
}

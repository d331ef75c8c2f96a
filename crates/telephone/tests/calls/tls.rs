//! Calls over TLS, to a real telephone.

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use telephone::{Ended, Next, Settings, Telephone, Transport};
use tempfile::TempDir;

use crate::plan::{Event, Plan};
use crate::softphone::Softphone;
use crate::sound::rising;
use crate::{RING, number, settings, telephone};

/// An authority, and a server's certificate and key from it, as PEM.
pub(crate) fn certificates(name: &str) -> (String, String) {
    let authority_key = KeyPair::generate().expect("a key");
    let mut authority = CertificateParams::new(Vec::new()).expect("parameters");
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority_certificate = authority.self_signed(&authority_key).expect("signed");
    let issuer = Issuer::new(authority, authority_key);
    let key = KeyPair::generate().expect("a key");
    let certificate = CertificateParams::new(vec![name.to_owned()])
        .expect("parameters")
        .signed_by(&key, &issuer)
        .expect("signed");
    let server = format!("{}{}", certificate.pem(), key.serialize_pem());
    (authority_certificate.pem(), server)
}

fn over_tls(softphone: &Softphone) -> Settings {
    Settings {
        transport: Transport::Tls,
        ..settings(softphone.port + 1)
    }
}

async fn call(telephone: &Telephone) -> (Ended, Vec<Event>) {
    let (plan, mut events) = Plan::new(rising(0.2, 400.0, 900.0));
    let mut plan = plan.on_silence(|| Next::HangUp);
    let ended = telephone.call(&number(), RING, &mut plan).await;
    (ended, events.rest())
}

#[tokio::test]
async fn calls_share_a_connection_to_a_server_that_is_trusted() {
    let folder = TempDir::new().expect("a temporary folder");
    let (authority, server) = certificates("127.0.0.1");
    let ca_file = folder.path().join("ca.pem");
    std::fs::write(&ca_file, authority).expect("written");
    let softphone = Softphone::start("pcma", Some(&server)).await;
    let telephone = telephone(&Settings {
        ca_file: Some(ca_file),
        ..over_tls(&softphone)
    })
    .await;
    let (first, second) = tokio::join!(call(&telephone), call(&telephone));
    for (ended, events) in [first, second] {
        assert_eq!(ended, Ended::HungUp);
        assert_eq!(events, [Event::Began, Event::Silent]);
    }
    telephone.close().await;
}

#[tokio::test]
async fn a_server_that_nobody_vouches_for_is_not_called() {
    let folder = TempDir::new().expect("a temporary folder");
    let ca_file = folder.path().join("ca.pem");
    for (name, is_our_authority) in [("127.0.0.1", false), ("elsewhere.example", true)] {
        let (authority, server) = certificates(name);
        let other = certificates("127.0.0.1").0;
        let trusted = if is_our_authority { authority } else { other };
        std::fs::write(&ca_file, trusted).expect("written");
        let softphone = Softphone::start("pcma", Some(&server)).await;
        let telephone = telephone(&Settings {
            ca_file: Some(ca_file.clone()),
            ..over_tls(&softphone)
        })
        .await;
        let (ended, events) = call(&telephone).await;
        assert_eq!(ended, Ended::Unreachable { status: None }, "{name}");
        assert_eq!(events, []);
    }
}

//! Nothing that a log may show contains the recipient, the body or a credential.

use std::fmt::{Debug, Display};

use server::delivery::gateway::{GatewayCarrier, GatewaySettings, Method};
use server::delivery::smtp::{Security, SmtpCarrier, SmtpSettings};
use server::delivery::twilio::{Sender, TwilioCarrier, TwilioSettings};
use server::delivery::{Carrier, Message};

use crate::gateway;
use crate::http_peer::HttpPeer;
use crate::mail_server::{MailServer, login};
use crate::peer::free_ports;
use crate::samples::{CODE, KEY, NUMBER, mail, text};

const PASSWORD: &str = "canary-credential";

/// What must never be seen: parts of addresses, the code, the credential, the name.
const CANARIES: [&str; 6] = [
    "greylist@",
    "reject",
    "612345678",
    CODE,
    PASSWORD,
    "Wingtip",
];

fn shows_nothing(what: &(impl Debug + ?Sized)) {
    let shown = format!("{what:?} {what:#?}");
    for canary in CANARIES {
        assert!(!shown.contains(canary), "{canary:?} is in {shown}");
    }
}

fn says_nothing(what: &(impl Debug + Display)) {
    shows_nothing(what);
    shows_nothing(&what.to_string());
}

async fn faults_say_nothing(carrier: &impl Carrier, message: &Message) {
    let fault = carrier
        .carry(KEY, message)
        .await
        .expect_err("it should not have been carried");
    says_nothing(&fault);
}

#[tokio::test]
async fn faults_of_smtp_say_nothing() {
    let server = MailServer::start();
    let [nobody] = free_ports();
    let right = server.settings(Security::Starttls);
    let wrong = SmtpSettings {
        login: Some(login(PASSWORD)),
        ..right.clone()
    };
    let settings = [
        right.clone(),
        wrong.clone(),
        server.settings_of_downgrade(),
        SmtpSettings {
            port: Some(nobody),
            ..wrong.clone()
        },
        SmtpSettings {
            ca_file: None,
            ..wrong
        },
    ];
    for settings in settings {
        shows_nothing(&settings);
        let carrier = SmtpCarrier::new(&settings).expect("the settings work");
        for to in [
            "greylist@wingtip.example",
            "reject@wingtip.example",
            "reject\r\n@wingtip.example",
        ] {
            faults_say_nothing(&carrier, &mail(to)).await;
        }
        faults_say_nothing(&carrier, &text(CODE)).await;
    }
}

#[tokio::test]
async fn faults_of_the_messages_api_say_nothing() {
    let echo =
        format!(r#"{{"code": 21211, "message": "{NUMBER} {CODE} {PASSWORD}", "sid": "{NUMBER}"}}"#);
    for (status, body) in [
        (400, echo.as_str()),
        (429, &echo),
        (503, &echo),
        (302, ""),
        (400, NUMBER),
    ] {
        let peer = HttpPeer::answering(status, body).await;
        faults_say_nothing(&twilio(&peer.url("")), &text(CODE)).await;
    }
    let [nobody] = free_ports();
    faults_say_nothing(&twilio(&format!("http://127.0.0.1:{nobody}")), &text(CODE)).await;
    let peer = HttpPeer::answering(201, &echo).await;
    shows_nothing(
        &twilio(&peer.url(""))
            .carry(KEY, &text(CODE))
            .await
            .expect("carried"),
    );
}

fn twilio(base_url: &str) -> TwilioCarrier {
    let settings = TwilioSettings {
        base_url: base_url.to_owned(),
        account_sid: "AC0".to_owned(),
        auth_token: PASSWORD.to_owned().into(),
        sender: Sender::From("PORTAL".to_owned()),
        ca_file: None,
    };
    shows_nothing(&settings);
    TwilioCarrier::new(&settings).expect("the settings work")
}

#[tokio::test]
async fn faults_of_the_gateway_say_nothing() {
    let [nobody] = free_ports();
    let query = format!("/{PASSWORD}?password={PASSWORD}&to={{to}}&text={{text}}");
    for status in [301, 403, 500] {
        let peer = HttpPeer::answering(status, &format!("{NUMBER} {CODE} {PASSWORD}")).await;
        faults_say_nothing(&http(&peer.url(&query)), &text(CODE)).await;
    }
    faults_say_nothing(
        &http(&format!("http://127.0.0.1:{nobody}{query}")),
        &text(CODE),
    )
    .await;
    faults_say_nothing(
        &http(&format!("https://127.0.0.1:{nobody}{query}")),
        &text(CODE),
    )
    .await;
}

fn http(url: &str) -> GatewayCarrier {
    let settings = with_canaries(gateway::settings(
        Method::Post,
        url,
        "text/xml",
        "<x>{text}</x>",
    ));
    GatewayCarrier::new(&settings).expect("the settings work")
}

fn with_canaries(mut settings: GatewaySettings) -> GatewaySettings {
    settings
        .headers
        .insert("Authorization".to_owned(), PASSWORD.to_owned().into());
    shows_nothing(&settings);
    settings
}

#[test]
fn debug_of_a_message_shows_neither_address_nor_body() {
    shows_nothing(&mail("reject@wingtip.example"));
    shows_nothing(&text(CODE));
}

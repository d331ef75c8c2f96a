//! The Calls API, field by field as its OpenAPI document (twilio/twilio-oai, `CreateCall`) has it.

use std::path::PathBuf;

use domain::call::CallAim;
use domain::locale::Locale;
use domain::time::Timestamp;
use server::delivery::link::Link;
use server::delivery::twilio::call::{TwilioCallCarrier, TwilioCallSettings};
use server::delivery::{CallRequest, Carrier, Message};

use crate::http_peer::HttpPeer;
use crate::samples::{KEY, MAILBOX, NUMBER, mail, refused, text};

const ACCOUNT: &str = "AC00112233445566778899aabbccddeeff";
const CREATED: &str = r#"{"sid": "CA0123456789abcdef0123456789abcdef", "status": "queued"}"#;

fn carrier(peer: &HttpPeer) -> TwilioCallCarrier {
    let settings = TwilioCallSettings {
        base_url: peer.url("/"),
        account_sid: ACCOUNT.to_owned(),
        auth_token: "0123456789abcdef0123456789abcdef".to_owned().into(),
        from: "+31201234567".to_owned(),
        ring_seconds: 25,
        extension_pause_seconds: 2,
        prompts: PathBuf::new(),
        ca_file: None,
    };
    let portal = Link::parse("https://reset.example/portal").expect("an address");
    TwilioCallCarrier::new(&settings, portal).expect("the settings work")
}

fn call() -> Message {
    Message::Call(CallRequest {
        id: "11111111-2222-4333-8444-555555555555".to_owned(),
        to: NUMBER.to_owned(),
        extension: None,
        aim: CallAim::Reset,
        tenant_id: "wingtip".to_owned(),
        language: Locale::Nl,
        not_after: Timestamp::from_unix_ms(0),
    })
}

#[tokio::test]
async fn a_call_is_created_as_the_published_document_says() {
    let peer = HttpPeer::answering(201, CREATED).await;

    let receipt = carrier(&peer).carry(KEY, &call()).await.expect("carried");

    let request = peer.request();
    assert_eq!(request.method, "POST");
    assert_eq!(
        request.uri.path(),
        format!("/2010-04-01/Accounts/{ACCOUNT}/Calls.json")
    );
    let form: Vec<_> = request.form().into_iter().collect();
    let page = |what| {
        format!(
            "https://reset.example/portal/voice/twilio/11111111-2222-4333-8444-555555555555/{what}"
        )
    };
    let mut expected = vec![
        ("To".to_owned(), NUMBER.to_owned()),
        ("From".to_owned(), "+31201234567".to_owned()),
        ("Url".to_owned(), page("0")),
        ("Method".to_owned(), "POST".to_owned()),
        ("StatusCallback".to_owned(), page("status")),
        ("StatusCallbackMethod".to_owned(), "POST".to_owned()),
        ("Timeout".to_owned(), "25".to_owned()),
        ("TimeLimit".to_owned(), "120".to_owned()),
    ];
    let mut form = form;
    form.sort();
    expected.sort();
    assert_eq!(form, expected);
    assert_eq!(receipt.reference, "CA0123456789abcdef0123456789abcdef");
}

#[tokio::test]
async fn an_extension_is_sent_as_digits_after_a_pause() {
    let peer = HttpPeer::answering(201, CREATED).await;
    let Message::Call(call) = call() else {
        unreachable!("it is one");
    };
    let desk = CallRequest {
        extension: Some("0912".to_owned()),
        ..call
    };

    let carried = carrier(&peer).carry(KEY, &Message::Call(desk)).await;

    carried.expect("carried");
    let form: Vec<_> = peer.request().form().into_iter().collect();
    let sent = |name: &str| {
        form.iter()
            .find(|(key, _)| key == name)
            .map(|(_, v)| v.as_str())
    };
    assert_eq!(sent("SendDigits"), Some("wwww0912"));
    assert_eq!(sent("To"), Some(NUMBER));
}

#[tokio::test]
async fn nothing_but_calls_is_carried() {
    let peer = HttpPeer::answering(201, CREATED).await;
    refused(&carrier(&peer), &text("hello")).await;
    refused(&carrier(&peer), &mail(MAILBOX)).await;
    assert!(peer.requests().is_empty());
}

#[tokio::test]
async fn a_refusal_names_neither_the_number_nor_the_token() {
    let body = format!(r#"{{"code": 21211, "message": "{NUMBER} is not valid"}}"#);
    let peer = HttpPeer::answering(400, &body).await;

    let fault = refused(&carrier(&peer), &call()).await.to_string();

    assert!(
        fault.contains("the Calls API answered 400, error 21211"),
        "{fault}"
    );
    assert!(
        !fault.contains(NUMBER) && !fault.contains("0123456789"),
        "{fault}"
    );
}

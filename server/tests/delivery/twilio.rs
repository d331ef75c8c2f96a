//! The Messages API, field by field as its OpenAPI document (twilio/twilio-oai, `CreateMessage`) has it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use server::delivery::twilio::{Sender, TwilioCarrier, TwilioSettings};
use server::delivery::{Carrier, DeliveryFault};

use crate::http_peer::{Answer, HttpPeer, Request};
use crate::peer::free_ports;
use crate::samples::{KEY, MAILBOX, NUMBER, mail, refused, text};

const ACCOUNT: &str = "AC00112233445566778899aabbccddeeff";
const TOKEN: &str = "0123456789abcdef0123456789abcdef";
const SERVICE: &str = "MGffeeddccbbaa99887766554433221100";
const CREATED: &str =
    r#"{"sid": "SM0123456789abcdef0123456789abcdef", "status": "queued", "error_code": null}"#;

fn carrier(peer: &HttpPeer, sender: Sender) -> TwilioCarrier {
    TwilioCarrier::new(&settings(&peer.url("/"), sender)).expect("the settings work")
}

fn settings(base_url: &str, sender: Sender) -> TwilioSettings {
    TwilioSettings {
        base_url: base_url.to_owned(),
        account_sid: ACCOUNT.to_owned(),
        auth_token: TOKEN.to_owned().into(),
        sender,
        ca_file: None,
    }
}

fn number() -> Sender {
    Sender::From("+15017122661".to_owned())
}

/// Where a request departs from the document.
fn violations(request: &Request) -> Vec<String> {
    let mut found = Vec::new();
    let mut must = |holds: bool, rule: &str| {
        if !holds {
            found.push(rule.to_owned());
        }
    };
    let form = request.form();
    let sid = |text: &str, prefix: &str| {
        text.len() == 34
            && text.starts_with(prefix)
            && text[2..].bytes().all(|b| b.is_ascii_hexdigit())
    };
    let e164 = |text: &str| {
        let digits = text.strip_prefix('+').unwrap_or_default();
        (7..=15).contains(&digits.len())
            && !digits.starts_with('0')
            && digits.bytes().all(|b| b.is_ascii_digit())
    };
    let account = request
        .uri
        .path()
        .strip_prefix("/2010-04-01/Accounts/")
        .and_then(|rest| rest.strip_suffix("/Messages.json"))
        .unwrap_or_default();
    let basic = STANDARD.encode(format!("{account}:{TOKEN}"));
    must(request.method == "POST", "the method is POST");
    must(sid(account, "AC"), "the path holds the account");
    must(request.uri.query().is_none(), "nothing stands in the query");
    must(
        request.header("authorization") == format!("Basic {basic}"),
        "account and token sign in",
    );
    must(
        request.header("content-type") == "application/x-www-form-urlencoded",
        "the body is a form",
    );
    must(form.get("To").is_some_and(|to| e164(to)), "To is E.164");
    must(
        form.contains_key("From") != form.contains_key("MessagingServiceSid"),
        "one sender",
    );
    must(
        form.get("MessagingServiceSid")
            .is_none_or(|service| sid(service, "MG")),
        "a service starts with MG",
    );
    must(
        form.get("Body")
            .is_some_and(|body| (1..=1600).contains(&body.chars().count())),
        "Body is 1 to 1600 long",
    );
    let known = ["To", "From", "MessagingServiceSid", "Body"];
    must(
        form.keys().all(|field| known.contains(&field.as_str())),
        "no other field",
    );
    found
}

#[tokio::test]
async fn a_text_is_created_as_the_published_document_says() {
    for (sender, field, value) in [
        (number(), "From", "+15017122661"),
        (
            Sender::MessagingServiceSid(SERVICE.to_owned()),
            "MessagingServiceSid",
            SERVICE,
        ),
    ] {
        let peer = HttpPeer::answering(201, CREATED).await;
        let body = "Je code: 408135 & één +€\n\n@reset.example #408135";

        let receipt = carrier(&peer, sender)
            .carry(KEY, &text(body))
            .await
            .expect("carried");

        let request = peer.request();
        assert_eq!(violations(&request), Vec::<String>::new());
        let form = request.form();
        assert_eq!(
            (
                form["To"].as_str(),
                form["Body"].as_str(),
                form[field].as_str()
            ),
            (NUMBER, body, value)
        );
        assert_eq!(request.header("idempotency-key"), format!("\"{KEY}\""));
        assert_eq!(receipt.reference, "SM0123456789abcdef0123456789abcdef");
    }
}

#[tokio::test]
async fn the_check_of_the_requests_can_fail() {
    let peer = HttpPeer::answering(201, CREATED).await;
    let settings = TwilioSettings {
        account_sid: "short".to_owned(),
        ..settings(&peer.url(""), Sender::MessagingServiceSid("XX".to_owned()))
    };

    TwilioCarrier::new(&settings)
        .expect("other providers name accounts otherwise")
        .carry(KEY, &text(""))
        .await
        .expect("carried");

    let expected = [
        "the path holds the account",
        "a service starts with MG",
        "Body is 1 to 1600 long",
    ];
    assert_eq!(violations(&peer.request()), expected);
}

#[tokio::test]
async fn a_refusal_is_permanent_and_told_by_its_code() {
    let body = format!(
        r#"{{"code": 21211, "message": "The 'To' number {NUMBER} is not valid", "status": 400}}"#
    );
    let peer = HttpPeer::answering(400, &body).await;

    let fault = refused(&carrier(&peer, number()), &text("hello")).await;

    assert!(
        matches!(&fault, DeliveryFault::Permanent(text) if text.contains("21211")),
        "{fault}"
    );
}

#[tokio::test]
async fn too_many_requests_and_trouble_of_the_provider_are_transient() {
    for status in [429, 500, 503] {
        let peer = HttpPeer::answering(status, "not even JSON").await;

        let fault = refused(&carrier(&peer, number()), &text("hello")).await;

        assert!(
            fault.is_transient() && fault.to_string().contains(&status.to_string()),
            "{fault}"
        );
        assert_eq!(
            peer.requests().len(),
            1,
            "the outbox retries, not the client"
        );
    }
}

#[tokio::test]
async fn a_provider_that_is_down_is_transient() {
    let [nobody] = free_ports();
    let carrier = TwilioCarrier::new(&settings(&format!("http://127.0.0.1:{nobody}"), number()))
        .expect("settings");

    assert!(refused(&carrier, &text("hello")).await.is_transient());
}

#[tokio::test]
async fn a_redirect_is_not_followed_with_the_token() {
    let elsewhere = HttpPeer::answering(201, CREATED).await;
    let headers = vec![("location", elsewhere.url("/2010-04-01/x"))];
    let peer = HttpPeer::with(Answer {
        status: 307,
        headers,
        body: String::new(),
    })
    .await;

    let fault = refused(&carrier(&peer, number()), &text("hello")).await;

    assert!(!fault.is_transient(), "{fault}");
    assert!(elsewhere.requests().is_empty());
}

#[tokio::test]
async fn a_text_of_more_than_1600_characters_and_a_mail_are_not_sent() {
    let peer = HttpPeer::answering(201, CREATED).await;
    let carrier = carrier(&peer, number());

    carrier
        .carry(KEY, &text(&"é".repeat(1600)))
        .await
        .expect("1600 are allowed");
    refused(&carrier, &text(&"é".repeat(1601))).await;
    refused(&carrier, &mail(MAILBOX)).await;

    assert_eq!(peer.requests().len(), 1);
}

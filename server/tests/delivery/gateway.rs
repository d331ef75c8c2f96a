//! The requests of the generic gateway, as an operator wrote them.

use std::collections::BTreeMap;

use server::delivery::Carrier;
use server::delivery::gateway::{GatewayCarrier, GatewaySettings, Method};

use crate::http_peer::{Answer, HttpPeer};
use crate::samples::{KEY, NUMBER, refused, text};

/// Everything that could break out of its place.
const NASTY: &str = "a&b=c \"q\" \\ <x> +%20 {to} {\"key\"}\n\n@reset.example #408135 é€😀";

pub(crate) fn settings(
    method: Method,
    url: &str,
    content_type: &str,
    body: &str,
) -> GatewaySettings {
    let mut headers = BTreeMap::new();
    if !content_type.is_empty() {
        headers.insert("Content-Type".to_owned(), content_type.to_owned().into());
    }
    let body = (!body.is_empty()).then(|| body.to_owned().into());
    GatewaySettings {
        method,
        url: url.to_owned().into(),
        headers,
        body,
        ca_file: None,
    }
}

fn carrier(settings: &GatewaySettings) -> GatewayCarrier {
    GatewayCarrier::new(settings).expect("the settings work")
}

#[tokio::test]
async fn values_in_the_url_are_percent_encoded() {
    let peer = HttpPeer::answering(202, "0: Accepted for delivery").await;
    let url = peer.url("/send/{digits}?to={to}&text={text}&id={key}");

    carrier(&settings(Method::Get, &url, "", ""))
        .carry(KEY, &text(NASTY))
        .await
        .expect("carried");

    let request = peer.request();
    let query = request.query();
    assert_eq!(
        (request.method.as_str(), request.uri.path()),
        ("GET", "/send/31612345678")
    );
    assert_eq!(
        (
            query["to"].as_str(),
            query["text"].as_str(),
            query["id"].as_str()
        ),
        (NUMBER, NASTY, KEY)
    );
    assert_eq!(query.len(), 3);
}

#[tokio::test]
async fn values_in_a_json_body_stay_inside_their_strings() {
    let peer = HttpPeer::answering(200, "{}").await;
    let body = r#"{"messages": [{"to": "{to}", "content": "{text}", "flags": {}}]}"#;

    let settings = settings(
        Method::Post,
        &peer.url("/v1"),
        "application/json; charset=utf-8",
        body,
    );
    carrier(&settings)
        .carry(KEY, &text(NASTY))
        .await
        .expect("carried");

    let sent: serde_json::Value = serde_json::from_str(&peer.request().body).expect("JSON");
    assert_eq!(
        sent,
        serde_json::json!({"messages": [{"to": NUMBER, "content": NASTY, "flags": {}}]})
    );
}

#[tokio::test]
async fn values_in_a_form_and_in_xml_are_escaped() {
    let peer = HttpPeer::answering(200, "").await;
    let form = settings(
        Method::Post,
        &peer.url("/"),
        "application/x-www-form-urlencoded",
        "user=u&to={to}&text={text}",
    );
    carrier(&form)
        .carry(KEY, &text(NASTY))
        .await
        .expect("carried");
    let sent = peer.request().form();
    assert_eq!(
        (sent["to"].as_str(), sent["text"].as_str(), sent.len()),
        (NUMBER, NASTY, 3)
    );

    let peer = HttpPeer::answering(200, "").await;
    let xml = settings(
        Method::Put,
        &peer.url("/"),
        "text/xml",
        r#"<sms to="{to}"><b>{text}</b></sms>"#,
    );
    carrier(&xml)
        .carry(KEY, &text("<b>\"&'"))
        .await
        .expect("carried");
    assert_eq!(
        peer.request().body,
        r#"<sms to="+31612345678"><b>&lt;b&gt;&quot;&amp;&apos;</b></sms>"#
    );
}

#[tokio::test]
async fn headers_carry_the_token_and_the_key_of_the_row() {
    let peer = HttpPeer::answering(200, "").await;
    let mut settings = settings(Method::Post, &peer.url("/?to={to}&text={text}"), "", "");
    settings
        .headers
        .insert("Authorization".to_owned(), "Bearer t0ken".to_owned().into());
    settings
        .headers
        .insert("Idempotency-Key".to_owned(), "{key}".to_owned().into());

    carrier(&settings)
        .carry(KEY, &text("hello"))
        .await
        .expect("carried");

    let request = peer.request();
    assert_eq!(
        (
            request.header("authorization"),
            request.header("idempotency-key")
        ),
        ("Bearer t0ken", KEY)
    );
}

#[tokio::test]
async fn the_status_decides_between_permanent_and_transient() {
    for (status, transient) in [
        (301, false),
        (400, false),
        (403, false),
        (408, true),
        (429, true),
        (500, true),
        (503, true),
    ] {
        let peer = HttpPeer::answering(status, "no").await;
        let carrier = carrier(&settings(
            Method::Get,
            &peer.url("/?to={to}&text={text}"),
            "",
            "",
        ));

        let fault = refused(&carrier, &text("hello")).await;

        assert_eq!(fault.is_transient(), transient, "{fault}");
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let elsewhere = HttpPeer::answering(200, "").await;
    let headers = vec![("location", elsewhere.url("/"))];
    let peer = HttpPeer::with(Answer {
        status: 302,
        headers,
        body: String::new(),
    })
    .await;

    refused(
        &carrier(&settings(
            Method::Get,
            &peer.url("/?to={to}&text={text}"),
            "",
            "",
        )),
        &text("hello"),
    )
    .await;

    assert!(elsewhere.requests().is_empty());
}

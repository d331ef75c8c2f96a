//! Settings as an operator writes them: what works, and what is refused with the key by its name.

use serde::de::DeserializeOwned;
use server::delivery::folder::FolderSettings;
use server::delivery::gateway::{GatewayCarrier, GatewaySettings};
use server::delivery::smtp::{Security, SmtpCarrier, SmtpSettings};
use server::delivery::twilio::{Sender, TwilioCarrier, TwilioSettings};

fn read<T: DeserializeOwned>(text: &str) -> T {
    toml::from_str(text).expect("settings")
}

fn unread<T: DeserializeOwned>(text: &str) -> String {
    match toml::from_str::<T>(text) {
        Ok(_) => panic!("it should not have been read:\n{text}"),
        Err(error) => error.to_string(),
    }
}

fn gateway(text: &str) -> Result<(), String> {
    GatewayCarrier::new(&read::<GatewaySettings>(text))
        .map(drop)
        .map_err(|fault| fault.to_string())
}

#[test]
fn settings_are_read_from_toml() {
    let smtp: SmtpSettings = read(
        "host = 'smtp.example'\nsecurity = 'starttls'\nfrom = 'portal@regain.example'\nlogin = { username = 'u', password = 'p' }",
    );
    assert_eq!((smtp.security, smtp.port), (Security::Starttls, None));
    SmtpCarrier::new(&smtp).expect("it works");
    let twilio: TwilioSettings =
        read("account_sid = 'AC1'\nauth_token = 't'\nsender = { messaging_service_sid = 'MG1' }");
    assert_eq!(twilio.base_url, "https://api.twilio.com");
    assert_eq!(twilio.sender, Sender::MessagingServiceSid("MG1".to_owned()));
    TwilioCarrier::new(&twilio).expect("it works");
    gateway("method = 'PUT'\nurl = 'https://sms.example/{to}'\nbody = '{\"t\":\"{text}\"}'\nheaders = { Content-Type = 'application/json' }")
        .expect("it works");
}

#[test]
fn an_unknown_key_is_named() {
    for error in [
        unread::<SmtpSettings>("host = 'h'\nfrom = 'a@b.example'\nsecurty = 'tls'"),
        unread::<TwilioSettings>(
            "account_sid = 'AC1'\nauth_token = 't'\nsender = { from = '1' }\nsecurty = 1",
        ),
        unread::<GatewaySettings>("url = 'https://sms.example'\nsecurty = 1"),
        unread::<FolderSettings>("path = 'x'\nsecurty = 1"),
    ] {
        assert!(error.contains("securty"), "{error}");
    }
}

#[test]
fn a_number_and_a_service_together_are_refused() {
    unread::<TwilioSettings>(
        "account_sid = 'AC1'\nauth_token = 't'\nsender = { from = '1', messaging_service_sid = 'MG1' }",
    );
}

#[test]
fn nothing_is_sent_in_clear_over_a_network() {
    let smtp = |host: &str| {
        SmtpCarrier::new(&read(&format!(
            "host = '{host}'\nsecurity = 'none'\nfrom = 'a@regain.example'"
        )))
        .map(drop)
    };
    for host in ["localhost", "127.0.0.1", "127.9.9.9", "::1"] {
        assert!(smtp(host).is_ok(), "{host}");
        let host = if host.contains(':') {
            format!("[{host}]")
        } else {
            host.to_owned()
        };
        assert_eq!(
            gateway(&format!("url = 'http://{host}/?to={{to}}&text={{text}}'")),
            Ok(())
        );
    }
    for host in [
        "smtp.example",
        "10.0.0.1",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
    ] {
        assert!(smtp(host).is_err(), "{host}");
        let refused = gateway(&format!("url = 'http://{host}/?to={{to}}&text={{text}}'"))
            .expect_err("in clear");
        assert!(refused.contains("in clear"), "{refused}");
    }
}

#[test]
fn a_template_that_cannot_work_is_refused_with_the_reason() {
    let json = "headers = { Content-Type = 'application/json' }";
    for (settings, reason) in [
        (
            "url = 'https://sms.example/?to={to}'".to_owned(),
            "must mention {text}",
        ),
        (
            "url = 'https://sms.example/?text={text}'".to_owned(),
            "{digits}",
        ),
        (
            "url = 'https://sms.example/?to={number}&text={text}'".to_owned(),
            "unknown placeholder {number}",
        ),
        (
            "url = 'https://{digits}.sms.example/?to={to}&text={text}'".to_owned(),
            "not into the host",
        ),
        (
            "url = 'sms.example/?to={to}&text={text}'".to_owned(),
            "`url`",
        ),
        (
            "url = 'ftp://sms.example/?to={to}&text={text}'".to_owned(),
            "https",
        ),
        (
            "url = 'https://sms.example/?to={to}'\nbody = '{text}'".to_owned(),
            "Content-Type",
        ),
        (
            format!(
                "url = 'https://sms.example'\nbody = '{{\"to\": {{to}}, \"t\": \"{{text}}\"}}'\n{json}"
            ),
            "inside quotes",
        ),
        (
            format!("url = 'https://sms.example'\nbody = 'to={{to}}&t={{text}}'\n{json}"),
            "not JSON",
        ),
        (
            "url = 'https://sms.example/?to={to}&text={text}'\nheaders = { X = '{text}' }"
                .to_owned(),
            "only {key}",
        ),
        (
            "url = 'https://sms.example/?to={to}&text={text}'\nca_file = '/no/such.pem'".to_owned(),
            "/no/such.pem",
        ),
    ] {
        let refused = gateway(&settings).expect_err(&settings);
        assert!(refused.contains(reason), "{settings}\n{refused}");
    }
}

#[test]
fn a_sender_or_account_that_cannot_work_is_refused() {
    assert!(SmtpCarrier::new(&read("host = 'h.example'\nfrom = 'Portal <a@b.example>'")).is_err());
    for sid in ["", "AC1/../x", "AC1?x"] {
        let settings = read(&format!(
            "account_sid = '{sid}'\nauth_token = 't'\nsender = {{ from = '1' }}"
        ));
        assert!(TwilioCarrier::new(&settings).is_err(), "{sid}");
    }
}

//! Texts through the Messages API of Twilio, or of a provider that speaks it too.
//!
//! <https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource>

use std::path::PathBuf;

use async_trait::async_trait;
use domain::secret::Secret;
use reqwest::{Client, StatusCode, Url};
use serde::Deserialize;

use super::http;
use super::message::Message;
use super::{Carrier, DeliveryFault, Receipt, SettingsFault, plain_key};

/// The account and the sender.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TwilioSettings {
    #[serde(default = "twilio")]
    pub base_url: String,
    pub account_sid: String,
    pub auth_token: Secret,
    pub sender: Sender,
    /// PEM file with certificates to trust besides those of the operating system.
    pub ca_file: Option<PathBuf>,
}

fn twilio() -> String {
    "https://api.twilio.com".to_owned()
}

/// Who the text comes from.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sender {
    /// A number in E.164, a short code or an alphanumeric sender.
    From(String),
    /// A messaging service, which picks the number.
    MessagingServiceSid(String),
}

/// Hands texts to the Messages API.
pub struct TwilioCarrier {
    client: Client,
    url: Url,
    account_sid: String,
    auth_token: Secret,
    sender: Sender,
}

/// The API refuses longer bodies (error 21617).
const MAX_BODY_CHARS: usize = 1600;

/// The parts of an answer that we read: never `message`, which quotes the number.
#[derive(Deserialize, Default)]
struct Answer {
    sid: Option<String>,
    code: Option<u32>,
}

impl TwilioCarrier {
    /// Checks the settings; connects to nothing yet.
    ///
    /// # Errors
    /// When the address or the account cannot be used.
    pub fn new(settings: &TwilioSettings) -> Result<Self, SettingsFault> {
        let sid = &settings.account_sid;
        if sid.is_empty() || !sid.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
            let reason = "it is letters, digits and hyphens".to_owned();
            return Err(SettingsFault::Value {
                key: "account_sid",
                reason,
            });
        }
        let base = settings.base_url.trim_end_matches('/');
        let url = http::endpoint(
            "base_url",
            &format!("{base}/2010-04-01/Accounts/{sid}/Messages.json"),
        )?;
        Ok(Self {
            client: http::client(&url, settings.ca_file.as_deref())?,
            url,
            account_sid: sid.clone(),
            auth_token: settings.auth_token.clone(),
            sender: settings.sender.clone(),
        })
    }
}

#[async_trait]
impl Carrier for TwilioCarrier {
    async fn carry(&self, key: &str, message: &Message) -> Result<Receipt, DeliveryFault> {
        let Message::Text(text) = message else {
            return Err(DeliveryFault::permanent(
                "the Messages API carries texts only",
            ));
        };
        if text.body.chars().count() > MAX_BODY_CHARS {
            return Err(DeliveryFault::permanent(
                "the text is longer than 1600 characters",
            ));
        }
        let sender = match &self.sender {
            Sender::From(number) => ("From", number.as_str()),
            Sender::MessagingServiceSid(sid) => ("MessagingServiceSid", sid.as_str()),
        };
        let response = self
            .client
            .post(self.url.clone())
            .basic_auth(&self.account_sid, Some(self.auth_token.expose()))
            // Twilio ignores it; compatible providers know it (draft-ietf-httpapi-idempotency-key-header).
            .header("Idempotency-Key", format!("\"{}\"", plain_key(key)?))
            .form(&[
                ("To", text.to.as_str()),
                sender,
                ("Body", text.body.as_str()),
            ])
            .send()
            .await
            .map_err(|e| http::unanswered("the Messages API", &e))?;
        let status = response.status();
        let answer: Answer =
            serde_json::from_slice(&http::answer(response).await).unwrap_or_default();
        if !status.is_success() {
            return Err(refused(status, answer.code));
        }
        let sid = answer.sid.filter(|sid| plain_key(sid).is_ok());
        Ok(Receipt {
            reference: sid.unwrap_or_else(|| key.to_owned()),
        })
    }
}

fn refused(status: StatusCode, code: Option<u32>) -> DeliveryFault {
    let detail = code
        .map(|code| format!(", error {code}{}", meaning(code)))
        .unwrap_or_default();
    http::refused("the Messages API", status, &detail)
}

/// The codes that an operator meets most; the others are at <https://www.twilio.com/docs/api/errors>.
fn meaning(code: u32) -> &'static str {
    match code {
        20003 => " (sign-in refused: check account_sid and auth_token)",
        20404 => " (not found: check account_sid and base_url)",
        20429 | 14107 | 21611 => " (too many messages)",
        21211 | 21614 => " (not a number that takes texts)",
        21408 => " (the account may not send to this region)",
        21606 | 21659 | 21660 => " (the sender does not belong to the account)",
        21610 => " (the recipient has opted out)",
        21617 => " (the text is too long)",
        21703 | 21701 => " (unknown messaging service)",
        _ => "",
    }
}

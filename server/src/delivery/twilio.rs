//! Texts and calls through Twilio, or a provider that speaks its API too.
//!
//! Texts: <https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource>

mod account;
pub mod call;

use std::path::PathBuf;

use async_trait::async_trait;
use domain::secret::Secret;
use serde::Deserialize;

use super::message::Message;
use super::{Carrier, DeliveryFault, Receipt, SettingsFault};
use account::Account;

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
    account: Account,
    sender: Sender,
}

/// The API refuses longer bodies (error 21617).
const MAX_BODY_CHARS: usize = 1600;

impl TwilioCarrier {
    /// Checks the settings; connects to nothing yet.
    ///
    /// # Errors
    /// When the address or the account cannot be used.
    pub fn new(settings: &TwilioSettings) -> Result<Self, SettingsFault> {
        let account = Account::new(
            &settings.base_url,
            &settings.account_sid,
            &settings.auth_token,
            settings.ca_file.as_deref(),
            ("Messages", "the Messages API"),
        )?;
        Ok(Self {
            account,
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
        let form = [
            ("To", text.to.as_str()),
            sender,
            ("Body", text.body.as_str()),
        ];
        self.account.create(key, &form).await
    }
}

//! Telephone calls through the Calls API.
//!
//! <https://www.twilio.com/docs/voice/api/call-resource#create-a-call-resource>; what happens in the call
//! is told to [`crate::http`]'s webhooks.

use std::path::PathBuf;

use async_trait::async_trait;
use domain::secret::Secret;
use serde::Deserialize;

use super::account::Account;
use crate::delivery::link::Link;
use crate::delivery::{Carrier, DeliveryFault, Message, Receipt, SettingsFault};

/// The account and the number that is shown.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TwilioCallSettings {
    #[serde(default = "super::twilio")]
    pub base_url: String,
    pub account_sid: String,
    /// Signs our requests in, and its own to us.
    pub auth_token: Secret,
    /// E.164; a number of the account.
    pub from: String,
    /// How long the telephone rings.
    #[serde(default = "crate::voice::ring_seconds")]
    pub ring_seconds: u16,
    /// The folder of what is said, as `regain prompts` makes it.
    pub prompts: PathBuf,
    /// PEM file with certificates to trust besides those of the operating system.
    pub ca_file: Option<PathBuf>,
}

/// Hands calls to the Calls API.
pub struct TwilioCallCarrier {
    account: Account,
    from: String,
    ring_seconds: u16,
    portal: Link,
}

impl TwilioCallCarrier {
    /// Checks the settings; connects to nothing yet.
    ///
    /// # Errors
    /// When the address or the account cannot be used.
    pub fn new(settings: &TwilioCallSettings, portal: Link) -> Result<Self, SettingsFault> {
        let account = Account::new(
            &settings.base_url,
            &settings.account_sid,
            &settings.auth_token,
            settings.ca_file.as_deref(),
            ("Calls", "the Calls API"),
        )?;
        Ok(Self {
            account,
            from: settings.from.clone(),
            ring_seconds: settings.ring_seconds,
            portal,
        })
    }

    fn page(&self, call: &str, what: &str) -> Result<Link, DeliveryFault> {
        let path = format!("voice/twilio/{call}/{what}");
        let page = self.portal.page(&path);
        page.map_err(|e| DeliveryFault::permanent(e.to_string()))
    }
}

#[async_trait]
impl Carrier for TwilioCallCarrier {
    async fn carry(&self, key: &str, message: &Message) -> Result<Receipt, DeliveryFault> {
        let Message::Call(call) = message else {
            return Err(DeliveryFault::permanent("the Calls API makes calls only"));
        };
        let answered = self.page(&call.id, "0")?;
        let status = self.page(&call.id, "status")?;
        let ring = self.ring_seconds.to_string();
        let form = [
            ("To", call.to.as_str()),
            ("From", self.from.as_str()),
            ("Url", answered.as_str()),
            ("Method", "POST"),
            ("StatusCallback", status.as_str()),
            ("StatusCallbackMethod", "POST"),
            ("Timeout", ring.as_str()),
        ];
        self.account.create(key, &form).await
    }
}

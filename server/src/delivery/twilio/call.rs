//! Telephone calls through the Calls API.
//!
//! <https://www.twilio.com/docs/voice/api/call-resource#create-a-call-resource>; what happens in the call
//! is told to [`crate::http`]'s webhooks.

use std::path::PathBuf;

use async_trait::async_trait;
use domain::challenge::CALL_SECONDS;
use domain::secret::Secret;
use serde::Deserialize;

use super::account::Account;
use crate::delivery::link::Link;
use crate::delivery::{Carrier, DeliveryFault, Message, Receipt, SettingsFault};
use crate::voice::TAKEN_WITHIN_SECONDS;

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
    /// From the answer of an exchange to the first digit of an extension.
    #[serde(default = "crate::voice::extension_pause_seconds")]
    pub extension_pause_seconds: u16,
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
    extension_pause_seconds: u16,
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
            extension_pause_seconds: settings.extension_pause_seconds,
            portal,
        })
    }

    /// The keys that an exchange is told once it has answered: each `w` waits for half a second. There is
    /// room for 32 characters, of which the longest pause and extension take 31.
    fn digits(&self, extension: &str) -> String {
        let pause = "w".repeat(2 * usize::from(self.extension_pause_seconds));
        [&pause, extension].concat()
    }

    fn page(&self, call: &str, what: &str) -> Result<Link, DeliveryFault> {
        let path = format!("voice/twilio/{call}/{what}");
        let page = self.portal.page(&path);
        page.map_err(|e| DeliveryFault::permanent(e.to_string()))
    }
}

/// No call that was answered goes on once nobody waits for it.
fn longest_seconds(ring_seconds: u16) -> u32 {
    CALL_SECONDS.saturating_sub(TAKEN_WITHIN_SECONDS + u32::from(ring_seconds))
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
        let longest = longest_seconds(self.ring_seconds).to_string();
        let digits = call.extension.as_deref().map(|digits| self.digits(digits));
        let mut form = vec![
            ("To", call.to.as_str()),
            ("From", self.from.as_str()),
            ("Url", answered.as_str()),
            ("Method", "POST"),
            ("StatusCallback", status.as_str()),
            ("StatusCallbackMethod", "POST"),
            ("Timeout", ring.as_str()),
            ("TimeLimit", longest.as_str()),
        ];
        form.extend(digits.as_deref().map(|digits| ("SendDigits", digits)));
        self.account.create(key, &form).await
    }
}

//! An account of the provider: where requests go, and what its refusals mean.

use std::path::Path;

use domain::secret::Secret;
use reqwest::{Client, StatusCode, Url};
use serde::Deserialize;

use crate::delivery::{DeliveryFault, Receipt, SettingsFault, http, plain_key};

/// One resource of an account that things are created in.
pub(super) struct Account {
    client: Client,
    url: Url,
    sid: String,
    auth_token: Secret,
    /// How faults name it.
    api: &'static str,
}

/// The parts of an answer that we read: never `message`, which quotes the number.
#[derive(Deserialize, Default)]
struct Answer {
    sid: Option<String>,
    code: Option<u32>,
}

impl Account {
    /// Checks the settings; connects to nothing yet.
    ///
    /// # Errors
    /// When the address or the account cannot be used.
    pub(super) fn new(
        base_url: &str,
        sid: &str,
        auth_token: &Secret,
        ca_file: Option<&Path>,
        (resource, api): (&str, &'static str),
    ) -> Result<Self, SettingsFault> {
        if sid.is_empty() || !sid.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
            let reason = "it is letters, digits and hyphens".to_owned();
            return Err(SettingsFault::Value {
                key: "account_sid",
                reason,
            });
        }
        let base = base_url.trim_end_matches('/');
        let url = http::endpoint(
            "base_url",
            &format!("{base}/2010-04-01/Accounts/{sid}/{resource}.json"),
        )?;
        Ok(Self {
            client: http::client(&url, ca_file)?,
            url,
            sid: sid.to_owned(),
            auth_token: auth_token.clone(),
            api,
        })
    }

    /// Creates one thing.
    ///
    /// # Errors
    /// When it was not taken over.
    pub(super) async fn create(
        &self,
        key: &str,
        form: &[(&str, &str)],
    ) -> Result<Receipt, DeliveryFault> {
        let response = self
            .client
            .post(self.url.clone())
            .basic_auth(&self.sid, Some(self.auth_token.expose()))
            // Twilio ignores it; compatible providers know it (draft-ietf-httpapi-idempotency-key-header).
            .header("Idempotency-Key", format!("\"{}\"", plain_key(key)?))
            .form(form)
            .send()
            .await
            .map_err(|e| http::unanswered(self.api, &e))?;
        let status = response.status();
        let answer: Answer =
            serde_json::from_slice(&http::answer(response).await).unwrap_or_default();
        if !status.is_success() {
            return Err(refused(self.api, status, answer.code));
        }
        let sid = answer.sid.filter(|sid| plain_key(sid).is_ok());
        Ok(Receipt {
            reference: sid.unwrap_or_else(|| key.to_owned()),
        })
    }
}

fn refused(api: &str, status: StatusCode, code: Option<u32>) -> DeliveryFault {
    let detail = code
        .map(|code| format!(", error {code}{}", meaning(code)))
        .unwrap_or_default();
    http::refused(api, status, &detail)
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
        21212 | 21210 => " (the number that is shown does not belong to the account)",
        21215 => " (the account may not call this region)",
        21617 => " (the text is too long)",
        21703 | 21701 => " (unknown messaging service)",
        _ => "",
    }
}

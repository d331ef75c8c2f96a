//! Texts through any gateway that takes an HTTP request: the operator writes the request.

use std::collections::BTreeMap;
use std::path::PathBuf;

use async_trait::async_trait;
use domain::secret::Secret;
use reqwest::Client;
use reqwest::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use serde::Deserialize;

use super::http;
use super::message::Message;
use super::placeholder::{Pattern, Place, Placeholder, Values};
use super::{Carrier, DeliveryFault, Receipt, SettingsFault, plain_key};

/// The request that sends one text.
///
/// `{to}`, `{digits}`, `{text}` and `{key}` are filled in: percent-encoded in `url`, and in `body` as
/// its `Content-Type` demands. Header values know `{key}` alone. URL, headers and body are secrets,
/// because gateways want their passwords in any of them.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GatewaySettings {
    #[serde(default)]
    pub method: Method,
    pub url: Secret,
    #[serde(default)]
    pub headers: BTreeMap<String, Secret>,
    pub body: Option<Secret>,
    /// PEM file with certificates to trust besides those of the operating system.
    pub ca_file: Option<PathBuf>,
}

/// The methods that gateways use.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    Get,
    #[default]
    Post,
    Put,
}

/// Hands texts to one HTTP gateway; any 2xx counts as taken over.
pub struct GatewayCarrier {
    client: Client,
    method: reqwest::Method,
    url: Pattern,
    headers: Vec<(HeaderName, Pattern)>,
    body: Option<(Pattern, Place)>,
}

/// Values that break a template whose placeholders stand in a wrong place.
const TRIAL: Values<'static> = Values {
    to: "+31600000000",
    text: "a\"b\\c\n<&'é",
    key: "k",
};
const OTHER_TRIAL: Values<'static> = Values {
    to: "+442000000000",
    text: "other",
    key: "z",
};

impl GatewayCarrier {
    /// Checks the settings; connects to nothing yet.
    ///
    /// # Errors
    /// When a template cannot make a proper request, or would send it in clear over a network.
    pub fn new(settings: &GatewaySettings) -> Result<Self, SettingsFault> {
        let url = Pattern::parse("url", settings.url.expose())?;
        let headers = headers(settings)?;
        let body = body(settings, &headers)?;
        let mentions =
            |wanted| url.mentions(wanted) || body.as_ref().is_some_and(|(b, _)| b.mentions(wanted));
        if !mentions(Placeholder::Text)
            || !(mentions(Placeholder::To) || mentions(Placeholder::Digits))
        {
            return Err(value(
                "url",
                "url and body together must mention {text} and {to} or {digits}",
            ));
        }
        let endpoint = http::endpoint("url", &url.fill(TRIAL, Place::Percent))?;
        let other = http::endpoint("url", &url.fill(OTHER_TRIAL, Place::Percent))?;
        if endpoint.authority() != other.authority() {
            return Err(value(
                "url",
                "placeholders belong into the path and the query, not into the host",
            ));
        }
        let method = match settings.method {
            Method::Get => reqwest::Method::GET,
            Method::Post => reqwest::Method::POST,
            Method::Put => reqwest::Method::PUT,
        };
        let client = http::client(&endpoint, settings.ca_file.as_deref())?;
        Ok(Self {
            client,
            method,
            url,
            headers,
            body,
        })
    }
}

fn headers(settings: &GatewaySettings) -> Result<Vec<(HeaderName, Pattern)>, SettingsFault> {
    let mut headers = Vec::new();
    for (name, secret) in &settings.headers {
        let name: HeaderName = name
            .parse()
            .map_err(|_| value("headers", "a name is not valid"))?;
        let pattern = Pattern::parse("headers", secret.expose())?;
        let others = [Placeholder::To, Placeholder::Digits, Placeholder::Text];
        if others.into_iter().any(|other| pattern.mentions(other)) {
            return Err(value("headers", "only {key} can be filled into a header"));
        }
        HeaderValue::from_str(&pattern.fill(TRIAL, Place::Plain)).map_err(|_| {
            value(
                "headers",
                "a value has characters that a header cannot hold",
            )
        })?;
        headers.push((name, pattern));
    }
    Ok(headers)
}

fn body(
    settings: &GatewaySettings,
    headers: &[(HeaderName, Pattern)],
) -> Result<Option<(Pattern, Place)>, SettingsFault> {
    let Some(text) = &settings.body else {
        return Ok(None);
    };
    let pattern = Pattern::parse("body", text.expose())?;
    let content_type = headers.iter().find(|(name, _)| *name == CONTENT_TYPE);
    let content_type = content_type
        .map(|(_, value)| value.fill(TRIAL, Place::Plain))
        .unwrap_or_default();
    let place = place_of(&content_type).ok_or_else(|| {
        value("headers", "a body needs a Content-Type: application/json, application/x-www-form-urlencoded or text/xml")
    })?;
    if place == Place::Json
        && serde_json::from_str::<serde::de::IgnoredAny>(&pattern.fill(TRIAL, place)).is_err()
    {
        return Err(value(
            "body",
            "it is not JSON once filled in; placeholders stand inside quotes",
        ));
    }
    Ok(Some((pattern, place)))
}

fn place_of(content_type: &str) -> Option<Place> {
    let essence = content_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    match essence.as_str() {
        "application/x-www-form-urlencoded" => Some(Place::Percent),
        "application/json" => Some(Place::Json),
        "application/xml" | "text/xml" => Some(Place::Xml),
        other if other.ends_with("+json") => Some(Place::Json),
        other if other.ends_with("+xml") => Some(Place::Xml),
        _ => None,
    }
}

fn value(key: &'static str, reason: &str) -> SettingsFault {
    SettingsFault::Value {
        key,
        reason: reason.to_owned(),
    }
}

#[async_trait]
impl Carrier for GatewayCarrier {
    async fn carry(&self, key: &str, message: &Message) -> Result<Receipt, DeliveryFault> {
        let Message::Text(text) = message else {
            return Err(DeliveryFault::permanent(
                "the text gateway carries texts only",
            ));
        };
        let values = Values {
            to: &text.to,
            text: &text.body,
            key: plain_key(key)?,
        };
        let mut request = self
            .client
            .request(self.method.clone(), self.url.fill(values, Place::Percent));
        for (name, pattern) in &self.headers {
            let mut value =
                HeaderValue::from_str(&pattern.fill(values, Place::Plain)).map_err(|_| {
                    DeliveryFault::permanent("the text gateway: a header could not be built")
                })?;
            value.set_sensitive(true);
            request = request.header(name, value);
        }
        if let Some((pattern, place)) = &self.body {
            request = request.body(pattern.fill(values, *place));
        }
        let response = request
            .send()
            .await
            .map_err(|e| http::unanswered("the text gateway", &e))?;
        if !response.status().is_success() {
            return Err(http::refused("the text gateway", response.status(), ""));
        }
        Ok(Receipt {
            reference: key.to_owned(),
        })
    }
}

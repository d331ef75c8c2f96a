//! A link into this portal: the only kind that a message may carry.

use reqwest::Url;

use super::SettingsFault;

/// An absolute `http` or `https` address below `public_url`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link(Url);

impl Link {
    /// Reads `public_url`.
    ///
    /// # Errors
    /// When it is no absolute web address with a host, or when it carries a user name or password.
    pub fn parse(public_url: &str) -> Result<Self, SettingsFault> {
        let fault = |reason: &str| SettingsFault::Url {
            key: "public_url",
            reason: reason.to_owned(),
        };
        let url = Url::parse(public_url).map_err(|e| fault(&e.to_string()))?;
        if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() {
            return Err(fault("use https://host"));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(fault("it must not contain a user name or password"));
        }
        Ok(Self(url))
    }

    /// The same portal, another page: `path` is joined to the address, as in `reset` or `signin`.
    ///
    /// # Errors
    /// When `path` would lead out of this portal.
    pub fn page(&self, path: &str) -> Result<Self, SettingsFault> {
        let fault = || SettingsFault::Url {
            key: "public_url",
            reason: "the path leads elsewhere".to_owned(),
        };
        let mut base = self.0.clone();
        if !base.path().ends_with('/') {
            base.set_path(&format!("{}/", base.path()));
        }
        let url = base.join(path).map_err(|_| fault())?;
        if url.origin() != base.origin() || !url.path().starts_with(base.path()) {
            return Err(fault());
        }
        Ok(Self(url))
    }

    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The origin (RFC 6454), as browsers send it in `Origin`.
    pub fn origin(&self) -> String {
        self.0.origin().ascii_serialization()
    }

    /// The host alone, as browsers compare it for an origin-bound code.
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }
}

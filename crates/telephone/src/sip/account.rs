//! Who calls, and the addresses of a call.

use std::net::IpAddr;

use rsipstack::dialog::authenticate::Credential;
use rsipstack::sip::{HostWithPort, Param, Scheme, Transport, Uri, uri::Auth};
use rsipstack::transport::SipAddr;
use thiserror::Error;

use super::Server;
use crate::{Number, Settings};

/// A name that would be something else in a SIP address.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("{0} has a character that cannot be part of a SIP address")]
pub struct BadName(&'static str);

/// The account at the server.
pub(crate) struct Account {
    user: String,
    caller: String,
    domain: HostWithPort,
    plus: String,
    credential: Option<Credential>,
    announced: Option<IpAddr>,
}

impl Account {
    pub(crate) fn new(settings: &Settings, server: &Server) -> Result<Self, BadName> {
        let caller = settings.caller.as_ref().unwrap_or(&settings.user);
        let domain = settings.domain.as_deref().unwrap_or(server.host());
        let plus = settings.plus.as_deref().unwrap_or("+");
        check("the user", &settings.user, b"-_.+*")?;
        check("the caller", caller, b"-_.+*")?;
        check("the domain", domain, b"-_.:")?;
        check("what stands for +", plus, b"+*#")?;
        let host = domain.parse().map_err(|_| BadName("the domain"))?;
        Ok(Self {
            user: settings.user.clone(),
            caller: caller.clone(),
            domain: HostWithPort { host, port: None },
            plus: plus.to_owned(),
            credential: settings.password.as_ref().map(|password| Credential {
                username: settings.user.clone(),
                password: password.expose().to_owned(),
                realm: None,
                auth_username: None,
            }),
            announced: settings.announced,
        })
    }

    /// The From of our calls.
    pub(crate) fn caller(&self) -> Uri {
        address(&self.caller, self.domain.clone(), vec![])
    }

    /// The address of a number in our domain.
    pub(crate) fn callee(&self, number: &Number) -> Uri {
        let user = number.dialled(&self.plus).replace('#', "%23");
        let is_number = Param::User("phone".to_owned().into());
        address(&user, self.domain.clone(), vec![is_number])
    }

    /// Where the other side reaches us within a call.
    pub(crate) fn contact(&self, local: &SipAddr) -> Uri {
        let params = match local.r#type {
            Some(Transport::Udp) | None => vec![],
            Some(transport) => vec![Param::Transport(transport)],
        };
        let mut place = local.addr.clone();
        if let Some(announced) = self.announced {
            place.host = announced.into();
        }
        address(&self.user, place, params)
    }

    /// The address that others reach us at, where it is not our own.
    pub(crate) const fn announced(&self) -> Option<IpAddr> {
        self.announced
    }

    /// The domain of our addresses.
    pub(crate) const fn domain(&self) -> &HostWithPort {
        &self.domain
    }

    pub(crate) fn credential(&self) -> Option<Credential> {
        self.credential.clone()
    }
}

fn address(user: &str, host_with_port: HostWithPort, params: Vec<Param>) -> Uri {
    Uri {
        scheme: Some(Scheme::Sip),
        auth: Some(Auth {
            user: user.to_owned(),
            password: None,
        }),
        host_with_port,
        params,
        headers: vec![],
    }
}

fn check(what: &'static str, text: &str, punctuation: &[u8]) -> Result<(), BadName> {
    let is_good = !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || punctuation.contains(&byte));
    is_good.then_some(()).ok_or(BadName(what))
}

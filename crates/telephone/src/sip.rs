//! SIP: the account, the way to the server, and what comes from there unasked.

mod account;
mod challenge;
mod guard;
mod home;
pub(crate) mod link;
mod reception;
mod server;
mod trust;

pub(crate) use account::{Account, BadName};
pub(crate) use guard::Guard;
pub(crate) use home::Home;
pub(crate) use link::Link;
pub(crate) use reception::receive;
pub(crate) use server::{BadServer, Server};
pub(crate) use trust::{NoTrust, verifier};

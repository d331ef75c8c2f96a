//! The words and the rules of Regain: pure, without IO, clock or randomness.
//!
//! The same crate is compiled for the browser, the server and the agent. Time and random bytes are
//! always arguments, so every decision in here can be replayed by a test.

pub mod audit;
pub mod call;
pub mod challenge;
pub mod contact;
pub mod decoy;
pub mod eligibility;
pub mod identity;
pub mod locale;
pub mod method;
pub mod password;
pub mod phone;
pub mod policy;
pub mod questions;
pub mod refusal;
pub mod registration;
pub mod secret;
pub mod template;
pub mod throttle;
pub mod time;
pub mod wizard;

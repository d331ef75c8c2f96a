//! A telephone for programs: places calls by SIP over a telephone system or a trunk, plays
//! prompts, and hears keys.
//!
//! SIP is `rsipstack`'s; sound (RTP, G.711) and keys (RFC 4733 and tones) are this crate's own.
//! [`Telephone::call`] places one call and stays until it is over; a [`Script`] says what is said.
//!
//! # Logs
//!
//! This crate logs no number and no secret. `rsipstack` does: at `info` it writes whole messages,
//! with numbers and answers to challenges. Every program must add [`LOG_CEILING`] to its filter;
//! [`Telephone::open`] warns of a log that shows them.

mod call;
mod conversation;
mod dialling;
mod ended;
mod key;
mod media;
mod number;
mod prompt;
mod script;
mod sdp;
mod settings;
mod sip;
mod telephone;

pub use ended::Ended;
pub use key::Key;
pub use number::{Extension, NotANumber, Number};
pub use prompt::{BadRecording, Prompt};
pub use script::{Next, Script};
pub use settings::{Limits, Password, Settings, Timing, Transport};
pub use telephone::{OpenFault, Telephone};

/// A filter directive that keeps the SIP stack from logging the messages it sends.
pub const LOG_CEILING: &str = "rsipstack=warn";

//! One call, from dialling to hanging up.

mod held;
pub(crate) mod line;
pub(crate) mod place;
mod ports;
mod requests;
mod ringing;
mod stream;
mod watch;

pub(crate) use ports::MediaPorts;

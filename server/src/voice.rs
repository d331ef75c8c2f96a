//! The portal's voice: what it says in calls, and the telephone that it calls with.

pub mod prompts;
pub mod sip;

/// How long a telephone rings unless the operator says otherwise.
pub(crate) const fn ring_seconds() -> u16 {
    30
}

/// How long an exchange that has answered is listened to before it is told an extension, unless the
/// operator says otherwise.
pub(crate) const fn extension_pause_seconds() -> u16 {
    2
}

/// What is pressed in the last seconds of a call still has to be taken while somebody waits for it.
pub(crate) const TAKEN_WITHIN_SECONDS: u32 = 5;

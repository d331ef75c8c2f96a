//! The sound of a call, without any IO: codecs, packets, keys.

mod ear;
mod event;
mod g711;
mod mouth;
mod rtp;
mod tone;

pub(crate) use ear::{Ear, Heard};
pub(crate) use g711::Law;
pub(crate) use mouth::{Mouth, Press};

/// Samples a second on a telephone line.
pub(crate) const SAMPLES_PER_SECOND: u32 = 8_000;
/// Samples in one packet: 20 milliseconds, what every telephone expects.
pub(crate) const SAMPLES_PER_FRAME: usize = 160;
/// Frames a second. The frames that we send are the clock of a call.
pub(crate) const FRAMES_PER_SECOND: u32 = 50;

/// The sound of one packet.
pub(crate) type Frame = [i16; SAMPLES_PER_FRAME];
pub(crate) const SILENCE: Frame = [0; SAMPLES_PER_FRAME];

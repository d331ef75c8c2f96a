//! The CAPTCHA: a port that draws puzzles and shows or speaks them, and the adapter of our own.
//!
//! Nothing here keeps state. Who asked, for which step, until when and how often a puzzle may be
//! tried is the caller's to remember; the answer never leaves the server.

mod answer;
mod built_in;
mod dice;
mod face;
mod outline;
mod picture;
mod plate;
mod sound;
mod voice;

#[cfg(test)]
mod tests;

use std::error::Error;
use std::fmt;

pub use answer::answers;
pub use built_in::BuiltIn;

/// Makes puzzles and renders them for eyes and for ears.
///
/// Give one puzzle one seed and keep it: a reload then shows the same picture, and nobody can
/// average many drawings of one answer.
pub trait Captcha: Send + Sync {
    /// Draws a new puzzle from a cryptographic source of random bytes.
    fn draw(&self, random: &mut dyn FnMut(&mut [u8])) -> Puzzle;

    /// Renders a text as a PNG of 560 by 180 pixels, meant to be shown at half that size.
    fn picture(&self, text: &str, seed: [u8; 32]) -> Result<Vec<u8>, CaptchaFault>;

    /// Speaks digits as a WAV: 8 kHz, 16 bit, one channel, about eight seconds.
    fn sound(&self, digits: &str, spoken: Spoken, seed: [u8; 32]) -> Result<Vec<u8>, CaptchaFault>;
}

/// A puzzle that only the server can read; either answer solves it.
#[derive(Clone)]
pub struct Puzzle {
    /// What the picture shows: six characters.
    pub picture: String,
    /// What the sound says: six digits. Not the picture's text, so that neither helps to read
    /// the other.
    pub sound: String,
}

impl fmt::Debug for Puzzle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Puzzle(***)")
    }
}

/// The languages that digits are spoken in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Spoken {
    English,
    Dutch,
}

/// Why a puzzle could not be made; says nothing of its answer.
#[derive(Debug, thiserror::Error)]
pub enum CaptchaFault {
    #[error(
        "a CAPTCHA shows or speaks 1 to 8 characters of its alphabet, and this is something else"
    )]
    UnfitAnswer,
    #[error("the built-in CAPTCHA file `{0}` is broken")]
    BrokenAsset(&'static str),
    #[error("the CAPTCHA could not be encoded")]
    Encoding(#[source] Box<dyn Error + Send + Sync>),
}

//! Recorded speech.

mod resample;
mod wav;

use std::fmt;
use std::sync::Arc;

pub use wav::BadRecording;

use crate::media::SAMPLES_PER_SECOND;

/// Something to say: 8 kHz mono, shared by all calls that say it.
#[derive(Clone)]
pub struct Prompt(Arc<[i16]>);

impl Prompt {
    /// Reads a WAV file of 16-bit mono PCM, at most two minutes long. Rates from 8 to 48 kHz are
    /// brought to the 8 kHz of a telephone line, so what `espeak-ng` writes (22.05 kHz) fits:
    ///
    /// ```sh
    /// espeak-ng -v nl -s 140 -w prompt.wav "Druk op hekje."
    /// ```
    pub fn from_wav(bytes: &[u8]) -> Result<Self, BadRecording> {
        let recording = wav::parse(bytes)?;
        Ok(Self(resample::to_line(&recording).into()))
    }

    /// From samples of 8 kHz mono.
    pub fn from_samples(samples: impl Into<Arc<[i16]>>) -> Self {
        Self(samples.into())
    }

    /// The samples, 8000 a second.
    pub fn samples(&self) -> &[i16] {
        &self.0
    }

    /// How long it takes to say.
    pub fn duration(&self) -> std::time::Duration {
        std::time::Duration::from_secs_f64(self.0.len() as f64 / f64::from(SAMPLES_PER_SECOND))
    }
}

impl fmt::Debug for Prompt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Prompt({:?})", self.duration())
    }
}

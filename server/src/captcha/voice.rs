//! The recorded digits. How they were made: `voices/README.md`.

use std::io::Cursor;

use hound::{SampleFormat, WavReader, WavSpec};

use super::{CaptchaFault, Spoken};

/// What every recording is, and every sound that is made of them.
pub(super) const FORMAT: WavSpec = WavSpec {
    channels: 1,
    sample_rate: 8000,
    bits_per_sample: 16,
    sample_format: SampleFormat::Int,
};

/// Samples between -1 and 1.
pub(super) type Clip = Vec<f32>;

macro_rules! recordings {
    ($language:literal) => {
        [
            recordings!($language, "0"),
            recordings!($language, "1"),
            recordings!($language, "2"),
            recordings!($language, "3"),
            recordings!($language, "4"),
            recordings!($language, "5"),
            recordings!($language, "6"),
            recordings!($language, "7"),
            recordings!($language, "8"),
            recordings!($language, "9"),
        ]
    };
    ($language:literal, $digit:literal) => {
        include_bytes!(concat!("../../voices/", $language, "/", $digit, ".wav"))
    };
}

const ENGLISH: [&[u8]; 10] = recordings!("en");
const DUTCH: [&[u8]; 10] = recordings!("nl");

/// The digits 0 to 9 of every language.
pub(super) struct Voices {
    english: Vec<Clip>,
    dutch: Vec<Clip>,
}

impl Voices {
    pub(super) fn load() -> Result<Self, CaptchaFault> {
        let read = |files: [&[u8]; 10], language| {
            let clips: Option<Vec<_>> = files.iter().map(|file| decode(file)).collect();
            clips.ok_or(CaptchaFault::BrokenAsset(language))
        };
        Ok(Self {
            english: read(ENGLISH, "voices/en")?,
            dutch: read(DUTCH, "voices/nl")?,
        })
    }

    /// The digits in one language, by their value.
    pub(super) fn digits(&self, spoken: Spoken) -> &[Clip] {
        match spoken {
            Spoken::English => &self.english,
            Spoken::Dutch => &self.dutch,
        }
    }
}

fn decode(file: &[u8]) -> Option<Clip> {
    let mut reader = WavReader::new(Cursor::new(file)).ok()?;
    if reader.spec() != FORMAT || reader.len() == 0 {
        return None;
    }
    let samples = reader.samples::<i16>();
    samples
        .map(|sample| Some(f32::from(sample.ok()?) / 32768.0))
        .collect()
}

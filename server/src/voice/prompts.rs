//! What is said in calls: a recording of each prompt, for each organisation and language.
//!
//! `FOLDER/TENANT/LANGUAGE/PROMPT.wav`, made by `regain prompts` and replaceable by own recordings.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use domain::call::Prompt;
use domain::locale::Locale;

/// More is not a prompt: about four minutes at 8 kHz.
const MOST_BYTES: usize = 4 * 1024 * 1024;

/// A recording that is missing or is none.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {reason}; `regain prompts` makes all of them")]
pub struct PromptFault {
    path: PathBuf,
    reason: String,
}

/// All recordings, as WAV files.
#[derive(Clone, Debug, Default)]
pub struct Prompts(BTreeMap<(String, Locale, Prompt), Vec<u8>>);

/// Where a recording lies.
pub fn place(folder: &Path, tenant: &str, locale: Locale, prompt: Prompt) -> PathBuf {
    let file = format!("{}.wav", prompt.name());
    folder.join(tenant).join(locale.tag()).join(file)
}

impl Prompts {
    /// Reads the recordings of these tenants.
    ///
    /// # Errors
    /// The first one that is missing or is no WAV file.
    pub fn read<'a>(
        folder: &Path,
        tenants: impl IntoIterator<Item = &'a str>,
    ) -> Result<Self, PromptFault> {
        let mut prompts = BTreeMap::new();
        for tenant in tenants {
            for locale in Locale::ALL {
                for prompt in Prompt::ALL {
                    let path = place(folder, tenant, locale, prompt);
                    let recording =
                        recording(&path).map_err(|reason| PromptFault { path, reason })?;
                    prompts.insert((tenant.to_owned(), locale, prompt), recording);
                }
            }
        }
        Ok(Self(prompts))
    }

    /// Tenant, language, prompt and recording.
    pub(super) fn all(&self) -> impl Iterator<Item = (&str, Locale, Prompt, &[u8])> {
        self.0.iter().map(|((tenant, locale, prompt), recording)| {
            (tenant.as_str(), *locale, *prompt, recording.as_slice())
        })
    }

    pub fn get(&self, tenant: &str, locale: Locale, prompt: Prompt) -> Option<&[u8]> {
        let key = (tenant.to_owned(), locale, prompt);
        self.0.get(&key).map(Vec::as_slice)
    }
}

fn recording(path: &Path) -> Result<Vec<u8>, String> {
    let bytes = std::fs::read(path).map_err(|e| e.to_string())?;
    if bytes.len() > MOST_BYTES {
        return Err("it is longer than a prompt".to_owned());
    }
    let wav = hound::WavReader::new(bytes.as_slice()).map_err(|e| e.to_string())?;
    match wav.duration() {
        0 => Err("it says nothing".to_owned()),
        _ => Ok(bytes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wav(samples: usize) -> Vec<u8> {
        let spec = hound::WavSpec {
            channels: 1,
            sample_rate: 8000,
            bits_per_sample: 16,
            sample_format: hound::SampleFormat::Int,
        };
        let mut bytes = std::io::Cursor::new(Vec::new());
        let mut writer = hound::WavWriter::new(&mut bytes, spec).unwrap();
        for _ in 0..samples {
            writer.write_sample(100_i16).unwrap();
        }
        writer.finalize().unwrap();
        bytes.into_inner()
    }

    #[test]
    fn all_recordings_are_there_or_the_missing_one_is_named() {
        let folder = tempfile::tempdir().unwrap();
        for locale in Locale::ALL {
            for prompt in Prompt::ALL {
                let path = place(folder.path(), "wingtip", locale, prompt);
                std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                std::fs::write(&path, wav(80)).unwrap();
            }
        }
        let prompts = Prompts::read(folder.path(), ["wingtip"]).unwrap();
        assert!(prompts.get("wingtip", Locale::Nl, Prompt::Ask).is_some());
        assert!(prompts.get("another", Locale::Nl, Prompt::Ask).is_none());

        let ask = place(folder.path(), "wingtip", Locale::Nl, Prompt::Ask);
        std::fs::write(&ask, wav(0)).unwrap();
        let fault = Prompts::read(folder.path(), ["wingtip"]).unwrap_err();
        assert!(fault.to_string().contains("wingtip/nl/ask.wav"), "{fault}");
        std::fs::remove_file(&ask).unwrap();
        assert!(Prompts::read(folder.path(), ["wingtip"]).is_err());
    }
}

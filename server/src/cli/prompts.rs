//! `regain prompts`

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use app::text::{texts, voice_text};
use domain::call::Prompt;
use domain::locale::Locale;

use super::fault::CliFault;
use super::say;
use crate::config::{Config, VoiceOut};
use crate::voice::prompts::place;

/// Words a minute: slow enough for a bad line.
const WORDS_A_MINUTE: &str = "140";

/// Speaks every prompt that is not there yet into a file, so that own recordings stay.
pub(super) fn make(config: &Config, again: bool) -> Result<(), CliFault> {
    let Some(folder) = config.voice.as_ref().and_then(VoiceOut::prompts) else {
        return Err(CliFault::NoPrompts);
    };
    let (mut made, mut kept) = (0, 0);
    for tenant in &config.tenants {
        for locale in Locale::ALL {
            for prompt in Prompt::ALL {
                let file = place(folder, &tenant.id, locale, prompt);
                if file.exists() && !again {
                    kept += 1;
                    continue;
                }
                speak(
                    &voice_text(texts(locale), prompt, &tenant.name),
                    locale,
                    &file,
                )?;
                made += 1;
            }
        }
    }
    say(&format!(
        "{made} prompts made, {kept} kept, in {}.",
        folder.display()
    ));
    Ok(())
}

/// The words go through standard input: nothing in a name is an option.
fn speak(words: &str, locale: Locale, file: &Path) -> Result<(), CliFault> {
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder).map_err(|e| CliFault::Write(folder.to_path_buf(), e))?;
    }
    let mut espeak = Command::new("espeak-ng")
        .args(["-v", voice(locale), "-s", WORDS_A_MINUTE, "--stdin", "-w"])
        .arg(file)
        .stdin(Stdio::piped())
        .spawn()
        .map_err(CliFault::Espeak)?;
    if let Some(mut input) = espeak.stdin.take() {
        input
            .write_all(words.as_bytes())
            .map_err(CliFault::Espeak)?;
    }
    let ended = espeak.wait().map_err(CliFault::Espeak)?;
    if !ended.success() {
        return Err(CliFault::Espeak(std::io::Error::other(ended.to_string())));
    }
    Ok(())
}

const fn voice(locale: Locale) -> &'static str {
    match locale {
        Locale::En => "en-gb",
        Locale::Nl => "nl",
    }
}

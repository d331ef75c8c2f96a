//! What is said in calls.

use domain::call::Prompt;

use super::{Texts, fill};

/// A prompt in words, for the organisation of this name.
pub fn voice_text(t: &Texts, prompt: Prompt, organisation: &str) -> String {
    let template = match prompt {
        Prompt::Ask => t.voice_ask,
        Prompt::AskToRegister => t.voice_ask_to_register,
        Prompt::WrongKey => t.voice_wrong_key,
        Prompt::Thanks => t.voice_thanks,
        Prompt::Reported => t.voice_reported,
        Prompt::Goodbye => t.voice_goodbye,
    };
    fill(template, &[("name", organisation)])
}

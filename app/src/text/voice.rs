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

#[cfg(test)]
mod tests {
    use domain::call::{CONFIRM, CallAim, REPORT};
    use domain::locale::Locale;

    use super::*;
    use crate::text::texts;

    #[test]
    fn a_call_names_the_organisation_and_the_keys_in_each_language() {
        // As they are called on a telephone.
        assert_eq!((CONFIRM, REPORT), ('#', '9'));
        for (locale, confirm, report) in [
            (Locale::En, "hash key", "nine"),
            (Locale::Nl, "hekje", "negen"),
        ] {
            for aim in [CallAim::Reset, CallAim::Registration] {
                let said = voice_text(texts(locale), aim.question(), "Wingtip Toys");
                for words in ["Wingtip Toys", confirm, report] {
                    assert!(said.contains(words), "{said}");
                }
            }
            let again = voice_text(texts(locale), Prompt::WrongKey, "Wingtip Toys");
            assert!(again.contains(confirm), "{again}");
        }
        assert_ne!(
            voice_text(texts(Locale::En), Prompt::Ask, ""),
            voice_text(texts(Locale::En), Prompt::AskToRegister, "")
        );
    }
}

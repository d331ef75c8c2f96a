//! How password rules are written down: a preset, and what differs from it.

use serde::Deserialize;

use super::rules::{BannedRules, PasswordRules};

/// A named set of rules to begin with.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Preset {
    #[default]
    Entra,
    Nist,
}

/// The document. Keys that are left out keep the preset's value.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Document {
    #[serde(default)]
    preset: Preset,
    min_length: Option<u16>,
    max_length: Option<u16>,
    min_classes: Option<u8>,
    banned: Option<BannedRules>,
    min_strength: Option<u8>,
    history: Option<u8>,
    max_age_days: Option<u16>,
}

impl From<Document> for PasswordRules {
    fn from(document: Document) -> Self {
        let preset = match document.preset {
            Preset::Entra => Self::entra(),
            Preset::Nist => Self::nist(),
        };
        Self {
            min_length: document.min_length.unwrap_or(preset.min_length),
            max_length: document.max_length.unwrap_or(preset.max_length),
            min_classes: document.min_classes.unwrap_or(preset.min_classes),
            banned: document.banned.unwrap_or(preset.banned),
            min_strength: document.min_strength.unwrap_or(preset.min_strength),
            history: document.history.unwrap_or(preset.history),
            max_age_days: document.max_age_days.unwrap_or(preset.max_age_days),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> PasswordRules {
        toml::from_str(text).unwrap()
    }

    #[test]
    fn a_preset_is_the_start_and_every_setting_can_differ() {
        assert_eq!(read(""), PasswordRules::entra());
        assert_eq!(read("preset = \"nist\""), PasswordRules::nist());
        let mixed = read("preset = \"nist\"\nmin_length = 20\nhistory = 5\nmax_age_days = 90");
        let expected = PasswordRules {
            min_length: 20,
            history: 5,
            max_age_days: 90,
            ..PasswordRules::nist()
        };
        assert_eq!(mixed, expected);
    }

    #[test]
    fn rules_survive_their_document() {
        let text = toml::to_string(&PasswordRules::nist()).unwrap();
        assert_eq!(read(&text), PasswordRules::nist());
    }

    #[test]
    fn an_unknown_preset_or_key_is_refused_by_name() {
        for (text, named) in [
            ("preset = \"pci\"", "pci"),
            ("min_lenght = 9", "min_lenght"),
        ] {
            let fault = toml::from_str::<PasswordRules>(text)
                .unwrap_err()
                .to_string();
            assert!(fault.contains(named), "{fault}");
        }
    }
}

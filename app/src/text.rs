//! The texts of the screens: one field for each key of `locales/*.json`, made by `build.rs`.

#[cfg(feature = "ssr")]
mod activity;
#[cfg(feature = "ssr")]
mod method;
#[cfg(feature = "ssr")]
mod note;
mod password;
#[cfg(feature = "ssr")]
mod refusal;
#[cfg(all(test, feature = "ssr"))]
mod tests;
#[cfg(feature = "ssr")]
mod voice;

#[cfg(feature = "ssr")]
pub use activity::{act_text, change_text, ending_text};
#[cfg(feature = "ssr")]
pub use method::method_text;
#[cfg(feature = "ssr")]
pub use note::note_text;
#[cfg(feature = "ssr")]
pub use password::rule_text;
pub use password::{finding_text, strength_text};
#[cfg(feature = "ssr")]
pub use refusal::refusal_text;
#[cfg(feature = "ssr")]
pub use voice::voice_text;

use domain::locale::Locale;

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

/// The texts of a language.
pub fn texts(locale: Locale) -> &'static Texts {
    match locale {
        Locale::En => &EN,
        Locale::Nl => &NL,
    }
}

/// Puts values in the place of `{name}`. A value is never read as a template again.
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some((before, (name, after))) = rest
        .split_once('{')
        .and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
    {
        filled.push_str(before);
        if let Some((_, value)) = values.iter().find(|(key, _)| *key == name) {
            filled.push_str(value);
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// A wait in words, in the unit that is easiest to read; rounded up.
#[cfg(feature = "ssr")]
pub fn wait_text(t: &Texts, seconds: u32) -> String {
    let (template, n) = match seconds {
        1 => return t.wait_second.to_owned(),
        0..120 => (t.wait_seconds, seconds),
        120..7200 => (t.wait_minutes, seconds.div_ceil(60)),
        _ => (t.wait_hours, seconds.div_ceil(3600)),
    };
    fill(template, &[("n", &n.to_string())])
}

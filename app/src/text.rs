//! The texts of the screens: one field for each key of `locales/*.json`, made by `build.rs`.

#[cfg(feature = "ssr")]
mod activity;
#[cfg(feature = "ssr")]
mod method;
#[cfg(feature = "ssr")]
mod note;
#[cfg(feature = "ssr")]
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
pub use password::{rule_text, wording};
#[cfg(feature = "ssr")]
pub use refusal::refusal_text;
#[cfg(feature = "ssr")]
pub use voice::voice_text;

use domain::locale::Locale;
pub use domain::template::fill;

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

/// The texts of a language.
pub fn texts(locale: Locale) -> &'static Texts {
    match locale {
        Locale::En => &EN,
        Locale::Nl => &NL,
    }
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

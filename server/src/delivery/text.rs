//! The text message that brings a one-time code.

use askama::Template;
use domain::locale::Locale;
use domain::secret::Code;

use super::line::Line;
use super::link::Link;
use super::mail::rendered;
use super::message::TextMessage;

/// A code for one gate of a reset.
pub struct CodeText {
    /// E.164.
    pub to: String,
    /// Name of the tenant.
    pub name: Line,
    pub code: Code,
    pub minutes: u32,
    /// `public_url`: browsers offer the code on this host only.
    pub portal: Link,
}

#[derive(Template)]
#[template(path = "text/en.txt")]
struct English<'a> {
    text: &'a CodeText,
}

#[derive(Template)]
#[template(path = "text/nl.txt")]
struct Dutch<'a> {
    text: &'a CodeText,
}

/// Writes the text in `locale`; its last line binds the code to our host.
///
/// Format: <https://wicg.github.io/sms-one-time-codes/>
pub fn code_text(text: &CodeText, locale: Locale) -> TextMessage {
    let body = match locale {
        Locale::En => rendered(&English { text }),
        Locale::Nl => rendered(&Dutch { text }),
    };
    TextMessage {
        to: text.to.clone(),
        body: body.trim_end().to_owned(),
    }
}

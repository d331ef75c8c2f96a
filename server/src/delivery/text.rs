//! The text messages: one that brings a one-time code, and one that tells of a change.

use askama::Template;
use domain::locale::Locale;
use domain::method::Method;
use domain::registration::Change;
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

/// A way to prove who one is was changed; the person may not have done it.
pub struct RegisteredText {
    /// E.164.
    pub to: String,
    /// Name of the tenant.
    pub name: Line,
    pub method: Method,
    pub change: Change,
    pub helpdesk: Option<Line>,
}

// `mail`, because the words for what was changed are those of the mail.
#[derive(Template)]
#[template(path = "registered/en/text.txt")]
struct RegisteredEnglish<'a> {
    mail: &'a RegisteredText,
}

#[derive(Template)]
#[template(path = "registered/nl/text.txt")]
struct RegisteredDutch<'a> {
    mail: &'a RegisteredText,
}

/// Writes the text in `locale`.
pub fn registered_text(text: &RegisteredText, locale: Locale) -> TextMessage {
    let body = match locale {
        Locale::En => rendered(&RegisteredEnglish { mail: text }),
        Locale::Nl => rendered(&RegisteredDutch { mail: text }),
    };
    TextMessage {
        to: text.to.clone(),
        body: body.trim_end().to_owned(),
    }
}

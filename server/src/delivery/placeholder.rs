//! Texts with `{to}`, `{digits}`, `{text}` and `{key}` in them, each filled in as its place demands.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::SettingsFault;

/// What a placeholder stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placeholder {
    /// The number as E.164, with its plus.
    To,
    /// The number without the plus.
    Digits,
    /// The body of the message.
    Text,
    /// The key of the outbox row.
    Key,
}

/// Where a value lands, which decides how it is escaped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A URL or a form: percent-encoded.
    Percent,
    /// Inside the quotes of a JSON string.
    Json,
    /// Text or an attribute of XML.
    Xml,
    /// As it stands: only for the key, which is a plain word.
    Plain,
}

/// The values of one message.
#[derive(Clone, Copy)]
pub struct Values<'a> {
    pub to: &'a str,
    pub text: &'a str,
    pub key: &'a str,
}

/// A text cut at its placeholders.
#[derive(Clone)]
pub struct Pattern(Vec<Piece>);

#[derive(Clone)]
enum Piece {
    Literal(String),
    Value(Placeholder),
}

/// RFC 3986, section 2.3: all but the unreserved characters.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

impl Pattern {
    /// Cuts `text`; a brace that opens no `{word}` stands for itself, as JSON needs it.
    ///
    /// # Errors
    /// When a `{word}` is not a known placeholder; `setting` is the key that the fault names.
    pub fn parse(setting: &'static str, text: &str) -> Result<Self, SettingsFault> {
        let mut pieces = Vec::new();
        let mut literal = String::new();
        let mut rest = text;
        while let Some(open) = rest.find('{') {
            literal.push_str(&rest[..open]);
            rest = &rest[open..];
            let Some(word) = word_in_braces(rest) else {
                literal.push('{');
                rest = &rest[1..];
                continue;
            };
            let value = Placeholder::named(word).ok_or_else(|| SettingsFault::Placeholder {
                key: setting,
                name: word.to_owned(),
            })?;
            pieces.push(Piece::Literal(std::mem::take(&mut literal)));
            pieces.push(Piece::Value(value));
            rest = &rest[word.len() + 2..];
        }
        literal.push_str(rest);
        pieces.push(Piece::Literal(literal));
        Ok(Self(pieces))
    }

    pub fn mentions(&self, wanted: Placeholder) -> bool {
        self.0
            .iter()
            .any(|piece| matches!(piece, Piece::Value(value) if *value == wanted))
    }

    /// The text with `values` in it, escaped for `place`.
    pub fn fill(&self, values: Values<'_>, place: Place) -> String {
        let mut filled = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Literal(text) => filled.push_str(text),
                Piece::Value(placeholder) => filled.push_str(&place.escape(placeholder.of(values))),
            }
        }
        filled
    }
}

impl Placeholder {
    fn named(word: &str) -> Option<Self> {
        match word {
            "to" => Some(Self::To),
            "digits" => Some(Self::Digits),
            "text" => Some(Self::Text),
            "key" => Some(Self::Key),
            _ => None,
        }
    }

    fn of(self, values: Values<'_>) -> &str {
        match self {
            Self::To => values.to,
            Self::Digits => values.to.trim_start_matches('+'),
            Self::Text => values.text,
            Self::Key => values.key,
        }
    }
}

impl Place {
    pub(crate) fn escape(self, value: &str) -> Cow<'_, str> {
        match self {
            Self::Percent => utf8_percent_encode(value, RESERVED).into(),
            Self::Json => {
                let quoted = serde_json::Value::from(value).to_string();
                quoted[1..quoted.len() - 1].to_owned().into()
            }
            Self::Xml => value
                .replace('&', "&amp;")
                .replace('<', "&lt;")
                .replace('>', "&gt;")
                .replace('"', "&quot;")
                .replace('\'', "&apos;")
                .into(),
            Self::Plain => value.into(),
        }
    }
}

fn word_in_braces(text: &str) -> Option<&str> {
    let inside = text.strip_prefix('{')?;
    let word = &inside[..inside.find('}')?];
    let is_word = !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphabetic() || b == b'_');
    is_word.then_some(word)
}

//! One harmless line of text out of data that strangers may have written.

use std::fmt;

/// A single line: no line breaks, no control characters, nothing that reorders or hides text.
///
/// Names of tenants and people come from directories and forms. A line break in one would start a
/// new header or a forged last line of a text message, and a right-to-left override can make one
/// address look like another (Trojan Source, CVE-2021-42574).
#[derive(Clone, PartialEq, Eq)]
pub struct Line(String);

/// Long enough for every honest name, short enough to keep a subject readable.
const MAX_CHARS: usize = 120;

impl Line {
    /// Keeps what is harmless of `raw`; never fails, and may leave nothing.
    pub fn new(raw: &str) -> Self {
        let mut line = String::new();
        // Every line separator of Unicode counts as white space, so breaks end here too.
        for word in raw.split_whitespace() {
            let word: String = word
                .chars()
                .filter(|c| !c.is_control() && !deceives(*c))
                .collect();
            if !line.is_empty() && !word.is_empty() {
                line.push(' ');
            }
            line.push_str(&word);
        }
        Self(shortened(line))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Characters of Unicode's format class that show nothing; the joiners (U+200C, U+200D) stay, since
/// Persian and Indic names need them.
fn deceives(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}'
        | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}'
        | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

fn shortened(line: String) -> String {
    if line.chars().count() <= MAX_CHARS {
        return line;
    }
    let mut short: String = line.chars().take(MAX_CHARS - 1).collect();
    short.push('…');
    short
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A line may be a person's name or address.
impl fmt::Debug for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

impl From<&str> for Line {
    fn from(raw: &str) -> Self {
        Self::new(raw)
    }
}

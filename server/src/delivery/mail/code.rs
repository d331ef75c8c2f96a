//! The mail that brings a one-time code.

use domain::secret::Code;

use super::{Brand, written};
use crate::delivery::line::Line;

/// A code for one gate of a reset.
pub struct CodeMail {
    pub to: String,
    pub brand: Brand,
    pub code: Code,
    /// How long the code is valid.
    pub minutes: u32,
    /// How to reach the people who help, in words.
    pub helpdesk: Option<Line>,
}

written!(code_mail, CodeMail:
    En => "code/en/subject.txt" "code/en/body.txt" "code/en/body.html"
    Nl => "code/nl/subject.txt" "code/nl/body.txt" "code/nl/body.html");

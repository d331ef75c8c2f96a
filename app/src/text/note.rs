//! What each note says.

use super::Texts;
use crate::ports::Note;

/// The sentence for a person.
pub fn note_text(t: &Texts, note: Note) -> &'static str {
    match note {
        Note::PasswordChanged => t.note_password_changed,
        Note::SignedOutEverywhere => t.note_everywhere,
    }
}

//! Components that know how things look and nothing of resets.

mod error_summary;
mod field;
mod layout;
mod loaded;
mod note;
mod password_field;
mod stepper;
mod support_code;
mod user_name_input;

pub use error_summary::ErrorSummary;
pub use field::{Field, described_by, field_id};
pub use layout::{Foot, Layout};
pub use loaded::loaded;
pub use note::Note;
pub use password_field::{PasswordField, ShowWords};
pub use stepper::{Place, Stage, Stepper};
pub use support_code::SupportCode;
pub use user_name_input::UserNameInput;

//! Components that know how things look and nothing of resets.

mod answer_form;
mod code_form;
mod error_summary;
mod field;
mod frame;
mod layout;
mod loaded;
mod note;
mod offer_list;
mod passkey_form;
mod password_field;
mod ringing;
mod stepper;
mod support_code;
mod user_name_input;
mod way_back;

pub use answer_form::answer_form;
pub use code_form::code_form;
pub use error_summary::ErrorSummary;
pub use field::{Field, described_by, field_id};
pub use frame::{Frame, Heading, LinkForm, StepForm, unbroken};
pub use layout::{FORGET, Foot, Layout};
pub use loaded::loaded;
pub use note::Note;
pub use offer_list::offer_list;
pub use passkey_form::{Ceremony, PasskeyForm, PasskeyScript};
pub use password_field::{PasswordField, ShowWords};
pub use ringing::{Call, ringing};
pub use stepper::{Place, Stage, Stepper};
pub use support_code::SupportCode;
pub use user_name_input::UserNameInput;
pub use way_back::WayBack;

//! Components that know how things look and nothing of resets.

mod code_input;
mod error_summary;
mod field;
#[cfg(feature = "ssr")]
mod layout;
#[cfg(feature = "ssr")]
mod loaded;
mod meter;
mod password_field;
mod progress;
mod remark;
mod stepper;
mod submit_button;
mod support_code;
mod user_name_input;

pub use code_input::CodeInput;
pub use error_summary::{ERROR_SUMMARY, ErrorSummary};
pub use field::{Field, described_by, field_id};
#[cfg(feature = "ssr")]
pub use layout::{Foot, Layout};
#[cfg(feature = "ssr")]
pub use loaded::loaded;
pub use meter::Meter;
pub use password_field::{PasswordField, ShowWords};
pub use progress::Progress;
pub use remark::{Remark, Saying};
pub use stepper::{Place, Stage, Stepper};
pub use submit_button::SubmitButton;
pub use support_code::SupportCode;
pub use user_name_input::UserNameInput;

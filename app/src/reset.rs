//! The reset wizard: one page, one island, one file a step.

#[cfg(feature = "ssr")]
mod api;
mod choose;
mod code_sent;
mod confirm_number;
mod done;
mod enter_code;
mod frame;
mod identify;
mod judge;
mod new_password;
#[cfg(feature = "ssr")]
mod page;
mod post;
mod rule_list;
mod stages;
mod stopped;
mod wizard;

#[cfg(feature = "ssr")]
pub use page::ResetPage;
pub use wizard::ResetWizard;

//! The pages of people who are signed in.

mod activity;
mod api;
mod panel;
mod password;

pub use activity::ActivityPage;
pub use panel::AccountPage;
pub use password::ChangePasswordPage;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::form::lead_to;
use crate::ports::{Access, Denied};
use crate::text::Texts;
use crate::ui::ErrorSummary;

const PANEL: &str = "/account";
const PASSWORD: &str = "/account/password";
const ACTIVITY: &str = "/account/activity";
/// Where a person looks after their own methods.
const SECURITY: &str = "/setup";
const SIGN_IN: &str = "/signin";

/// What was granted; else leads to where the person can do something about it.
fn granted<T>(access: Access<T>) -> Option<T> {
    match access {
        Ok(granted) => return Some(granted),
        Err(Denied::SignedOut) => lead_to(SIGN_IN),
        Err(Denied::MustChange) => lead_to(PASSWORD),
        Err(Denied::MustRegister) => lead_to(SECURITY),
    }
    None
}

/// Where a server function leads that could not do its work.
fn failed() -> bool {
    use_query_map().with_untracked(|query| query.get_str("failed").is_some())
}

fn trouble(t: &'static Texts) -> AnyView {
    let text = t.unavailable_text.to_owned();
    view! { <ErrorSummary title=t.problem text target=None /> }.into_any()
}

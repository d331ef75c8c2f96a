//! Registering ways to prove who one is: one page whose steps are plain documents.

mod api;
mod invitation;
mod page;
mod step;

pub use invitation::InvitationPage;
pub use page::SetupPage;

use crate::ports::Denied;

/// Where somebody goes who gets nothing here: to come back, or to change the password first.
const fn elsewhere(denied: Denied) -> &'static str {
    match denied {
        Denied::SignedOut => "/signin?next=setup",
        Denied::MustChange => "/account/password",
        Denied::MustRegister => "/setup",
    }
}

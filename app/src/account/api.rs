//! The server functions of an account: take the fields, call the port, lead on.
//!
//! None of these pages swaps in place, so each answer is a redirect.

use domain::secret::Secret;
use leptos::prelude::*;

use super::{ACTIVITY, PANEL, PASSWORD, SIGN_IN, granted};
use crate::failure::Unavailable;
use crate::form::{lead_to, ports, with_user_name};
use crate::ports::{Access, Changed};

/// Leads to the page that follows from what was done, or back to where it was asked for.
fn lead_on<T>(
    done: Result<Access<T>, Unavailable>,
    asked_at: &str,
    next: impl FnOnce(T) -> String,
) -> Result<(), Unavailable> {
    match done {
        Ok(access) => {
            if let Some(done) = granted(access) {
                lead_to(&next(done));
            }
            Ok(())
        }
        Err(failure) => {
            lead_to(&[asked_at, "?failed"].concat());
            Err(failure)
        }
    }
}

#[server(prefix = "/api", endpoint = "account/change_password")]
pub async fn change_password(
    #[server(default)] old_password: String,
    #[server(default)] password: String,
    #[server(default)] repeat: String,
) -> Result<(), Unavailable> {
    let [old, new, repeat] = [old_password, password, repeat].map(Secret::new);
    let changed = ports()?.account.change_password(old, new, repeat).await;
    lead_on(changed, PASSWORD, |changed| match changed {
        Changed::Done => PANEL.to_owned(),
        Changed::Refused => PASSWORD.to_owned(),
    })
}

#[server(prefix = "/api", endpoint = "account/report")]
pub async fn report() -> Result<(), Unavailable> {
    let reported = ports()?.account.report().await;
    lead_on(reported, ACTIVITY, |user_name| {
        with_user_name("/reset?said=reported", &user_name)
    })
}

#[server(prefix = "/api", endpoint = "account/sign_out_everywhere")]
pub async fn sign_out_everywhere() -> Result<(), Unavailable> {
    let left = ports()?.account.sign_out_everywhere().await;
    lead_on(left, PANEL, |()| SIGN_IN.to_owned())
}

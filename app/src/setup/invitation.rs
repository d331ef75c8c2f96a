//! The page that the link of an invitation opens: one button, because programs open links too.

use domain::secret::Secret;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::failure::Unavailable;
use crate::form::{lead_to, ports, with_user_name};
use crate::text::{Texts, fill};
use crate::ui::{Foot, Layout, loaded};

const PAGE: &str = "/setup/invitation";

/// `/setup/invitation?token=…`
#[component]
pub fn InvitationPage() -> impl IntoView {
    let token = use_query_map()
        .with_untracked(|query| query.get("token"))
        .unwrap_or_default();
    let asked = Secret::new(token.as_str());
    loaded(
        |ports| async move { ports.registration.invitation(asked).await },
        move |visitor, t, user_name| {
            let title = match user_name {
                Some(_) => t.invitation_title,
                None => t.invitation_over_title,
            };
            let content = match user_name {
                Some(user_name) => begin(t, &visitor.organisation, &user_name, token),
                None => over(t),
            };
            view! {
                <Layout visitor title=title.to_owned() foot=Foot::SupportCode>
                    <h1>{title}</h1>
                    {content}
                </Layout>
            }
            .into_any()
        },
    )
}

fn begin(t: &'static Texts, organisation: &str, user_name: &str, token: String) -> AnyView {
    let values = [("organisation", organisation), ("user_name", user_name)];
    view! {
        <p>{fill(t.invitation_text, &values)}</p>
        <form method="post" action="/api/setup/accept">
            <input type="hidden" name="token" value=token />
            <button type="submit" class="button">{t.invitation_begin}</button>
        </form>
        <p class="hint after">{t.invitation_once}</p>
    }
    .into_any()
}

fn over(t: &'static Texts) -> AnyView {
    view! {
        <p>{t.invitation_over}</p>
        <div class="ways">
            <a href="/setup">{t.sign_in}</a>
            <a href="/reset">{t.identify_title}</a>
            <a href="/contact">{t.contact}</a>
        </div>
    }
    .into_any()
}

#[server(prefix = "/api", endpoint = "setup/accept")]
pub(super) async fn accept(#[server(default)] token: String) -> Result<(), Unavailable> {
    let accepted = ports()?.registration.accept(Secret::new(token)).await;
    lead_to(match accepted {
        Ok(true) => "/setup",
        Ok(false) | Err(_) => PAGE,
    });
    accepted.map(drop)
}

/// From an invitation to the first password.
#[server(prefix = "/api", endpoint = "setup/choose_password")]
pub(super) async fn choose_password() -> Result<(), Unavailable> {
    let left = ports()?.registration.leave_invited().await;
    lead_to(&with_user_name(
        "/reset",
        left.as_deref().unwrap_or_default(),
    ));
    left.map(drop)
}

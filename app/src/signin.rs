//! Signing in.

use domain::refusal::Field as Place;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::failure::Unavailable;
use crate::form::{lead_to, ports, with_user_name};
use crate::ports::SignInView;
use crate::text::{Texts, fill, note_text, refusal_text};
use crate::ui::{
    ErrorSummary, Field, Foot, Layout, Note, UserNameInput, described_by, field_id, loaded,
};

/// `/signin`. `?username=` prefills the name.
#[component]
pub fn SignInPage() -> impl IntoView {
    let prefill = use_query_map().with_untracked(|query| query.get("username"));
    loaded(
        |ports| async move { ports.sign_in.view().await },
        move |visitor, t, mut view| {
            if view.user_name.is_empty() {
                view.user_name = prefill.unwrap_or_default();
            }
            let title = match view.notice {
                Some(_) => fill(t.error_title, &[("title", t.sign_in_title)]),
                None => t.sign_in_title.to_owned(),
            };
            view! {
                <Layout visitor title foot=Foot::SupportCode>{form(t, view)}</Layout>
            }
            .into_any()
        },
    )
}

fn form(t: &'static Texts, view: SignInView) -> AnyView {
    let error = |place| {
        let refusal = view
            .notice
            .filter(|refusal| refusal.field() == Some(place))?;
        Some(refusal_text(t, refusal))
    };
    let summary = view.notice.map(|refusal| {
        let target = refusal.field().map(field_id);
        view! { <ErrorSummary title=t.problem text=refusal_text(t, refusal) target=target /> }
    });
    let note = view
        .note
        .map(|said| view! { <Note text=note_text(t, said) /> });
    let name_error = error(Place::UserName);
    let password_error = error(Place::Password);
    let (name_wrong, password_wrong) = (name_error.is_some(), password_error.is_some());
    view! {
        {summary}
        {note}
        <h1>{t.sign_in_title}</h1>
        <form method="post" action="/api/signin/submit" novalidate>
            <Field id="user_name" label=t.user_name_label error_word=t.error error=name_error>
                <UserNameInput value=view.user_name hint=false invalid=name_wrong />
            </Field>
            <Field id="password" label=t.password_label error_word=t.error error=password_error>
                <input id="password" name="password" type="password" autocomplete="current-password"
                    aria-describedby=described_by("password", false, password_wrong)
                    aria-invalid=password_wrong.then_some("true") />
            </Field>
            <button type="submit" class="button">{t.sign_in}</button>
            // A button, so that the name that was typed comes along without scripts.
            <button type="submit" class="link" formaction="/api/signin/forgot">{t.sign_in_forgot}</button>
        </form>
        <div class="ways"><a href="/contact">{t.contact}</a></div>
    }
    .into_any()
}

#[server(prefix = "/api", endpoint = "signin/submit")]
pub async fn sign_in(
    #[server(default)] user_name: String,
    #[server(default)] password: String,
) -> Result<(), Unavailable> {
    let signed_in = ports()?.sign_in.sign_in(&user_name, password.into()).await;
    lead_to(match signed_in {
        Ok(true) => "/account",
        Ok(false) | Err(_) => "/signin",
    });
    signed_in.map(drop)
}

#[server(prefix = "/api", endpoint = "signin/out")]
pub async fn sign_out() -> Result<(), Unavailable> {
    let signed_out = ports()?.sign_in.sign_out().await;
    lead_to("/signin");
    signed_out
}

/// To the wizard, with the name that was typed. Whatever else the form held is not read.
#[server(prefix = "/api", endpoint = "signin/forgot")]
pub async fn forgot(#[server(default)] user_name: String) -> Result<(), Unavailable> {
    lead_to(&with_user_name("/reset", &user_name));
    Ok(())
}

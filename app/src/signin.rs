//! Signing in.

mod next;
mod second_step;

pub use second_step::SecondStepPage;

use domain::refusal::Field as Place;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use self::next::Next;
use crate::failure::Unavailable;
use crate::form::{lead_to, ports, with_user_name};
use crate::ports::{Entry, SignInView};
use crate::text::{Texts, fill, note_text, refusal_text};
use crate::ui::{
    Ceremony, ErrorSummary, Field, Foot, Layout, Note, PasskeyForm, PasskeyScript, UserNameInput,
    described_by, field_id, loaded,
};

/// `/signin`. `?username=` prefills the name.
#[component]
pub fn SignInPage() -> impl IntoView {
    let query = use_query_map().get_untracked();
    let prefill = query.get("username");
    let next = query.get_str("next").and_then(Next::from_name);
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
                <Layout visitor title foot=Foot::SupportCode>{form(t, view, next)}</Layout>
            }
            .into_any()
        },
    )
}

fn form(t: &'static Texts, view: SignInView, next: Option<Next>) -> AnyView {
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
    let passkeys = view.passkey.is_some();
    let (name_wrong, password_wrong) = (name_error.is_some(), password_error.is_some());
    view! {
        {summary}
        {note}
        <h1>{t.sign_in_title}</h1>
        <form method="post" action="/api/signin/submit" novalidate>
            {next.map(|next| view! { <input type="hidden" name="next" value=next.name() /> })}
            <Field id="user_name" label=t.user_name_label error_word=t.error error=name_error>
                <UserNameInput value=view.user_name hint=false invalid=name_wrong passkeys />
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
        {view.passkey.map(|request| by_passkey(t, request, next))}
        <div class="ways"><a href="/contact">{t.contact}</a></div>
    }
    .into_any()
}

/// Nothing is typed: the device knows who it is.
fn by_passkey(t: &'static Texts, request: String, next: Option<Next>) -> AnyView {
    view! {
        <PasskeyForm t ceremony=Ceremony::UseOrPick action="/api/signin/passkey" options=request>
            {next.map(|next| view! { <input type="hidden" name="next" value=next.name() /> })}
            <button type="submit" class="button second">{t.sign_in_passkey}</button>
        </PasskeyForm>
        <PasskeyScript />
    }
    .into_any()
}

#[server(prefix = "/api", endpoint = "signin/passkey")]
pub async fn sign_in_with_passkey(
    #[server(default)] answer: String,
    #[server(default)] next: String,
) -> Result<(), Unavailable> {
    let next = Next::from_name(&next);
    let signed_in = ports()?.sign_in.sign_in_with_passkey(&answer).await;
    lead_to(match signed_in {
        Ok(Entry::SignedIn) => next.map_or("/account", Next::page),
        Ok(Entry::HalfWay | Entry::Refused) | Err(_) => next.map_or("/signin", Next::sign_in),
    });
    signed_in.map(drop)
}

#[server(prefix = "/api", endpoint = "signin/submit")]
pub async fn sign_in(
    #[server(default)] user_name: String,
    #[server(default)] password: String,
    #[server(default)] next: String,
) -> Result<(), Unavailable> {
    let next = Next::from_name(&next);
    let signed_in = ports()?.sign_in.sign_in(&user_name, password.into()).await;
    lead_to(match signed_in {
        Ok(Entry::SignedIn) => next.map_or("/account", Next::page),
        Ok(Entry::HalfWay) => next.map_or("/signin/code", Next::second_step),
        Ok(Entry::Refused) | Err(_) => next.map_or("/signin", Next::sign_in),
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

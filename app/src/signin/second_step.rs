//! The second step of signing in: the code of an authenticator app.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::next::Next;
use crate::failure::Unavailable;
use crate::form::{lead_to, ports};
use crate::ports::{Entry, SecondStepView};
use crate::text::{Texts, fill, refusal_text};
use crate::ui::{ErrorSummary, Field, Foot, Layout, described_by, field_id, loaded};

const PAGE: &str = "/signin/code";

/// `/signin/code`. Who is not half-way in begins at the sign-in page.
#[component]
pub fn SecondStepPage() -> impl IntoView {
    let query = use_query_map().get_untracked();
    let next = query.get_str("next").and_then(Next::from_name);
    loaded(
        move |ports| async move {
            let view = ports.sign_in.second_step().await?;
            if view.is_none() {
                lead_to(next.map_or("/signin", Next::sign_in));
            }
            Ok(view)
        },
        move |visitor, t, view| {
            let Some(view) = view else {
                return ().into_any();
            };
            let title = match view.notice {
                Some(_) => fill(t.error_title, &[("title", t.second_title)]),
                None => t.second_title.to_owned(),
            };
            view! {
                <Layout visitor title foot=Foot::SupportCode>{form(t, &view, next)}</Layout>
            }
            .into_any()
        },
    )
}

fn form(t: &'static Texts, view: &SecondStepView, next: Option<Next>) -> AnyView {
    let error = view.notice.map(|refusal| refusal_text(t, refusal));
    let summary = view.notice.map(|refusal| {
        let target = refusal.field().map(field_id);
        view! { <ErrorSummary title=t.problem text=refusal_text(t, refusal) target=target /> }
    });
    let invalid = error.is_some();
    view! {
        {summary}
        <h1>{t.second_title}</h1>
        <p>{t.second_intro}</p>
        <form method="post" action="/api/signin/code" novalidate>
            {next.map(|next| view! { <input type="hidden" name="next" value=next.name() /> })}
            <Field id="code" label=t.code_label error_word=t.error error>
                <input id="code" name="code" type="text" class="code" inputmode="numeric"
                    autocomplete="one-time-code" spellcheck="false"
                    aria-describedby=described_by("code", false, invalid)
                    aria-invalid=invalid.then_some("true") />
            </Field>
            <button type="submit" class="button">{t.sign_in}</button>
        </form>
        {view.takes_pass.then(|| view! { <p>{t.second_lost}</p> })}
        <form method="post" action="/api/signin/out" class="inline">
            <button type="submit" class="link">{t.cancel}</button>
        </form>
        <div class="ways"><a href="/contact">{t.contact}</a></div>
    }
    .into_any()
}

#[server(prefix = "/api", endpoint = "signin/code")]
pub async fn prove(
    #[server(default)] code: String,
    #[server(default)] next: String,
) -> Result<(), Unavailable> {
    let next = Next::from_name(&next);
    let entry = ports()?.sign_in.prove_second_step(code.into()).await;
    lead_to(match entry {
        Ok(Entry::SignedIn) => next.map_or("/account", Next::page),
        Ok(Entry::HalfWay | Entry::Refused) | Err(_) => next.map_or(PAGE, Next::second_step),
    });
    entry.map(drop)
}

//! Asking the administrator for help.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use domain::refusal::{Field as Place, Refusal};

use crate::failure::Unavailable;
use crate::form::{lead_to, ports};
use crate::ports::HelpView;
use crate::text::{Texts, refusal_text};
use crate::ui::{ErrorSummary, Field, Foot, Layout, UserNameInput, field_id, loaded};

/// `/contact`: the organisation's own help, or a form that writes to the administrator.
#[component]
pub fn ContactPage() -> impl IntoView {
    let user_name = use_query_map()
        .with_untracked(|query| query.get("username"))
        .unwrap_or_default();
    loaded(
        |ports| async move { ports.help.view().await },
        move |visitor, t, help| {
            let title = t.contact_title.to_owned();
            let at_logon = visitor.at_logon;
            let content = match help {
                HelpView::Link(address) if at_logon => told(t, address),
                HelpView::Link(address) => link(t, address),
                HelpView::Letter { sent: true, .. } => sent(t),
                HelpView::Letter {
                    sent: false,
                    notice,
                } => letter(t, user_name, notice),
                HelpView::None => {
                    view! { <h1>{t.contact_title}</h1><p>{t.contact_none}</p> }.into_any()
                }
            };
            view! {
                <Layout visitor title foot=Foot::SupportCode>
                    {content}
                    <div class="ways">
                        <a href="/reset">{t.identify_title}</a>
                        {(!at_logon).then(|| view! { <a href="/signin">{t.sign_in}</a> })}
                    </div>
                </Layout>
            }
            .into_any()
        },
    )
}

fn link(t: &'static Texts, address: String) -> AnyView {
    view! {
        <h1>{t.contact_title}</h1>
        <p>{t.contact_link_intro}</p>
        <p><a class="button" href=address rel="noreferrer">{t.contact_link}</a></p>
    }
    .into_any()
}

/// On a sign-in screen nothing can be opened: the address is for another device.
fn told(t: &'static Texts, address: String) -> AnyView {
    view! {
        <h1>{t.contact_title}</h1>
        <p>{t.contact_link_told}</p>
        <p><b>{address}</b></p>
    }
    .into_any()
}

fn sent(t: &'static Texts) -> AnyView {
    view! {
        <h1>{t.contact_sent_title}</h1>
        <p>{t.contact_sent_text}</p>
    }
    .into_any()
}

fn letter(t: &'static Texts, user_name: String, notice: Option<Refusal>) -> AnyView {
    let summary = notice.map(|refusal| {
        let target = refusal.field().map(field_id);
        view! { <ErrorSummary title=t.problem text=refusal_text(t, refusal) target=target /> }
    });
    let at_name = notice.filter(|refusal| refusal.field() == Some(Place::UserName));
    let error = at_name.map(|refusal| refusal_text(t, refusal));
    let wrong = error.is_some();
    view! {
        {summary}
        <h1>{t.contact_title}</h1>
        <p>{t.contact_intro}</p>
        <form method="post" action="/api/contact/ask" novalidate>
            <Field id="user_name" label=t.user_name_label hint=t.user_name_hint error_word=t.error error>
                <UserNameInput value=user_name hint=true invalid=wrong />
            </Field>
            <button type="submit" class="button">{t.contact_send}</button>
        </form>
    }
    .into_any()
}

#[server(prefix = "/api", endpoint = "contact/ask")]
pub async fn ask(#[server(default)] user_name: String) -> Result<(), Unavailable> {
    let asked = ports()?.help.ask(&user_name).await;
    lead_to("/contact");
    asked
}

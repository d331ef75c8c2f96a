//! The access panel: where somebody can go from here.

use domain::policy::AppLink;
use leptos::prelude::*;

use super::{ACTIVITY, PASSWORD, SECURITY, failed, granted, trouble};
use crate::ports::Panel;
use crate::text::{Texts, fill, note_text};
use crate::ui::{Foot, Layout, Note, loaded};

/// `/account`. Without somebody signed in it leads to the sign-in page.
#[component]
pub fn AccountPage() -> impl IntoView {
    let failed = failed();
    loaded(
        |ports| async move { Ok(granted(ports.account.panel().await?)) },
        move |visitor, t, panel| {
            let Some(panel) = panel else {
                return ().into_any();
            };
            let leads_out = !visitor.at_logon;
            let title = fill(t.account_title, &[("name", &panel.display_name)]);
            view! {
                <Layout visitor title=title.clone() foot=Foot::SupportCode>
                    {failed.then(|| trouble(t))}
                    {content(t, title, panel, leads_out)}
                </Layout>
            }
            .into_any()
        },
    )
}

/// On a sign-in screen nothing leads out of the portal.
fn content(t: &'static Texts, title: String, panel: Panel, leads_out: bool) -> AnyView {
    let text = fill(t.account_text, &[("user_name", &panel.user_name)]);
    view! {
        {panel.note.map(|note| view! { <Note text=note_text(t, note) /> })}
        <h1>{title}</h1>
        <p>{text}</p>
        {leads_out.then(|| applications(t, panel.links))}
        <section class="part">
            <h2>{t.account_manage}</h2>
            <ul class="offers">
                {way(SECURITY, t.account_security)}
                {way(PASSWORD, t.account_change)}
                {way(ACTIVITY, t.account_activity)}
            </ul>
        </section>
        <div class="ways">
            <form method="post" action="/api/signin/out" class="inline">
                <button type="submit" class="link">{t.sign_out}</button>
            </form>
            <form method="post" action="/api/account/sign_out_everywhere" class="inline">
                <button type="submit" class="link" aria-describedby="everywhere-hint">{t.sign_out_everywhere}</button>
            </form>
            <p class="hint" id="everywhere-hint">{t.sign_out_everywhere_hint}</p>
        </div>
    }
    .into_any()
}

/// `noopener`: a page that is opened from here gets no hold of this one.
fn applications(t: &'static Texts, links: Vec<AppLink>) -> Option<impl IntoView> {
    let rows = links
        .into_iter()
        .map(|link| {
            view! { <li><a class="offer" href=link.url rel="noopener noreferrer"><b>{link.title}</b></a></li> }
        })
        .collect_view();
    (!rows.is_empty()).then(|| {
        view! {
            <nav class="part" aria-labelledby="applications">
                <h2 id="applications">{t.account_apps}</h2>
                <ul class="offers">{rows}</ul>
            </nav>
        }
    })
}

fn way(page: &'static str, words: &'static str) -> impl IntoView {
    view! { <li><a class="offer" href=page><b>{words}</b></a></li> }
}

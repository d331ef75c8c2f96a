//! What every page has around its content: head, languages, demo banner, foot.

use domain::locale::Locale;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::SupportCode;
use crate::form::with_user_name;
use crate::ports::Visitor;
use crate::text::texts;

/// Whether the page shows the request's support code, or brings one of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Foot {
    SupportCode,
    Own,
}

/// On a sign-in screen a page that nobody touches for two minutes begins anew: the server has
/// forgotten the session by then, and now the screen does.
pub const FORGET: &str = "120;url=/reset?from=logon";

/// A page around its content. `look` is for one that looks again by itself, where no script does:
/// seconds and address. No document has two such orders; engines do not agree on which one holds.
#[component]
pub fn Layout(
    visitor: Visitor,
    title: String,
    foot: Foot,
    #[prop(optional_no_strip)] look: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    let t = texts(visitor.locale);
    let refresh = look.or(visitor.at_logon.then_some(FORGET));
    let support = (foot == Foot::SupportCode)
        .then(|| view! { <SupportCode label=t.support_code code=visitor.support_code.clone() /> });
    view! {
        <Title text=[&title, " – ", &visitor.organisation].concat() />
        // Not by leptos_meta: what it finds while it writes a page may belong to another request. Engines
        // obey this order in a body too.
        {refresh.map(|content| view! { <meta http-equiv="refresh" content=content /> })}
        <a class="skip" href="#main">{t.skip}</a>
        <header>
            <p class="brand">{visitor.organisation.clone()}</p>
            <Languages current=visitor.locale label=t.language />
        </header>
        {visitor.demo.then(|| view! {
            <aside class="demo" aria-label="Demo">
                <p>
                    {t.demo_banner}" "
                    {(!visitor.at_logon).then(|| view! { <a href="/demo/outbox" target="regain-outbox">{t.demo_read}</a> })}
                </p>
            </aside>
        })}
        <main id="main" tabindex="-1">{children()}</main>
        <footer>
            {visitor.at_logon.then(|| view! { <p class="hint">{t.logon_forgets}</p> })}
            {support}
        </footer>
    }
}

/// Plain links, so that they work everywhere; the user name in the address is kept.
#[component]
fn Languages(current: Locale, label: &'static str) -> impl IntoView {
    let query = use_query_map().get_untracked();
    let user_name = query.get("username").unwrap_or_default();
    // What the link of an invitation carries is still needed in the other language.
    let token = query.get("token").map_or_else(String::new, |token| {
        let token = utf8_percent_encode(&token, NON_ALPHANUMERIC);
        format!("&token={token}")
    });
    let links = Locale::ALL
        .into_iter()
        .map(|locale| {
            if locale == current {
                return view! { <li><span aria-current="true" lang=locale.tag()>{locale.endonym()}</span></li> }.into_any();
            }
            let href = with_user_name(&["?lang=", locale.tag(), &token].concat(), &user_name);
            view! { <li><a href=href lang=locale.tag() hreflang=locale.tag()>{locale.endonym()}</a></li> }.into_any()
        })
        .collect_view();
    view! { <nav class="languages" aria-label=label><ul>{links}</ul></nav> }
}

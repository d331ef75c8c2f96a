//! The document and the table of its pages.

use http::request::Parts;
use leptos::config::LeptosOptions;
use leptos::prelude::*;
use leptos_meta::{HashedStylesheet, MetaTags, provide_meta_context};
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{SsrMode, path};

use crate::account::{AccountPage, ActivityPage, ChangePasswordPage};
use crate::contact::ContactPage;
use crate::demo::OutboxPage;
use crate::form::lead_to;
use crate::not_found::NotFoundPage;
use crate::ports::Ports;
use crate::reset::ResetPage;
use crate::setup::{InvitationPage, SetupPage};
use crate::signin::{SecondStepPage, SignInPage};

/// On a sign-in screen a page that nobody touches for two minutes begins anew: the server has
/// forgotten the session by then, and now the screen does.
const FORGET: &str = "120;url=/reset?from=logon";
/// The pages that have an island; all others are plain documents.
const LIVING: [&str; 3] = ["/reset", "/setup", "/account/password"];

/// The document around every page.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let visitor = use_context::<Ports>().map(|ports| ports.visitor);
    let locale = visitor
        .as_ref()
        .map(|visitor| visitor.locale)
        .unwrap_or_default();
    let at_logon = visitor.is_some_and(|visitor| visitor.at_logon);
    let has_island = use_context::<Parts>().is_some_and(|parts| LIVING.contains(&parts.uri.path()));
    let lives = has_island && !at_logon;
    let scripts =
        lives.then(|| view! { <HydrationScripts options=options.clone() islands=true /> });
    view! {
        <!DOCTYPE html>
        <html lang=locale.tag() dir="ltr">
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <meta name="robots" content="noindex" />
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <HashedStylesheet options />
                {scripts}
                {at_logon.then(|| view! { <meta http-equiv="refresh" content=FORGET /> })}
                <MetaTags />
            </head>
            <body class=at_logon.then_some("logon")>
                <App />
            </body>
        </html>
    }
}

/// The route table.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Router>
            <Routes fallback=NotFoundPage>
                <Route path=path!("/") view=Home ssr=SsrMode::Async />
                <Route path=path!("/reset") view=ResetPage ssr=SsrMode::Async />
                <Route path=path!("/setup") view=SetupPage ssr=SsrMode::Async />
                <Route path=path!("/setup/invitation") view=InvitationPage ssr=SsrMode::Async />
                <Route path=path!("/signin") view=SignInPage ssr=SsrMode::Async />
                <Route path=path!("/signin/code") view=SecondStepPage ssr=SsrMode::Async />
                <Route path=path!("/account") view=AccountPage ssr=SsrMode::Async />
                <Route path=path!("/account/password") view=ChangePasswordPage ssr=SsrMode::Async />
                <Route path=path!("/account/activity") view=ActivityPage ssr=SsrMode::Async />
                <Route path=path!("/contact") view=ContactPage ssr=SsrMode::Async />
                <Route path=path!("/demo/outbox") view=OutboxPage ssr=SsrMode::Async />
            </Routes>
        </Router>
    }
}

#[component]
fn Home() -> impl IntoView {
    lead_to("/signin");
}

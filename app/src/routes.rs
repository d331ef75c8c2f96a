//! The shell around the pages, and their table.

use http::request::Parts;
use leptos::config::LeptosOptions;
use leptos::prelude::*;
use leptos_meta::{MetaTags, provide_meta_context};
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{SsrMode, path};

use crate::account::{AccountPage, ActivityPage, ChangePasswordPage};
use crate::backstop::Backstop;
use crate::contact::ContactPage;
use crate::demo::OutboxPage;
use crate::document::Document;
use crate::form::lead_to;
use crate::not_found::NotFoundPage;
use crate::ports::Ports;
use crate::reset::ResetPage;
use crate::setup::{InvitationPage, SetupPage};
use crate::signin::{SecondStepPage, SignInPage};

/// The pages that have an island; all others are plain documents.
const LIVING: [&str; 3] = ["/reset", "/setup", "/account/password"];

/// The document around every page, with what brings it to life.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let visitor = use_context::<Ports>().map(|ports| ports.visitor);
    let locale = visitor
        .as_ref()
        .map(|visitor| visitor.locale)
        .unwrap_or_default();
    let at_logon = visitor.is_some_and(|visitor| visitor.at_logon);
    let has_island = use_context::<Parts>().is_some_and(|parts| LIVING.contains(&parts.uri.path()));
    let lives = has_island && !at_logon;
    let scripts = lives
        .then(|| view! { <Backstop /> <HydrationScripts options=options.clone() islands=true /> });
    let document = Document {
        options,
        locale,
        at_logon,
    };
    document.around(view! { {scripts} <MetaTags /> }, view! { <App /> })
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

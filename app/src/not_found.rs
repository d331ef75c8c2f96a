//! The page for an address where nothing is.

use http::StatusCode;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

use crate::ports::Visitor;
use crate::text::Texts;
use crate::ui::{Foot, Layout, WayBack, loaded};

/// What the router shows when no route matches.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    loaded(|_| async { Ok(()) }, |visitor, t, ()| not_found(visitor, t))
}

/// The page itself, with its status.
pub(crate) fn not_found(visitor: Visitor, t: &'static Texts) -> AnyView {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(StatusCode::NOT_FOUND);
    }
    let at_logon = visitor.at_logon;
    view! {
        <Layout visitor title=t.not_found_title.to_owned() foot=Foot::SupportCode>
            <h1>{t.not_found_title}</h1>
            <p>{t.not_found_text}</p>
            <WayBack t at_logon />
        </Layout>
    }
    .into_any()
}

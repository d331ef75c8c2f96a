//! The page for a failure that the person cannot mend.

use http::StatusCode;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

use crate::ports::Visitor;
use crate::text::texts;
use crate::ui::{Foot, Layout, WayBack};

/// The page, with its status. The reason is in the log, under the support code.
pub(crate) fn unavailable(visitor: Visitor) -> AnyView {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(StatusCode::SERVICE_UNAVAILABLE);
    }
    let (t, at_logon) = (texts(visitor.locale), visitor.at_logon);
    view! {
        <Layout visitor title=t.unavailable_title.to_owned() foot=Foot::SupportCode>
            <h1>{t.unavailable_title}</h1>
            <p>{t.unavailable_text}</p>
            <WayBack t at_logon />
        </Layout>
    }
    .into_any()
}

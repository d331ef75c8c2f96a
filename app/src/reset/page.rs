//! The page of the wizard.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::wizard::{ResetWizard, title};
use crate::ui::{Foot, Layout, loaded};

/// `/reset`: the current step of this browser's reset. `?username=` prefills the first one.
#[component]
pub fn ResetPage() -> impl IntoView {
    let query = use_query_map().get_untracked();
    let user_name = query.get("username").unwrap_or_default();
    let failed = query.get_str("failed").is_some();
    loaded(
        |ports| async move {
            let view = ports.reset.view(&user_name).await?;
            Ok((view, ports.meter_url))
        },
        move |visitor, t, (view, meter_url)| {
            let title = title(t, &view);
            let locale = visitor.locale;
            let organisation = visitor.organisation.clone();
            view! {
                <Layout visitor title foot=Foot::Own>
                    <ResetWizard view locale organisation meter_url failed />
                </Layout>
            }
            .into_any()
        },
    )
}

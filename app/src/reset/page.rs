//! The page of the wizard.

use domain::refusal::Refusal;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::step::{CurrentStep, look, title};
use crate::ui::{Foot, Layout, PasskeyScript, loaded};
use crate::wizard::LivingWizard;

/// `/reset`: the current step of this browser's reset. `?username=` prefills the first one.
#[component]
pub fn ResetPage() -> impl IntoView {
    let query = use_query_map().get_untracked();
    let user_name = query.get("username").unwrap_or_default();
    let failed = query.get_str("failed").is_some();
    let reported = query.get_str("said") == Some("reported");
    let said = match query.get_str("said") {
        Some("moved") => Some(Refusal::Moved),
        Some("no_session") => Some(Refusal::NoSession),
        _ => None,
    };
    loaded(
        |ports| async move {
            let mut view = ports.reset.view(&user_name).await?;
            view.notice = view.notice.or(said);
            Ok((view, ports.meter_url))
        },
        move |visitor, t, (view, meter_url)| {
            let title = title(t, &view);
            let look = look(&view);
            let (locale, at_logon) = (visitor.locale, visitor.at_logon);
            let script = visitor.passkeys.then(|| view! { <PasskeyScript /> });
            let note = reported.then_some(t.note_reported);
            view! {
                <Layout visitor title foot=Foot::Own look>
                    <LivingWizard>
                        <CurrentStep view locale at_logon meter_url failed note />
                    </LivingWizard>
                    {script}
                </Layout>
            }
            .into_any()
        },
    )
}

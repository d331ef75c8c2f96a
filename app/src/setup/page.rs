//! The page of what somebody has registered.

use domain::refusal::Refusal;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::{elsewhere, step};
use crate::form::lead_to;
use crate::text::fill;
use crate::ui::{ErrorSummary, Foot, Layout, PasskeyScript, SupportCode, loaded};
use crate::wizard::{LivingWizard, STEP};

/// `/setup`: the current step of this browser's enrolment. It is for people who are signed in.
#[component]
pub fn SetupPage() -> impl IntoView {
    let query = use_query_map().get_untracked();
    let failed = query.get_str("failed").is_some();
    let moved = query.get_str("said") == Some("moved");
    loaded(
        |ports| async move {
            let page = ports.registration.view().await?;
            Ok(page.map_err(|denied| lead_to(elsewhere(denied))).ok())
        },
        move |visitor, t, page| {
            let Some(mut page) = page else {
                return ().into_any();
            };
            page.view.notice = page.view.notice.or(moved.then_some(Refusal::Moved));
            let title = step::title(t, &page.view.step);
            let look = step::look(&page.view.step);
            let title = match page.view.notice {
                Some(_) => fill(t.error_title, &[("title", title)]),
                None => title.to_owned(),
            };
            let locale = visitor.locale;
            let code = visitor.support_code.clone();
            let script = visitor.passkeys.then(|| view! { <PasskeyScript /> });
            let trouble = failed.then(|| {
                view! { <ErrorSummary title=t.problem text=t.unavailable_text.to_owned() target=None /> }
            });
            view! {
                <Layout visitor title foot=Foot::Own look>
                    <LivingWizard>
                        <div id=STEP>
                            {trouble}
                            {step::current(t, locale, page)}
                            <SupportCode label=t.support_code code />
                        </div>
                    </LivingWizard>
                    {script}
                </Layout>
            }
            .into_any()
        },
    )
}

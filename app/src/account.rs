//! The page of somebody who is signed in.

use leptos::prelude::*;

use crate::form::lead_to;
use crate::text::fill;
use crate::ui::{Foot, Layout, loaded};

/// `/account`: greets the person. Without one it leads to the sign-in page.
#[component]
pub fn AccountPage() -> impl IntoView {
    loaded(
        |ports| async move {
            let greeting = ports.sign_in.greeting().await?;
            if greeting.is_none() {
                lead_to("/signin");
            }
            Ok(greeting)
        },
        |visitor, t, greeting| {
            let Some(greeting) = greeting else {
                return ().into_any();
            };
            let title = fill(t.account_title, &[("name", &greeting.display_name)]);
            let text = fill(t.account_text, &[("user_name", &greeting.user_name)]);
            view! {
                <Layout visitor title=title.clone() foot=Foot::SupportCode>
                    <h1>{title}</h1>
                    <p>{text}</p>
                    <form method="post" action="/api/signin/out">
                        <button type="submit" class="button second">{t.sign_out}</button>
                    </form>
                </Layout>
            }
            .into_any()
        },
    )
}

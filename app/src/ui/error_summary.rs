//! What went wrong, at the top of the page, as in the GOV.UK Design System.

use leptos::either::Either;
use leptos::prelude::*;

/// Takes the focus: by `autofocus` when the page loads, by the wizard when it changes in place.
#[component]
pub fn ErrorSummary(
    #[prop(default = "problem")] id: &'static str,
    title: &'static str,
    text: String,
    /// The input to mend; the text is a link to it.
    target: Option<&'static str>,
    #[prop(optional)] reasons: Vec<String>,
) -> impl IntoView {
    let text = match target {
        Some(id) => Either::Left(view! { <a href=["#", id].concat()>{text}</a> }),
        None => Either::Right(text),
    };
    view! {
        <div id=id class="summary" role="alert" tabindex="-1" autofocus>
            <h2>{title}</h2>
            <p>{text}</p>
            {(!reasons.is_empty()).then(|| view! {
                <ul>{reasons.into_iter().map(|reason| view! { <li>{reason}</li> }).collect_view()}</ul>
            })}
        </div>
    }
}

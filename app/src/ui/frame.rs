//! What every step of a wizard has in common.

use domain::refusal::{Field, Refusal};
use leptos::prelude::*;

use super::{ErrorSummary, field_id};
use crate::text::{Texts, refusal_text};
use crate::wizard::{HEADING, PROBLEM};

/// What a step needs beside its own data.
#[derive(Clone, Copy)]
pub struct Frame {
    pub t: &'static Texts,
    pub notice: Option<Refusal>,
    pub turn: u32,
}

impl Frame {
    /// The message beside a field, when the last submit went wrong there.
    pub fn error(self, field: Field) -> Option<String> {
        let refusal = self
            .notice
            .filter(|refusal| refusal.field() == Some(field))?;
        Some(refusal_text(self.t, refusal))
    }

    /// The summary of what went wrong, if anything did. `reasons` explain it.
    pub fn summary(self, reasons: Vec<String>) -> Option<impl IntoView + use<>> {
        let refusal = self.notice?;
        let text = refusal_text(self.t, refusal);
        let target = refusal.field().map(field_id);
        Some(
            view! { <ErrorSummary id=PROBLEM title=self.t.problem text=text target=target reasons=reasons /> },
        )
    }
}

/// The title of a step.
#[component]
pub fn Heading(text: &'static str) -> impl IntoView {
    view! { <h1 id=HEADING tabindex="-1">{text}</h1> }
}

/// A form that works without WebAssembly; the wizard takes its submit over when it lives.
///
/// `novalidate`: the server's messages are translated and stay on the page, the browser's are not.
#[component]
pub fn StepForm(
    action: &'static str,
    turn: u32,
    #[prop(optional)] class: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    view! {
        <form method="post" action=action class=class novalidate>
            <input type="hidden" name="turn" value=turn.to_string() />
            {children()}
        </form>
    }
}

/// A form that is nothing but a button that looks like a link.
#[component]
pub fn LinkForm(action: &'static str, turn: u32, label: &'static str) -> impl IntoView {
    view! {
        <StepForm action turn class="inline">
            <button type="submit" class="link">{label}</button>
        </StepForm>
    }
}

/// A masked address that stays on one line.
pub fn unbroken(hint: &str) -> String {
    hint.replace(' ', "\u{a0}")
}

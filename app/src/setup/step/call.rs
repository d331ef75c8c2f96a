//! The telephone rings whose number is confirmed or tried out.

use leptos::prelude::*;

use crate::ui::{Call, Frame, LinkForm, ringing};

/// How the page looks whether the call has ended.
pub(super) const LOOK: &str = "3;url=/setup";

const CALL: Call = Call {
    events: "/api/setup/call?turn=",
    again: "/api/setup/resend",
};

pub(super) fn step(frame: Frame, to: &str, rings: bool, others: bool) -> AnyView {
    let Frame { t, turn, .. } = frame;
    view! {
        {ringing(frame, CALL, to, rings)}
        {others.then(|| view! { <LinkForm action="/api/setup/back" turn label=t.setup_other_number /> })}
    }
    .into_any()
}

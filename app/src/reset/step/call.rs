//! The telephone rings.

use domain::wizard::OfferView;
use leptos::prelude::*;

use crate::ui::{Call, Frame, LinkForm, ringing};

/// How the page looks whether the call has ended.
pub(super) const LOOK: &str = "3;url=/reset";

const CALL: Call = Call {
    events: "/api/reset/call?turn=",
    again: "/api/reset/resend",
};

pub(super) fn step(frame: Frame, offer: &OfferView, rings: bool, others: bool) -> AnyView {
    let Frame { t, turn, .. } = frame;
    view! {
        {ringing(frame, CALL, &offer.hint, rings)}
        {others.then(|| view! { <LinkForm action="/api/reset/other_method" turn label=t.other_method /> })}
    }
    .into_any()
}

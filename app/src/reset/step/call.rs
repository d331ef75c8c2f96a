//! The telephone rings.

use domain::wizard::OfferView;
use leptos::prelude::*;
use leptos_meta::Meta;

use crate::text::fill;
use crate::ui::{Frame, Heading, LinkForm, StepForm, unbroken};

/// Where the browser half does not live, the page looks by itself; where it does, it stops that.
const LOOK: &str = "3;url=/reset";
/// Tells a living page that the call is over; the turn follows.
const EVENTS: &str = "/api/reset/call?turn=";

pub(super) fn step(frame: Frame, offer: &OfferView, rings: bool, others: bool) -> AnyView {
    let Frame { t, turn, .. } = frame;
    let hint = unbroken(&offer.hint);
    let call = if rings {
        view! {
            <Meta http_equiv="refresh" content=LOOK />
            <p id="ringing" class="ringing" data-events=EVENTS data-turn=turn.to_string() role="status">
                <span class="bell" aria-hidden="true"></span>
                {fill(t.call_rings, &[("hint", &hint)])}
            </p>
            <p>{t.call_press}</p>
            <p class="hint">{t.call_report}</p>
        }
        .into_any()
    } else {
        view! {
            <p>{fill(t.call_over, &[("hint", &hint)])}</p>
            <StepForm action="/api/reset/resend" turn>
                <button type="submit" class="button">{t.call_again}</button>
            </StepForm>
        }
        .into_any()
    };
    view! {
        {frame.summary(Vec::new())}
        <Heading text=if rings { t.call_title } else { t.call_over_title } />
        {call}
        {others.then(|| view! { <LinkForm action="/api/reset/other_method" turn label=t.other_method /> })}
    }
    .into_any()
}

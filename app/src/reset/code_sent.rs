//! What to do when a code does not arrive.

use std::cell::Cell;
use std::time::Duration;

use domain::method::Method;
use domain::refusal::Refusal;
use leptos::prelude::*;

use super::frame::{Frame, StepForm};
use crate::text::{fill, wait_text};

/// After so long without a code people look for help.
const PATIENCE_SECONDS: u32 = 10;

/// Advice, another code, and the administrator. Opens by itself after ten seconds, and at once when
/// the last code is of no use.
#[component]
pub(super) fn NothingArrived(frame: Frame, method: Method, resend_seconds: u32) -> impl IntoView {
    let Frame { t, turn, progress, notice, .. } = frame;
    let advice = match method {
        Method::Email => t.nothing_email,
        Method::Sms => t.nothing_sms,
    };
    let useless = matches!(
        notice,
        Some(Refusal::CodeExpired | Refusal::ResendTooSoon { .. } | Refusal::TooManySends)
    );
    let open = RwSignal::new(useless);
    let too_soon = RwSignal::new(false);
    let wait = RwSignal::new(String::new());
    each_second(move |passed| {
        let left = resend_seconds.saturating_sub(passed);
        too_soon.set(left > 0);
        wait.set(match left {
            0 => String::new(),
            _ => fill(t.resend_wait, &[("wait", &wait_text(t, left))]),
        });
        if passed == PATIENCE_SECONDS {
            open.set(true);
            progress.say.set(t.nothing_title);
        }
    });
    view! {
        <details open=move || open.get()>
            <summary>{t.nothing_title}</summary>
            <p>{advice}</p>
            <StepForm action="/api/reset/resend" turn>
                <button
                    type="submit"
                    class="button second"
                    aria-disabled=move || too_soon.get().then_some("true")
                    on:click=move |event| if too_soon.get_untracked() { event.prevent_default() }
                >
                    {t.resend}
                </button>
                <p class="hint">{move || wait.get()}</p>
            </StepForm>
            <p><a href="/contact">{t.contact}</a></p>
        </details>
    }
}

/// Calls with the seconds passed since now, in the browser, for as long as the step shows.
///
/// It counts by the clock, because a phone stops the ticks while its owner reads the message; every
/// second is called nevertheless.
fn each_second(call: impl Fn(u32) + Clone + 'static) {
    Effect::new(move |_| {
        let call = call.clone();
        let begin = js_sys::Date::now();
        let next = Cell::new(0);
        let tick = move || {
            while f64::from(next.get()) * 1000.0 <= js_sys::Date::now() - begin {
                call(next.replace(next.get() + 1));
            }
        };
        tick();
        if let Ok(ticks) = set_interval_with_handle(tick, Duration::from_secs(1)) {
            on_cleanup(move || ticks.clear());
        }
    });
}

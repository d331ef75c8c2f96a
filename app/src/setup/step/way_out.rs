//! Why the overview is shown, and how it is left.

use domain::registration::{Lack, Needed, PuttingOff};
use leptos::prelude::*;

use crate::ports::WayOut;
use crate::text::{Texts, fill};
use crate::ui::{Frame, StepForm};

/// Where a page of ours leads that nobody is held at.
const ACCOUNT: &str = "/account";

/// What was done with the account, with "this was not me".
const ACTIVITY: &str = "/account/activity";

/// The words above what is registered.
pub(super) fn top(t: &Texts, way_out: WayOut) -> AnyView {
    let why = match way_out {
        WayOut::Free => None,
        WayOut::Register {
            lack: Lack::Reset, ..
        } => Some(t.setup_asked),
        WayOut::Register {
            lack: Lack::SecondStep,
            ..
        } => Some(t.setup_asked_app),
        WayOut::Confirm => Some(t.setup_look),
        WayOut::FirstPassword => Some(t.setup_first),
    };
    view! {
        {why.map(|why| view! { <p><strong>{why}</strong></p> })}
        <p>{t.setup_intro}</p>
    }
    .into_any()
}

/// What is still needed, in a sentence.
pub(super) fn still_needed(t: &Texts, needed: Needed, way_out: WayOut) -> String {
    if let WayOut::Register {
        lack: Lack::SecondStep,
        ..
    } = way_out
    {
        return t.setup_needed_app.to_owned();
    }
    match needed {
        Needed::Nothing => t.setup_needed_nothing.to_owned(),
        Needed::More(1) => t.setup_needed_one.to_owned(),
        Needed::More(more) => fill(t.setup_needed_more, &[("n", &more.to_string())]),
        Needed::Impossible => t.setup_needed_impossible.to_owned(),
        Needed::Closed => t.setup_needed_closed.to_owned(),
    }
}

/// The buttons below it.
pub(super) fn bottom(frame: Frame, needed: Needed, way_out: WayOut) -> AnyView {
    let t = frame.t;
    match way_out {
        WayOut::Free => view! {
            {finish(t, needed, Lack::Reset)}
            <div class="ways"><a href=ACCOUNT>{t.cancel}</a></div>
        }
        .into_any(),
        WayOut::Confirm => view! {
            <StepForm action="/api/setup/confirm" turn=frame.turn>
                <button type="submit" class="button">{t.setup_confirm_all}</button>
            </StepForm>
            <div class="ways">{sign_out(t.cancel_sign_out)}<a href=ACTIVITY>{t.setup_not_mine}</a></div>
        }
        .into_any(),
        WayOut::FirstPassword => view! {
            <form method="post" action="/api/setup/choose_password">
                <button type="submit" class="button" disabled=needed != Needed::Nothing aria-describedby="needed">
                    {t.setup_choose_password}
                </button>
            </form>
            <div class="ways">{sign_out(t.cancel)}<a href="/contact">{t.contact}</a></div>
        }
        .into_any(),
        WayOut::Register { lack, left, so_far } => view! {
            {finish(t, needed, lack)}
            {left.map(|left| not_now(t, left, so_far))}
            <div class="ways">{sign_out(t.cancel_sign_out)}<a href="/contact">{t.contact}</a></div>
        }
        .into_any(),
    }
}

/// A link once there is nothing to wait for; before, a button that says why it does nothing.
fn finish(t: &Texts, needed: Needed, lack: Lack) -> AnyView {
    if matches!(needed, Needed::Nothing | Needed::Closed) && lack == Lack::Reset {
        return view! { <a class="button" href=ACCOUNT>{t.setup_finish}</a> }.into_any();
    }
    view! { <button type="button" class="button" disabled aria-describedby="needed">{t.setup_finish}</button> }
        .into_any()
}

/// The form says how often it was pressed so far, so that a double click counts once.
fn not_now(t: &Texts, left: PuttingOff, so_far: u32) -> impl IntoView {
    view! {
        <form method="post" action="/api/setup/put_off" class="after">
            <input type="hidden" name="so_far" value=so_far.to_string() />
            <button type="submit" class="button second" aria-describedby="put-off">{t.setup_not_now}</button>
            <p class="hint after" id="put-off">{how_long(t, left)}</p>
        </form>
    }
}

fn how_long(t: &Texts, left: PuttingOff) -> String {
    let counted = |n: Option<u32>, one: &str, more: &str| {
        n.map(|n| match n {
            1 => one.to_owned(),
            n => fill(more, &[("n", &n.to_string())]),
        })
    };
    let times = counted(left.times, t.setup_not_now_once, t.setup_not_now_times);
    let days = counted(left.days, t.setup_not_now_day, t.setup_not_now_days);
    let both: Vec<String> = times.into_iter().chain(days).collect();
    both.join(" ")
}

fn sign_out(words: &'static str) -> impl IntoView {
    view! {
        <form method="post" action="/api/signin/out" class="inline">
            <button type="submit" class="link">{words}</button>
        </form>
    }
}

//! Waiting for a call: the page moves on by itself when `#` is pressed.

use std::cell::RefCell;
use std::time::Duration;

use futures_util::StreamExt as _;
use gloo_net::eventsource::State;
use gloo_net::eventsource::futures::{EventSource, EventSourceSubscription};
use gloo_net::http::Request;
use leptos::prelude::{set_timeout, window};
use leptos::task::spawn_local;
use web_sys::Element;

use super::answer::{Answer, show};
use super::{begin as begin_step, focus};
use crate::dom;

/// Where nobody tells how the call goes.
const LOOKS_AGAIN: Duration = Duration::from_secs(3);

thread_local! {
    /// Open while a telephone rings.
    static EVENTS: RefCell<Option<EventSource>> = const { RefCell::new(None) };
}

/// Starts with a step in which a telephone rings: it says so in the element "ringing", whose attributes
/// are the address of the events and the turn that they are about.
pub(super) fn begin() {
    close();
    let Some(ringing) = dom::by_id::<Element>("ringing") else {
        return;
    };
    let told = |name| ringing.get_attribute(name).unwrap_or_default();
    // The document refreshes itself where it does not live. It does, so that must not happen.
    let _ = window().stop();
    let Ok(mut events) = EventSource::new(&(told("data-events") + &told("data-turn"))) else {
        return;
    };
    // It fails only for a name that is no event's.
    if let Ok(moved) = events.subscribe("moved") {
        EVENTS.set(Some(events));
        spawn_local(listen(moved));
    }
}

/// Browsers come back by themselves after each loss of the network, unless they were refused.
async fn listen(mut moved: EventSourceSubscription) {
    match moved.next().await {
        Some(Ok(_)) => {
            close();
            go_on().await;
        }
        // Also told once this page has stopped listening, which is no refusal.
        Some(Err(_)) | None => {
            let is_refused = |events: &EventSource| matches!(events.state(), State::Closed);
            if EVENTS.with_borrow(|events| events.as_ref().is_some_and(is_refused)) {
                look_later();
            }
        }
    }
}

/// Once the step is over nobody listens any more.
fn close() {
    EVENTS.take();
}

async fn go_on() {
    let page = window().location().pathname().unwrap_or_default();
    let response = Request::get(&page).header("accept", "text/html").send();
    match show(response.await).await {
        Ok(Answer::Step) => {
            begin_step();
            focus();
        }
        Ok(Answer::OtherPage) => {}
        Err(_) => look_later(),
    }
}

/// Looks where things stand, while this step is still shown.
fn look_later() {
    let look = || {
        if dom::by_id::<Element>("ringing").is_some() {
            close();
            spawn_local(go_on());
        }
    };
    set_timeout(look, LOOKS_AGAIN);
}

//! Waiting for a call: the page moves on by itself when `#` is pressed.

use std::cell::RefCell;
use std::time::Duration;

use gloo_net::http::Request;
use leptos::prelude::{set_timeout, window};
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, EventSource};

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
    // Not by the streams of gloo-net: they are 2 kB of the first view for one event.
    let Ok(events) = EventSource::new(&(told("data-events") + &told("data-turn"))) else {
        return;
    };
    let moved = Closure::once_into_js(|| {
        close();
        spawn_local(go_on());
    });
    // Told of each loss of the network; browsers come back by themselves, unless they were refused.
    let lost = Closure::<dyn Fn()>::new(|| {
        let is_refused = |events: &EventSource| events.ready_state() == EventSource::CLOSED;
        if EVENTS.with_borrow(|events| events.as_ref().is_some_and(is_refused)) {
            look_later();
        }
    });
    // They fail only for a name that is no event's.
    let _ = events.add_event_listener_with_callback("moved", moved.unchecked_ref());
    let _ = events.add_event_listener_with_callback("error", lost.into_js_value().unchecked_ref());
    EVENTS.set(Some(events));
}

/// Once the step is over nobody listens any more.
fn close() {
    if let Some(events) = EVENTS.take() {
        events.close();
    }
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

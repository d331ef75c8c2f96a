//! Waiting for a call: the page moves on by itself when `#` is pressed.

use std::cell::RefCell;

use gloo_net::http::Request;
use leptos::prelude::window;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, EventSource};

use super::{begin as begin_step, swap};
use crate::dom;

thread_local! {
    /// Open while a telephone rings.
    static EVENTS: RefCell<Option<EventSource>> = const { RefCell::new(None) };
}

/// Starts with a step in which a telephone rings: it says so in the element "ringing".
pub(super) fn begin() {
    close();
    let Some(turn) = dom::by_id::<Element>("ringing").and_then(|e| e.get_attribute("data-turn"))
    else {
        return;
    };
    // The document refreshes itself where it does not live. It does, so that must not happen.
    let _ = window().stop();
    // Not by the streams of gloo-net: they are 2 kB of the first view for one event.
    let Ok(events) = EventSource::new(&["/api/reset/call?turn=", &turn].concat()) else {
        return;
    };
    let moved = Closure::once_into_js(|| {
        close();
        spawn_local(go_on());
    });
    // It fails only for a name that is no event's.
    let _ = events.add_event_listener_with_callback("moved", moved.unchecked_ref());
    EVENTS.set(Some(events));
}

/// Once the step is over nobody listens any more.
fn close() {
    if let Some(events) = EVENTS.take() {
        events.close();
    }
}

async fn go_on() {
    let Ok(response) = Request::get("/reset")
        .header("accept", "text/html")
        .send()
        .await
    else {
        // The network is gone; a reload shows where the reset stands.
        return;
    };
    let page = response.text().await.unwrap_or_default();
    if swap::put(&page).is_some() {
        begin_step();
        dom::focus(&[super::PROBLEM, super::HEADING]);
    }
}

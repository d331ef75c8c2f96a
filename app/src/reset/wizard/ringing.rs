//! Waiting for a call: the page moves on by itself when `#` is pressed.

use std::cell::RefCell;
use std::future::poll_fn;
use std::pin::Pin;

use futures_core::Stream as _;
use gloo_net::eventsource::futures::EventSource;
use gloo_net::http::Request;
use leptos::prelude::window;
use leptos::task::spawn_local;
use web_sys::Element;

use super::{begin as begin_step, swap};
use crate::dom;

thread_local! {
    /// Open while a telephone rings; closed when it is dropped.
    static EVENTS: RefCell<Option<EventSource>> = const { RefCell::new(None) };
}

/// Starts with a step in which a telephone rings: it says so in the element "ringing".
pub(super) fn begin() {
    EVENTS.take();
    let Some(turn) = dom::by_id::<Element>("ringing").and_then(|e| e.get_attribute("data-turn"))
    else {
        return;
    };
    // The document refreshes itself where it does not live. It does, so that must not happen.
    let _ = window().stop();
    let Ok(mut events) = EventSource::new(&["/api/reset/call?turn=", &turn].concat()) else {
        return;
    };
    let Ok(mut moved) = events.subscribe("moved") else {
        return;
    };
    EVENTS.set(Some(events));
    spawn_local(async move {
        // It never comes when the step is over: the source is closed by then.
        if poll_fn(|context| Pin::new(&mut moved).poll_next(context))
            .await
            .is_some()
        {
            EVENTS.take();
            go_on().await;
        }
    });
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

//! Sends a form of the wizard as the browser would, but stays on the page.

use std::cell::RefCell;

use domain::wizard::ResetView;
use gloo_net::http::Request;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{FormData, HtmlFormElement, UrlSearchParams};

/// Leads away from the wizard, so the browser sends it.
const LEAVES: &str = "/api/reset/cancel";
const API: &str = "/api/reset/";

/// A form on its way to the server function that it names.
#[derive(Clone)]
pub(super) struct Post {
    form: HtmlFormElement,
    url: String,
}

/// Why no answer came.
pub(super) enum Trouble {
    /// The server was not reached.
    Offline,
    /// It was reached, and did not answer as it should.
    Failed,
}

thread_local! {
    static UNANSWERED: RefCell<Option<Post>> = const { RefCell::new(None) };
}

impl Post {
    /// The form of this event, unless it leads away from the wizard.
    pub(super) fn from_event(event: &SubmitEvent) -> Option<Self> {
        let form: HtmlFormElement = event.target()?.dyn_into().ok()?;
        let url = event
            .submitter()
            .and_then(|button| button.get_attribute("formaction"))
            .or_else(|| form.get_attribute("action"))?;
        (url.starts_with(API) && url != LEAVES).then_some(Self { form, url })
    }

    /// The form that got no answer, with what it holds by now.
    pub(super) fn unanswered() -> Option<Self> {
        UNANSWERED.take()
    }

    /// Keeps the form for another try.
    pub(super) fn keep(self) {
        UNANSWERED.set(Some(self));
    }

    /// Sends it and reads the step that follows.
    pub(super) async fn send(&self) -> Result<ResetView, Trouble> {
        let request = Request::post(&self.url)
            .header("accept", "application/json")
            .header("content-type", "application/x-www-form-urlencoded;charset=UTF-8")
            .body(self.body().ok_or(Trouble::Failed)?)
            .map_err(|_| Trouble::Failed)?;
        let response = request.send().await.map_err(|_| Trouble::Offline)?;
        if !response.ok() {
            return Err(Trouble::Failed);
        }
        response.json().await.map_err(|_| Trouble::Failed)
    }

    fn body(&self) -> Option<String> {
        let data = FormData::new_with_form(&self.form).ok()?;
        let fields = UrlSearchParams::new_with_str_sequence_sequence(&data).ok()?;
        Some(fields.to_string().into())
    }
}

/// Moves the focus to the first of these that is on the page, after the page has been redrawn.
pub(super) fn focus(ids: &'static [&'static str]) {
    request_animation_frame(move || {
        let found = ids.iter().find_map(|id| document().get_element_by_id(id));
        if let Some(element) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
            // It fails only for an element that has left the page.
            let _ = element.focus();
        }
    });
}

//! Sends a form of the wizard as the browser would, but stays on the page.

use std::cell::RefCell;

use gloo_net::http::Request;
use leptos::ev::SubmitEvent;
use wasm_bindgen::JsCast;
use web_sys::{FormData, HtmlElement, HtmlFormElement, UrlSearchParams};

/// Leads away from the wizard, so the browser sends it.
const LEAVES: &str = "/api/reset/cancel";
const API: &str = "/api/reset/";
/// Where the server leads a form that it could not answer.
const FAILED: &str = "?failed";

/// A form on its way to the server function that it names.
#[derive(Clone)]
pub(super) struct Post {
    form: HtmlFormElement,
    url: String,
    /// What was pressed, and its words.
    button: Option<(HtmlElement, String)>,
}

/// Why no answer came.
#[derive(Clone, Copy)]
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
    /// The form of this event, unless it leads away from the wizard or its button is waiting.
    pub(super) fn from_event(event: &SubmitEvent) -> Option<Self> {
        let form: HtmlFormElement = event.target()?.dyn_into().ok()?;
        let pressed = event.submitter();
        if pressed
            .as_ref()
            .is_some_and(|button| button.has_attribute("aria-disabled"))
        {
            event.prevent_default();
            return None;
        }
        let url = pressed
            .as_ref()
            .and_then(|button| button.get_attribute("formaction"))
            .or_else(|| form.get_attribute("action"))?;
        if !url.starts_with(API) || url == LEAVES {
            return None;
        }
        let button = form.query_selector("button.button").ok().flatten();
        let button = button.and_then(|button| button.dyn_into().ok()).or(pressed);
        let button = button.map(|button| {
            let words = button.inner_text();
            (button, words)
        });
        Some(Self { form, url, button })
    }

    /// The form that got no answer, with what it holds by now.
    pub(super) fn unanswered() -> Option<Self> {
        UNANSWERED.take()
    }

    /// Keeps the form for another try.
    pub(super) fn keep(self) {
        UNANSWERED.set(Some(self));
    }

    /// The button stays in the tab order while it works, so that the focus is not lost.
    pub(super) fn begin(&self) {
        if let Some((button, _)) = &self.button {
            // It fails only for a name that is no attribute's.
            let _ = button.set_attribute("aria-disabled", "true");
        }
    }

    pub(super) fn say(&self, words: &str) {
        if let Some((button, _)) = &self.button {
            button.set_inner_text(words);
        }
    }

    pub(super) fn end(&self) {
        if let Some((button, words)) = &self.button {
            let _ = button.remove_attribute("aria-disabled");
            button.set_inner_text(words);
        }
    }

    /// Sends it and gives the page that it leads to, as a plain form would.
    pub(super) async fn send(&self) -> Result<String, Trouble> {
        let request = Request::post(&self.url)
            .header("accept", "text/html")
            .header(
                "content-type",
                "application/x-www-form-urlencoded;charset=UTF-8",
            )
            .body(self.body().ok_or(Trouble::Failed)?)
            .map_err(|_| Trouble::Failed)?;
        let response = request.send().await.map_err(|_| Trouble::Offline)?;
        if !response.ok() || response.url().ends_with(FAILED) {
            return Err(Trouble::Failed);
        }
        response.text().await.map_err(|_| Trouble::Offline)
    }

    fn body(&self) -> Option<String> {
        let data = FormData::new_with_form(&self.form).ok()?;
        let fields = UrlSearchParams::new_with_str_sequence_sequence(&data).ok()?;
        Some(fields.to_string().into())
    }
}

//! Sends a form of the current step as the browser would, but stays on the page.

use std::cell::RefCell;

use gloo_net::http::Request;
use leptos::ev::SubmitEvent;
use wasm_bindgen::JsCast;
use web_sys::{FormData, HtmlElement, HtmlFormElement, UrlSearchParams};

use super::answer::{Answer, Trouble, show};

/// Where all server functions are. Forms that lead elsewhere only ask for a page.
const API: &str = "/api/";

/// A form on its way to the server function that it names.
#[derive(Clone)]
pub(super) struct Post {
    form: HtmlFormElement,
    url: String,
    /// What was pressed, and what it holds (HTML): its words, some of them for the ear alone.
    button: Option<(HtmlElement, String)>,
}

thread_local! {
    static UNANSWERED: RefCell<Option<Post>> = const { RefCell::new(None) };
}

impl Post {
    /// The form of this event, unless it only asks for a page or its button is waiting.
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
        if !url.starts_with(API) {
            return None;
        }
        let button = form.query_selector("button.button").ok().flatten();
        let button = button.and_then(|button| button.dyn_into().ok()).or(pressed);
        let button = button.map(|button| {
            let words = button.inner_html();
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
            button.set_text_content(Some(words));
        }
    }

    pub(super) fn end(&self) {
        if let Some((button, words)) = &self.button {
            let _ = button.remove_attribute("aria-disabled");
            button.set_inner_html(words);
        }
    }

    /// Sends it and shows what it leads to.
    pub(super) async fn send(&self) -> Result<Answer, Trouble> {
        let request = Request::post(&self.url)
            .header("accept", "text/html")
            .header(
                "content-type",
                "application/x-www-form-urlencoded;charset=UTF-8",
            )
            .body(self.body().ok_or(Trouble::Failed)?)
            .map_err(|_| Trouble::Failed)?;
        show(request.send().await).await
    }

    fn body(&self) -> Option<String> {
        let data = FormData::new_with_form(&self.form).ok()?;
        let fields = UrlSearchParams::new_with_str_sequence_sequence(&data).ok()?;
        Some(fields.to_string().into())
    }
}

//! What the server answers: a document with the next step, or with another page.

use gloo_net::Error;
use gloo_net::http::Response;
use leptos::prelude::{document, window};
use web_sys::{DomParser, Element, SupportedType};

use super::STEP;
use crate::dom;

/// Where the server leads a form that it could not answer.
const FAILED: &str = "?failed";

/// What an answer was.
pub(super) enum Answer {
    /// It stands in the place of the last one now.
    Step,
    /// The browser is on its way there.
    OtherPage,
}

/// Why no answer came.
#[derive(Clone, Copy)]
pub(super) enum Trouble {
    /// The server was not reached.
    Offline,
    /// It was reached, and did not answer as it should.
    Failed,
}

/// Shows it, as the browser would have shown what a plain form leads to.
pub(super) async fn show(response: Result<Response, Error>) -> Result<Answer, Trouble> {
    let response = response.map_err(|_| Trouble::Offline)?;
    let url = response.url();
    if !response.ok() || url.ends_with(FAILED) {
        return Err(Trouble::Failed);
    }
    let location = window().location();
    let here = location.href().unwrap_or_default();
    // Also the sign-in, once the session is over. What was led nowhere is not an answer of ours.
    if response.redirected() && page_of(&url) != page_of(&here) {
        location.assign(&url).map_err(|_| Trouble::Failed)?;
        return Ok(Answer::OtherPage);
    }
    let page = response.text().await.map_err(|_| Trouble::Offline)?;
    put(&page).ok_or(Trouble::Failed)?;
    Ok(Answer::Step)
}

/// An address without its query and fragment.
fn page_of(url: &str) -> &str {
    url.split(['?', '#']).next().unwrap_or_default()
}

/// Puts the step of a fetched page into this one. Gives nothing and changes nothing when it has none.
fn put(page: &str) -> Option<()> {
    let parser = DomParser::new().ok()?;
    let page = parser
        .parse_from_string(page, SupportedType::TextHtml)
        .ok()?;
    let next = page.get_element_by_id(STEP)?;
    let last = dom::by_id::<Element>(STEP)?;
    last.replace_with_with_node_1(&next).ok()?;
    document().set_title(&page.title());
    Some(())
}

#[cfg(test)]
mod tests {
    use super::page_of;

    #[test]
    fn what_an_address_asks_and_points_to_is_the_same_page() {
        let page = "https://reset.example/setup";
        assert_eq!(page_of(page), page);
        assert_eq!(page_of("https://reset.example/setup?said=moved#main"), page);
        assert_eq!(page_of("https://reset.example/setup#main"), page);
        assert_ne!(page_of("https://reset.example/signin?next=setup"), page);
    }
}

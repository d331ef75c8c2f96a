//! What the server functions have in common: the ports, the kind of caller, and where it goes next.

use http::header::{ACCEPT, LOCATION};
use http::request::Parts;
use http::{HeaderMap, HeaderValue, StatusCode};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::failure::Unavailable;
use crate::ports::Ports;

/// The ports of this request.
pub(crate) fn ports() -> Result<Ports, Unavailable> {
    use_context::<Ports>().ok_or(Unavailable::Failed)
}

/// True for a form that the browser sent itself, which needs a redirect; false for a caller that
/// reads the answer.
pub(crate) fn is_plain_form() -> bool {
    use_context::<Parts>().is_some_and(|parts| !asks_for_json(&parts.headers))
}

/// Whether a caller asks for JSON by its name. Old engines accept anything (`*/*`), or do not say.
pub fn asks_for_json(headers: &HeaderMap) -> bool {
    headers
        .get_all(ACCEPT)
        .iter()
        .filter_map(|accepted| accepted.to_str().ok())
        .any(|accepted| accepted.contains("application/json"))
}

/// Leads the browser to another page, by GET (303, RFC 9110).
///
/// Unlike the redirect of `leptos_axum` it does so whatever the caller accepts.
pub(crate) fn lead_to(page: &str) {
    let Some(response) = use_context::<ResponseOptions>() else {
        return;
    };
    if let Ok(location) = HeaderValue::from_str(page) {
        response.insert_header(LOCATION, location);
        response.set_status(StatusCode::SEE_OTHER);
    }
}

/// The address of a page that is to show this user name.
pub(crate) fn with_user_name(page: &str, user_name: &str) -> String {
    if user_name.is_empty() {
        return page.to_owned();
    }
    let joint = if page.contains('?') { '&' } else { '?' };
    format!(
        "{page}{joint}username={}",
        utf8_percent_encode(user_name, NON_ALPHANUMERIC)
    )
}

#[cfg(test)]
mod tests {
    use http::HeaderMap;
    use http::header::ACCEPT;

    use super::{asks_for_json, with_user_name};

    #[test]
    fn only_who_asks_for_json_gets_json() {
        let json = |accepted: &str| {
            let accepted = accepted.parse().expect("a header");
            asks_for_json(&HeaderMap::from_iter([(ACCEPT, accepted)]))
        };
        assert!(json("application/json"));
        assert!(json("text/plain, application/json;q=0.9"));
        for old in [
            "*/*",
            "",
            "text/html, image/gif, */*",
            "application/xhtml+xml",
        ] {
            assert!(!json(old), "{old}");
        }
        assert!(!asks_for_json(&HeaderMap::new()));
    }

    #[test]
    fn a_user_name_cannot_leave_its_place_in_the_address() {
        assert_eq!(with_user_name("/reset", ""), "/reset");
        assert_eq!(with_user_name("?lang=nl", "kim"), "?lang=nl&username=kim");
        assert_eq!(
            with_user_name("/reset", "a&b=#c\r\n@é"),
            "/reset?username=a%26b%3D%23c%0D%0A%40%C3%A9"
        );
    }
}

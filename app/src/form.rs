//! What the server functions have in common: the ports, the kind of caller, and where it goes next.

use http::header::{ACCEPT, LOCATION};
use http::request::Parts;
use http::{HeaderValue, StatusCode};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::failure::Unavailable;
use crate::ports::Ports;

/// The ports of this request.
pub(crate) fn ports() -> Result<Ports, Unavailable> {
    use_context::<Ports>().ok_or(Unavailable::Failed)
}

/// True for a form that the browser sent itself, which needs a redirect; false for a living page,
/// which reads the answer.
pub(crate) fn is_plain_form() -> bool {
    let Some(parts) = use_context::<Parts>() else {
        return false;
    };
    let accepted = parts
        .headers
        .get(ACCEPT)
        .and_then(|accepted| accepted.to_str().ok());
    accepted.is_some_and(|accepted| accepted.contains("text/html"))
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
    use super::with_user_name;

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

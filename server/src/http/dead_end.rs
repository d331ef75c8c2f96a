//! No bare text where a person waits for a page: the web view of a sign-in screen has no button that
//! leads back.

use app::dead_end::{Why, dead_end};
use app::form::asks_for_json;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderValue};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;

use super::{Web, logon, page};

const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");

/// Puts a page into the place of every refusal that has none, except for callers who read JSON.
pub(super) async fn lead_back(State(web): State<Web>, request: Request, next: Next) -> Response {
    let (uri, headers) = (request.uri(), request.headers());
    let reads_pages = *request.method() != Method::HEAD && !asks_for_json(headers);
    let (locale, at_logon) = (page::locale(uri, headers), logon::is_on(uri, headers));
    let response = next.run(request).await;
    if !reads_pages || is_page(&response) {
        return response;
    }
    let Some(why) = why(response.status()) else {
        return response;
    };
    let page = dead_end(web.leptos, &web.services.home.name, locale, at_logon, why);
    let (mut parts, _) = response.into_parts();
    parts.headers.remove(CONTENT_LENGTH);
    parts.headers.insert(CONTENT_TYPE, HTML);
    Response::from_parts(parts, Body::from(page))
}

fn is_page(response: &Response) -> bool {
    response
        .headers()
        .get(CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}

fn why(status: StatusCode) -> Option<Why> {
    Some(match status {
        StatusCode::FORBIDDEN => Why::ForeignForm,
        StatusCode::PAYLOAD_TOO_LARGE => Why::TooLong,
        status if status.is_client_error() => Why::NotUnderstood,
        status if status.is_server_error() => Why::Unavailable,
        _ => return None,
    })
}

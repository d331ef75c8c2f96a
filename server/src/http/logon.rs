//! The mode for the sign-in or lock screen of a computer: `/reset?from=logon` begins it, and a cookie
//! without an end keeps it until the screen's browser is closed.

use axum::http::header::{COOKIE, HeaderValue, SET_COOKIE};
use axum::http::{HeaderMap, Uri};
use axum::response::Response;

/// Name of the parameter and of the cookie.
const FROM: &str = "from";
const LOGON: &str = "logon";

/// What the address asks for: to begin the mode, to leave it (any other value), or nothing.
pub(super) fn asked(uri: &Uri) -> Option<bool> {
    let mut pairs = uri
        .query()?
        .split('&')
        .filter_map(|pair| pair.split_once('='));
    let (_, from) = pairs.find(|(key, _)| *key == FROM)?;
    Some(from == LOGON)
}

/// Whether a request is made in the mode.
pub(super) fn is_on(uri: &Uri, headers: &HeaderMap) -> bool {
    asked(uri).unwrap_or_else(|| kept(headers))
}

/// Whether the cookie says so.
fn kept(headers: &HeaderMap) -> bool {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|cookies| cookies.split(';'))
        .any(|pair| pair.trim().split_once('=') == Some((FROM, LOGON)))
}

/// Keeps what the address asked for.
pub(super) fn keep(response: &mut Response, is_logon: bool, is_https: bool) {
    let (value, end) = if is_logon {
        (LOGON, "")
    } else {
        ("", "; Max-Age=0")
    };
    let secure = if is_https { "; Secure" } else { "" };
    let cookie = format!("{FROM}={value}; Path=/; SameSite=Lax; HttpOnly{end}{secure}");
    if let Ok(value) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(SET_COOKIE, value);
    }
}

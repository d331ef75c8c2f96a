//! Only our own pages may act: the check that stands in the place of CSRF tokens.

use axum::extract::{Request, State};
use axum::http::header::{HeaderName, ORIGIN, REFERER};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::Web;

const SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Refuses every request that could change something and does not come from the portal's own
/// origin. `public_url` is the truth; `Host` and `X-Forwarded-*` are never asked.
pub(super) async fn check(State(web): State<Web>, request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if reads || is_ours(request.headers(), &web.origin) {
        return next.run(request).await;
    }
    let text = "This form was not sent by a page of this portal. Open the portal's own address and try again.";
    (StatusCode::FORBIDDEN, text).into_response()
}

/// Browsers send `Origin` with every POST. Old ones leave it out (the web views of sign-in screens,
/// Firefox before 70, text browsers), and then `Sec-Fetch-Site`, and without that the `Referer`, must say
/// that a page of ours sent the form. Whoever says nothing is refused.
fn is_ours(headers: &HeaderMap, ours: &str) -> bool {
    let is = |name: HeaderName, fits: &dyn Fn(&str) -> bool| {
        let value = headers.get(name)?;
        // What cannot be read was still said, and says nothing good.
        Some(value.to_str().is_ok_and(fits))
    };
    let site = is(SITE, &|site| site == "same-origin" || site == "none");
    let origin = is(ORIGIN, &|origin| origin == ours);
    let referer = is(REFERER, &|referer| is_below(referer, ours));
    match (origin, site) {
        (Some(origin), site) => origin && site.unwrap_or(true),
        (None, Some(site)) => site,
        (None, None) => referer.unwrap_or(false),
    }
}

/// Whether an address is one of an origin: a path follows it, so no other host, port or user does.
fn is_below(address: &str, origin: &str) -> bool {
    address
        .strip_prefix(origin)
        .is_some_and(|path| path.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn only_our_own_pages_may_act() {
        let ours = "https://reset.example.com";
        let evil = "https://evil.example";
        let page = "https://reset.example.com/reset?lang=nl";
        let cases = [
            (Some(ours), Some("same-origin"), None, true),
            (Some(ours), None, None, true),
            (None, Some("same-origin"), None, true),
            (None, None, Some(page), true),
            (None, None, Some("https://reset.example.com/"), true),
            (Some(evil), Some("cross-site"), None, false),
            (Some(evil), None, Some(page), false),
            (Some("null"), None, Some(page), false),
            (Some("é"), None, Some(page), false),
            (Some(ours), Some("cross-site"), Some(page), false),
            (None, Some("cross-site"), Some(page), false),
            (None, Some("same-site"), Some(page), false),
            (None, None, None, false),
            (None, None, Some(""), false),
            (None, None, Some(ours), false),
            (None, None, Some("/reset"), false),
            (None, None, Some("about:blank"), false),
            (
                None,
                None,
                Some("https://reset.example.com.evil.example/"),
                false,
            ),
            (
                None,
                None,
                Some("https://reset.example.com@evil.example/"),
                false,
            ),
            (None, None, Some("https://reset.example.com:8443/"), false),
            (None, None, Some("http://reset.example.com/"), false),
            (
                None,
                None,
                Some("https://evil.example/https://reset.example.com/"),
                false,
            ),
        ];
        for (origin, site, referer, expected) in cases {
            let mut headers = HeaderMap::new();
            for (name, value) in [(ORIGIN, origin), (SITE, site), (REFERER, referer)] {
                if let Some(value) = value {
                    headers.insert(name, HeaderValue::from_bytes(value.as_bytes()).unwrap());
                }
            }
            assert_eq!(
                is_ours(&headers, ours),
                expected,
                "{origin:?} {site:?} {referer:?}"
            );
        }
    }
}

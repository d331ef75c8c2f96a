//! Only our own pages may act: the check that stands in the place of CSRF tokens.

use axum::extract::{Request, State};
use axum::http::header::ORIGIN;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::Web;

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

/// Browsers send `Origin` with every POST; very old ones may leave it out, and then
/// `Sec-Fetch-Site` must not say otherwise.
fn is_ours(headers: &HeaderMap, ours: &str) -> bool {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let site_ok =
        header("sec-fetch-site").is_none_or(|site| site == "same-origin" || site == "none");
    let origin_ok = match headers.get(ORIGIN) {
        Some(origin) => origin == ours,
        None => header("sec-fetch-site").is_some(),
    };
    site_ok && origin_ok
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_pages_may_act() {
        let ours = "https://reset.example.com";
        let cases = [
            (Some(ours), Some("same-origin"), true),
            (Some(ours), None, true),
            (None, Some("same-origin"), true),
            (Some("https://evil.example"), Some("cross-site"), false),
            (Some("https://evil.example"), None, false),
            (Some("null"), None, false),
            (Some(ours), Some("cross-site"), false),
            (None, Some("cross-site"), false),
            (None, Some("same-site"), false),
            (None, None, false),
        ];
        for (origin, site, expected) in cases {
            let mut headers = HeaderMap::new();
            for (name, value) in [("origin", origin), ("sec-fetch-site", site)] {
                if let Some(value) = value {
                    headers.insert(name, value.parse().unwrap());
                }
            }
            assert_eq!(is_ours(&headers, ours), expected, "{origin:?} {site:?}");
        }
    }
}

//! Answers of failed server functions, made fit for the web.
//!
//! In Leptos 0.8 every failure is a 500, and a plain form is sent back with the error in the
//! address, where histories and proxies keep it.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::{HeaderValue, LOCATION};
use axum::middleware::Next;
use axum::response::Response;

/// The longest body that can be one of our errors.
const ERROR_BYTES: usize = 256;

/// A request that was not understood is the caller's fault (400); an address never carries an error.
pub(super) async fn mend(request: Request, next: Next) -> Response {
    let is_api = request.uri().path().starts_with("/api/");
    let response = next.run(request).await;
    if !is_api {
        return response;
    }
    if response.status() == StatusCode::INTERNAL_SERVER_ERROR {
        return with_right_status(response).await;
    }
    without_error_in_address(response)
}

async fn with_right_status(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, ERROR_BYTES).await else {
        return Response::from_parts(parts, Body::empty());
    };
    if bytes.as_ref() == b"\"malformed\"" {
        parts.status = StatusCode::BAD_REQUEST;
    }
    Response::from_parts(parts, Body::from(bytes))
}

fn without_error_in_address(mut response: Response) -> Response {
    let location = response
        .headers()
        .get(LOCATION)
        .and_then(|value| value.to_str().ok());
    let Some(location) = location.filter(|location| location.contains("__err=")) else {
        return response;
    };
    // The address may be absolute (a Referer): only its path is kept, so the answer stays here.
    let without_query = location.split('?').next().unwrap_or_default();
    let path = match without_query.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("/", |slash| &rest[slash..]),
        None => without_query,
    };
    let path = if path.starts_with('/') && !path.starts_with("//") {
        path
    } else {
        "/"
    };
    let clean = HeaderValue::from_str(&format!("{path}?failed"));
    if let Ok(clean) = clean {
        response.headers_mut().insert(LOCATION, clean);
    }
    response
}

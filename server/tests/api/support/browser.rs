//! A browser: keeps cookies, sends forms the way a page does, follows nothing by itself.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::header::{
    ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, COOKIE, LOCATION, ORIGIN, SET_COOKIE,
};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use futures::stream;
use tokio::sync::oneshot;
use tower::ServiceExt as _;

#[derive(Clone)]
pub(crate) struct Browser {
    router: Router,
    /// Sent with every POST.
    pub(crate) origin: String,
    pub(crate) cookies: BTreeMap<String, String>,
    /// Sent with every request besides the usual ones.
    pub(crate) headers: HeaderMap,
    pub(crate) peer: SocketAddr,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Page {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    pub(crate) fn location(&self) -> &str {
        let location = self.headers.get(LOCATION).expect("a redirect");
        location.to_str().expect("a readable address")
    }

    /// The value of a hidden or text field.
    pub(crate) fn field(&self, name: &str) -> Option<String> {
        let text = self.text();
        let tag = text
            .split('<')
            .find(|tag| tag.starts_with("input") && tag.contains(&format!("name=\"{name}\"")))?;
        let value = tag.split("value=\"").nth(1)?;
        Some(value.split('"').next()?.to_owned())
    }
}

impl Browser {
    pub(crate) fn new(router: Router, origin: &str) -> Self {
        Self {
            router,
            origin: origin.to_owned(),
            cookies: BTreeMap::new(),
            headers: HeaderMap::new(),
            peer: SocketAddr::from(([192, 0, 2, 1], 40_000)),
        }
    }

    pub(crate) async fn get(&mut self, path: &str) -> Page {
        let request = Request::get(path)
            .header(ACCEPT, "text/html")
            .body(Body::empty());
        self.send(request.expect("a request")).await
    }

    /// Sends a plain form, as a browser without scripts does.
    pub(crate) async fn submit(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        self.post(path, "text/html,application/xhtml+xml", fields)
            .await
    }

    /// Sends a form as the living page does.
    pub(crate) async fn call(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        self.post(path, "application/json", fields).await
    }

    /// Sends a body as it stands, with the headers of a form of the portal.
    pub(crate) async fn raw(
        &mut self,
        method: Method,
        path: &str,
        kind: &str,
        body: impl Into<Vec<u8>>,
    ) -> Page {
        let body: Vec<u8> = body.into();
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(ACCEPT, "text/html")
            .header(ORIGIN, &self.origin)
            .header(CONTENT_TYPE, kind)
            .header(CONTENT_LENGTH, body.len())
            .body(Body::from(body));
        self.send(request.expect("a request")).await
    }

    async fn post(&mut self, path: &str, accept: &str, fields: &[(&str, &str)]) -> Page {
        let body = serde_urlencoded::to_string(fields).expect("a form");
        let request = Request::post(path)
            .header(ACCEPT, accept)
            .header(ORIGIN, &self.origin)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body));
        self.send(request.expect("a request")).await
    }

    /// Sends a plain form whose body comes late: says when the server waits for it, and goes on when told.
    pub(crate) async fn submit_late(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        (waits, go_on): (oneshot::Sender<()>, oneshot::Receiver<()>),
    ) -> Page {
        let body = serde_urlencoded::to_string(fields).expect("a form");
        let late = async move {
            waits.send(()).expect("somebody is told");
            go_on.await.map(|()| body)
        };
        let request = Request::post(path)
            .header(ACCEPT, "text/html")
            .header(ORIGIN, &self.origin)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from_stream(stream::once(late)));
        self.send(request.expect("a request")).await
    }

    /// Sends any request with this browser's cookies.
    pub(crate) async fn send(&mut self, mut request: Request<Body>) -> Page {
        if !self.cookies.is_empty() {
            let pairs: Vec<_> = self
                .cookies
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            let cookie = pairs.join("; ").parse().expect("a cookie header");
            request.headers_mut().insert(COOKIE, cookie);
        }
        for (name, value) in &self.headers {
            request.headers_mut().insert(name, value.clone());
        }
        request.extensions_mut().insert(ConnectInfo(self.peer));
        let is_head = request.method() == Method::HEAD;
        let response = self
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("the router answers");
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(SET_COOKIE) {
            self.keep(cookie.to_str().expect("a readable cookie"));
        }
        let bytes = to_bytes(body, 8 << 20).await.expect("a body").to_vec();
        assert!(!is_head || bytes.is_empty());
        Page {
            status: parts.status,
            headers: parts.headers,
            bytes,
        }
    }

    fn keep(&mut self, cookie: &str) {
        let pair = cookie.split(';').next().unwrap_or_default();
        let (name, value) = pair.split_once('=').expect("a cookie has a name");
        if cookie.contains("Max-Age=0") {
            self.cookies.remove(name);
        } else {
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
    }
}

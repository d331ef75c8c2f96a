//! A gateway of the tests: records every request and answers what the test tells it to.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// A request as it came in.
#[derive(Clone)]
pub(crate) struct Request {
    pub(crate) method: Method,
    pub(crate) uri: Uri,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Request {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// The body read as a form.
    pub(crate) fn form(&self) -> BTreeMap<String, String> {
        let pairs: Vec<(String, String)> = serde_urlencoded::from_str(&self.body).expect("a form");
        let form: BTreeMap<_, _> = pairs.iter().cloned().collect();
        assert_eq!(form.len(), pairs.len(), "a field came twice");
        form
    }

    /// The query read as a form.
    pub(crate) fn query(&self) -> BTreeMap<String, String> {
        serde_urlencoded::from_str(self.uri.query().unwrap_or_default()).expect("a query")
    }
}

/// What to answer.
#[derive(Clone)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: String,
}

pub(crate) struct HttpPeer {
    port: u16,
    seen: Arc<Mutex<Vec<Request>>>,
    task: JoinHandle<()>,
}

#[derive(Clone)]
struct Desk {
    seen: Arc<Mutex<Vec<Request>>>,
    answer: Answer,
}

impl HttpPeer {
    pub(crate) async fn answering(status: u16, body: &str) -> Self {
        Self::with(Answer {
            status,
            headers: Vec::new(),
            body: body.to_owned(),
        })
        .await
    }

    pub(crate) async fn with(answer: Answer) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let router = Router::new().fallback(take).with_state(Desk {
            seen: seen.clone(),
            answer,
        });
        let task =
            tokio::spawn(async move { axum::serve(listener, router).await.expect("it serves") });
        Self { port, seen, task }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// The only request so far.
    pub(crate) fn request(&self) -> Request {
        let seen = self.requests();
        assert_eq!(seen.len(), 1, "there should have been one request");
        seen[0].clone()
    }

    pub(crate) fn requests(&self) -> Vec<Request> {
        self.seen.lock().expect("not poisoned").clone()
    }
}

impl Drop for HttpPeer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn take(
    State(desk): State<Desk>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let body = String::from_utf8(body.to_vec()).expect("requests are UTF-8");
    desk.seen.lock().expect("not poisoned").push(Request {
        method,
        uri,
        headers,
        body,
    });
    let status = StatusCode::from_u16(desk.answer.status).expect("a status");
    let mut response = (status, desk.answer.body).into_response();
    for (name, value) in desk.answer.headers {
        response
            .headers_mut()
            .insert(name, value.parse().expect("a header"));
    }
    response
}

//! The web: what surrounds the pages.

mod address;
mod call_events;
mod captcha_media;
mod dead_end;
mod errors;
mod headers;
mod health;
mod logon;
mod origin;
mod page;
pub mod serve;
mod session;
mod session_store;
pub mod session_values;
mod twilio;
pub mod visit;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, FromRef};
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
use ipnet::IpNet;
use leptos::config::LeptosOptions;
use leptos_axum::{LeptosRoutes, file_and_error_handler_with_context, generate_route_list};
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::services::ServeDir;
use tower_http::timeout::TimeoutLayer;
use tower_sessions::cookie::SameSite;
use tower_sessions::{Expiry, SessionManagerLayer};

use crate::clock::Clock;
use crate::delivery::folder::FolderCarrier;
use crate::services::Services;
use crate::store::SessionRows;
use session_store::Sessions;

pub(crate) use session_store::{Holder, IDLE_SECONDS_AT_LOGON, holder};

pub use twilio::TwilioCalls;

/// What the web needs besides the services.
#[derive(Clone)]
pub struct Web {
    pub services: Arc<Services>,
    pub leptos: LeptosOptions,
    pub trusted_proxies: Arc<[IpNet]>,
    /// The portal's own origin, as browsers send it.
    pub origin: Arc<str>,
    pub is_https: bool,
    /// The demo's messages, to be shown.
    pub demo_outbox: Option<FolderCarrier>,
    /// Who tells of calls.
    pub twilio: Option<TwilioCalls>,
    /// Where the browser fetches the password rules.
    pub meter_url: Arc<str>,
}

impl FromRef<Web> for LeptosOptions {
    fn from_ref(web: &Web) -> Self {
        web.leptos.clone()
    }
}

/// No form of ours is larger.
const BODY_BYTES: usize = 16 * 1024;
const ANSWER_WITHIN: Duration = Duration::from_secs(30);

/// The whole application.
pub fn router(web: Web) -> Router {
    let assets = std::path::Path::new(&*web.leptos.site_root).join("pkg");
    let context = page::context;
    let shell = app::shell;
    let pages = Router::new()
        .leptos_routes_with_context(&web, generate_route_list(app::App), context, {
            let options = web.leptos.clone();
            move || shell(options.clone())
        })
        .route("/api/reset/call", get(call_events::of_reset))
        .route("/api/setup/call", get(call_events::of_setup))
        .route("/captcha/picture", get(captcha_media::picture))
        .route("/captcha/sound", get(captcha_media::sound))
        .fallback(file_and_error_handler_with_context::<Web, _>(
            context, shell,
        ))
        .layer(from_fn_with_state(web.clone(), page::visit))
        .layer(sessions(&web))
        .layer(from_fn(errors::mend))
        .layer(from_fn_with_state(web.clone(), origin::check));
    let machines = Router::new()
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .merge(twilio::routes())
        .nest_service("/pkg", ServeDir::new(assets).precompressed_br());
    bounded(pages)
        .layer(from_fn_with_state(web.clone(), dead_end::lead_back))
        .merge(bounded(machines))
        .layer(from_fn_with_state(web.clone(), headers::secure))
        .with_state(web)
}

/// Nobody sends us much, or waits for long.
fn bounded(router: Router<Web>) -> Router<Web> {
    router
        .layer(DefaultBodyLimit::max(BODY_BYTES))
        .layer(RequestBodyLimitLayer::new(BODY_BYTES))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            ANSWER_WITHIN,
        ))
}

fn sessions(web: &Web) -> SessionManagerLayer<Sessions> {
    let clock: Arc<dyn Clock> = web.services.clock.clone();
    let rows = SessionRows::new(web.services.store.clone());
    // The prefix makes browsers refuse the cookie from any other host, or without TLS.
    let name = if web.is_https {
        "__Host-regain"
    } else {
        "regain"
    };
    SessionManagerLayer::new(Sessions::new(rows, clock))
        .with_name(name)
        .with_http_only(true)
        .with_secure(web.is_https)
        // Lax, because people come from a link in a mail; every act is a POST and is checked for
        // its origin besides.
        .with_same_site(SameSite::Lax)
        .with_path("/")
        .with_expiry(Expiry::OnSessionEnd)
}

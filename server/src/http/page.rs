//! Between a request and the pages: who visits, in which language, under which support code.

use std::net::SocketAddr;
use std::sync::Arc;

use app::ports::{DemoOutbox, Ports, Visitor};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::{ACCEPT_LANGUAGE, COOKIE, HeaderValue, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::locale::Locale;
use leptos::nonce::Nonce;
use leptos::prelude::{provide_context, use_context};
use tower_sessions::Session;
use tracing::Instrument;

use super::headers::CspNonce;
use super::session::PortalSession;
use super::visit::Visit;
use super::{Web, address, logon};
use crate::account::AccountDesk;
use crate::demo::Outbox;
use crate::help::Letters;
use crate::registration::SetupDesk;
use crate::reset::ResetDesk;
use crate::services::Failure;
use crate::sign_in::SignInDesk;
use crate::store::SessionRows;

const LANGUAGE_COOKIE: &str = "lang";

/// Finds out about the visit and gives the pages their ports.
pub(super) async fn visit(
    State(web): State<Web>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    session: Session,
    mut request: Request,
    next: Next,
) -> Response {
    let chosen = chosen_language(request.uri());
    let locale = locale(request.uri(), request.headers());
    let session = PortalSession::new(session, SessionRows::new(web.services.store.clone()));
    let logon_asked = logon::asked(request.uri());
    if logon_asked == Some(true)
        && let Err(error) = session.forget().await
    {
        return unavailable(&Failure::Session(error));
    }
    let told = match session.correlation().await {
        Ok(told) => told,
        Err(error) => return unavailable(&Failure::Session(error)),
    };
    let visit = Visit {
        session,
        address: address::client(peer.ip(), request.headers(), &web.trusted_proxies),
        correlation: told.unwrap_or_else(|| web.services.random.uuid()),
        locale,
        at_logon: logon::is_on(request.uri(), request.headers()),
    };
    let span = tracing::info_span!("request", correlation.id = %visit.correlation);
    let method = request.method().clone();
    let path = request.uri().path().to_owned();
    async move {
        request.extensions_mut().insert(ports(&web, visit.clone()));
        request.extensions_mut().insert(visit);
        let mut response = next.run(request).await;
        if let Some(chosen) = chosen {
            remember(&mut response, chosen, web.is_https);
        }
        if let Some(is_logon) = logon_asked {
            logon::keep(&mut response, is_logon, web.is_https);
        }
        tracing::info!(http.method = %method, http.path = path, http.status = response.status().as_u16(), "answered");
        response
    }
    .instrument(span)
    .await
}

fn ports(web: &Web, visit: Visit) -> Ports {
    let services = &web.services;
    let tenant = services.home.clone();
    let visitor = Visitor {
        locale: visit.locale,
        support_code: visit.correlation.clone(),
        organisation: tenant.name.clone(),
        demo: web.demo_outbox.is_some(),
        at_logon: visit.at_logon,
        passkeys: !visit.at_logon && services.relying_party().is_some(),
    };
    let outbox = web.demo_outbox.clone();
    Ports {
        visitor,
        reset: Arc::new(ResetDesk::new(
            services.clone(),
            visit.clone(),
            tenant.clone(),
        )),
        sign_in: Arc::new(SignInDesk::new(
            services.clone(),
            visit.clone(),
            tenant.clone(),
        )),
        registration: Arc::new(SetupDesk::new(services.clone(), visit.clone())),
        account: Arc::new(AccountDesk::new(services.clone(), visit.clone())),
        help: Arc::new(Letters::new(services.clone(), visit, tenant)),
        outbox: outbox.map(|folder| Arc::new(Outbox::new(folder, services)) as Arc<dyn DemoOutbox>),
        meter_url: web.meter_url.to_string(),
    }
}

/// What every page and server function finds in its context. Route-list generation runs this
/// without a request, and then there is nothing to provide.
pub(super) fn context() {
    let Some(parts) = use_context::<Parts>() else {
        return;
    };
    if let Some(ports) = parts.extensions.get::<Ports>() {
        provide_context(ports.clone());
    }
    if let Some(CspNonce(nonce)) = parts.extensions.get::<CspNonce>() {
        provide_context(Nonce::from_value(nonce.as_str()));
    }
}

fn unavailable(failure: &Failure) -> Response {
    tracing::error!(
        error = failure as &dyn std::error::Error,
        "a request could not begin"
    );
    let text = "The portal cannot answer right now. Please try again in a moment.\n";
    (StatusCode::SERVICE_UNAVAILABLE, text).into_response()
}

/// The language of a request: the one that was chosen, else the one that the browser prefers.
pub(super) fn locale(uri: &Uri, headers: &HeaderMap) -> Locale {
    chosen_language(uri).unwrap_or_else(|| preferred_language(headers))
}

/// `?lang=nl`, also among other parameters.
fn chosen_language(uri: &Uri) -> Option<Locale> {
    let pairs = uri.query()?.split('&');
    let tag = pairs
        .filter_map(|pair| pair.split_once('='))
        .find(|(key, _)| *key == "lang");
    tag.and_then(|(_, tag)| Locale::from_tag(tag))
}

fn preferred_language(headers: &HeaderMap) -> Locale {
    let text = |value: &HeaderValue| value.to_str().map(str::to_owned).ok();
    let cookie = headers
        .get_all(COOKIE)
        .iter()
        .filter_map(text)
        .find_map(|cookies| {
            let pairs = cookies
                .split(';')
                .filter_map(|pair| pair.trim().split_once('='));
            pairs
                .into_iter()
                .find(|(name, _)| *name == LANGUAGE_COOKIE)
                .and_then(|(_, tag)| Locale::from_tag(tag))
        });
    let accepted = || headers.get(ACCEPT_LANGUAGE).and_then(text);
    cookie
        .or_else(|| Locale::from_accept_language(&accepted()?))
        .unwrap_or_default()
}

fn remember(response: &mut Response, locale: Locale, is_https: bool) {
    let secure = if is_https { "; Secure" } else { "" };
    let cookie = format!(
        "{LANGUAGE_COOKIE}={}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly{secure}",
        locale.tag()
    );
    if let Ok(value) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(SET_COOKIE, value);
    }
}

//! Tells a page that waits for a call that what it shows has moved on (server-sent events).

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::Extension;
use axum::extract::{Query, State};
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures::stream;
use serde::Deserialize;
use tokio::time::{Instant, timeout_at};

use super::Web;
use super::visit::Visit;
use crate::services::Services;
use crate::store::{StoreError, Waits};

/// After this the browser asks again by itself: a server that stops need not wait for long.
const AT_MOST: Duration = Duration::from_secs(15);

/// What the page shows.
#[derive(Deserialize)]
pub(super) struct Shown {
    turn: u32,
}

/// For the reset of this browser.
pub(super) async fn of_reset(
    State(web): State<Web>,
    Extension(visit): Extension<Visit>,
    Query(Shown { turn }): Query<Shown>,
) -> impl IntoResponse {
    // Read here, and below: the session is closed once the answer has begun.
    let challenge = visit.session.challenge().await.ok().flatten();
    events(web.services, challenge.map(Waits::Challenge), turn)
}

/// For the registration of this browser.
pub(super) async fn of_setup(
    State(web): State<Web>,
    Extension(visit): Extension<Visit>,
    Query(Shown { turn }): Query<Shown>,
) -> impl IntoResponse {
    let enrolment = visit.session.enrolment().await.ok().flatten();
    events(web.services, enrolment.map(Waits::Enrolment), turn)
}

/// One event `moved` once there is no longer what the page shows. Its data says nothing: the page asks
/// for the step as it always does.
fn events(services: Arc<Services>, waits: Option<Waits>, turn: u32) -> impl IntoResponse {
    let events = stream::once(async move {
        let until = Instant::now() + AT_MOST;
        let waited = match waits {
            Some(waits) => timeout_at(until, moved(&services, &waits, turn)).await,
            None => Ok(()),
        };
        let event = match waited {
            // An event without data is none to browsers.
            Ok(()) => Event::default().event("moved").data("on"),
            Err(_) => Event::default().retry(Duration::from_millis(100)),
        };
        Ok::<_, Infallible>(event)
    });
    (
        [("x-accel-buffering", "no")],
        Sse::new(events).keep_alive(KeepAlive::default()),
    )
}

/// Returns once what waits is not what it was. What cannot be read is not either: the page then says
/// so.
async fn moved(services: &Services, waits: &Waits, turn: u32) {
    let mut listener = services.moves.listen();
    while still_waits(services, waits, turn).await.unwrap_or(false) {
        listener.next(waits.id()).await;
    }
}

async fn still_waits(services: &Services, waits: &Waits, turn: u32) -> Result<bool, StoreError> {
    let (store, now) = (&services.store, services.now());
    Ok(match waits {
        Waits::Challenge(id) => store.find_challenge(id).await?.is_some_and(|stored| {
            stored.challenge.turn == turn && stored.challenge.is_calling(now)
        }),
        Waits::Enrolment(id) => store
            .find_enrolment(id)
            .await?
            .is_some_and(|enrolment| enrolment.turn == turn && enrolment.is_calling(now)),
    })
}

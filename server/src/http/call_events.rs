//! Tells a page that waits for a call that its reset has moved on (server-sent events).

use std::convert::Infallible;
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

/// After this the browser asks again by itself: a server that stops need not wait for long.
const AT_MOST: Duration = Duration::from_secs(15);

/// What the page shows.
#[derive(Deserialize)]
pub(super) struct Shown {
    turn: u32,
}

/// One event `moved` once the reset is no longer what the page shows. Its data says nothing: the page
/// asks for the step as it always does.
pub(super) async fn events(
    State(web): State<Web>,
    Extension(visit): Extension<Visit>,
    Query(Shown { turn }): Query<Shown>,
) -> impl IntoResponse {
    let services = web.services.clone();
    // Read here: the session is closed once the answer has begun.
    let challenge = visit.session.challenge().await.ok().flatten();
    let events = stream::once(async move {
        let until = Instant::now() + AT_MOST;
        let waited = match challenge {
            Some(challenge) => timeout_at(until, moved(&services, &challenge, turn)).await,
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

/// Returns once the challenge is not what it was. One that cannot be read is not either: the page
/// then says so.
async fn moved(services: &Services, challenge: &str, turn: u32) {
    let mut listener = services.moves.listen();
    loop {
        let found = services.store.find_challenge(challenge).await;
        let waits = found.is_ok_and(|found| {
            found.is_some_and(|stored| {
                stored.challenge.turn == turn && stored.challenge.is_calling(services.now())
            })
        });
        if !waits {
            return;
        }
        listener.next(challenge).await;
    }
}

//! The CAPTCHA's picture and sound. Reading them draws a puzzle where there is none yet; a new one
//! in the place of another is asked for by a form.

use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use domain::challenge::State as At;
use domain::locale::Locale;

use super::Web;
use super::visit::Visit;
use crate::captcha::Spoken;
use crate::keys::hex;
use crate::services::{Failure, Services};
use crate::store::StoredPuzzle;

/// `GET /captcha/picture`
pub(super) async fn picture(
    State(web): State<Web>,
    Extension(visit): Extension<Visit>,
) -> Response {
    let made = async {
        let Some(puzzle) = puzzle(&web.services, &visit).await? else {
            return Ok(None);
        };
        let captcha = web.services.captcha.clone();
        let draw = move || captcha.picture(&puzzle.picture, seed(&puzzle));
        Ok(Some(web.services.pool.run(draw).await??))
    };
    answered(made.await, "image/png")
}

/// `GET /captcha/sound`
pub(super) async fn sound(State(web): State<Web>, Extension(visit): Extension<Visit>) -> Response {
    let spoken = match visit.locale {
        Locale::En => Spoken::English,
        Locale::Nl => Spoken::Dutch,
    };
    let made = async {
        let Some(puzzle) = puzzle(&web.services, &visit).await? else {
            return Ok(None);
        };
        let captcha = web.services.captcha.clone();
        let speak = move || captcha.sound(&puzzle.sound, spoken, seed(&puzzle));
        Ok(Some(web.services.pool.run(speak).await??))
    };
    answered(made.await, "audio/wav")
}

fn answered(made: Result<Option<Vec<u8>>, Failure>, kind: &'static str) -> Response {
    match made {
        Ok(Some(bytes)) => ([(CONTENT_TYPE, kind)], bytes).into_response(),
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(failure) => {
            tracing::error!(
                error = &failure as &dyn std::error::Error,
                "no puzzle could be made"
            );
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// The live puzzle of this browser's challenge; drawn if there is none. `None` without a challenge
/// that is still at its first step.
async fn puzzle(services: &Services, visit: &Visit) -> Result<Option<StoredPuzzle>, Failure> {
    let Some(id) = visit.session.challenge().await? else {
        return Ok(None);
    };
    let now = services.now();
    let mut change = services.store.begin().await?;
    let Some(stored) = change.claim_challenge(&id).await? else {
        change.abandon().await?;
        return Ok(None);
    };
    let at_start = matches!(stored.challenge.state, At::Identify { .. });
    if !at_start || stored.challenge.is_expired(now) {
        change.abandon().await?;
        return Ok(None);
    }
    let policy = services
        .store
        .current_policy(&stored.tenant_id)
        .await?
        .policy;
    let rules = &policy.captcha;
    let before = change.puzzle(&id).await?;
    if let Some(live) = before
        .as_ref()
        .filter(|puzzle| puzzle.is_live(rules.tries, now))
    {
        change.abandon().await?;
        return Ok(Some(live.clone()));
    }
    let drawn = services
        .captcha
        .draw(&mut |bytes| services.random.fill(bytes));
    let seed = hex(&services.random.bytes());
    let puzzle = StoredPuzzle {
        serial: before.map_or(1, |puzzle| puzzle.serial + 1),
        picture: drawn.picture,
        sound: drawn.sound,
        seed,
        tries: 0,
        expires_at: now.plus_seconds(rules.lifetime_seconds).unix_ms(),
    };
    change.put_puzzle(&id, &puzzle).await?;
    change.commit().await?;
    Ok(Some(puzzle))
}

fn seed(puzzle: &StoredPuzzle) -> [u8; 32] {
    let mut seed = [0u8; 32];
    for (byte, pair) in seed.iter_mut().zip(puzzle.seed.as_bytes().chunks(2)) {
        let text = std::str::from_utf8(pair).unwrap_or_default();
        *byte = u8::from_str_radix(text, 16).unwrap_or_default();
    }
    seed
}

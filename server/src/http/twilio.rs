//! What Twilio tells of calls, and what it is told to do in them (TwiML).
//!
//! Each message is signed with the account's token over its address and fields, and carries a number
//! that the message before it named: a copy of one is refused.
//! <https://www.twilio.com/docs/usage/security#validating-requests>

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Form, Path, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::call::{CallOutcome, Line, Prompt};
use domain::locale::Locale;
use domain::secret::Secret;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha1::Sha1;

use super::Web;
use crate::calls::{CallDesk, Heard};
use crate::delivery::link::Link;
use crate::delivery::placeholder::Place;
use crate::services::Failure;
use crate::store::StoredCall;
use crate::voice::prompts::Prompts;

/// What is needed to understand the provider.
#[derive(Clone)]
pub struct TwilioCalls {
    pub auth_token: Secret,
    /// What is signed are addresses below this one, whatever the request says of itself.
    pub portal: Link,
    pub prompts: Arc<Prompts>,
}

/// The fields of a message.
type Fields = BTreeMap<String, String>;

pub(super) fn routes() -> Router<Web> {
    Router::new()
        .route("/voice/twilio/{call}/{step}", post(told))
        .route("/voice/prompts/{tenant}/{language}/{prompt}", get(prompt))
}

async fn told(
    State(web): State<Web>,
    Path((call, step)): Path<(String, String)>,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Response {
    let Some(twilio) = &web.twilio else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let (true, Some(told)) = (is_uuid(&call), Told::parse(&step)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let path = format!("voice/twilio/{call}/{step}");
    let signature = headers.get("x-twilio-signature");
    let signature = signature.and_then(|value| value.to_str().ok());
    if !twilio.is_signed(&path, &fields, signature.unwrap_or_default()) {
        tracing::warn!("a message about a call is not signed by the account");
        return StatusCode::FORBIDDEN.into_response();
    }
    let desk = CallDesk::new((*web.services).clone());
    let answered = match told {
        Told::Step(step) => twilio.follow(&desk, &call, step, &fields).await,
        Told::Status => status(&desk, &call, &fields).await,
    };
    answered.unwrap_or_else(|failure| {
        tracing::error!(
            error = &failure as &dyn std::error::Error,
            "a message about a call could not be taken"
        );
        StatusCode::SERVICE_UNAVAILABLE.into_response()
    })
}

/// What a message is about, as its address says.
enum Told {
    /// The call is answered, or somebody pressed a key or nothing: the number that was named for it.
    Step(i64),
    Status,
}

impl Told {
    fn parse(word: &str) -> Option<Self> {
        match word {
            "status" => Some(Self::Status),
            number => Some(Self::Step(number.parse().ok()?)),
        }
    }
}

/// How the names of calls look.
fn is_uuid(text: &str) -> bool {
    let lengths = text.split('-').map(str::len);
    lengths.eq([8, 4, 4, 4, 12]) && text.bytes().all(|b| b == b'-' || b.is_ascii_hexdigit())
}

/// How the call ended. A message that was sent twice may have made two: only the end of the one that was
/// answered counts then.
async fn status(desk: &CallDesk, call: &str, fields: &Fields) -> Result<Response, Failure> {
    let answered = desk
        .under_way(call)
        .await?
        .and_then(|call| call.provider_id);
    if answered.is_some_and(|answered| Some(&answered) != fields.get("CallSid")) {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    let outcome = match fields.get("CallStatus").map(String::as_str) {
        Some("completed") => {
            desk.hung_up(call).await?;
            return Ok(StatusCode::NO_CONTENT.into_response());
        }
        Some("busy") => CallOutcome::Busy,
        Some("no-answer") => CallOutcome::NoAnswer,
        Some("failed" | "canceled") => CallOutcome::Unreachable,
        // Still under way.
        _ => return Ok(StatusCode::NO_CONTENT.into_response()),
    };
    desk.ended(call, outcome).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

impl TwilioCalls {
    /// What the call does next, in TwiML.
    async fn follow(
        &self,
        desk: &CallDesk,
        id: &str,
        step: i64,
        fields: &Fields,
    ) -> Result<Response, Failure> {
        let sid = fields.get("CallSid").map_or("", String::as_str);
        let Some(call) = desk.under_way(id).await? else {
            return Ok(twiml("<Hangup/>"));
        };
        let Some(next) = desk.take_step(id, step, sid).await? else {
            return Ok(StatusCode::CONFLICT.into_response());
        };
        let pressed = fields.get("Digits").and_then(|keys| keys.chars().next());
        let line = match (step, pressed) {
            (0, _) => Some(Line::Say(call.dialogue.question())),
            (_, Some(key)) => desk.heard(id, Heard::Pressed(key)).await?,
            (_, None) => desk.heard(id, Heard::Silence).await?,
        };
        Ok(twiml(&match line {
            Some(Line::Say(prompt)) => self.ask(&call, prompt, next)?,
            Some(Line::End(prompt, _)) => format!("{}<Hangup/>", self.play(&call, prompt)?),
            None => "<Hangup/>".to_owned(),
        }))
    }

    /// Says something and waits for one key, which may be `#`.
    fn ask(&self, call: &StoredCall, prompt: Prompt, next: i64) -> Result<String, Failure> {
        let action = self
            .portal
            .page(&format!("voice/twilio/{}/{next}", call.id))?;
        Ok(format!(
            "<Gather input=\"dtmf\" numDigits=\"1\" finishOnKey=\"\" timeout=\"6\" method=\"POST\" \
             actionOnEmptyResult=\"true\" action=\"{}\">{}</Gather>",
            escaped(action.as_str()),
            self.play(call, prompt)?
        ))
    }

    fn play(&self, call: &StoredCall, prompt: Prompt) -> Result<String, Failure> {
        let page = self.portal.page(&format!(
            "voice/prompts/{}/{}/{}.wav",
            call.tenant_id,
            call.language.tag(),
            prompt.name()
        ))?;
        Ok(format!("<Play>{}</Play>", escaped(page.as_str())))
    }

    /// Whether the account's token signed these fields for this address: HMAC-SHA1 over the address and
    /// each field's name and value, in the order of the names.
    fn is_signed(&self, path: &str, fields: &Fields, signature: &str) -> bool {
        let Ok(page) = self.portal.page(path) else {
            return false;
        };
        let Ok(signature) = STANDARD.decode(signature) else {
            return false;
        };
        let key = self.auth_token.expose().as_bytes();
        let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(key) else {
            return false;
        };
        mac.update(page.as_str().as_bytes());
        for (name, value) in fields {
            mac.update(name.as_bytes());
            mac.update(value.as_bytes());
        }
        mac.verify_slice(&signature).is_ok()
    }
}

/// As it stands in text or an attribute.
fn escaped(text: &str) -> String {
    Place::Xml.escape(text).into_owned()
}

fn twiml(verbs: &str) -> Response {
    let document =
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response>{verbs}</Response>");
    ([(CONTENT_TYPE, "text/xml; charset=utf-8")], document).into_response()
}

/// A recording, for the provider to play.
async fn prompt(
    State(web): State<Web>,
    Path((tenant, language, file)): Path<(String, String, String)>,
) -> Response {
    let found = || {
        let prompts = &web.twilio.as_ref()?.prompts;
        let prompt = Prompt::from_name(file.strip_suffix(".wav")?)?;
        prompts.get(&tenant, Locale::from_tag(&language)?, prompt)
    };
    match found() {
        Some(recording) => ([(CONTENT_TYPE, "audio/wav")], recording.to_vec()).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

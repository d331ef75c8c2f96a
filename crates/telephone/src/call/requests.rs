//! Requests of the other side within a call.

use rsipstack::dialog::dialog::{DialogState, TransactionHandle};
use rsipstack::sip::{Header, Method, Request, StatusCode};
use tracing::debug;

use super::stream::Stream;
use crate::sdp::Sound;

/// Answers; what is said and heard goes on meanwhile.
pub(super) async fn answer(stream: &mut Stream, state: DialogState) {
    let (status, description, handle) = match state {
        DialogState::Updated(_, request, handle) => {
            let (status, description) = agree(stream, &request).await;
            (status, description, handle)
        }
        DialogState::Info(_, _, handle) | DialogState::Options(_, _, handle) => {
            (StatusCode::OK, None, handle)
        }
        DialogState::Notify(_, _, handle)
        | DialogState::Refer(_, _, handle)
        | DialogState::Message(_, _, handle)
        | DialogState::Publish(_, _, handle) => (StatusCode::MethodNotAllowed, None, handle),
        _ => return,
    };
    respond(&handle, status, description).await;
}

/// A telephone system may move the sound elsewhere, settle on one codec, or only ask whether we
/// are there. What cannot be agreed on leaves everything as it was (RFC 3261, section 14.2).
async fn agree(stream: &mut Stream, request: &Request) -> (StatusCode, Option<String>) {
    if request.body.is_empty() {
        let is_asked = request.method == Method::Invite;
        return (
            StatusCode::OK,
            is_asked.then(|| stream.description.tell(None)),
        );
    }
    let sound = match Sound::parse(&request.body) {
        Ok(sound) => sound,
        Err(refusal) => {
            debug!(%refusal, "a change of the sound was refused");
            return (StatusCode::NotAcceptableHere, None);
        }
    };
    match stream.agree(&sound).await {
        Ok(()) => (StatusCode::OK, Some(stream.description.tell(Some(&sound)))),
        Err(_) => (StatusCode::NotAcceptableHere, None),
    }
}

async fn respond(handle: &TransactionHandle, status: StatusCode, description: Option<String>) {
    let headers = description
        .is_some()
        .then(|| vec![Header::ContentType("application/sdp".to_owned().into())]);
    let body = description.map(String::into_bytes);
    if handle.respond(status, headers, body).await.is_err() {
        debug!("a request was over before its answer");
    }
}

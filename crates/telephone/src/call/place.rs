//! Dialling, until they answer or do not.

use std::sync::Arc;
use std::time::Duration;

use rsipstack::dialog::dialog::{DialogState, DialogStateReceiver};
use rsipstack::dialog::invitation::InviteOption;
use rsipstack::dialog::invite_dialog::InviteDialog;
use rsipstack::sip::{Response, StatusCode};
use tokio::net::UdpSocket;
use tokio::time::timeout;
use tracing::{debug, warn};

use super::held::Held;
use crate::sdp::{Sound, describe};
use crate::telephone::Exchange;
use crate::{Ended, Number};

const UNREACHABLE: Ended = Ended::Unreachable { status: None };

/// A call that was answered.
pub(crate) struct Answered {
    pub(super) socket: UdpSocket,
    pub(super) session: u32,
    pub(super) sound: Sound,
    pub(super) states: DialogStateReceiver,
    pub(super) held: Held,
}

/// Dials and waits for the answer: `ring` at the longest from the server's first sign.
pub(crate) async fn place(
    exchange: &Arc<Exchange>,
    number: &Number,
    ring: Duration,
) -> Result<Answered, Ended> {
    let reach = exchange.timing.reach;
    let ends = match timeout(reach, exchange.link.ready()).await {
        Ok(Ok(ends)) => ends,
        Ok(Err(error)) => {
            warn!(%error, "the telephone system cannot be reached");
            return Err(UNREACHABLE);
        }
        Err(_) => {
            warn!("the telephone system does not answer");
            return Err(UNREACHABLE);
        }
    };
    let (socket, session) = socket(exchange)
        .await
        .inspect_err(|error| {
            warn!(%error, "there is no port for sound");
        })
        .map_err(|_| UNREACHABLE)?;
    let local = socket.local_addr().map_err(|_| UNREACHABLE)?;

    let (sender, mut states) = exchange.dialogs.new_dialog_state_channel();
    let invitation = InviteOption {
        caller: exchange.account.caller(),
        callee: exchange.account.callee(number),
        contact: exchange.account.contact(&ends.local),
        destination: Some(ends.server),
        credential: exchange.account.credential(),
        content_type: Some("application/sdp".to_owned()),
        offer: Some(describe(local, session, None).into_bytes()),
        ..InviteOption::default()
    };
    let invited = {
        let invite = exchange.dialogs.do_invite(invitation, sender);
        tokio::pin!(invite);
        let sign = async {
            tokio::select! {
                outcome = &mut invite => Some(outcome),
                () = first_sign(&mut states) => None,
            }
        };
        match timeout(reach, sign).await {
            Ok(Some(outcome)) => outcome,
            // Dropping the invitation cancels it.
            Ok(None) => timeout(ring, &mut invite)
                .await
                .map_err(|_| Ended::NoAnswer)?,
            Err(_) => {
                warn!("the telephone system does not answer");
                exchange.link.doubt().await;
                return Err(UNREACHABLE);
            }
        }
    };
    let (dialog, response) = invited.map_err(|error| {
        // Not the error's text: it may repeat the address that was dialled.
        debug!(?error, "the call was not set up");
        warn!("the telephone system gave an answer that cannot be used");
        UNREACHABLE
    })?;
    let (held, response) = accepted(exchange, dialog, response)?;
    let sound = Sound::parse(&response.body).map_err(|refusal| {
        warn!(%refusal, "the call was answered without usable sound");
        UNREACHABLE
    })?;
    Ok(Answered {
        socket,
        session,
        sound,
        states,
        held,
    })
}

async fn socket(exchange: &Exchange) -> std::io::Result<(UdpSocket, u32)> {
    let session = getrandom::u32().map_err(std::io::Error::other)?;
    Ok((exchange.media_ports.bind().await?, session))
}

/// Returns once the server has the call in hand.
async fn first_sign(states: &mut DialogStateReceiver) {
    while let Some(state) = states.recv().await {
        if matches!(state, DialogState::Trying(_) | DialogState::Early(..)) {
            return;
        }
    }
    // The invitation is over, and its outcome says more.
    std::future::pending().await
}

fn accepted(
    exchange: &Exchange,
    dialog: InviteDialog,
    response: Option<Response>,
) -> Result<(Held, Response), Ended> {
    let response = response.ok_or(UNREACHABLE)?;
    if response.status_code != StatusCode::OK {
        let ended = Ended::refused(response.status_code.code());
        if let Ended::Unreachable { status } = ended {
            warn!(?status, "the telephone system did not set the call up");
        }
        return Err(ended);
    }
    let dialogs = Arc::clone(&exchange.dialogs);
    let held = Held::new(dialog, dialogs, exchange.farewells.clone());
    Ok((held, response))
}

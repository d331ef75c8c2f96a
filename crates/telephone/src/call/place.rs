//! Dialling, until they answer or do not.

use std::sync::Arc;
use std::time::Duration;

use rsipstack::dialog::dialog::DialogStateReceiver;
use rsipstack::dialog::invitation::InviteOption;
use rsipstack::dialog::invite_dialog::InviteDialog;
use rsipstack::sip::{Response, StatusCode};
use tokio::net::UdpSocket;
use tokio::time::timeout;
use tracing::warn;

use super::held::Held;
use super::ringing::Ringing;
use crate::number::Extension;
use crate::sdp::{Description, Sound};
use crate::telephone::Exchange;
use crate::{Ended, Number};

const UNREACHABLE: Ended = Ended::Unreachable { status: None };

/// A call that was answered.
pub(crate) struct Answered {
    pub(super) socket: UdpSocket,
    pub(super) description: Description,
    pub(super) sound: Sound,
    pub(super) states: DialogStateReceiver,
    pub(super) held: Held,
    /// What whoever answered is to be told.
    pub(super) extension: Option<Extension>,
}

/// Dials and waits for the answer: `ring` at the longest from the server's first sign.
pub(crate) async fn place(
    exchange: &Arc<Exchange>,
    number: &Number,
    ring: Duration,
) -> Result<Answered, Ended> {
    let turn = timeout(ring, exchange.invitations.acquire()).await;
    let turn = turn.map_err(|_| unreachable("the telephone system is too slow"))?;
    let ready = timeout(exchange.timing.reach, exchange.link.ready()).await;
    let ends = ready
        .map_err(|_| unreachable("the telephone system does not answer"))?
        .map_err(|error| {
            warn!(%error, "the telephone system cannot be reached");
            UNREACHABLE
        })?;
    let (socket, mut description) = socket(exchange).await.map_err(|error| {
        warn!(%error, "there is no port for sound");
        Ended::NoLine
    })?;

    let (sender, states) = exchange.dialogs.new_dialog_state_channel();
    let mut ringing = Ringing::new(states, exchange.farewells.clone());
    let invitation = InviteOption {
        caller: exchange.account.caller(),
        callee: exchange.account.callee(number),
        contact: exchange.account.contact(&ends.local),
        destination: Some(ends.server),
        credential: exchange.account.credential(),
        content_type: Some("application/sdp".to_owned()),
        offer: Some(description.tell(None).into_bytes()),
        ..InviteOption::default()
    };
    let (dialog, response) = {
        let invite = exchange.dialogs.do_invite(invitation, sender);
        tokio::pin!(invite);
        let sign = async {
            tokio::select! {
                outcome = &mut invite => Some(outcome),
                () = ringing.first_sign() => None,
            }
        };
        let sign = timeout(exchange.timing.reach, sign).await;
        drop(turn);
        let outcome = match sign {
            Ok(Some(outcome)) => outcome,
            // Dropping the invitation cancels it.
            Ok(None) => timeout(ring, &mut invite)
                .await
                .map_err(|_| Ended::NoAnswer)?,
            Err(_) => {
                exchange.link.doubt().await;
                return Err(unreachable("the telephone system does not answer"));
            }
        };
        // Without the error's text: it may repeat the address that was dialled.
        outcome.map_err(|_| unreachable("the telephone system's answer cannot be used"))?
    };
    let (held, response) = accepted(exchange, dialog, response)?;
    let sound = Sound::parse(&response.body).map_err(|refusal| {
        warn!(%refusal, "the call was answered without usable sound");
        UNREACHABLE
    })?;
    Ok(Answered {
        socket,
        description,
        sound,
        states: ringing.answered().ok_or(UNREACHABLE)?,
        held,
        extension: number.extension().cloned(),
    })
}

/// Tells the operator.
fn unreachable(why: &'static str) -> Ended {
    warn!("{why}");
    UNREACHABLE
}

async fn socket(exchange: &Exchange) -> std::io::Result<(UdpSocket, Description)> {
    let session = getrandom::u32().map_err(std::io::Error::other)?;
    let socket = exchange.media_ports.bind().await?;
    let mut place = socket.local_addr()?;
    if let Some(announced) = exchange.account.announced() {
        place.set_ip(announced);
    }
    Ok((socket, Description::new(place, session)))
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

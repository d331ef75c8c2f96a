//! The sound of a call that was answered.

use std::time::Duration;

use rsipstack::dialog::dialog::DialogState;
use tokio::time::{MissedTickBehavior, interval};
use tracing::warn;

use super::place::Answered;
use super::requests::answer;
use super::stream::Stream;
use super::watch::Watch;
use crate::conversation::Conversation;
use crate::media::{FRAMES_PER_SECOND, Heard};
use crate::{Ended, Script, Timing};

const FRAME: Duration = Duration::from_millis(1000 / FRAMES_PER_SECOND as u64);

/// Follows the script until somebody hangs up. Returning drops the call, which hangs up.
pub(crate) async fn talk(answered: Answered, timing: &Timing, script: &mut dyn Script) -> Ended {
    let Answered {
        socket,
        session,
        sound,
        mut states,
        held: _held,
    } = answered;
    let mut stream = match Stream::open(socket, session, &sound).await {
        Ok(stream) => stream,
        Err(error) => {
            warn!(%error, "no sound can be sent to the address in the answer");
            return Ended::Unreachable { status: None };
        }
    };
    let mut conversation = Conversation::begin(script, timing);
    let mut watch = Watch::new(timing);
    let mut now = 0_u32;
    // The clock of the call. Frames that are late are caught up with.
    let mut clock = interval(FRAME);
    clock.set_missed_tick_behavior(MissedTickBehavior::Burst);
    loop {
        tokio::select! {
            heard = stream.hear(now) => {
                if heard != Heard::Nothing {
                    watch.heard(now);
                }
                if let Heard::Key(key) = heard {
                    conversation.press(key);
                }
            }
            _ = clock.tick() => {
                if let Some(ended) = watch.end(now) {
                    return ended;
                }
                let Some(frame) = conversation.next_frame() else {
                    return Ended::HungUp;
                };
                stream.say(&frame);
                now += 1;
            }
            state = states.recv() => match state {
                None | Some(DialogState::Terminated(..)) => return Ended::LeftByThem,
                Some(state) => answer(&mut stream, state).await,
            }
        }
    }
}

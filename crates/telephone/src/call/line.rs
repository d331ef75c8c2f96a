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
use crate::dialling::{Beat, Dialling};
use crate::media::{FRAMES_PER_SECOND, Heard, SILENCE};
use crate::{Ended, Script, Timing};

const FRAME: Duration = Duration::from_millis(1000 / FRAMES_PER_SECOND as u64);

/// Follows the script until somebody hangs up, or for `longest`. Returning drops the call, which hangs
/// up.
pub(crate) async fn talk(
    answered: Answered,
    timing: &Timing,
    longest: Duration,
    script: &mut dyn Script,
) -> Ended {
    let Answered {
        socket,
        description,
        sound,
        mut states,
        held: _held,
        extension,
    } = answered;
    if extension.is_some() && sound.event_type.is_none() {
        warn!("the telephone system takes no keys (RFC 4733): no extension can be dialled");
        return Ended::Unreachable { status: None };
    }
    let mut stream = match Stream::open(socket, description, &sound).await {
        Ok(stream) => stream,
        Err(error) => {
            warn!(%error, "no sound can be sent to the address in the answer");
            return Ended::Unreachable { status: None };
        }
    };
    let mut dialling = Dialling::begin(extension.as_ref(), timing);
    let mut conversation = Conversation::begin(script, timing);
    let mut watch = Watch::new(timing, longest);
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
                // Before it is told whom we mean, only the exchange is there.
                if let Heard::Key(key) = heard
                    && dialling.is_over()
                {
                    conversation.press(key);
                }
            }
            _ = clock.tick() => {
                if let Some(ended) = watch.end(now) {
                    return ended;
                }
                match dialling.next_beat() {
                    Some(Beat::Silence) => stream.say(&SILENCE),
                    Some(Beat::Press(press)) => stream.press(press),
                    None => match conversation.next_frame() {
                        Some(frame) => stream.say(&frame),
                        None => return Ended::HungUp,
                    },
                }
                now += 1;
            }
            state = states.recv() => match state {
                None | Some(DialogState::Terminated(..)) => return Ended::LeftByThem,
                Some(state) => answer(&mut stream, state).await,
            }
        }
    }
}

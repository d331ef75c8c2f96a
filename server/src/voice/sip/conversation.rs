//! What is said in one call, and what the keys in it mean.

use std::sync::Arc;

use domain::call::{Dialogue, Line, Prompt};
use telephone::{Key, Next, Script};
use tokio::runtime::Handle;
use tracing::Instrument as _;

use super::{Voice, tell};
use crate::calls::CallDesk;

/// A call that is up.
pub(super) struct Conversation {
    pub(super) dialogue: Dialogue,
    pub(super) voice: Arc<Voice>,
    pub(super) desk: CallDesk,
    pub(super) call: String,
}

impl Conversation {
    fn prompt(&self, prompt: Prompt) -> telephone::Prompt {
        // Every voice has every prompt: the recordings are complete, or the portal does not start.
        let recording = self.voice.get(&prompt).cloned();
        recording.unwrap_or_else(|| telephone::Prompt::from_samples([]))
    }

    /// The page moves on while the last words are said.
    fn next(&self, line: Line) -> Next {
        match line {
            Line::Say(prompt) => Next::Say(self.prompt(prompt)),
            Line::End(prompt, outcome) => {
                let (desk, call) = (self.desk.clone(), self.call.clone());
                let told = async move { tell(&desk, &call, outcome).await };
                Handle::current().spawn(told.in_current_span());
                Next::SayAndHangUp(self.prompt(prompt))
            }
        }
    }
}

impl Script for Conversation {
    fn begin(&mut self) -> telephone::Prompt {
        self.prompt(self.dialogue.question())
    }

    fn pressed(&mut self, key: Key) -> Next {
        let key = match key {
            Key::Digit(digit) => char::from(b'0' + digit.min(9)),
            Key::Star => '*',
            Key::Pound => '#',
        };
        let line = self.dialogue.pressed(key);
        self.next(line)
    }

    fn silent(&mut self) -> Next {
        let line = self.dialogue.silent();
        self.next(line)
    }
}

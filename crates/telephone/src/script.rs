//! What a call says and how it goes on.

use crate::{Key, Prompt};

/// The course of one conversation. It is asked at the moment something happens and answers at
/// once: nothing here may wait.
pub trait Script: Send {
    /// The call was answered: what is said first.
    fn begin(&mut self) -> Prompt;

    /// A key was pressed, also while a prompt plays. Called with the first packet of the key, not
    /// with its release.
    fn pressed(&mut self, key: Key) -> Next;

    /// All was said and [`crate::Timing::patience`] has passed without a key.
    fn silent(&mut self) -> Next;
}

/// What happens next in a conversation.
#[derive(Debug, Clone)]
pub enum Next {
    /// Stops what is said now and says this.
    Say(Prompt),
    /// Stops what is said now, says this, and hangs up; keys are no longer heard.
    SayAndHangUp(Prompt),
    HangUp,
    /// Goes on with what is said now, or goes on listening.
    Wait,
}

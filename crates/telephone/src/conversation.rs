//! The course of a conversation, frame by frame: what is said, and when the script is asked.

use std::time::Duration;

use crate::media::{FRAMES_PER_SECOND, Frame, SAMPLES_PER_FRAME, SILENCE};
use crate::{Key, Next, Prompt, Script, Timing};

/// Silence after the last word: telephones on the way hold sound back for a moment, and hanging up
/// at once would cut it off.
const AFTER_LAST_WORD: u32 = FRAMES_PER_SECOND / 5;

/// How many frames fill this time.
pub(crate) fn frames(duration: Duration) -> u32 {
    let frames = duration.as_millis() * u128::from(FRAMES_PER_SECOND) / 1000;
    u32::try_from(frames).unwrap_or(u32::MAX)
}

/// A script that is being followed.
pub(crate) struct Conversation<'s> {
    script: &'s mut dyn Script,
    prompt: Prompt,
    /// The next sample of the prompt.
    at: usize,
    /// Frames of silence before the prompt goes on.
    pause: u32,
    /// Frames since everything was said.
    silence: u32,
    patience: u32,
    mood: Mood,
}

#[derive(PartialEq, Eq)]
enum Mood {
    Listening,
    /// Says its last words and hears nothing any more.
    Leaving,
    Gone,
}

impl<'s> Conversation<'s> {
    /// They answered.
    pub(crate) fn begin(script: &'s mut dyn Script, timing: &Timing) -> Self {
        let prompt = script.begin();
        Self {
            script,
            prompt,
            at: 0,
            pause: frames(timing.settle),
            silence: 0,
            patience: frames(timing.patience),
            mood: Mood::Listening,
        }
    }

    /// A key was pressed.
    pub(crate) fn press(&mut self, key: Key) {
        if self.mood == Mood::Listening {
            let next = self.script.pressed(key);
            self.follow(next);
        }
    }

    /// The next 20 milliseconds; `None` when it is time to hang up.
    pub(crate) fn next_frame(&mut self) -> Option<Frame> {
        if self.pause > 0 && self.mood != Mood::Gone {
            self.pause -= 1;
            return Some(SILENCE);
        }
        if let Some(frame) = self.spoken() {
            return Some(frame);
        }
        self.silence += 1;
        match self.mood {
            Mood::Listening if self.silence > self.patience => {
                self.silence = 0;
                let next = self.script.silent();
                self.follow(next);
            }
            Mood::Leaving if self.silence > AFTER_LAST_WORD => self.mood = Mood::Gone,
            _ => {}
        }
        (self.mood != Mood::Gone).then_some(SILENCE)
    }

    fn follow(&mut self, next: Next) {
        match next {
            Next::Say(prompt) => self.say(prompt),
            Next::SayAndHangUp(prompt) => {
                self.say(prompt);
                self.mood = Mood::Leaving;
            }
            Next::HangUp => self.mood = Mood::Gone,
            Next::Wait => {}
        }
    }

    fn say(&mut self, prompt: Prompt) {
        self.prompt = prompt;
        self.at = 0;
        self.pause = 0;
        self.silence = 0;
    }

    fn spoken(&mut self) -> Option<Frame> {
        if self.mood == Mood::Gone {
            return None;
        }
        let rest = self.prompt.samples().get(self.at..)?;
        let count = rest.len().min(SAMPLES_PER_FRAME);
        if count == 0 {
            return None;
        }
        let mut frame = SILENCE;
        frame[..count].copy_from_slice(&rest[..count]);
        self.at += count;
        Some(frame)
    }
}

#[cfg(test)]
mod tests;

//! Whether the other side is still there.

use std::time::Duration;

use crate::conversation::frames;
use crate::{Ended, Timing};

/// Counts frames in which nothing came.
pub(super) struct Watch {
    first_sound: u32,
    sound_gap: u32,
    longest: u32,
    heard_at: Option<u32>,
}

impl Watch {
    /// `longest` is what is left of the time that the call may take.
    pub(super) fn new(timing: &Timing, longest: Duration) -> Self {
        Self {
            first_sound: frames(timing.first_sound),
            sound_gap: frames(timing.sound_gap),
            longest: frames(longest),
            heard_at: None,
        }
    }

    pub(super) const fn heard(&mut self, now: u32) {
        self.heard_at = Some(now);
    }

    /// How the call ends at this frame, if it does.
    pub(super) fn end(&self, now: u32) -> Option<Ended> {
        match self.heard_at {
            None if now >= self.first_sound => Some(Ended::Unreachable { status: None }),
            Some(at) if now - at >= self.sound_gap => Some(Ended::Lost),
            _ if now >= self.longest => Some(Ended::HungUp),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn watch() -> Watch {
        let timing = Timing {
            first_sound: Duration::from_secs(1),
            sound_gap: Duration::from_secs(2),
            ..Timing::default()
        };
        Watch::new(&timing, Duration::from_secs(10))
    }

    #[test]
    fn no_sound_after_the_answer_is_no_call() {
        assert_eq!(watch().end(49), None);
        assert_eq!(watch().end(50), Some(Ended::Unreachable { status: None }));
    }

    #[test]
    fn sound_that_stops_coming_is_a_lost_call() {
        let mut watch = watch();
        watch.heard(40);
        assert_eq!(watch.end(139), None);
        assert_eq!(watch.end(140), Some(Ended::Lost));
    }

    #[test]
    fn a_call_has_a_longest_duration() {
        let mut watch = watch();
        watch.heard(490);
        assert_eq!(watch.end(499), None);
        assert_eq!(watch.end(500), Some(Ended::HungUp));
    }
}

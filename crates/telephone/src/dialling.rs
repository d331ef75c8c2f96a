//! Telling an exchange which telephone behind it is meant, frame by frame.

use crate::Timing;
use crate::conversation::frames;
use crate::media::Press;
use crate::number::Extension;

/// 100 ms: exchanges take keys from 40 ms on (ITU-T Q.24), and people press this long.
const DOWN: u16 = 5;
/// The last packet of a press goes out three times (RFC 4733, section 2.5.1.4).
const ENDS: u16 = 3;
/// From one press to the next.
const GAP: u16 = 5;
const PRESS: u16 = DOWN + ENDS + GAP;

/// What goes out while nothing is said yet.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Beat {
    Silence,
    Press(Press),
}

/// The keys of an extension on their way. Over at once where there is none.
pub(crate) struct Dialling {
    pause: u32,
    left: std::vec::IntoIter<u8>,
    /// The key of now, and its frames so far.
    key: Option<(u8, u16)>,
}

impl Dialling {
    /// They answered.
    pub(crate) fn begin(extension: Option<&Extension>, timing: &Timing) -> Self {
        let digits = extension.map(|extension| extension.digits().to_vec());
        let mut left = digits.unwrap_or_default().into_iter();
        let key = left.next().map(|digit| (digit, 0));
        Self {
            pause: frames(timing.extension_pause),
            left,
            key,
        }
    }

    pub(crate) const fn is_over(&self) -> bool {
        self.key.is_none()
    }

    /// The next 20 milliseconds; `None` when all keys were sent.
    pub(crate) fn next_beat(&mut self) -> Option<Beat> {
        let (digit, at) = self.key?;
        if self.pause > 0 {
            self.pause -= 1;
            return Some(Beat::Silence);
        }
        self.key = if at + 1 < PRESS {
            Some((digit, at + 1))
        } else {
            self.left.next().map(|next| (next, 0))
        };
        Some(match at {
            _ if at < DOWN => Beat::Press(Press::down(digit, at + 1)),
            _ if at < DOWN + ENDS => Beat::Press(Press::over(digit, DOWN)),
            _ => Beat::Silence,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn beats(extension: Option<&str>, pause_frames: u64) -> Vec<Beat> {
        let extension = extension.map(|text| Extension::parse(text).expect("an extension"));
        let timing = Timing {
            extension_pause: Duration::from_millis(20 * pause_frames),
            ..Timing::default()
        };
        let mut dialling = Dialling::begin(extension.as_ref(), &timing);
        std::iter::from_fn(|| dialling.next_beat()).collect()
    }

    #[test]
    fn where_there_is_no_extension_nothing_is_waited_for() {
        assert_eq!(beats(None, 100), []);
    }

    #[test]
    fn each_key_is_held_released_and_followed_by_silence() {
        let mut expected = vec![Beat::Silence, Beat::Silence];
        for digit in [0, 7, 7] {
            expected.extend((1..=5).map(|frames| Beat::Press(Press::down(digit, frames))));
            expected.extend((0..3).map(|_| Beat::Press(Press::over(digit, 5))));
            expected.extend((0..5).map(|_| Beat::Silence));
        }
        assert_eq!(beats(Some("077"), 2), expected);
    }
}

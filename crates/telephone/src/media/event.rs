//! Keys as named events (RFC 4733): each is sent in many packets and counts once.

use crate::Key;

use super::FRAMES_PER_SECOND;

/// Repetitions of an event come within this time; after it, any event is a new one, also when the
/// sender has started its clock anew.
const MEMORY_FRAMES: u32 = 2 * FRAMES_PER_SECOND;
const LONGEST_SEGMENT: u16 = u16::MAX;

/// Tells new presses from repetitions of old ones.
#[derive(Default)]
pub(super) struct Events {
    last: Option<Event>,
}

struct Event {
    code: u8,
    timestamp: u32,
    duration: u16,
    heard_at: u32,
}

impl Events {
    /// The key, if this packet is the first of a press. `now` counts frames.
    pub(super) fn hear(&mut self, timestamp: u32, payload: &[u8], now: u32) -> Option<Key> {
        let &[code, _volume, d0, d1] = payload.first_chunk::<4>()?;
        let event = Event {
            code,
            timestamp,
            duration: u16::from_be_bytes([d0, d1]),
            heard_at: now,
        };
        if let Some(last) = self.last.as_ref().filter(|last| last.is_remembered(now)) {
            // Halfway round the clock is the past: a late packet of an older press.
            let is_late = timestamp.wrapping_sub(last.timestamp).cast_signed() < 0;
            if is_late {
                return None;
            }
            let is_new = timestamp != last.timestamp && !event.continues(last);
            self.last = Some(event);
            return is_new.then(|| Key::from_event(code)).flatten();
        }
        self.last = Some(event);
        Key::from_event(code)
    }
}

impl Event {
    fn is_remembered(&self, now: u32) -> bool {
        now.wrapping_sub(self.heard_at) < MEMORY_FRAMES
    }

    /// A key that is held for longer than a duration can say goes on in another segment (section
    /// 2.5.1.3).
    fn continues(&self, last: &Self) -> bool {
        self.code == last.code
            && last.duration == LONGEST_SEGMENT
            && self.timestamp.wrapping_sub(last.timestamp) == u32::from(LONGEST_SEGMENT)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const POUND: [u8; 4] = [11, 10, 0, 160];
    const POUND_END: [u8; 4] = [11, 0x8a, 3, 0x20];
    const LONG: [u8; 4] = [11, 10, 0xff, 0xff];

    #[test]
    fn a_press_is_heard_with_its_first_packet_and_counts_once() {
        let mut events = Events::default();
        assert_eq!(events.hear(1000, &POUND, 0), Some(Key::Pound));
        for now in 1..5 {
            assert_eq!(events.hear(1000, &POUND, now), None);
        }
        for now in 5..8 {
            assert_eq!(events.hear(1000, &POUND_END, now), None);
        }
        assert_eq!(events.hear(2600, &POUND, 10), Some(Key::Pound));
    }

    #[test]
    fn a_press_whose_beginning_was_lost_is_heard_by_its_end() {
        let mut events = Events::default();
        assert_eq!(events.hear(1000, &POUND_END, 0), Some(Key::Pound));
    }

    #[test]
    fn a_late_packet_of_an_older_press_is_no_press() {
        let mut events = Events::default();
        assert_eq!(events.hear(1000, &[1, 0, 0, 0], 0), Some(Key::Digit(1)));
        assert_eq!(events.hear(2000, &POUND, 5), Some(Key::Pound));
        assert_eq!(events.hear(1000, &[1, 0x80, 0, 0], 6), None);
        assert_eq!(events.hear(2000, &POUND_END, 7), None);
    }

    #[test]
    fn a_key_that_is_held_long_is_one_press() {
        let mut events = Events::default();
        assert_eq!(events.hear(0, &LONG, 0), Some(Key::Pound));
        assert_eq!(events.hear(0xffff, &POUND, 1), None);
    }

    #[test]
    fn the_clock_of_the_sender_may_wrap_or_start_anew() {
        let mut events = Events::default();
        assert_eq!(events.hear(u32::MAX - 10, &POUND, 0), Some(Key::Pound));
        assert_eq!(events.hear(1600, &POUND, 9), Some(Key::Pound));
        assert_eq!(events.hear(5, &POUND, 9 + MEMORY_FRAMES), Some(Key::Pound));
    }

    #[test]
    fn other_events_and_short_payloads_are_no_keys() {
        let mut events = Events::default();
        for payload in [&[][..], &[11], &[11, 10, 0], &[16, 0, 0, 0], &[255; 64]] {
            assert_eq!(events.hear(1, payload, 0), None, "{payload:?}");
        }
    }
}

//! From the packets that come in to the keys that were pressed.

use crate::Key;

use super::event::Events;
use super::rtp::Packet;
use super::tone::Tones;
use super::{FRAMES_PER_SECOND, Law};

/// A second stream is believed only after the first has been quiet for this long.
const HANDOVER_FRAMES: u32 = FRAMES_PER_SECOND / 5;
/// A gateway that turns tones into events lets the beginning of the tone through, and needs some
/// time to tell: the same key within it is the same press.
const SAME_PRESS_FRAMES: u32 = FRAMES_PER_SECOND * 2 / 5;

/// Hears presses in one call, each once, by whichever way they come.
pub(crate) struct Ear {
    event_types: Vec<u8>,
    stream: Option<Stream>,
    events: Events,
    tones: Tones,
    /// Who sends events sends every key by them: tones are then no longer listened to.
    sends_events: bool,
    pressed_by_tone: Option<(Key, u32)>,
}

struct Stream {
    source: u32,
    heard_at: u32,
}

impl Ear {
    /// `event_types` are the payload types of events that were agreed on.
    pub(crate) fn new(event_types: Vec<u8>) -> Self {
        Self {
            event_types,
            stream: None,
            events: Events::default(),
            tones: Tones::new(),
            sends_events: false,
            pressed_by_tone: None,
        }
    }

    /// Another agreement in the same call.
    pub(crate) fn agree(&mut self, event_types: Vec<u8>) {
        self.event_types = event_types;
    }

    /// Takes a datagram at frame `now`: whether it shows that somebody is there, and the key that
    /// was pressed with it. Sound and keys are those of the one stream.
    pub(crate) fn hear(&mut self, datagram: &[u8], now: u32) -> Heard {
        let Some(packet) = Packet::parse(datagram) else {
            return Heard::Nothing;
        };
        let is_event = self.event_types.contains(&packet.payload_type);
        let law = Law::from_payload_type(packet.payload_type);
        if (law.is_none() && !is_event) || !self.is_of_the_stream(packet.source, now) {
            return Heard::Sign;
        }
        let key = match law {
            Some(law) if !is_event => self.tone(law, packet.payload, now),
            _ => self.event(&packet, now),
        };
        key.map_or(Heard::Sign, Heard::Key)
    }

    /// The source is a number that the sender drew: whoever sends from the same address beside
    /// the stream does not know it. A new one is taken when the old has gone, as after a transfer.
    fn is_of_the_stream(&mut self, source: u32, now: u32) -> bool {
        let goes_on = self.stream.as_ref().is_none_or(|stream| {
            stream.source == source || now.wrapping_sub(stream.heard_at) >= HANDOVER_FRAMES
        });
        if !goes_on {
            return false;
        }
        let is_new = self.stream.as_ref().is_some_and(|old| old.source != source);
        if is_new {
            self.events = Events::default();
            self.tones = Tones::new();
        }
        self.stream = Some(Stream {
            source,
            heard_at: now,
        });
        true
    }

    fn event(&mut self, packet: &Packet<'_>, now: u32) -> Option<Key> {
        let key = self.events.hear(packet.timestamp, packet.payload, now)?;
        self.sends_events = true;
        let was_heard = self
            .pressed_by_tone
            .take()
            .is_some_and(|(other, at)| other == key && now.wrapping_sub(at) < SAME_PRESS_FRAMES);
        (!was_heard).then_some(key)
    }

    fn tone(&mut self, law: Law, payload: &[u8], now: u32) -> Option<Key> {
        if self.sends_events {
            return None;
        }
        let key = self
            .tones
            .hear(payload.iter().map(|byte| law.decode(*byte)))?;
        self.pressed_by_tone = Some((key, now));
        Some(key)
    }
}

/// What a datagram was.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Heard {
    /// No RTP.
    Nothing,
    /// Somebody is there: sound, comfort noise, or whatever else they send.
    Sign,
    Key(Key),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::rtp::{Sequence, header};

    fn packet(kind: u8, source: u32, timestamp: u32, payload: &[u8]) -> Vec<u8> {
        let sequence = Sequence {
            source,
            number: 0,
            timestamp,
            is_first: false,
        };
        let mut datagram = header(0, &sequence).to_vec();
        datagram[1] = kind;
        datagram.extend(payload);
        datagram
    }

    fn pound(source: u32, timestamp: u32) -> Vec<u8> {
        packet(101, source, timestamp, &[11, 10, 0, 160])
    }

    fn tone(at: u32) -> Vec<u8> {
        let payload: Vec<u8> = (at * 160..(at + 1) * 160)
            .map(|sample| {
                let turn = std::f32::consts::TAU * sample as f32 / 8000.0;
                Law::Mu.encode((5000.0 * ((941.0 * turn).sin() + (1477.0 * turn).sin())) as i16)
            })
            .collect();
        packet(0, 1, at * 160, &payload)
    }

    #[test]
    fn one_press_by_tone_and_by_event_is_one() {
        let mut ear = Ear::new(vec![101]);
        let by_tone: Vec<Heard> = (0..3).map(|at| ear.hear(&tone(at), at)).collect();
        assert_eq!(by_tone, [Heard::Sign, Heard::Key(Key::Pound), Heard::Sign]);
        assert_eq!(ear.hear(&pound(1, 480), 4), Heard::Sign);
        assert_eq!(ear.hear(&pound(1, 9_000), 60), Heard::Key(Key::Pound));
        for at in 61..70 {
            assert_eq!(ear.hear(&tone(at), at), Heard::Sign);
        }
    }

    #[test]
    fn a_second_stream_beside_the_first_is_not_heard() {
        let mut ear = Ear::new(vec![101]);
        assert_eq!(ear.hear(&tone(0), 0), Heard::Sign);
        assert_eq!(ear.hear(&pound(2, 0), 1), Heard::Sign);
        assert_eq!(
            ear.hear(&pound(2, 0), 1 + HANDOVER_FRAMES),
            Heard::Key(Key::Pound)
        );
    }

    #[test]
    fn payload_that_nobody_agreed_on_is_a_sign_and_no_key() {
        let mut ear = Ear::new(vec![96]);
        assert_eq!(ear.hear(&pound(1, 0), 0), Heard::Sign);
        let comfort_noise = packet(13, 1, 0, &[40]);
        assert_eq!(ear.hear(&comfort_noise, 0), Heard::Sign);
        assert_eq!(ear.hear(b"GET / HTTP/1.1", 0), Heard::Nothing);
        ear.agree(vec![101]);
        assert_eq!(ear.hear(&pound(1, 0), 0), Heard::Key(Key::Pound));
    }
}

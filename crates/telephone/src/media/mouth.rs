//! From frames of sound, and keys, to the packets that go out.

use super::rtp::{PACKET_BYTES, Sequence, header};
use super::{Frame, Law, SAMPLES_PER_FRAME};

/// Speaks one stream.
pub(crate) struct Mouth {
    law: Law,
    sequence: Sequence,
    /// When the key of now went down.
    pressed_at: u32,
}

/// 20 milliseconds of a key (RFC 4733, section 2.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Press {
    code: u8,
    /// Frames that it has been down.
    frames: u16,
    is_over: bool,
}

/// -10 dBm0, as loud as telephones press keys.
const VOLUME: u8 = 10;
const OVER: u8 = 0x80;
/// The size of every packet of a key.
pub(crate) const PRESS_BYTES: usize = 16;

impl Press {
    /// A digit that is down, in its frame `frames`, counted from 1.
    pub(crate) const fn down(digit: u8, frames: u16) -> Self {
        Self {
            code: digit,
            frames,
            is_over: false,
        }
    }

    /// A digit that was down for so many frames.
    pub(crate) const fn over(digit: u8, frames: u16) -> Self {
        Self {
            code: digit,
            frames,
            is_over: true,
        }
    }

    const fn begins(&self) -> bool {
        self.frames == 1 && !self.is_over
    }

    fn payload(&self) -> [u8; 4] {
        let flags = if self.is_over { OVER | VOLUME } else { VOLUME };
        let [d0, d1] = (self.frames * SAMPLES_PER_FRAME as u16).to_be_bytes();
        [self.code, flags, d0, d1]
    }
}

impl Mouth {
    /// A stream begins at places that nobody can guess (RFC 3550, section 5.1).
    pub(crate) fn new(law: Law, random: [u8; 10]) -> Self {
        let [s0, s1, s2, s3, t0, t1, t2, t3, n0, n1] = random;
        Self {
            law,
            sequence: Sequence {
                source: u32::from_be_bytes([s0, s1, s2, s3]),
                timestamp: u32::from_be_bytes([t0, t1, t2, t3]),
                number: u16::from_be_bytes([n0, n1]),
                is_first: true,
            },
            pressed_at: 0,
        }
    }

    /// Another agreement in the same call.
    pub(crate) fn agree(&mut self, law: Law) {
        self.law = law;
    }

    /// The packet of the next frame.
    pub(crate) fn say(&mut self, frame: &Frame) -> [u8; PACKET_BYTES] {
        let mut packet = [0; PACKET_BYTES];
        let (head, sound) = packet.split_at_mut(PACKET_BYTES - SAMPLES_PER_FRAME);
        head.copy_from_slice(&header(self.law.payload_type(), &self.sequence));
        for (byte, sample) in sound.iter_mut().zip(frame) {
            *byte = self.law.encode(*sample);
        }
        self.sequence.goes_on();
        packet
    }

    /// The packet of a key, in the place of a frame of sound. All packets of one key carry the time
    /// at which it went down.
    pub(crate) fn press(&mut self, event_type: u8, press: Press) -> [u8; PRESS_BYTES] {
        if press.begins() {
            self.pressed_at = self.sequence.timestamp;
        }
        let place = Sequence {
            timestamp: self.pressed_at,
            is_first: press.begins(),
            ..self.sequence
        };
        let mut packet = [0; PRESS_BYTES];
        let (head, key) = packet.split_at_mut(PRESS_BYTES - 4);
        head.copy_from_slice(&header(event_type, &place));
        key.copy_from_slice(&press.payload());
        self.sequence.goes_on();
        packet
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::SILENCE;

    #[test]
    fn packets_count_on_and_wrap() {
        let mut mouth = Mouth::new(Law::A, [0xff; 10]);
        let first = mouth.say(&SILENCE);
        let second = mouth.say(&SILENCE);
        assert_eq!(first[..4], [0x80, 0x88, 0xff, 0xff]);
        assert_eq!(second[..8], [0x80, 0x08, 0, 0, 0, 0, 0, 159]);
        assert_eq!(first[8..12], second[8..12]);
        assert!(second[12..].iter().all(|byte| *byte == 0xd5));
    }

    #[test]
    fn the_packets_of_a_key_carry_its_beginning_and_sound_goes_on_after_it() {
        let mut mouth = Mouth::new(Law::Mu, [0; 10]);
        mouth.say(&SILENCE);
        let packets = [
            Press::down(7, 1),
            Press::down(7, 2),
            Press::over(7, 2),
            Press::over(7, 2),
            Press::down(7, 1),
        ]
        .map(|press| mouth.press(101, press));
        let place = |packet: [u8; PRESS_BYTES]| (packet[1], packet[3], packet[6..8].to_vec());
        assert_eq!(
            packets.map(place),
            [
                (0x80 | 101, 1, vec![0, 160]),
                (101, 2, vec![0, 160]),
                (101, 3, vec![0, 160]),
                (101, 4, vec![0, 160]),
                (
                    0x80 | 101,
                    5,
                    vec![800_u16.to_be_bytes()[0], 800_u16.to_be_bytes()[1]]
                ),
            ]
        );
        let payload = |packet: [u8; PRESS_BYTES]| packet[12..].to_vec();
        assert_eq!(
            packets[..3]
                .iter()
                .copied()
                .map(payload)
                .collect::<Vec<_>>(),
            [
                vec![7, 10, 0, 160],
                vec![7, 10, 1, 64],
                vec![7, 0x8a, 1, 64]
            ]
        );
        let after = mouth.say(&SILENCE);
        assert_eq!(after[1..8], [0, 0, 6, 0, 0, 3, 192]);
    }
}

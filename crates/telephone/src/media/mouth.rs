//! From frames of sound to the packets that go out.

use super::rtp::{PACKET_BYTES, Sequence, header};
use super::{Frame, Law, SAMPLES_PER_FRAME};

/// Speaks one stream.
pub(crate) struct Mouth {
    law: Law,
    sequence: Sequence,
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
        head.copy_from_slice(&header(self.law, &self.sequence));
        for (byte, sample) in sound.iter_mut().zip(frame) {
            *byte = self.law.encode(*sample);
        }
        let sequence = &mut self.sequence;
        sequence.is_first = false;
        sequence.number = sequence.number.wrapping_add(1);
        sequence.timestamp = sequence.timestamp.wrapping_add(SAMPLES_PER_FRAME as u32);
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
}

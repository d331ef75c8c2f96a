//! RTP packets (RFC 3550, section 5.1).

use super::SAMPLES_PER_FRAME;

const VERSION_2: u8 = 0x80;
const MARKER: u8 = 0x80;

/// A received packet: what of it matters here.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Packet<'a> {
    pub(super) payload_type: u8,
    pub(super) timestamp: u32,
    /// Synchronisation source: who sends this stream.
    pub(super) source: u32,
    pub(super) payload: &'a [u8],
}

impl<'a> Packet<'a> {
    /// Reads a datagram; `None` for anything that is not RTP of version 2. RTCP, should it come
    /// to this port, has payload types that nobody agreed on.
    pub(super) fn parse(datagram: &'a [u8]) -> Option<Self> {
        let (header, rest) = datagram.split_first_chunk::<12>()?;
        let [flags, kind, _, _, t0, t1, t2, t3, s0, s1, s2, s3] = *header;
        if flags & 0xc0 != VERSION_2 {
            return None;
        }
        let contributors = usize::from(flags & 0x0f) * 4;
        let mut payload = rest.get(contributors..)?;
        if flags & 0x10 != 0 {
            let (&[_, _, l0, l1], after) = payload.split_first_chunk::<4>()?;
            payload = after.get(usize::from(u16::from_be_bytes([l0, l1])) * 4..)?;
        }
        if flags & 0x20 != 0 {
            let padding = usize::from(*payload.last()?);
            payload = payload.get(..payload.len().checked_sub(padding)?)?;
        }
        Some(Self {
            payload_type: kind & 0x7f,
            timestamp: u32::from_be_bytes([t0, t1, t2, t3]),
            source: u32::from_be_bytes([s0, s1, s2, s3]),
            payload,
        })
    }
}

/// Where a stream that we send has come to.
#[derive(Clone, Copy)]
pub(super) struct Sequence {
    pub(super) source: u32,
    pub(super) number: u16,
    pub(super) timestamp: u32,
    /// A new beginning: of the stream, or of a key in it.
    pub(super) is_first: bool,
}

impl Sequence {
    /// The next packet is 20 milliseconds later.
    pub(super) fn goes_on(&mut self) {
        self.is_first = false;
        self.number = self.number.wrapping_add(1);
        self.timestamp = self.timestamp.wrapping_add(SAMPLES_PER_FRAME as u32);
    }
}

/// The size of every packet of sound that we send.
pub(crate) const PACKET_BYTES: usize = 12 + SAMPLES_PER_FRAME;

/// The header of our next packet.
pub(super) fn header(payload_type: u8, sequence: &Sequence) -> [u8; 12] {
    let marker = if sequence.is_first { MARKER } else { 0 };
    let [n0, n1] = sequence.number.to_be_bytes();
    let [t0, t1, t2, t3] = sequence.timestamp.to_be_bytes();
    let [s0, s1, s2, s3] = sequence.source.to_be_bytes();
    let kind = payload_type | marker;
    [VERSION_2, kind, n0, n1, t0, t1, t2, t3, s0, s1, s2, s3]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_we_send_is_read_back() {
        let sequence = Sequence {
            source: 0xdead_beef,
            number: 7,
            timestamp: 160,
            is_first: true,
        };
        let mut datagram = header(8, &sequence).to_vec();
        datagram.extend([1, 2, 3]);
        assert_eq!(
            Packet::parse(&datagram),
            Some(Packet {
                payload_type: 8,
                timestamp: 160,
                source: 0xdead_beef,
                payload: &[1, 2, 3],
            })
        );
    }

    #[test]
    fn contributors_extension_and_padding_are_no_payload() {
        let mut datagram = vec![0x80 | 0x30 | 1, 0, 0, 1, 0, 0, 0, 9, 0, 0, 0, 5];
        datagram.extend([9, 9, 9, 9]);
        datagram.extend([0xbe, 0xde, 0, 1, 8, 8, 8, 8]);
        datagram.extend([42, 0, 2]);
        let packet = Packet::parse(&datagram).expect("a packet");
        assert_eq!(packet.payload, [42]);
    }

    #[test]
    fn a_lying_or_short_datagram_is_nothing() {
        for bad in [
            &[][..],
            &[0x80; 11],
            &[0x40; 40],
            // Fifteen contributors that are not there.
            &[0x8f, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4],
            // An extension longer than the datagram.
            &[0x90, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 1],
            // More padding than payload; padding of an empty payload.
            &[0xa0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 9],
            &[0xa0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        ] {
            assert_eq!(Packet::parse(bad), None, "{bad:?}");
        }
    }
}

//! G.711: eight bits a sample, by the µ-law of America and Japan or the A-law of the rest.

/// A law of G.711.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Law {
    /// PCMU.
    Mu,
    /// PCMA.
    A,
}

impl Law {
    /// The static payload type (RFC 3551, table 4).
    pub(crate) const fn payload_type(self) -> u8 {
        match self {
            Self::Mu => 0,
            Self::A => 8,
        }
    }

    pub(crate) const fn from_payload_type(number: u8) -> Option<Self> {
        match number {
            0 => Some(Self::Mu),
            8 => Some(Self::A),
            _ => None,
        }
    }

    pub(crate) fn encode(self, sample: i16) -> u8 {
        match self {
            Self::Mu => encode_mu(sample),
            Self::A => encode_a(sample),
        }
    }

    pub(crate) fn decode(self, byte: u8) -> i16 {
        match self {
            Self::Mu => decode_mu(byte),
            Self::A => decode_a(byte),
        }
    }
}

const BIAS: u16 = 0x84;
const LOUDEST: u16 = 32_635;

fn encode_mu(sample: i16) -> u8 {
    let sign = if sample < 0 { 0x80 } else { 0 };
    let biased = sample.unsigned_abs().min(LOUDEST) + BIAS;
    let segment = biased.ilog2() as u8 - 7;
    let step = (biased >> (segment + 3)) as u8 & 0x0f;
    !(sign | segment << 4 | step)
}

fn decode_mu(byte: u8) -> i16 {
    let code = !byte;
    let magnitude = ((u16::from(code & 0x0f) << 3) + BIAS) << ((code & 0x70) >> 4);
    let magnitude = (magnitude - BIAS).cast_signed();
    if code & 0x80 == 0 {
        magnitude
    } else {
        -magnitude
    }
}

/// Every other bit is turned over, so that silence is no long run of zeros.
const ALTERNATE: u8 = 0x55;

fn encode_a(sample: i16) -> u8 {
    let (sign, magnitude) = if sample < 0 {
        (0, !sample)
    } else {
        (0x80, sample)
    };
    let magnitude = magnitude.cast_unsigned() >> 4;
    let code = if magnitude < 32 {
        magnitude as u8
    } else {
        let segment = magnitude.ilog2() as u8 - 3;
        segment << 4 | (magnitude >> (segment - 1)) as u8 & 0x0f
    };
    (code | sign) ^ ALTERNATE
}

fn decode_a(byte: u8) -> i16 {
    let code = byte ^ ALTERNATE;
    let (segment, step) = ((code & 0x70) >> 4, i16::from(code & 0x0f) << 4);
    let magnitude = match segment {
        0 => step + 8,
        _ => (step + 0x108) << (segment - 1),
    };
    if code & 0x80 == 0 {
        -magnitude
    } else {
        magnitude
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_values_of_mu_law() {
        for (sample, byte) in [
            (0, 0xff),
            (-1, 0x7f),
            (32_767, 0x80),
            (-32_768, 0x00),
            (1_000, 0xce),
            (-1_000, 0x4e),
        ] {
            assert_eq!(Law::Mu.encode(sample), byte, "{sample}");
        }
        for (byte, sample) in [(0xff, 0), (0x80, 32_124), (0x00, -32_124), (0xce, 988)] {
            assert_eq!(Law::Mu.decode(byte), sample, "{byte:#x}");
        }
    }

    #[test]
    fn known_values_of_a_law() {
        for (sample, byte) in [
            (0, 0xd5),
            (-1, 0x55),
            (32_767, 0xaa),
            (-32_768, 0x2a),
            (1_000, 0xfa),
            (-1_000, 0x7a),
        ] {
            assert_eq!(Law::A.encode(sample), byte, "{sample}");
        }
        for (byte, sample) in [(0xd5, 8), (0x55, -8), (0xaa, 32_256), (0x2a, -32_256)] {
            assert_eq!(Law::A.decode(byte), sample, "{byte:#x}");
        }
    }

    #[test]
    fn every_byte_means_the_same_after_a_round_trip() {
        for law in [Law::Mu, Law::A] {
            for byte in 0..=u8::MAX {
                let sample = law.decode(byte);
                assert_eq!(law.decode(law.encode(sample)), sample, "{law:?} {byte:#x}");
            }
        }
    }

    #[test]
    fn no_sample_is_off_by_more_than_its_step() {
        for law in [Law::Mu, Law::A] {
            for sample in i16::MIN..=i16::MAX {
                let back = i32::from(law.decode(law.encode(sample)));
                let error = (back - i32::from(sample)).abs();
                assert!(
                    error <= 16 + i32::from(sample).abs() / 30,
                    "{law:?} {sample}"
                );
            }
        }
    }
}

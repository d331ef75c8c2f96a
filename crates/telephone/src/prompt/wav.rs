//! RIFF WAVE files: as much of the format as recordings of speech use.

use thiserror::Error;

const PCM: u16 = 1;
/// What `WAVE_FORMAT_EXTENSIBLE` files of plain PCM say; the rest of their header repeats it.
const EXTENSIBLE: u16 = 0xfffe;
const LONGEST_SECONDS: usize = 120;

/// A recording as it lies in the file.
pub(super) struct Recording {
    pub(super) rate: u32,
    pub(super) samples: Vec<i16>,
}

/// Why a file cannot be a prompt.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum BadRecording {
    #[error("not a WAV file")]
    NotWav,
    #[error("the WAV file has no {0} chunk")]
    Incomplete(&'static str),
    #[error("the recording is not PCM (format {0}); save it as 16-bit PCM")]
    Encoding(u16),
    #[error("the recording has {0} channels; save it as mono")]
    Channels(u16),
    #[error("the recording has {0} bits a sample; save it as 16-bit PCM")]
    Bits(u16),
    #[error("the recording has {0} samples a second; save it with 8000 to 48000")]
    Rate(u32),
    #[error("the recording is empty")]
    Empty,
    #[error("the recording is longer than {LONGEST_SECONDS} seconds")]
    TooLong,
}

pub(super) fn parse(bytes: &[u8]) -> Result<Recording, BadRecording> {
    let riff = bytes.strip_prefix(b"RIFF").ok_or(BadRecording::NotWav)?;
    let chunks = riff
        .get(4..)
        .and_then(|rest| rest.strip_prefix(b"WAVE"))
        .ok_or(BadRecording::NotWav)?;
    let rate = rate_of(chunk(chunks, b"fmt ").ok_or(BadRecording::Incomplete("fmt"))?)?;
    let data = chunk(chunks, b"data").ok_or(BadRecording::Incomplete("data"))?;
    if data.len() / 2 > rate as usize * LONGEST_SECONDS {
        return Err(BadRecording::TooLong);
    }
    let samples: Vec<i16> = data
        .as_chunks::<2>()
        .0
        .iter()
        .map(|pair| i16::from_le_bytes(*pair))
        .collect();
    if samples.is_empty() {
        return Err(BadRecording::Empty);
    }
    Ok(Recording { rate, samples })
}

/// Checks the format chunk.
fn rate_of(format: &[u8]) -> Result<u32, BadRecording> {
    let Some(&[e0, e1, c0, c1, r0, r1, r2, r3, _, _, _, _, _, _, b0, b1]) =
        format.first_chunk::<16>()
    else {
        return Err(BadRecording::Incomplete("fmt"));
    };
    let encoding = u16::from_le_bytes([e0, e1]);
    let channels = u16::from_le_bytes([c0, c1]);
    let rate = u32::from_le_bytes([r0, r1, r2, r3]);
    let bits = u16::from_le_bytes([b0, b1]);
    if encoding != PCM && encoding != EXTENSIBLE {
        return Err(BadRecording::Encoding(encoding));
    }
    if channels != 1 {
        return Err(BadRecording::Channels(channels));
    }
    if bits != 16 {
        return Err(BadRecording::Bits(bits));
    }
    if !(8_000..=48_000).contains(&rate) {
        return Err(BadRecording::Rate(rate));
    }
    Ok(rate)
}

/// The first chunk of that name. A length beyond the end means "to the end": programs that write
/// to a pipe do not know it.
fn chunk<'a>(mut rest: &'a [u8], name: &[u8; 4]) -> Option<&'a [u8]> {
    loop {
        let (header, body) = rest.split_first_chunk::<8>()?;
        let [n0, n1, n2, n3, l0, l1, l2, l3] = *header;
        let length = u32::from_le_bytes([l0, l1, l2, l3]) as usize;
        let content = body.get(..length).unwrap_or(body);
        if [n0, n1, n2, n3] == *name {
            return Some(content);
        }
        // Chunks begin at even places.
        rest = body.get(length.checked_add(length % 2)?..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(encoding: u16, channels: u16, rate: u32, bits: u16, data: &[u8]) -> Vec<u8> {
        let mut file = b"RIFF\0\0\0\0WAVELIST\x03\0\0\0abc\0fmt \x10\0\0\0".to_vec();
        file.extend(encoding.to_le_bytes());
        file.extend(channels.to_le_bytes());
        file.extend(rate.to_le_bytes());
        file.extend([0; 6]);
        file.extend(bits.to_le_bytes());
        file.extend(b"data");
        file.extend(u32::MAX.to_le_bytes());
        file.extend(data);
        file
    }

    fn refusal(file: &[u8]) -> Option<BadRecording> {
        parse(file).err()
    }

    #[test]
    fn samples_are_read_past_other_chunks_and_to_the_end_of_a_piped_file() {
        let recording = parse(&file(PCM, 1, 22_050, 16, &[1, 0, 0xff, 0xff, 9])).expect("read");
        assert_eq!(recording.rate, 22_050);
        assert_eq!(recording.samples, [1, -1]);
    }

    #[test]
    fn what_a_telephone_cannot_say_is_refused_with_its_reason() {
        let two = [0, 0];
        assert_eq!(refusal(b"ID3 song"), Some(BadRecording::NotWav));
        assert_eq!(
            refusal(b"RIFF\0\0\0\0WAVE"),
            Some(BadRecording::Incomplete("fmt"))
        );
        assert_eq!(
            refusal(&file(7, 1, 8000, 8, &two)),
            Some(BadRecording::Encoding(7))
        );
        assert_eq!(
            refusal(&file(PCM, 2, 8000, 16, &two)),
            Some(BadRecording::Channels(2))
        );
        assert_eq!(
            refusal(&file(PCM, 1, 8000, 8, &two)),
            Some(BadRecording::Bits(8))
        );
        assert_eq!(
            refusal(&file(PCM, 1, 96_000, 16, &two)),
            Some(BadRecording::Rate(96_000))
        );
        assert_eq!(
            refusal(&file(PCM, 1, 8000, 16, &[])),
            Some(BadRecording::Empty)
        );
        assert_eq!(
            refusal(&file(PCM, 1, 8000, 16, &vec![0; 2 * 8000 * 121])),
            Some(BadRecording::TooLong)
        );
    }

    #[test]
    fn a_file_that_ends_anywhere_is_refused_or_read_but_never_panics() {
        let whole = file(PCM, 1, 8000, 16, &[1, 2, 3, 4]);
        for end in 0..whole.len() {
            let read = parse(&whole[..end]);
            assert_eq!(read.is_ok(), end >= whole.len() - 2, "{end}");
        }
    }
}

//! The sound: digits whose speed, pitch, level and distance change, over babble, tones and hiss.

use std::f32::consts::TAU;
use std::io::Cursor;

use hound::WavWriter;

use super::dice::Dice;
use super::voice::{Clip, FORMAT, Voices};
use super::{CaptchaFault, Spoken};

/// The loudest sample, of full scale.
const PEAK: f32 = 0.85;

/// Filters that a digit runs through; more of them begin to smear consonants.
const ALL_PASSES: usize = 6;

/// Samples (10 ms) for which a slow change stands still: ten times less work, and nobody hears it.
const STEP: usize = 80;

/// Speaks the digits, which are ASCII digits.
pub(super) fn speak(
    voices: &Voices,
    digits: &str,
    spoken: Spoken,
    seed: [u8; 32],
) -> Result<Vec<u8>, CaptchaFault> {
    let mut dice = Dice::new(seed);
    let mut track = Vec::new();
    rest(&mut track, dice.within(0.5..0.9));
    for digit in digits.bytes() {
        let value = usize::from(digit.wrapping_sub(b'0'));
        let clip = voices.digits(spoken).get(value);
        say(
            &mut track,
            clip.ok_or(CaptchaFault::UnfitAnswer)?,
            &mut dice,
        );
        rest(&mut track, dice.within(0.45..0.9));
    }
    rest(&mut track, 0.3);
    babble(&mut track, voices, &mut dice);
    tones(&mut track, &mut dice);
    hiss(&mut track, &mut dice);
    to_wav(&track).map_err(|fault| CaptchaFault::Encoding(fault.into()))
}

fn samples(seconds: f32) -> usize {
    (seconds * FORMAT.sample_rate as f32) as usize
}

fn seconds(samples: usize) -> f32 {
    samples as f32 / FORMAT.sample_rate as f32
}

fn rest(track: &mut Clip, seconds: f32) {
    track.resize(track.len() + samples(seconds), 0.0);
}

/// Adds a digit and its echo to the end of the track.
fn say(track: &mut Clip, clip: &[f32], dice: &mut Dice) {
    let speed = dice.within(0.84..1.14);
    let mut voice = resample(clip, speed, dice.within(0.03..0.07), dice);
    disperse(&mut voice, dice);
    let start = track.len();
    track.resize(start + voice.len(), 0.0);
    let level = dice.within(0.75..1.0);
    mix(track, start, &voice, level);
    let echo = samples(dice.within(0.03..0.09));
    mix(track, start + echo, &voice, level * dice.within(0.15..0.35));
}

/// Speech played backwards in all languages: it has the sound of digits and names none.
fn babble(track: &mut Clip, voices: &Voices, dice: &mut Dice) {
    let mut start = 0;
    while start < track.len() {
        let spoken = *dice.one_of(&[Spoken::English, Spoken::Dutch]);
        let mut clip = dice.one_of(voices.digits(spoken)).clone();
        clip.reverse();
        let speed = dice.within(0.75..1.35);
        let clip = resample(&clip, speed, 0.03, dice);
        mix(track, start, &clip, dice.within(0.10..0.24));
        start += samples(dice.within(0.1..0.35));
    }
}

fn tones(track: &mut Clip, dice: &mut Dice) {
    for _ in 0..2 {
        let (pitch, depth) = (dice.within(250.0..1800.0), dice.within(0.1..0.5));
        let (drift, level) = (dice.within(0.2..0.7), dice.within(0.008..0.02));
        let mut phase = 0.0;
        for (index, step) in track.chunks_mut(STEP).enumerate() {
            let bend = 1.0 + depth * (TAU * drift * seconds(index * STEP)).sin();
            for sample in step {
                phase = (phase + pitch * bend / FORMAT.sample_rate as f32).fract();
                *sample += level * (TAU * phase).sin();
            }
        }
    }
}

/// Noise that is stronger in the low half, where speech is.
fn hiss(track: &mut Clip, dice: &mut Dice) {
    let (level, mut low) = (dice.within(0.05..0.08), 0.0);
    for sample in track {
        let white = dice.within(-1.0..1.0);
        low += 0.3 * (white - low);
        *sample += level * (low + 0.35 * white);
    }
}

/// Plays a clip at another speed, and so pitch, that wobbles by a share of itself.
fn resample(clip: &[f32], speed: f32, wobble: f32, dice: &mut Dice) -> Clip {
    let (rate, phase) = (dice.within(2.0..5.0), dice.within(0.0..TAU));
    let mut played = Vec::with_capacity((clip.len() as f32 / speed * 1.1) as usize);
    let (mut place, mut pace) = (0.0f32, speed);
    while let Some([before, after]) = clip.get(place as usize..place as usize + 2) {
        if played.len().is_multiple_of(STEP) {
            pace = speed * (1.0 + wobble * (TAU * rate * seconds(played.len()) + phase).sin());
        }
        played.push(before + (after - before) * place.fract());
        place += pace;
    }
    played
}

/// Delays each frequency by another few milliseconds (a cascade of first-order all-pass filters).
/// An ear hardly notices; the wave no longer looks like the recording.
fn disperse(clip: &mut [f32], dice: &mut Dice) {
    for _ in 0..ALL_PASSES {
        let turn = dice.sign() * dice.within(0.3..0.75);
        let (mut before, mut out) = (0.0, 0.0);
        for sample in clip.iter_mut() {
            out = before + turn * (out - *sample);
            before = *sample;
            *sample = out;
        }
    }
}

/// Adds what fits of a clip; what would run over the end is left out.
fn mix(track: &mut [f32], start: usize, clip: &[f32], level: f32) {
    for (sample, added) in track.iter_mut().skip(start).zip(clip) {
        *sample += level * added;
    }
}

fn to_wav(track: &[f32]) -> Result<Vec<u8>, hound::Error> {
    let loudest = track.iter().fold(f32::EPSILON, |most, s| most.max(s.abs()));
    let scale = PEAK * f32::from(i16::MAX) / loudest;
    let mut file = Cursor::new(Vec::with_capacity(44 + 2 * track.len()));
    let mut writer = WavWriter::new(&mut file, FORMAT)?;
    let mut body = writer.get_i16_writer(track.len() as u32);
    for sample in track {
        body.write_sample((sample * scale) as i16);
    }
    body.flush()?;
    writer.finalize()?;
    Ok(file.into_inner())
}

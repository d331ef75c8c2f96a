//! Keys as tones in the sound (ITU-T Q.23, Q.24), found by Goertzel's algorithm.

use std::f32::consts::TAU;
use std::mem;

use crate::Key;

use super::SAMPLES_PER_SECOND;

const ROWS: [f32; 4] = [697.0, 770.0, 852.0, 941.0];
const COLUMNS: [f32; 4] = [1209.0, 1336.0, 1477.0, 1633.0];
/// 12.75 ms: long enough to tell neighbouring tones apart.
const BLOCK: usize = 102;
/// The least energy of one tone: about -42 dBm0, an amplitude of 256.
const FAINTEST: f32 = (256.0 * BLOCK as f32 / 2.0) * (256.0 * BLOCK as f32 / 2.0);
/// The higher tone may be weaker than the lower by 8 dB, and louder by 4 dB.
const WEAKER_COLUMN: f32 = 6.31;
const LOUDER_COLUMN: f32 = 2.51;
/// The tone found stands out from the others of its group by 8 dB.
const STANDS_OUT: f32 = 6.31;
/// The share of all sound that the two tones make up. Speech spreads wider.
const PURITY: f32 = 0.82;
/// Blocks that agree before a press is believed: any tone of 51 ms has three whole ones. Networks
/// make tones of at least 65 ms; a voice that holds a pair of tones for so long is rarer than one
/// that passes through it, and a `#` that nobody pressed is worse than one to be pressed again.
const BLOCKS_DOWN: u8 = 3;
/// Blocks that say otherwise before a press is over: a pause is at least 40 ms.
const BLOCKS_UP: u8 = 3;

/// Listens to sound for presses.
pub(super) struct Tones {
    block: Vec<f32>,
    /// What the latest blocks held, and how many of them in a row.
    latest: Option<Key>,
    run: u8,
    /// The key that is down and was already reported.
    down: Option<Key>,
}

impl Tones {
    pub(super) fn new() -> Self {
        Self {
            block: Vec::with_capacity(BLOCK),
            latest: None,
            run: 0,
            down: None,
        }
    }

    /// The key whose press became certain within these samples.
    pub(super) fn hear(&mut self, samples: impl Iterator<Item = i16>) -> Option<Key> {
        let mut pressed = None;
        for sample in samples {
            self.block.push(f32::from(sample));
            if self.block.len() == BLOCK {
                let found = key_in(&self.block);
                self.block.clear();
                pressed = self.follow(found).or(pressed);
            }
        }
        pressed
    }

    fn follow(&mut self, found: Option<Key>) -> Option<Key> {
        let before = mem::replace(&mut self.latest, found);
        self.run = if found == before {
            self.run.saturating_add(1)
        } else {
            1
        };
        match found {
            None if self.run >= BLOCKS_UP => self.down = None,
            Some(key) if self.run >= BLOCKS_DOWN && self.down != Some(key) => {
                self.down = Some(key);
                return Some(key);
            }
            _ => {}
        }
        None
    }
}

/// The key whose two tones make up the block.
fn key_in(block: &[f32]) -> Option<Key> {
    let rows = ROWS.map(|hertz| energy_at(hertz, block));
    let columns = COLUMNS.map(|hertz| energy_at(hertz, block));
    let (row, low) = standing_out(&rows)?;
    let (column, high) = standing_out(&columns)?;
    if high * WEAKER_COLUMN < low || low * LOUDER_COLUMN < high {
        return None;
    }
    let all: f32 = block.iter().map(|sample| sample * sample).sum();
    if low + high < PURITY * all * BLOCK as f32 / 2.0 {
        return None;
    }
    key_at(row, column)
}

/// Goertzel: the energy of the block at one frequency; `(A·N/2)²` for a tone of amplitude A.
fn energy_at(hertz: f32, block: &[f32]) -> f32 {
    let factor = 2.0 * (TAU * hertz / SAMPLES_PER_SECOND as f32).cos();
    let (mut last, mut before) = (0.0, 0.0);
    for sample in block {
        let next = factor.mul_add(last, sample - before);
        before = last;
        last = next;
    }
    last * last + before * before - factor * last * before
}

/// The one tone of a group that is loud enough and stands out.
fn standing_out(group: &[f32; 4]) -> Option<(usize, f32)> {
    let (place, loudest) = group
        .iter()
        .copied()
        .enumerate()
        .max_by(|left, right| left.1.total_cmp(&right.1))?;
    let stands_out = group
        .iter()
        .enumerate()
        .all(|(other, energy)| other == place || energy * STANDS_OUT < loudest);
    (loudest >= FAINTEST && stands_out).then_some((place, loudest))
}

fn key_at(row: usize, column: usize) -> Option<Key> {
    const KEYS: [[Key; 3]; 4] = [
        [Key::Digit(1), Key::Digit(2), Key::Digit(3)],
        [Key::Digit(4), Key::Digit(5), Key::Digit(6)],
        [Key::Digit(7), Key::Digit(8), Key::Digit(9)],
        [Key::Star, Key::Digit(0), Key::Pound],
    ];
    KEYS.get(row)?.get(column).copied()
}

#[cfg(test)]
mod tests;

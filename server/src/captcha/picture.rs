//! The picture: letters of mixed faces that touch, bent together, crossed and partly inverted.
//!
//! Telling letters apart (segmentation) is what programs find hard and people easy, so the effort
//! goes into joining letters, not into speckles, which filters remove and people stumble over.

use std::f32::consts::TAU;

use tiny_skia::{LineCap, Path, PathBuilder, Point, Stroke};

use super::CaptchaFault;
use super::dice::Dice;
use super::face::Face;
use super::outline::Outline;
use super::plate::{Colour, HEIGHT, Plate, WIDTH};

const LETTER_PX: f32 = 92.0;
const MARGIN_PX: f32 = 22.0;

/// Paper and ink. The contrast of each is 9:1 or more, and the paper stands off black and white pages.
const COLOURS: [(Colour, Colour); 5] = [
    ([0xe3, 0xec, 0xf7], [0x12, 0x3a, 0x66]),
    ([0xe4, 0xf1, 0xe8], [0x12, 0x47, 0x30]),
    ([0xf5, 0xec, 0xdf], [0x5a, 0x2c, 0x0c]),
    ([0xee, 0xe8, 0xf6], [0x42, 0x24, 0x72]),
    ([0xf7, 0xe7, 0xea], [0x6b, 0x14, 0x33]),
];

/// Draws the text, whose letters the faces have.
pub(super) fn draw(faces: &[Face], text: &str, seed: [u8; 32]) -> Result<Vec<u8>, CaptchaFault> {
    let mut dice = Dice::new(seed);
    let mut letters = set(faces, text, &mut dice)?;
    wave(&mut letters, &mut dice);

    let mut plate = Plate::blank()?;
    let mut shape = PathBuilder::new();
    for letter in &letters {
        letter.append_to(&mut shape);
    }
    plate.lay(shape.finish());

    let mut cuts = Plate::blank()?;
    cuts.lay(arc(2.5, &mut dice));
    plate.cut(&cuts);
    plate.lay(arc(4.5, &mut dice));
    plate.lay(arc(3.0, &mut dice));

    let mut bands = Plate::blank()?;
    bands.lay(band(&letters, &mut dice));
    plate.invert(&bands);

    let (paper, ink) = dice.one_of(&COLOURS);
    plate.to_png(*paper, *ink)
}

/// Sets the letters in a line, each turned, slanted and resized, each touching the one before.
fn set(faces: &[Face], text: &str, dice: &mut Dice) -> Result<Vec<Outline>, CaptchaFault> {
    let mut letters = Vec::with_capacity(text.len());
    let mut end = 0.0;
    for letter in text.bytes() {
        let outline = dice.one_of(faces).outline(letter);
        let mut outline = outline.ok_or(CaptchaFault::UnfitAnswer)?.clone();
        tilt(&mut outline, dice);
        let shift = end - outline.extent().left - dice.within(-2.0..3.0);
        let drop = dice.within(-9.0..9.0);
        outline.bend(|p| Point::from_xy(p.x + shift, p.y + drop));
        end = outline.extent().right;
        letters.push(outline);
    }
    fit(&mut letters, end, dice);
    Ok(letters)
}

fn tilt(outline: &mut Outline, dice: &mut Dice) {
    let height = LETTER_PX * dice.within(0.88..1.1);
    let width = LETTER_PX * dice.within(0.86..1.06);
    let slant = dice.within(-0.18..0.18);
    let (sin, cos) = dice.within(-0.24..0.24).sin_cos();
    outline.bend(|p| {
        let (x, y) = ((p.x + slant * p.y) * width, p.y * height);
        Point::from_xy(x * cos - y * sin, x * sin + y * cos)
    });
}

/// Puts the line on the plate, narrower when it is too long, and not always in the middle.
fn fit(letters: &mut [Outline], length: f32, dice: &mut Dice) {
    let room = WIDTH as f32 - 2.0 * MARGIN_PX;
    let narrow = (room / length).min(1.0);
    let left = MARGIN_PX + (room - length * narrow) * dice.within(0.3..0.7);
    for letter in letters {
        letter.bend(|p| Point::from_xy(left + p.x * narrow, HEIGHT as f32 / 2.0 + p.y));
    }
}

/// Bends the whole line along two waves.
fn wave(letters: &mut [Outline], dice: &mut Dice) {
    let (across, down) = (dice.within(3.0..5.5), dice.within(6.0..11.0));
    let (short, long) = (dice.within(80.0..130.0), dice.within(190.0..320.0));
    let (first, second) = (dice.within(0.0..TAU), dice.within(0.0..TAU));
    for letter in letters {
        letter.bend(|p| {
            Point::from_xy(
                p.x + across * (p.y / short * TAU + first).sin(),
                p.y + down * (p.x / long * TAU + second).sin(),
            )
        });
    }
}

/// A curve from the left edge to the right, as wide as asked.
fn arc(width: f32, dice: &mut Dice) -> Option<Path> {
    let mut height = |share: std::ops::Range<f32>| HEIGHT as f32 * dice.within(share);
    let (from, to) = (height(0.25..0.75), height(0.25..0.75));
    let (one, two) = (height(-0.1..1.1), height(-0.1..1.1));
    let mut path = PathBuilder::new();
    let across = WIDTH as f32;
    path.move_to(-8.0, from);
    path.cubic_to(across * 0.33, one, across * 0.66, two, across + 8.0, to);
    let stroke = Stroke {
        width,
        line_cap: LineCap::Round,
        ..Stroke::default()
    };
    path.finish()?.stroke(&stroke, 1.0)
}

/// A leaning band from the upper edge to the lower over two or three neighbours. Its edges run near
/// the gaps between letters: an edge through a letter costs people more than programs.
fn band(letters: &[Outline], dice: &mut Dice) -> Option<Path> {
    let count = *dice.one_of(&[2, 3]);
    let runs: Vec<_> = letters.windows(count.min(letters.len())).collect();
    let run = *dice.one_of(&runs);
    let left = run.first()?.extent().left + dice.within(-5.0..5.0);
    let right = run.last()?.extent().right + dice.within(-5.0..5.0);
    let lean = dice.sign() * dice.within(4.0..16.0);
    let bulge = dice.sign() * dice.within(4.0..12.0);
    let height = HEIGHT as f32;
    let mut path = PathBuilder::new();
    path.move_to(left + lean, 0.0);
    path.quad_to(left + bulge, height / 2.0, left - lean, height);
    path.line_to(right - lean, height);
    path.quad_to(right + bulge, height / 2.0, right + lean, 0.0);
    path.close();
    path.finish()
}

impl Plate {
    /// Inks a path; one that is empty or has no area leaves no ink.
    fn lay(&mut self, path: Option<Path>) {
        if let Some(path) = path {
            self.ink(&path);
        }
    }
}

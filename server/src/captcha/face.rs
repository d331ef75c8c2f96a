//! The typefaces that pictures are set in, reduced to the letters of the alphabet.

use tiny_skia::Point;

use super::CaptchaFault;
use super::answer::LETTERS;
use super::outline::Outline;

/// Subsets of DejaVu; how they were cut and their licence: `faces/README.md`.
const FILES: [(&str, &[u8]); 3] = [
    ("sans.ttf", include_bytes!("faces/sans.ttf")),
    ("serif.ttf", include_bytes!("faces/serif.ttf")),
    ("mono.ttf", include_bytes!("faces/mono.ttf")),
];

/// The outlines of one typeface: a letter is one unit high, centred on the origin, y downwards.
pub(super) struct Face {
    /// In the order of [`LETTERS`].
    outlines: Vec<Outline>,
}

impl Face {
    pub(super) fn load_all() -> Result<Vec<Self>, CaptchaFault> {
        FILES
            .iter()
            .map(|(name, file)| Self::read(name, file))
            .collect()
    }

    /// Nothing for a letter outside the alphabet.
    pub(super) fn outline(&self, letter: u8) -> Option<&Outline> {
        let index = LETTERS.iter().position(|known| *known == letter)?;
        self.outlines.get(index)
    }

    fn read(name: &'static str, file: &[u8]) -> Result<Self, CaptchaFault> {
        let broken = || CaptchaFault::BrokenAsset(name);
        let font = ttf_parser::Face::parse(file, 0).map_err(|_| broken())?;
        let outlines = LETTERS
            .iter()
            .map(|letter| {
                let glyph = font.glyph_index(char::from(*letter))?;
                let mut outline = Outline::default();
                font.outline_glyph(glyph, &mut outline)?;
                (!outline.is_empty()).then(|| normal(outline))
            })
            .collect::<Option<_>>()
            .ok_or_else(broken)?;
        Ok(Self { outlines })
    }
}

fn normal(mut outline: Outline) -> Outline {
    let extent = outline.extent();
    let height = extent.bottom - extent.top;
    let middle = Point::from_xy(
        (extent.left + extent.right) / 2.0,
        (extent.top + extent.bottom) / 2.0,
    );
    outline.bend(|p| Point::from_xy((p.x - middle.x) / height, (middle.y - p.y) / height));
    outline
}

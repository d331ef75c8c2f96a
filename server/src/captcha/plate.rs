//! The picture's surface: coverage masks that end as a PNG of sixteen shades between two colours.

use tiny_skia::{FillRule, Mask, Path, Transform};

use super::CaptchaFault;

/// Pixels; the page shows half of it in each direction, so that it is sharp on dense screens.
pub(super) const WIDTH: u32 = 560;
/// Pixels.
pub(super) const HEIGHT: u32 = 180;

/// Shades that four bits hold, less one.
const DARKEST: u32 = 15;

/// Red, green, blue.
pub(super) type Colour = [u8; 3];

/// Where there is ink: 0 is paper, 255 is ink.
pub(super) struct Plate(Mask);

impl Plate {
    pub(super) fn blank() -> Result<Self, CaptchaFault> {
        let mask = Mask::new(WIDTH, HEIGHT);
        mask.map(Self).ok_or(CaptchaFault::BrokenAsset("plate"))
    }

    pub(super) fn ink(&mut self, path: &Path) {
        self.0
            .fill_path(path, FillRule::Winding, true, Transform::identity());
    }

    /// Takes the ink away wherever the other plate has some.
    pub(super) fn cut(&mut self, other: &Self) {
        self.merge(other, |ink, cut| ink * (255 - cut) / 255);
    }

    /// Exchanges ink and paper wherever the other plate has ink.
    pub(super) fn invert(&mut self, other: &Self) {
        self.merge(other, |ink, other| {
            (ink * (255 - other) + other * (255 - ink)) / 255
        });
    }

    /// Four bits a pixel and a palette: a quarter of the bytes of grey, an eighth of colour.
    pub(super) fn to_png(&self, paper: Colour, ink: Colour) -> Result<Vec<u8>, CaptchaFault> {
        let packed: Vec<u8> = self
            .0
            .data()
            .chunks_exact(2)
            .map(|pair| shade(pair[0]) << 4 | shade(pair[1]))
            .collect();
        let mut file = Vec::with_capacity(12 * 1024);
        write_png(&mut file, &packed, palette(paper, ink))
            .map_err(|fault| CaptchaFault::Encoding(fault.into()))?;
        Ok(file)
    }

    fn merge(&mut self, other: &Self, blend: impl Fn(u32, u32) -> u32) {
        for (own, other) in self.0.data_mut().iter_mut().zip(other.0.data()) {
            *own = blend(u32::from(*own), u32::from(*other)) as u8;
        }
    }
}

fn shade(coverage: u8) -> u8 {
    ((u32::from(coverage) * DARKEST + 127) / 255) as u8
}

fn palette(paper: Colour, ink: Colour) -> Vec<u8> {
    (0..=DARKEST)
        .flat_map(|shade| {
            std::array::from_fn::<u8, 3, _>(|channel| {
                let (from, to) = (u32::from(paper[channel]), u32::from(ink[channel]));
                ((from * (DARKEST - shade) + to * shade) / DARKEST) as u8
            })
        })
        .collect()
}

fn write_png(
    file: &mut Vec<u8>,
    packed: &[u8],
    palette: Vec<u8>,
) -> Result<(), png::EncodingError> {
    let mut encoder = png::Encoder::new(file, WIDTH, HEIGHT);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Four);
    encoder.set_palette(palette);
    // The default level saves a twelfth of the bytes and takes a third more time.
    encoder.set_deflate_compression(png::DeflateCompression::Level(3));
    // Filters predict smooth bytes; two palette indexes in one byte are not. Last, because a
    // compression brings a filter of its own.
    encoder.set_filter(png::Filter::NoFilter);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(packed)?;
    writer.finish()
}

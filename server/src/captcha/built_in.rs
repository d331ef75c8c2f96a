//! The CAPTCHA that the server draws and speaks itself, without any third party.

use super::answer::{DIGITS, LETTERS, draw, fits};
use super::face::Face;
use super::voice::Voices;
use super::{Captcha, CaptchaFault, Puzzle, Spoken, picture, sound};

/// Typefaces and voices, read once and shared by all requests.
pub struct BuiltIn {
    faces: Vec<Face>,
    voices: Voices,
}

impl BuiltIn {
    /// Reads what is compiled in; a fault here is a broken build.
    pub fn load() -> Result<Self, CaptchaFault> {
        Ok(Self {
            faces: Face::load_all()?,
            voices: Voices::load()?,
        })
    }
}

impl Captcha for BuiltIn {
    fn draw(&self, random: &mut dyn FnMut(&mut [u8])) -> Puzzle {
        Puzzle {
            picture: draw(LETTERS, random),
            sound: draw(DIGITS, random),
        }
    }

    fn picture(&self, text: &str, seed: [u8; 32]) -> Result<Vec<u8>, CaptchaFault> {
        if !fits(text, LETTERS) {
            return Err(CaptchaFault::UnfitAnswer);
        }
        picture::draw(&self.faces, text, seed)
    }

    fn sound(&self, digits: &str, spoken: Spoken, seed: [u8; 32]) -> Result<Vec<u8>, CaptchaFault> {
        if !fits(digits, DIGITS) {
            return Err(CaptchaFault::UnfitAnswer);
        }
        sound::speak(&self.voices, digits, spoken, seed)
    }
}

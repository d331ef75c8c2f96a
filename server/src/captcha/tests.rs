mod answers;
mod pictures;
mod sounds;

use super::BuiltIn;

const SEED: [u8; 32] = [7; 32];
const OTHER_SEED: [u8; 32] = [8; 32];

fn captcha() -> BuiltIn {
    BuiltIn::load().expect("the compiled-in faces and voices are readable")
}

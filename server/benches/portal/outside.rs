//! The ports that the benchmark holds: what was drawn, and what was sent.

use std::collections::HashMap;
use std::sync::{Condvar, Mutex, OnceLock};

use async_trait::async_trait;
use server::captcha::{BuiltIn, Captcha, CaptchaFault, Puzzle, Spoken};
use server::delivery::{Carrier, DeliveryFault, Message, Receipt};
use server::voice::sip::SipCarrier;

/// The real CAPTCHA, which remembers what each of its pictures shows.
pub(crate) struct TellingCaptcha {
    inner: BuiltIn,
    /// By the checksum of the picture.
    shown: Mutex<HashMap<[u8; 4], String>>,
}

impl TellingCaptcha {
    pub(crate) fn new() -> Self {
        Self {
            inner: BuiltIn::load().expect("the built-in CAPTCHA"),
            shown: Mutex::default(),
        }
    }

    /// Reads a picture, once.
    pub(crate) fn read(&self, picture: &[u8]) -> String {
        let found = self
            .shown
            .lock()
            .expect("nobody panicked")
            .remove(&checksum(picture));
        found.expect("a picture of this portal")
    }
}

impl Captcha for TellingCaptcha {
    fn draw(&self, random: &mut dyn FnMut(&mut [u8])) -> Puzzle {
        self.inner.draw(random)
    }

    fn picture(&self, text: &str, seed: [u8; 32]) -> Result<Vec<u8>, CaptchaFault> {
        let picture = self.inner.picture(text, seed)?;
        self.shown
            .lock()
            .expect("nobody panicked")
            .insert(checksum(&picture), text.to_owned());
        Ok(picture)
    }

    fn sound(&self, digits: &str, spoken: Spoken, seed: [u8; 32]) -> Result<Vec<u8>, CaptchaFault> {
        self.inner.sound(digits, spoken, seed)
    }
}

/// The CRC of a PNG's last data chunk: it stands before the twelve bytes that end the file.
fn checksum(picture: &[u8]) -> [u8; 4] {
    let (before, _) = picture.split_last_chunk::<12>().expect("a PNG");
    *before.last_chunk().expect("a PNG")
}

/// Keeps the codes that were sent, by recipient.
#[derive(Default)]
pub(crate) struct Mailbox {
    codes: Mutex<HashMap<String, String>>,
    came: Condvar,
    telephone: OnceLock<SipCarrier>,
}

impl Mailbox {
    /// From here on calls are placed.
    pub(crate) fn call_through(&self, telephone: SipCarrier) {
        let is_first = self.telephone.set(telephone).is_ok();
        assert!(is_first, "there is a telephone");
    }

    /// Waits for the code that is on its way to somebody.
    pub(crate) fn code_for(&self, recipient: &str) -> String {
        let mut codes = self.codes.lock().expect("nobody panicked");
        loop {
            if let Some(code) = codes.remove(recipient) {
                return code;
            }
            codes = self.came.wait(codes).expect("nobody panicked");
        }
    }
}

#[async_trait]
impl Carrier for Mailbox {
    async fn carry(&self, key: &str, message: &Message) -> Result<Receipt, DeliveryFault> {
        let (to, text) = match message {
            Message::Mail(mail) => (&mail.to, &mail.text),
            Message::Text(text) => (&text.to, &text.body),
            Message::Call(_) => {
                let telephone = self.telephone.get().expect("a telephone");
                return telephone.carry(key, message).await;
            }
        };
        let code = text
            .split(|c: char| !c.is_ascii_digit())
            .find(|word| word.len() == 6);
        // A notification has none, and nobody waits for it.
        if let Some(code) = code {
            self.codes
                .lock()
                .expect("nobody panicked")
                .insert(to.clone(), code.to_owned());
            self.came.notify_all();
        }
        Ok(Receipt {
            reference: key.to_owned(),
        })
    }
}

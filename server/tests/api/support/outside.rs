//! The ports that a test holds in its hand.

use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use async_trait::async_trait;
use domain::time::Timestamp;
use server::captcha::{BuiltIn, Captcha, CaptchaFault, Puzzle, Spoken};
use server::clock::{Clock, Random};
use server::delivery::{Carrier, DeliveryFault, Message, Receipt};
use sha2::{Digest, Sha256};

/// A clock that stands still until it is moved.
pub(crate) struct HeldClock(AtomicI64);

impl HeldClock {
    pub(crate) fn new() -> Self {
        Self(AtomicI64::new(1_800_000_000_000))
    }

    pub(crate) fn advance(&self, seconds: u32) {
        self.0
            .fetch_add(i64::from(seconds) * 1000, Ordering::SeqCst);
    }
}

impl Clock for HeldClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_unix_ms(self.0.load(Ordering::SeqCst))
    }
}

/// The same bytes in every run.
pub(crate) struct CountedRandom(AtomicU64);

impl CountedRandom {
    pub(crate) fn new() -> Self {
        Self(AtomicU64::new(0))
    }
}

impl Random for CountedRandom {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(32) {
            let n = self.0.fetch_add(1, Ordering::SeqCst);
            let block = Sha256::digest(n.to_be_bytes());
            chunk.copy_from_slice(&block[..chunk.len()]);
        }
    }
}

/// The real CAPTCHA, which tells the test what it drew.
pub(crate) struct TellingCaptcha {
    inner: BuiltIn,
    drawn: Mutex<Vec<Puzzle>>,
}

impl TellingCaptcha {
    pub(crate) fn new() -> Self {
        Self {
            inner: BuiltIn::load().expect("the built-in CAPTCHA"),
            drawn: Mutex::new(Vec::new()),
        }
    }

    pub(crate) fn last(&self) -> Puzzle {
        let drawn = self.drawn.lock().expect("no test panicked here");
        drawn.last().expect("a puzzle was drawn").clone()
    }
}

impl Captcha for TellingCaptcha {
    fn draw(&self, random: &mut dyn FnMut(&mut [u8])) -> Puzzle {
        let puzzle = self.inner.draw(random);
        self.drawn
            .lock()
            .expect("no test panicked here")
            .push(puzzle.clone());
        puzzle
    }

    fn picture(&self, text: &str, seed: [u8; 32]) -> Result<Vec<u8>, CaptchaFault> {
        self.inner.picture(text, seed)
    }

    fn sound(&self, digits: &str, spoken: Spoken, seed: [u8; 32]) -> Result<Vec<u8>, CaptchaFault> {
        self.inner.sound(digits, spoken, seed)
    }
}

/// Keeps what is delivered, until the test looks at it.
pub(crate) struct Mailbox {
    kept: Mutex<Vec<Message>>,
    faults: Mutex<Vec<DeliveryFault>>,
}

impl Mailbox {
    pub(crate) fn new() -> Self {
        Self {
            kept: Mutex::new(Vec::new()),
            faults: Mutex::new(Vec::new()),
        }
    }

    /// All that came since the last look.
    pub(crate) fn take(&self) -> Vec<Message> {
        std::mem::take(&mut self.kept.lock().expect("no test panicked here"))
    }

    /// The next delivery fails like this.
    pub(crate) fn fail_next(&self, fault: DeliveryFault) {
        self.faults
            .lock()
            .expect("no test panicked here")
            .push(fault);
    }
}

#[async_trait]
impl Carrier for Mailbox {
    async fn carry(&self, key: &str, message: &Message) -> Result<Receipt, DeliveryFault> {
        if let Some(fault) = self.faults.lock().expect("no test panicked here").pop() {
            return Err(fault);
        }
        self.kept
            .lock()
            .expect("no test panicked here")
            .push(message.clone());
        Ok(Receipt {
            reference: key.to_owned(),
        })
    }
}

//! The clock and the source of random bytes, as ports: a test holds both.

use domain::time::Timestamp;

/// Tells the time.
pub trait Clock: Send + Sync {
    fn now(&self) -> Timestamp;
}

/// Gives random bytes fit for secrets.
pub trait Random: Send + Sync {
    fn fill(&self, bytes: &mut [u8]);
}

/// The system's clock.
#[derive(Clone, Copy, Debug)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the clock")]
    fn now(&self) -> Timestamp {
        let since = std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .unwrap_or_default();
        Timestamp::from_unix_ms(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }
}

/// The operating system's random source.
#[derive(Clone, Copy, Debug)]
pub struct SystemRandom;

impl Random for SystemRandom {
    #[expect(
        clippy::expect_used,
        reason = "without random bytes every code would be guessable: stop instead"
    )]
    fn fill(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("the operating system gives random bytes");
    }
}

impl dyn Random {
    /// 32 random bytes.
    pub fn bytes(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        self.fill(&mut bytes);
        bytes
    }

    /// A random UUID (RFC 9562, version 4): ids of rows, and the support code people read out.
    pub fn uuid(&self) -> String {
        let mut b = [0u8; 16];
        self.fill(&mut b);
        b[6] = (b[6] & 0x0f) | 0x40;
        b[8] = (b[8] & 0x3f) | 0x80;
        let n = u128::from_be_bytes(b);
        format!(
            "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
            n >> 96,
            (n >> 80) & 0xffff,
            (n >> 64) & 0xffff,
            (n >> 48) & 0xffff,
            n & 0xffff_ffff_ffff
        )
    }

    /// A code of `digits` decimal digits, each equally likely.
    pub fn code(&self, digits: u8) -> domain::secret::Code {
        let mut code = String::with_capacity(usize::from(digits));
        while code.len() < usize::from(digits) {
            let mut byte = [0u8; 1];
            self.fill(&mut byte);
            // 250 is the largest multiple of ten in a byte: above it the lower digits would be
            // drawn more often.
            if byte[0] < 250 {
                code.push(char::from(b'0' + byte[0] % 10));
            }
        }
        domain::secret::Code::new(code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_uuid_is_of_version_four() {
        let random: &dyn Random = &SystemRandom;
        let id = random.uuid();
        assert_eq!(id.len(), 36);
        assert_eq!(id.as_bytes()[14], b'4');
        assert!("89ab".contains(char::from(id.as_bytes()[19])));
        assert_ne!(id, random.uuid());
    }

    #[test]
    fn every_digit_of_a_code_is_about_equally_likely() {
        let random: &dyn Random = &SystemRandom;
        let mut seen = [0u32; 10];
        for _ in 0..5000 {
            for digit in random.code(6).expose().bytes() {
                seen[usize::from(digit - b'0')] += 1;
            }
        }
        // 30000 digits: 3000 each, six standard deviations are about 312.
        assert!(seen.iter().all(|n| (2690..=3310).contains(n)), "{seen:?}");
    }
}

//! Points in time, as the clock port hands them in.

use serde::{Deserialize, Serialize};

/// Milliseconds since the Unix epoch, UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(i64);

impl Timestamp {
    pub const fn from_unix_ms(ms: i64) -> Self {
        Self(ms)
    }

    pub const fn unix_ms(self) -> i64 {
        self.0
    }

    /// The point `days` of 24 hours earlier.
    #[must_use]
    pub const fn minus_days(self, days: u16) -> Self {
        Self(self.0.saturating_sub(days as i64 * 86_400_000))
    }

    /// The point `seconds` later.
    #[must_use]
    pub const fn plus_seconds(self, seconds: u32) -> Self {
        Self(self.0.saturating_add(seconds as i64 * 1000))
    }

    /// Whole seconds from `now` until this point, rounded up; 0 when it has passed.
    pub fn seconds_after(self, now: Self) -> u32 {
        let ms = (self.0 - now.0).max(0);
        u32::try_from((ms + 999) / 1000).unwrap_or(u32::MAX)
    }
}

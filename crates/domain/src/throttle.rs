//! Attempts, sends and locks: pure arithmetic over `now`.

use serde::{Deserialize, Serialize};

use crate::time::Timestamp;

/// At most `max` in `per_seconds`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    pub max: u32,
    pub per_seconds: u32,
}

impl Limit {
    pub const fn new(max: u32, per_seconds: u32) -> Self {
        Self { max, per_seconds }
    }
}

/// What happened so far under one limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    pub count: u32,
    /// When the window began.
    pub since: Timestamp,
    /// The last one counted.
    pub last: Timestamp,
}

impl Default for Tally {
    fn default() -> Self {
        Self::NONE
    }
}

impl Tally {
    pub const NONE: Self = Self {
        count: 0,
        since: Timestamp::from_unix_ms(0),
        last: Timestamp::from_unix_ms(0),
    };

    /// The count that still matters at `now`.
    ///
    /// A full tally stays full until `per_seconds` after the *last* one, so that trying on keeps
    /// the lock; one that is not full ends `per_seconds` after its first.
    pub fn live(self, limit: Limit, now: Timestamp) -> u32 {
        let from = if self.count >= limit.max {
            self.last
        } else {
            self.since
        };
        if now >= from.plus_seconds(limit.per_seconds) {
            return 0;
        }
        self.count
    }

    /// True when nothing more is allowed at `now`.
    pub fn is_full(self, limit: Limit, now: Timestamp) -> bool {
        self.live(limit, now) >= limit.max
    }

    /// A tally that has just become full, under whichever limit it is looked at.
    pub const fn full(now: Timestamp) -> Self {
        Self {
            count: u32::MAX,
            since: now,
            last: now,
        }
    }

    /// The tally with one less: it came to nothing after all.
    #[must_use]
    pub const fn uncounted(self) -> Self {
        Self {
            count: self.count.saturating_sub(1),
            ..self
        }
    }

    /// The tally with one more.
    #[must_use]
    pub fn counted(self, limit: Limit, now: Timestamp) -> Self {
        let live = self.live(limit, now);
        Self {
            count: live.saturating_add(1),
            since: if live == 0 { now } else { self.since },
            last: now,
        }
    }
}

/// Everything that is counted per person (or per unknown name), across challenges and addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// Of resets, which anybody can begin for anybody.
    pub failed_proofs: Tally,
    /// Of the setup page, under the same limit and apart: nobody keeps its owner from registering, and
    /// nobody who sits at it keeps them from a reset.
    #[serde(default)]
    pub failed_at_setup: Tally,
    pub number_checks: Tally,
    pub mails: Tally,
    pub texts: Tally,
    pub calls: Tally,
}

impl Standing {
    pub const CLEAN: Self = Self {
        failed_proofs: Tally::NONE,
        failed_at_setup: Tally::NONE,
        number_checks: Tally::NONE,
        mails: Tally::NONE,
        texts: Tally::NONE,
        calls: Tally::NONE,
    };

    /// After a completed reset the failures are forgiven; what was sent still counts.
    #[must_use]
    pub fn forgiven(self) -> Self {
        Self {
            failed_proofs: Tally::NONE,
            failed_at_setup: Tally::NONE,
            number_checks: Tally::NONE,
            ..self
        }
    }

    /// After a report no reset gets anywhere for a while, as after too many failures.
    #[must_use]
    pub fn locked(self, now: Timestamp) -> Self {
        Self {
            failed_proofs: Tally::full(now),
            ..self
        }
    }

    /// Nor does anything at the setup page.
    #[must_use]
    pub fn locked_at_setup(self, now: Timestamp) -> Self {
        Self {
            failed_at_setup: Tally::full(now),
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: u32 = 86_400;

    fn at(seconds: u32) -> Timestamp {
        Timestamp::from_unix_ms(1_000_000_000_000).plus_seconds(seconds)
    }

    fn after(times: &[u32], limit: Limit) -> Tally {
        times
            .iter()
            .fold(Tally::NONE, |tally, t| tally.counted(limit, at(*t)))
    }

    #[test]
    fn a_tally_is_full_at_its_limit_and_not_before() {
        let limit = Limit::new(5, DAY);
        assert!(!after(&[0, 1, 2, 3], limit).is_full(limit, at(4)));
        assert!(after(&[0, 1, 2, 3, 4], limit).is_full(limit, at(4)));
    }

    #[test]
    fn what_came_to_nothing_leaves_its_place_to_another() {
        let limit = Limit::new(5, DAY);
        let full = after(&[0, 1, 2, 3, 4], limit);
        assert!(!full.uncounted().is_full(limit, at(5)));
        assert_eq!(Tally::NONE.uncounted(), Tally::NONE);
    }

    #[test]
    fn a_lock_ends_a_day_after_the_last_try() {
        let limit = Limit::new(5, DAY);
        let locked = after(&[0, 1, 2, 3, 40_000], limit);
        assert!(locked.is_full(limit, at(40_000 + DAY - 1)));
        assert!(!locked.is_full(limit, at(40_000 + DAY)));
        let insisting = locked.counted(limit, at(50_000));
        assert!(insisting.is_full(limit, at(50_000 + DAY - 1)));
    }

    #[test]
    fn a_report_locks_as_long_as_too_many_failures_do_whatever_the_limit_is() {
        for max in [1, 5, 100] {
            let limit = Limit::new(max, DAY);
            let reported = Standing::CLEAN.locked(at(10)).failed_proofs;
            assert!(reported.is_full(limit, at(10 + DAY - 1)));
            assert!(!reported.is_full(limit, at(10 + DAY)));
            assert_eq!(reported.counted(limit, at(10 + DAY)).count, 1);
        }
    }

    #[test]
    fn a_row_of_before_is_read_with_nothing_failed_at_the_setup_page() {
        let tally = r#"{"count": 5, "since": 0, "last": 0}"#;
        let row = format!(
            r#"{{"failed_proofs": {tally}, "number_checks": {tally}, "mails": {tally}, "texts": {tally}, "calls": {tally}}}"#
        );
        let standing: Standing = serde_json::from_str(&row).unwrap();
        assert_eq!(standing.failed_proofs.count, 5);
        assert_eq!(standing.failed_at_setup, Tally::NONE);
    }

    #[test]
    fn old_failures_are_forgotten_with_their_window() {
        let limit = Limit::new(5, DAY);
        let tally = after(&[0, 1, 2, 3], limit).counted(limit, at(DAY));
        assert_eq!(tally.live(limit, at(DAY)), 1);
    }
}

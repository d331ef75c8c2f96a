//! How long somebody waits after wrong passwords.

use domain::policy::SignInRules;
use domain::time::Timestamp;

use crate::store::Guard;

/// The longest lock between two tries.
const LONGEST_LOCK_SECONDS: u32 = 86_400;

/// The guard after one more failure: from the last allowed one on, each doubles the wait.
pub(super) fn counted(guard: Guard, rules: &SignInRules, now: Timestamp) -> (u32, Timestamp) {
    let failures = u32::try_from(guard.failures)
        .unwrap_or(u32::MAX)
        .saturating_add(1);
    let Some(beyond) = failures.checked_sub(rules.failures) else {
        return (failures, now);
    };
    let seconds = rules.lock_seconds.saturating_mul(1 << beyond.min(20));
    (
        failures,
        now.plus_seconds(seconds.min(LONGEST_LOCK_SECONDS)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tenth_failure_locks_and_each_further_one_doubles_the_wait() {
        let rules = SignInRules::default();
        let now = Timestamp::from_unix_ms(1_000_000);
        let wait = |failures: i64| {
            let (count, until) = counted(
                Guard {
                    failures,
                    locked_until: 0,
                },
                &rules,
                now,
            );
            assert_eq!(i64::from(count), failures + 1);
            until.seconds_after(now)
        };
        assert_eq!(
            [wait(0), wait(8), wait(9), wait(10), wait(11)],
            [0, 0, 60, 120, 240]
        );
        assert_eq!(wait(1000), LONGEST_LOCK_SECONDS);
    }
}

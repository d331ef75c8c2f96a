//! How long somebody waits after wrong passwords.

use domain::identity::PersonId;
use domain::policy::SignInRules;
use domain::refusal::Refusal;
use domain::time::Timestamp;

use crate::services::{Failure, Services};
use crate::store::Guard;

/// The longest lock between two tries.
const LONGEST_LOCK_SECONDS: u32 = 86_400;

/// The key under which somebody who is signed in is counted: apart from the sign-in page, where any stranger
/// can use up the tries of a name.
pub(crate) fn within(person: &PersonId) -> String {
    format!("within:{}", person.as_str())
}

/// Counts a failure before the password is compared, so that parallel tries cannot slip through
/// between reading and writing; a right password takes it back by [`forgive`].
pub(crate) async fn count(
    services: &Services,
    tenant: &str,
    subject: &str,
    rules: &SignInRules,
) -> Result<Option<Refusal>, Failure> {
    let now = services.now();
    let mut change = services.store.begin().await?;
    let guard = change.claim_guard(tenant, subject).await?;
    let wait = Timestamp::from_unix_ms(guard.locked_until).seconds_after(now);
    if wait > 0 {
        change.abandon().await?;
        return Ok(Some(Refusal::SignInWait { seconds: wait }));
    }
    let (failures, locked_until) = counted(guard, rules, now);
    change
        .save_guard(tenant, subject, failures, locked_until)
        .await?;
    change.commit().await?;
    Ok(None)
}

/// A right password: earlier failures no longer count.
pub(crate) async fn forgive(
    services: &Services,
    tenant: &str,
    subject: &str,
) -> Result<(), Failure> {
    let mut change = services.store.begin().await?;
    change
        .save_guard(tenant, subject, 0, services.now())
        .await?;
    Ok(change.commit().await?)
}

/// A right password of which the second step is still to come: its own count is taken back, and
/// earlier failures stay, so that whoever has the password cannot try codes without end.
pub(crate) async fn take_back(
    services: &Services,
    tenant: &str,
    subject: &str,
) -> Result<(), Failure> {
    let mut change = services.store.begin().await?;
    let guard = change.claim_guard(tenant, subject).await?;
    let failures = u32::try_from(guard.failures).unwrap_or(u32::MAX);
    change
        .save_guard(tenant, subject, failures.saturating_sub(1), services.now())
        .await?;
    Ok(change.commit().await?)
}

/// The guard after one more failure: from the last allowed one on, each doubles the wait.
fn counted(guard: Guard, rules: &SignInRules, now: Timestamp) -> (u32, Timestamp) {
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

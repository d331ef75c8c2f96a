//! Limits that are out of the way of a test of another one.

use domain::policy::Limits;
use domain::throttle::Limit;

/// Lifts all limits but that of wrong proofs.
pub(crate) fn lift(limits: &mut Limits) {
    for limit in [
        &mut limits.number_checks,
        &mut limits.mails,
        &mut limits.texts,
        &mut limits.calls,
        &mut limits.texts_per_number,
        &mut limits.texts_per_prefix,
        &mut limits.sends_per_address,
        &mut limits.names_per_address,
    ] {
        *limit = Limit::new(100_000, 3600);
    }
}

//! Whether a new password is taken: the same for resets and for changes.

use domain::identity::PersonId;
use domain::password::{Outcome as Check, OwnWords, PasswordRules, Verdict, estimate, judge, nfc};
use domain::refusal::Refusal;
use domain::secret::Password;

use crate::passwords::Match;
use crate::post::Sender;
use crate::services::{Failure, Services};
use crate::store::{Change, Person};

/// Why a new password is not taken; the verdict when its text is to blame.
pub(crate) type Refused = (Refusal, Option<Verdict>);

/// The form in which passwords are hashed and compared.
pub(crate) fn normal(password: &Password) -> Password {
    Password::new(nfc(password.expose()).as_str())
}

/// The hash of a good password, or what is wrong with it. Slow: never inside a transaction.
pub(crate) async fn decide(
    services: &Services,
    person: &PersonId,
    own: OwnWords,
    rules: &PasswordRules,
    password: &Password,
    repeat: &Password,
) -> Result<Result<String, Refused>, Failure> {
    if password.is_empty() {
        return Ok(Err((Refusal::PasswordMissing, None)));
    }
    if !password.matches(repeat) {
        return Ok(Err((Refusal::PasswordsDiffer, None)));
    }
    let (judged_by, typed) = (rules.clone(), password.clone());
    let mut verdict = services
        .pool
        .run(move || {
            let strength = estimate(typed.expose(), &own);
            judge(&judged_by, &own, typed.expose(), Some(strength))
        })
        .await?;
    let normal = normal(password);
    if verdict.accepted() && rules.history > 0 {
        let used = was_used(services, person, &normal, rules.history).await?;
        verdict = verdict.with_history(if used { Check::Unmet } else { Check::Met });
    }
    if !verdict.accepted() {
        return Ok(Err((Refusal::PasswordRefused, Some(verdict))));
    }
    Ok(Ok(services.passwords.hash(normal).await?))
}

async fn was_used(
    services: &Services,
    person: &PersonId,
    password: &Password,
    last: u8,
) -> Result<bool, Failure> {
    for hash in services.store.password_history(person, last).await? {
        let found = services
            .passwords
            .check(password.clone(), Some(hash))
            .await?;
        if found != Match::Wrong {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Tells every address of the person, also those that were not used to prove anything.
pub(crate) async fn announce(
    sender: &Sender<'_>,
    change: &mut Change,
    person: &Person,
) -> Result<(), Failure> {
    for address in &person.addresses {
        sender.changed(change, address.as_str()).await?;
    }
    Ok(())
}

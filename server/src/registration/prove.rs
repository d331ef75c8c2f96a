//! The password once more, before anything is changed.

use domain::policy::Policy;
use domain::refusal::Refusal;
use domain::secret::Password;

use super::SetupDesk;
use super::load::Somebody;
use crate::new_password::normal;
use crate::passwords::Match;
use crate::services::Failure;
use crate::sign_in::guard;

impl SetupDesk {
    /// Compares the password; tries are counted with those of a change of password.
    pub(super) async fn password_right(
        &self,
        somebody: &Somebody,
        password: &Password,
        policy: &Policy,
    ) -> Result<Result<(), Refusal>, Failure> {
        let (services, person) = (&self.services, &somebody.person);
        // No guess at anything: it does not count.
        if person.password_hash.is_none() {
            return Ok(Err(Refusal::MethodUnavailable));
        }
        if password.is_empty() {
            return Ok(Err(Refusal::PasswordMissing));
        }
        let subject = &guard::within(&person.id);
        let counted = guard::count(services, &somebody.tenant.id, subject, &policy.sign_in).await?;
        if let Some(why) = counted {
            return Ok(Err(why));
        }
        let normal = normal(password);
        let stored = person.password_hash.clone();
        if services.passwords.check(normal, stored).await? == Match::Wrong {
            return Ok(Err(Refusal::ProofWrong));
        }
        guard::forgive(services, &somebody.tenant.id, subject).await?;
        Ok(Ok(()))
    }
}

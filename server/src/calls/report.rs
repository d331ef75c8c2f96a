//! A call that was not asked for.

use domain::call::CallAim;
use domain::identity::PersonId;
use domain::policy::Policy;

use crate::caps::TOLD_ONCE;
use crate::post::Sender;
use crate::services::{Failure, Services};
use crate::store::Change;

/// Whoever answered says so.
pub(crate) struct Reported<'a> {
    pub(crate) services: &'a Services,
    pub(crate) tenant: &'a str,
    pub(crate) person: &'a PersonId,
    pub(crate) correlation: &'a str,
    pub(crate) aim: CallAim,
    pub(crate) policy: &'a Policy,
}

impl Reported<'_> {
    /// Tells the person and the administrator; once a day, because whoever has somebody called could
    /// otherwise have letters written.
    pub(crate) async fn tell(&self, change: &mut Change) -> Result<(), Failure> {
        let (services, id) = (self.services, self.person);
        let key = format!("calls-reported:{}", id.as_str());
        if !change.take(&key, TOLD_ONCE, services.now()).await? {
            return Ok(());
        }
        let store = &services.store;
        let Some(person) = store.person_by_id(self.tenant, id).await? else {
            return Ok(());
        };
        let tenant = services.tenant(self.tenant).await?;
        let sender = Sender {
            services,
            tenant: &tenant,
            correlation: self.correlation,
            help: &self.policy.help.email,
            locale: person.language.unwrap_or_default(),
        };
        let hours = self.policy.limits.failed_proofs.per_seconds.div_ceil(3600);
        for address in &person.addresses {
            let to = address.as_str();
            sender.call_reported(change, to, self.aim, hours).await?;
        }
        let administrator = &self.policy.help.email;
        if !administrator.is_empty() {
            let name = &person.user_name;
            sender
                .call_alarm(change, administrator, self.aim, name)
                .await?;
        }
        Ok(())
    }
}

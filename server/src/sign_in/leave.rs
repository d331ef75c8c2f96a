//! Signing out.

use domain::audit::Act;

use super::SignInDesk;
use crate::services::Failure;

impl SignInDesk {
    /// Ends the session. A browser that nobody is signed in with leaves no audit row.
    pub(super) async fn leave(&self) -> Result<(), Failure> {
        let Some(who) = self.visit.session.signed_in().await? else {
            return Ok(self.visit.session.end().await?);
        };
        let address = Some(self.visit.address.to_string());
        let correlation = &self.visit.correlation;
        let entry = self
            .services
            .open_audit(Act::SignOut, &who.tenant, correlation, address)
            .await?;
        if let Err(error) = self.visit.session.end().await {
            self.services.audit_failed(&entry).await;
            return Err(error.into());
        }
        self.complete(&entry, &who.tenant, Some(who.person.as_str()), None)
            .await
    }
}

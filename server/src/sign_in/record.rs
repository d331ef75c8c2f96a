//! The audit rows of signing in.

use domain::audit::{Act, Detail};
use domain::refusal::Refusal;

use super::SignInDesk;
use crate::services::Failure;
use crate::store::AuditEntry;

impl SignInDesk {
    pub(super) async fn audited(&self, act: Act) -> Result<AuditEntry, Failure> {
        let address = Some(self.visit.address.to_string());
        let correlation = &self.visit.correlation;
        self.services
            .open_audit(act, &self.tenant.id, correlation, address)
            .await
    }

    pub(super) async fn complete(
        &self,
        entry: &AuditEntry,
        tenant: &str,
        subject: Option<&str>,
        refusal: Option<Refusal>,
    ) -> Result<(), Failure> {
        let detail = Detail::from(refusal);
        self.completed(entry, tenant, subject, &detail).await
    }

    pub(super) async fn completed(
        &self,
        entry: &AuditEntry,
        tenant: &str,
        subject: Option<&str>,
        detail: &Detail,
    ) -> Result<(), Failure> {
        let completed = entry.ended(tenant, subject, detail);
        self.services
            .store
            .complete_audit(completed, self.services.now())
            .await?;
        Ok(())
    }
}

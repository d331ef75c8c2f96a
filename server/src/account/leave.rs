//! Signing out everywhere.

use app::ports::Access;
use domain::audit::{Act, Detail};

use super::{AccountDesk, completed};
use crate::http::session_values::FlashPage;
use crate::presence::Member;
use crate::services::Failure;
use crate::store::AuditEntry;

impl AccountDesk {
    pub(super) async fn leave_everywhere(&self) -> Result<Access<()>, Failure> {
        let member = match Member::signed_in(&self.services, &self.visit).await? {
            Ok(member) => member,
            Err(denied) => return Ok(Err(denied)),
        };
        let entry = self.open_audit(Act::SignOutEverywhere, &member).await?;
        let left = self.end_all(&member, &entry).await;
        if left.is_err() {
            self.services.audit_failed(&entry).await;
        }
        left.map(Ok)
    }

    async fn end_all(&self, member: &Member, entry: &AuditEntry) -> Result<(), Failure> {
        let detail = Detail::default();
        let row = completed(entry, member, &detail);
        let mut change = self.services.store.begin().await?;
        change.end_sessions(&member.person.id).await?;
        change.complete_audit(row, self.services.now()).await?;
        change.commit().await?;
        self.visit.session.begin_anew().await?;
        self.say(FlashPage::SignIn, None).await
    }
}

//! "This was not me."

use app::ports::Access;
use domain::audit::{Act, Detail};

use super::{AccountDesk, completed};
use crate::presence::Member;
use crate::services::Failure;
use crate::store::{AuditEntry, Change};

impl AccountDesk {
    /// Ends everything that is open for the person, locks the password, which somebody else may know, forgets
    /// what they may have registered, tells everybody concerned, and gives the user name for a reset.
    pub(super) async fn not_me(&self) -> Result<Access<String>, Failure> {
        let member = match Member::signed_in(&self.services, &self.visit).await? {
            Ok(member) => member,
            Err(denied) => return Ok(Err(denied)),
        };
        let entry = self.open_audit(Act::ReportActivity, &member).await?;
        if let Err(failure) = self.end_everything(&member, &entry).await {
            self.services.audit_failed(&entry).await;
            return Err(failure);
        }
        Ok(Ok(member.person.user_name))
    }

    async fn end_everything(&self, member: &Member, entry: &AuditEntry) -> Result<(), Failure> {
        let id = &member.person.id;
        let detail = Detail::default();
        let row = completed(entry, member, &detail);
        let mut change = self.services.store.begin().await?;
        change.claim_challenges_of(id).await?;
        change.revoke_all_challenges(id).await?;
        // The person before the sessions, as a change of password does: both at once do not block each other.
        let now = self.services.now();
        change.lock_password(id, now).await?;
        if let Some(days) = member.policy.registration.report_forgets() {
            let since = now.minus_days(days);
            change.forget_registered(id, since).await?;
        }
        change.end_sessions(id).await?;
        self.tell(&mut change, member).await?;
        change.complete_audit(row, now).await?;
        change.commit().await?;
        Ok(self.visit.session.end().await?)
    }

    /// Counted for each person, not for each network address: whoever has the account cannot use up
    /// what its owner needs by writing letters from the contact page.
    async fn tell(&self, change: &mut Change, member: &Member) -> Result<(), Failure> {
        let key = format!("reports-person:{}", member.person.id.as_str());
        let limit = member.policy.limits.contacts_per_address;
        if !change.take(&key, limit, self.services.now()).await? {
            return Ok(());
        }
        let sender = self.sender(member);
        let forgets = member.policy.registration.report_forgets();
        for address in &member.person.addresses {
            sender.reported(change, address.as_str(), forgets).await?;
        }
        let administrator = &member.policy.help.email;
        if !administrator.is_empty() {
            let user_name = &member.person.user_name;
            sender
                .alarm(change, administrator, user_name, forgets)
                .await?;
        }
        Ok(())
    }
}

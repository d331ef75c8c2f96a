//! Changing the own password.

use app::ports::{Access, ChangePasswordView, Changed};
use domain::audit::{Act, Detail};
use domain::password::OwnWords;
use domain::refusal::Refusal;
use domain::secret::Password;
use domain::time::Timestamp;

use super::{AccountDesk, completed};
use crate::http::session_values::{FlashPage, SignedIn};
use crate::new_password::{Refused, announce, decide, normal};
use crate::passwords::Match;
use crate::presence::Member;
use crate::services::Failure;
use crate::sign_in::guard;
use crate::store::AuditEntry;

impl AccountDesk {
    pub(super) async fn form(&self) -> Result<Access<ChangePasswordView>, Failure> {
        let member = match Member::at_password(&self.services, &self.visit).await? {
            Ok(member) => member,
            Err(denied) => return Ok(Err(denied)),
        };
        let session = &self.visit.session;
        let flash = session
            .flash(FlashPage::ChangePassword, self.services.now())
            .await?;
        let own = own_words(&member);
        Ok(Ok(ChangePasswordView {
            due: member.due(),
            has_old: member.person.password_hash.is_some(),
            rules: member.policy.password.clone(),
            own,
            user_name: member.person.user_name,
            notice: flash.and_then(|flash| flash.notice),
            verdict: session.verdict().await?,
        }))
    }

    pub(super) async fn change(
        &self,
        old: &Password,
        new: &Password,
        repeat: &Password,
    ) -> Result<Access<Changed>, Failure> {
        let member = match Member::at_password(&self.services, &self.visit).await? {
            Ok(member) => member,
            Err(denied) => return Ok(Err(denied)),
        };
        let entry = self.open_audit(Act::ChangePassword, &member).await?;
        let tried = async {
            match self.try_change(&member, old, new, repeat, &entry).await? {
                Ok(set_at) => self.stay(&member, set_at).await,
                Err(refused) => self.refuse(&member, refused, &entry).await,
            }
        };
        let changed = tried.await;
        if changed.is_err() {
            self.services.audit_failed(&entry).await;
        }
        changed.map(Ok)
    }

    /// The old password comes first: what is said about the new one tells about earlier passwords,
    /// and is for nobody who found a browser unattended.
    async fn try_change(
        &self,
        member: &Member,
        old: &Password,
        new: &Password,
        repeat: &Password,
        entry: &AuditEntry,
    ) -> Result<Result<Timestamp, Refused>, Failure> {
        let Member { tenant, person, .. } = member;
        let wrong = Ok(Err((Refusal::OldPasswordWrong, None)));
        // The page of somebody without one has no form, and this is no guess at anything.
        let Some(checked) = &person.password_hash else {
            return Ok(Err((Refusal::Moved, None)));
        };
        if old.is_empty() {
            return Ok(Err((Refusal::OldPasswordMissing, None)));
        }
        let (subject, rules) = (&guard::within(&person.id), &member.policy.sign_in);
        if let Some(wait) = guard::count(&self.services, &tenant.id, subject, rules).await? {
            return Ok(Err((wait, None)));
        }
        let old = normal(old);
        let passwords = &self.services.passwords;
        if passwords.check(old.clone(), Some(checked.clone())).await? == Match::Wrong {
            return wrong;
        }
        guard::forgive(&self.services, &tenant.id, subject).await?;
        if normal(new).matches(&old) {
            return Ok(Err((Refusal::PasswordUnchanged, None)));
        }
        let rules = &member.policy.password;
        let own = own_words(member);
        let decided = decide(&self.services, &person.id, own, rules, new, repeat).await?;
        let hash = match decided {
            Ok(hash) => hash,
            Err(refused) => return Ok(Err(refused)),
        };
        let saved = self.save(member, checked, &hash, entry).await?;
        // Changed in another way since it was checked, the typed one is an old one by now.
        Ok(saved.ok_or((Refusal::OldPasswordWrong, None)))
    }

    /// When it was set; nothing when the checked hash is no longer the person's.
    async fn save(
        &self,
        member: &Member,
        checked: &str,
        hash: &str,
        entry: &AuditEntry,
    ) -> Result<Option<Timestamp>, Failure> {
        let now = self.services.now();
        let id = &member.person.id;
        let mut change = self.services.store.begin().await?;
        change.claim_challenges_of(id).await?;
        if !change.replace_password(id, checked, hash, now).await? {
            change.abandon().await?;
            return Ok(None);
        }
        change.revoke_all_challenges(id).await?;
        change.end_sessions(id).await?;
        announce(&self.sender(member), &mut change, &member.person).await?;
        let detail = Detail::default();
        change
            .complete_audit(completed(entry, member, &detail), now)
            .await?;
        change.commit().await?;
        Ok(Some(now))
    }

    /// All sessions of the person have ended, this one too: it goes on under a new id.
    async fn stay(&self, member: &Member, set_at: Timestamp) -> Result<Changed, Failure> {
        let who = SignedIn {
            password_set_at: Some(set_at),
            ..member.session.clone()
        };
        let session = &self.visit.session;
        let has_put_off = session.has_put_off().await?;
        session.sign_in(&who).await?;
        // The old password was typed a moment ago.
        session.set_signed_in_at(set_at).await?;
        if has_put_off {
            session.set_put_off().await?;
        }
        self.say(FlashPage::Account, None).await?;
        Ok(Changed::Done)
    }

    async fn refuse(
        &self,
        member: &Member,
        (why, verdict): Refused,
        entry: &AuditEntry,
    ) -> Result<Changed, Failure> {
        let detail = Detail::from(why);
        let row = completed(entry, member, &detail);
        let now = self.services.now();
        self.services.store.complete_audit(row, now).await?;
        if let Some(verdict) = verdict {
            self.visit.session.set_verdict(&verdict).await?;
        }
        self.say(FlashPage::ChangePassword, Some(why)).await?;
        Ok(Changed::Refused)
    }
}

fn own_words(member: &Member) -> OwnWords {
    let person = &member.person;
    OwnWords::new(&person.user_name, &person.display_name, &member.tenant.name)
}

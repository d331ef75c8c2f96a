//! Signing in with a password.

pub(crate) mod guard;
mod leave;

use std::sync::Arc;

use app::failure::Unavailable;
use app::ports::{Note, SignIn, SignInView};
use async_trait::async_trait;
use domain::audit::{Act, Detail, Outcome};
use domain::identity::UserName;
use domain::refusal::Refusal;
use domain::secret::Password;

use crate::http::visit::{FLASH_SECONDS, Flash, FlashPage, SignedIn, Visit};
use crate::new_password::normal;
use crate::passwords::Match;
use crate::people::Lookup;
use crate::reset::report;
use crate::services::{Failure, Services};
use crate::store::{AuditEntry, Completed, Tenant};

/// The sign-in page of one browser.
pub struct SignInDesk {
    services: Arc<Services>,
    visit: Visit,
    tenant: Tenant,
}

impl SignInDesk {
    pub fn new(services: Arc<Services>, visit: Visit, tenant: Tenant) -> Self {
        Self {
            services,
            visit,
            tenant,
        }
    }

    async fn try_in(
        &self,
        user_name: &str,
        password: Password,
        entry: &AuditEntry,
    ) -> Result<Option<Refusal>, Failure> {
        let Ok(name) = UserName::parse(user_name) else {
            let why = if user_name.trim().is_empty() {
                Refusal::UserNameMissing
            } else {
                Refusal::SignInFailed
            };
            self.complete(entry, &self.tenant.id, None, Some(why))
                .await?;
            return Ok(Some(why));
        };
        if password.is_empty() {
            self.complete(entry, &self.tenant.id, None, Some(Refusal::PasswordMissing))
                .await?;
            return Ok(Some(Refusal::PasswordMissing));
        }
        let found = Lookup::of(&self.services, &self.tenant, &name).await?;
        let policy = self
            .services
            .store
            .current_policy(&found.tenant.id)
            .await?
            .policy;
        let rules = &policy.sign_in;
        let subject = &found.counted_as;
        if let Some(why) = guard::count(&self.services, &found.tenant.id, subject, rules).await? {
            self.complete(entry, &found.tenant.id, Some(subject), Some(why))
                .await?;
            return Ok(Some(why));
        }
        let stored = found
            .person
            .as_ref()
            .and_then(|person| person.password_hash.clone());
        let normal = normal(&password);
        let matched = self
            .services
            .passwords
            .check(normal.clone(), stored.clone())
            .await?;
        let person = found
            .person
            .filter(|person| matched != Match::Wrong && !person.disabled);
        let Some(person) = person else {
            let why = Some(Refusal::SignInFailed);
            self.complete(entry, &found.tenant.id, Some(subject), why)
                .await?;
            return Ok(why);
        };
        if let (Match::RightButOld, Some(old)) = (matched, stored) {
            let new = self.services.passwords.hash(normal).await?;
            self.services
                .store
                .upgrade_hash(&person.id, &old, &new)
                .await?;
        }
        guard::forgive(&self.services, &found.tenant.id, subject).await?;
        let until = self
            .services
            .now()
            .plus_seconds(rules.session_seconds)
            .unix_ms();
        let who = SignedIn {
            tenant: found.tenant.id.clone(),
            person: person.id,
            password_set_at: person.password_age.set_at,
            until,
        };
        self.visit.session.sign_in(&who).await?;
        self.complete(entry, &found.tenant.id, Some(subject), None)
            .await?;
        Ok(None)
    }

    async fn complete(
        &self,
        entry: &AuditEntry,
        tenant: &str,
        subject: Option<&str>,
        refusal: Option<Refusal>,
    ) -> Result<(), Failure> {
        let completed = Completed {
            id: &entry.id,
            tenant,
            subject,
            outcome: if refusal.is_some() {
                Outcome::Refused
            } else {
                Outcome::Done
            },
            detail: &Detail {
                refusal,
                ..Detail::default()
            },
        };
        self.services
            .store
            .complete_audit(completed, self.services.now())
            .await?;
        Ok(())
    }
}

#[async_trait]
impl SignIn for SignInDesk {
    async fn view(&self) -> Result<SignInView, Unavailable> {
        let flash = self
            .visit
            .session
            .flash(FlashPage::SignIn, self.services.now())
            .await;
        let flash = flash.map_err(|e| report(e.into()))?;
        Ok(flash.map_or_else(SignInView::default, |flash| SignInView {
            user_name: flash.user_name,
            notice: flash.notice,
            note: flash.notice.is_none().then_some(Note::SignedOutEverywhere),
        }))
    }

    async fn sign_in(&self, user_name: &str, password: Password) -> Result<bool, Unavailable> {
        let tried = async {
            let address = Some(self.visit.address.to_string());
            let correlation = &self.visit.correlation;
            let entry = self
                .services
                .open_audit(Act::SignIn, &self.tenant.id, correlation, address)
                .await?;
            let notice = match self.try_in(user_name, password, &entry).await {
                Ok(notice) => notice,
                Err(failure) => {
                    self.services.audit_failed(&entry).await;
                    return Err(failure);
                }
            };
            if notice.is_some() {
                let user_name = user_name.trim().chars().take(113).collect();
                let until = self.services.now().plus_seconds(FLASH_SECONDS).unix_ms();
                let flash = Flash {
                    page: FlashPage::SignIn,
                    user_name,
                    notice,
                    until,
                };
                self.visit
                    .session
                    .set_flash(&flash, &self.visit.correlation)
                    .await?;
            }
            Ok(notice.is_none())
        };
        tried.await.map_err(report)
    }

    async fn sign_out(&self) -> Result<(), Unavailable> {
        self.leave().await.map_err(report)
    }
}

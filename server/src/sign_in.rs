//! Signing in with a password, or with a passkey.

pub(crate) mod guard;
mod leave;
mod passkey;
mod record;
mod second_step;

use std::sync::Arc;

use app::failure::Unavailable;
use app::ports::{Entry, Note, SecondStepView, SignIn, SignInView};
use async_trait::async_trait;
use domain::audit::Act;
use domain::identity::UserName;
use domain::policy::SignInRules;
use domain::refusal::Refusal;
use domain::secret::{Code, Password};

use crate::http::IDLE_SECONDS_AT_LOGON;
use crate::http::session_values::{FLASH_SECONDS, Flash, FlashPage, SignedIn};
use crate::http::visit::Visit;
use crate::new_password::normal;
use crate::passwords::Match;
use crate::people::Lookup;
use crate::reset::report;
use crate::services::{Failure, Services};
use crate::store::{AuditEntry, Tenant};

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
    ) -> Result<Result<Entry, Refusal>, Failure> {
        let Ok(name) = UserName::parse(user_name) else {
            let why = if user_name.trim().is_empty() {
                Refusal::UserNameMissing
            } else {
                Refusal::SignInFailed
            };
            self.complete(entry, &self.tenant.id, None, Some(why))
                .await?;
            return Ok(Err(why));
        };
        if password.is_empty() {
            self.complete(entry, &self.tenant.id, None, Some(Refusal::PasswordMissing))
                .await?;
            return Ok(Err(Refusal::PasswordMissing));
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
            return Ok(Err(why));
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
            let why = Refusal::SignInFailed;
            self.complete(entry, &found.tenant.id, Some(subject), Some(why))
                .await?;
            return Ok(Err(why));
        };
        if let (Match::RightButOld, Some(old)) = (matched, stored) {
            let new = self.services.passwords.hash(normal).await?;
            self.services
                .store
                .upgrade_hash(&person.id, &old, &new)
                .await?;
        }
        // Until here anybody may have typed the name: what holds for all. From here on the person's own rule.
        let policy = self.services.policy_for(&found.tenant.id, &person).await?;
        let who = SignedIn {
            tenant: found.tenant.id.clone(),
            person: person.id,
            password_set_at: person.password_age.set_at,
            until: 0,
        };
        let entered = self.enter(who, &policy.sign_in).await?;
        self.complete(entry, &found.tenant.id, Some(subject), None)
            .await?;
        Ok(Ok(entered))
    }

    /// Signs in, or asks for the second step.
    async fn enter(&self, who: SignedIn, rules: &SignInRules) -> Result<Entry, Failure> {
        if self.asks_second_step(&who, rules).await? {
            guard::take_back(&self.services, &who.tenant, who.person.as_str()).await?;
            self.wait_for_second_step(who).await?;
            return Ok(Entry::HalfWay);
        }
        self.let_in(who, rules).await?;
        Ok(Entry::SignedIn)
    }

    async fn let_in(&self, who: SignedIn, rules: &SignInRules) -> Result<(), Failure> {
        guard::forgive(&self.services, &who.tenant, who.person.as_str()).await?;
        let seconds = match self.visit.at_logon {
            // Somebody else may be next.
            true => rules.session_seconds.min(IDLE_SECONDS_AT_LOGON),
            false => rules.session_seconds,
        };
        let until = self.services.now().plus_seconds(seconds);
        let who = SignedIn {
            until: until.unix_ms(),
            ..who
        };
        let session = &self.visit.session;
        session.sign_in(&who).await?;
        Ok(session.set_signed_in_at(self.services.now()).await?)
    }

    /// Has a page say why nobody was let in.
    async fn say(&self, page: FlashPage, user_name: &str, why: Refusal) -> Result<(), Failure> {
        let flash = Flash {
            page,
            user_name: user_name.trim().chars().take(113).collect(),
            notice: Some(why),
            until: self.services.now().plus_seconds(FLASH_SECONDS).unix_ms(),
        };
        let session = &self.visit.session;
        Ok(session.set_flash(&flash, &self.visit.correlation).await?)
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
        let passkey = self.passkey_request().await.map_err(report)?;
        let view = SignInView {
            passkey,
            ..SignInView::default()
        };
        Ok(match flash {
            None => SignInView {
                notice: self.was_late().await.map_err(report)?,
                ..view
            },
            Some(flash) => SignInView {
                user_name: flash.user_name,
                notice: flash.notice,
                note: flash.notice.is_none().then_some(Note::SignedOutEverywhere),
                ..view
            },
        })
    }

    async fn sign_in(&self, user_name: &str, password: Password) -> Result<Entry, Unavailable> {
        let tried = async {
            let entry = self.audited(Act::SignIn).await?;
            let tried = self.try_in(user_name, password, &entry).await;
            if tried.is_err() {
                self.services.audit_failed(&entry).await;
            }
            match tried? {
                Ok(entered) => Ok(entered),
                Err(why) => {
                    self.say(FlashPage::SignIn, user_name, why).await?;
                    Ok(Entry::Refused)
                }
            }
        };
        tried.await.map_err(report)
    }

    async fn sign_in_with_passkey(&self, answer: &str) -> Result<Entry, Unavailable> {
        self.by_passkey(answer).await.map_err(report)
    }

    async fn second_step(&self) -> Result<Option<SecondStepView>, Unavailable> {
        self.shown_second_step().await.map_err(report)
    }

    async fn prove_second_step(&self, code: Code) -> Result<Entry, Unavailable> {
        self.second(code).await.map_err(report)
    }

    async fn sign_out(&self) -> Result<(), Unavailable> {
        self.leave().await.map_err(report)
    }
}

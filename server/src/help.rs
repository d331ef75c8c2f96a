//! Contact your administrator.

use std::sync::Arc;

use app::failure::Unavailable;
use app::ports::{HelpDesk, HelpView};
use async_trait::async_trait;
use domain::audit::{Act, Detail};
use domain::policy::Policy;
use domain::refusal::Refusal;

use crate::http::session_values::{FLASH_SECONDS, Flash, FlashPage};
use crate::http::visit::Visit;
use crate::post::Sender;
use crate::reset::report;
use crate::services::{Failure, Services};
use crate::store::{AuditEntry, Tenant};

/// The help page of one browser.
pub struct Letters {
    services: Arc<Services>,
    visit: Visit,
    tenant: Tenant,
}

impl Letters {
    pub fn new(services: Arc<Services>, visit: Visit, tenant: Tenant) -> Self {
        Self {
            services,
            visit,
            tenant,
        }
    }

    async fn policy(&self) -> Result<Arc<Policy>, Failure> {
        let current = self.services.store.current_policy(&self.tenant.id);
        Ok(current.await?.policy)
    }

    async fn shown(&self) -> Result<HelpView, Failure> {
        let policy = self.policy().await?;
        let help = &policy.help;
        if !help.link.is_empty() {
            return Ok(HelpView::Link(help.link.clone()));
        }
        if help.email.is_empty() {
            return Ok(HelpView::None);
        }
        let now = self.services.now();
        let flash = self.visit.session.flash(FlashPage::Contact, now).await?;
        Ok(HelpView::Letter {
            sent: flash.as_ref().is_some_and(|flash| flash.notice.is_none()),
            notice: flash.and_then(|flash| flash.notice),
        })
    }

    /// Sends the letter, whoever the name may be: the page says the same for any name.
    async fn write(&self, user_name: &str, entry: &AuditEntry) -> Result<(), Failure> {
        let policy = self.policy().await?;
        let now = self.services.now();
        let user_name: String = user_name.trim().chars().take(113).collect();
        let mut change = self.services.store.begin().await?;
        let key = format!("contacts-address:{}", self.visit.network());
        let refusal = if user_name.is_empty() {
            Some(Refusal::UserNameMissing)
        } else if change
            .take(&key, policy.limits.contacts_per_address, now)
            .await?
        {
            None
        } else {
            Some(Refusal::ContactLimit)
        };
        let writes = policy.help.link.is_empty() && !policy.help.email.is_empty();
        if refusal.is_none() && writes {
            let sender = Sender {
                services: &self.services,
                tenant: &self.tenant,
                correlation: &self.visit.correlation,
                help: "",
                locale: self.visit.locale,
            };
            sender
                .contact(&mut change, &policy.help.email, &user_name)
                .await?;
        }
        let detail = Detail::from(refusal);
        let completed = entry.ended(&self.tenant.id, None, &detail);
        change.complete_audit(completed, now).await?;
        change.commit().await?;
        let flash = Flash {
            page: FlashPage::Contact,
            user_name,
            notice: refusal,
            until: now.plus_seconds(FLASH_SECONDS).unix_ms(),
        };
        self.visit
            .session
            .set_flash(&flash, &self.visit.correlation)
            .await?;
        Ok(())
    }
}

#[async_trait]
impl HelpDesk for Letters {
    async fn view(&self) -> Result<HelpView, Unavailable> {
        self.shown().await.map_err(report)
    }

    async fn ask(&self, user_name: &str) -> Result<(), Unavailable> {
        let asked = async {
            let address = Some(self.visit.address.to_string());
            let correlation = &self.visit.correlation;
            let act = Act::ContactAdministrator;
            let entry = self
                .services
                .open_audit(act, &self.tenant.id, correlation, address)
                .await?;
            let written = self.write(user_name, &entry).await;
            if written.is_err() {
                self.services.audit_failed(&entry).await;
            }
            written
        };
        asked.await.map_err(report)
    }
}

//! The account of whoever is signed in, as use cases.

mod activity;
mod change;
mod leave;
mod report;

use std::sync::Arc;

use app::failure::Unavailable;
use app::ports::{Access, Account, ActivityView, ChangePasswordView, Changed, Note, Panel};
use async_trait::async_trait;
use domain::audit::{Act, Detail};
use domain::locale::Locale;
use domain::refusal::Refusal;
use domain::secret::Password;

use crate::http::session_values::{FLASH_SECONDS, Flash, FlashPage};
use crate::http::visit::Visit;
use crate::post::Sender;
use crate::presence::Member;
use crate::services::{Failure, Services};
use crate::store::{AuditEntry, Completed};

/// The account pages of one browser.
pub struct AccountDesk {
    services: Arc<Services>,
    visit: Visit,
}

impl AccountDesk {
    pub fn new(services: Arc<Services>, visit: Visit) -> Self {
        Self { services, visit }
    }

    async fn shown(&self) -> Result<Access<Panel>, Failure> {
        let member = match self.member().await? {
            Ok(member) => member,
            Err(denied) => return Ok(Err(denied)),
        };
        let now = self.services.now();
        let flash = self.visit.session.flash(FlashPage::Account, now).await?;
        Ok(Ok(Panel {
            display_name: member.person.display_name,
            user_name: member.person.user_name,
            links: member.policy.links.clone(),
            note: flash.map(|_| Note::PasswordChanged),
        }))
    }

    async fn member(&self) -> Result<Access<Member>, Failure> {
        Member::present(&self.services, &self.visit).await
    }

    async fn open_audit(&self, act: Act, member: &Member) -> Result<AuditEntry, Failure> {
        let address = Some(self.visit.address.to_string());
        let correlation = &self.visit.correlation;
        self.services
            .open_audit(act, &member.tenant.id, correlation, address)
            .await
    }

    fn sender<'a>(&'a self, member: &'a Member) -> Sender<'a> {
        Sender {
            services: &self.services,
            tenant: &member.tenant,
            correlation: &self.visit.correlation,
            help: &member.policy.help.email,
            locale: self.locale(member),
        }
    }

    /// The language of mails to the person.
    fn locale(&self, member: &Member) -> Locale {
        member.person.language.unwrap_or(self.visit.locale)
    }

    /// Has a page say how the last form went.
    async fn say(&self, page: FlashPage, notice: Option<Refusal>) -> Result<(), Failure> {
        let flash = Flash {
            page,
            user_name: String::new(),
            notice,
            until: self.services.now().plus_seconds(FLASH_SECONDS).unix_ms(),
        };
        let session = &self.visit.session;
        Ok(session.set_flash(&flash, &self.visit.correlation).await?)
    }
}

/// An audit row of a member's act.
fn completed<'a>(entry: &'a AuditEntry, member: &'a Member, detail: &'a Detail) -> Completed<'a> {
    let subject = Some(member.person.id.as_str());
    entry.ended(&member.tenant.id, subject, detail)
}

/// Logs a failure where it is handled, and hands the rest on.
fn told<T>(done: Result<T, Failure>) -> Result<T, Unavailable> {
    done.map_err(crate::reset::report)
}

#[async_trait]
impl Account for AccountDesk {
    async fn panel(&self) -> Result<Access<Panel>, Unavailable> {
        told(self.shown().await)
    }

    async fn password_form(&self) -> Result<Access<ChangePasswordView>, Unavailable> {
        told(self.form().await)
    }

    async fn change_password(
        &self,
        old: Password,
        new: Password,
        repeat: Password,
    ) -> Result<Access<Changed>, Unavailable> {
        told(self.change(&old, &new, &repeat).await)
    }

    async fn activity(&self, before: &str) -> Result<Access<ActivityView>, Unavailable> {
        told(self.lately(before).await)
    }

    async fn report(&self) -> Result<Access<String>, Unavailable> {
        told(self.not_me().await)
    }

    async fn sign_out_everywhere(&self) -> Result<Access<()>, Unavailable> {
        told(self.leave_everywhere().await)
    }
}

//! Posting messages: rendered, sealed and written beside the change that asks for them.

mod asking;
mod calls;
mod registered;

use domain::locale::Locale;
use domain::secret::Code;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::delivery::line::Line;
use crate::delivery::mail::{
    AlarmMail, Brand, ChangedMail, CodeMail, ContactMail, IneligibleMail, Obstacle, ReportedMail,
    WelcomeMail, alarm_mail, changed_mail, code_mail, contact_mail, ineligible_mail, reported_mail,
    welcome_mail,
};
use crate::delivery::text::{CodeText, code_text};
use crate::delivery::{Mail, Message, TextMessage};
use crate::services::{Failure, Services};
use crate::store::{Change, NewMessage, OutboxKind, Person, Tenant};

/// Where the messages of one act belong.
#[derive(Clone, Copy)]
pub(crate) struct Sender<'a> {
    pub(crate) services: &'a Services,
    pub(crate) tenant: &'a Tenant,
    pub(crate) correlation: &'a str,
    /// How to reach the people who help, in words; may be empty.
    pub(crate) help: &'a str,
    pub(crate) locale: Locale,
}

/// Where a message goes; `None` for a name that has nowhere to send to. The message is written all
/// the same, so that both cost the same.
type To<'a> = Option<&'a str>;

const NOWHERE_MAIL: &str = "nobody@nowhere.invalid";
const NOWHERE_NUMBER: &str = "+000000000000";

impl Sender<'_> {
    pub(crate) async fn code_mail(
        &self,
        change: &mut Change,
        to: To<'_>,
        code: Code,
        minutes: u32,
    ) -> Result<(), Failure> {
        let mail = CodeMail {
            to: to.unwrap_or(NOWHERE_MAIL).to_owned(),
            brand: self.brand(),
            code,
            minutes,
            helpdesk: self.helpdesk(),
        };
        self.mail(change, to, code_mail(&mail, self.locale)).await
    }

    pub(crate) async fn code_text(
        &self,
        change: &mut Change,
        to: To<'_>,
        code: Code,
        minutes: u32,
    ) -> Result<(), Failure> {
        let text = CodeText {
            to: to.unwrap_or(NOWHERE_NUMBER).to_owned(),
            name: Line::new(&self.tenant.name),
            code,
            minutes,
            portal: self.services.portal.clone(),
        };
        self.text(change, to, code_text(&text, self.locale)).await
    }

    /// Tells somebody new where to choose a password.
    pub(crate) async fn welcome(
        &self,
        change: &mut Change,
        to: &str,
        person: &Person,
    ) -> Result<(), Failure> {
        let name = utf8_percent_encode(&person.user_name, NON_ALPHANUMERIC);
        let page = format!("reset?username={name}");
        let mail = WelcomeMail {
            to: to.to_owned(),
            brand: self.brand(),
            display_name: Line::new(&person.display_name),
            user_name: Line::new(&person.user_name),
            helpdesk: self.helpdesk(),
            reset: self.services.portal.page(&page)?,
        };
        self.mail(change, Some(to), welcome_mail(&mail, self.locale))
            .await
    }

    pub(crate) async fn changed(&self, change: &mut Change, to: &str) -> Result<(), Failure> {
        let mail = ChangedMail {
            to: to.to_owned(),
            brand: self.brand(),
            at: self.services.moment()?,
            helpdesk: self.helpdesk(),
            support_code: Line::new(self.correlation),
            reset: Some(self.services.portal.page("reset")?),
        };
        self.mail(change, Some(to), changed_mail(&mail, self.locale))
            .await
    }

    pub(crate) async fn ineligible(
        &self,
        change: &mut Change,
        to: To<'_>,
        obstacle: Obstacle,
    ) -> Result<(), Failure> {
        let mail = IneligibleMail {
            to: to.unwrap_or(NOWHERE_MAIL).to_owned(),
            brand: self.brand(),
            obstacle,
            helpdesk: self.helpdesk(),
            support_code: Line::new(self.correlation),
            contact: Some(self.services.portal.page("contact")?),
        };
        self.mail(change, to, ineligible_mail(&mail, self.locale))
            .await
    }

    pub(crate) async fn contact(
        &self,
        change: &mut Change,
        to: &str,
        user_name: &str,
    ) -> Result<(), Failure> {
        let mail = ContactMail {
            to: to.to_owned(),
            brand: self.brand(),
            user_name: Line::new(user_name),
            at: self.services.moment()?,
            support_code: Line::new(self.correlation),
        };
        self.mail(change, Some(to), contact_mail(&mail, self.locale))
            .await
    }

    /// To the person: somebody reported activity as not theirs.
    pub(crate) async fn reported(
        &self,
        change: &mut Change,
        to: &str,
        forgets_days: Option<u16>,
    ) -> Result<(), Failure> {
        let mail = ReportedMail {
            forgets_days,
            to: to.to_owned(),
            brand: self.brand(),
            at: self.services.moment()?,
            helpdesk: self.helpdesk(),
            support_code: Line::new(self.correlation),
            reset: self.services.portal.page("reset")?,
            setup: self.services.portal.page("setup")?,
        };
        self.mail(change, Some(to), reported_mail(&mail, self.locale))
            .await
    }

    /// To the administrator: the same.
    pub(crate) async fn alarm(
        &self,
        change: &mut Change,
        to: &str,
        user_name: &str,
        forgets_days: Option<u16>,
    ) -> Result<(), Failure> {
        let mail = AlarmMail {
            forgets_days,
            to: to.to_owned(),
            brand: self.brand(),
            user_name: Line::new(user_name),
            at: self.services.moment()?,
            support_code: Line::new(self.correlation),
        };
        self.mail(change, Some(to), alarm_mail(&mail, self.locale))
            .await
    }

    fn brand(&self) -> Brand {
        Brand {
            name: Line::new(&self.tenant.name),
            logo: self.services.logos.get(&self.tenant.id).cloned(),
        }
    }

    fn helpdesk(&self) -> Option<Line> {
        (!self.help.is_empty()).then(|| Line::new(self.help))
    }

    async fn mail(&self, change: &mut Change, to: To<'_>, mail: Mail) -> Result<(), Failure> {
        let kind = to.map_or(OutboxKind::Void, |_| OutboxKind::Mail);
        self.post(change, kind, &Message::Mail(mail)).await
    }

    async fn text(
        &self,
        change: &mut Change,
        to: To<'_>,
        text: TextMessage,
    ) -> Result<(), Failure> {
        let kind = to.map_or(OutboxKind::Void, |_| OutboxKind::Text);
        self.post(change, kind, &Message::Text(text)).await
    }

    async fn post(
        &self,
        change: &mut Change,
        kind: OutboxKind,
        message: &Message,
    ) -> Result<(), Failure> {
        let id = self.services.random.uuid();
        let sealed =
            self.services
                .keys
                .seal(&id, &serde_json::to_vec(message)?, &*self.services.random)?;
        let message = NewMessage {
            id,
            tenant_id: self.tenant.id.clone(),
            correlation_id: self.correlation.to_owned(),
            kind,
            sealed,
        };
        change.post(&message, self.services.now()).await?;
        Ok(())
    }
}

//! Telling of a change of what the person proves themselves with.

use domain::registration::Wish;

use super::Sender;
use crate::delivery::line::Line;
use crate::delivery::mail::{RegisteredMail, registered_mail};
use crate::delivery::text::{RegisteredText, registered_text};
use crate::services::Failure;
use crate::store::Change;

impl Sender<'_> {
    pub(crate) async fn registered_mail(
        &self,
        change: &mut Change,
        to: &str,
        what: Wish,
    ) -> Result<(), Failure> {
        let mail = RegisteredMail {
            to: to.to_owned(),
            brand: self.brand(),
            method: what.method,
            change: what.change,
            at: self.services.moment()?,
            helpdesk: self.helpdesk(),
            support_code: Line::new(self.correlation),
            setup: Some(self.services.portal.page("setup")?),
        };
        self.mail(change, Some(to), registered_mail(&mail, self.locale))
            .await
    }

    pub(crate) async fn registered_text(
        &self,
        change: &mut Change,
        to: &str,
        what: Wish,
    ) -> Result<(), Failure> {
        let text = RegisteredText {
            to: to.to_owned(),
            name: Line::new(&self.tenant.name),
            method: what.method,
            change: what.change,
            helpdesk: self.helpdesk(),
        };
        self.text(change, Some(to), registered_text(&text, self.locale))
            .await
    }
}

//! Mails that ask for something: to register, or to change a password in time.

use super::Sender;
use crate::delivery::line::Line;
use crate::delivery::link::Link;
use crate::delivery::mail::{ExpiringMail, InvitationMail, expiring_mail, invitation_mail};
use crate::delivery::moment::Moment;
use crate::services::Failure;
use crate::store::{Change, Person};

impl Sender<'_> {
    /// Asks somebody to register. A link that works once says until when.
    pub(crate) async fn invitation(
        &self,
        change: &mut Change,
        to: &str,
        person: &Person,
        setup: Link,
        until: Option<Moment>,
    ) -> Result<(), Failure> {
        let mail = InvitationMail {
            to: to.to_owned(),
            brand: self.brand(),
            display_name: Line::new(&person.display_name),
            user_name: Line::new(&person.user_name),
            helpdesk: self.helpdesk(),
            setup,
            until,
        };
        self.mail(change, Some(to), invitation_mail(&mail, self.locale))
            .await
    }

    /// Says that a password has to be changed within so many days.
    pub(crate) async fn expiring(
        &self,
        change: &mut Change,
        to: &str,
        person: &Person,
        days_left: u32,
        end: Moment,
    ) -> Result<(), Failure> {
        let mail = ExpiringMail {
            to: to.to_owned(),
            brand: self.brand(),
            user_name: Line::new(&person.user_name),
            days_left,
            end,
            helpdesk: self.helpdesk(),
            change: self.services.portal.page("signin?next=password")?,
        };
        self.mail(change, Some(to), expiring_mail(&mail, self.locale))
            .await
    }
}

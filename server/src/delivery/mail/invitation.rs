//! The mail that asks somebody to register what a reset asks for.

use domain::locale::Locale;

use super::{Brand, written};
use crate::delivery::line::Line;
use crate::delivery::link::Link;
use crate::delivery::moment::Moment;

/// Somebody is to register ways to prove who they are.
pub struct InvitationMail {
    pub to: String,
    pub brand: Brand,
    pub display_name: Line,
    pub user_name: Line,
    pub helpdesk: Option<Line>,
    /// The setup page; with a secret that begins a registration for somebody without a password.
    pub setup: Link,
    /// Until when that secret works; none: there is none in the link.
    pub until: Option<Moment>,
}

impl InvitationMail {
    fn told(&self, locale: Locale) -> Option<String> {
        Some(self.until.as_ref()?.told(locale))
    }
}

written!(invitation_mail, InvitationMail:
    En => "invitation/en/subject.txt" "invitation/en/body.txt" "invitation/en/body.html"
    Nl => "invitation/nl/subject.txt" "invitation/nl/body.txt" "invitation/nl/body.html");

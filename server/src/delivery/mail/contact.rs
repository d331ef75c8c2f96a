//! The mail to the administrator: somebody asks for help.

use domain::locale::Locale;

use super::{Brand, written};
use crate::delivery::line::Line;
use crate::delivery::moment::Moment;

/// A request for help, from somebody who proved nothing yet.
pub struct ContactMail {
    /// Mailbox of the administrator.
    pub to: String,
    pub brand: Brand,
    /// As the asking person typed it.
    pub user_name: Line,
    pub at: Moment,
    pub support_code: Line,
}

impl ContactMail {
    fn told(&self, locale: Locale) -> String {
        self.at.told(locale)
    }
}

written!(contact_mail, ContactMail:
    En => "contact/en/subject.txt" "contact/en/body.txt" "contact/en/body.html"
    Nl => "contact/nl/subject.txt" "contact/nl/body.txt" "contact/nl/body.html");

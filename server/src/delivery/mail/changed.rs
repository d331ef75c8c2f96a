//! The mail that says that a password was changed.

use domain::locale::Locale;

use super::{Brand, written};
use crate::delivery::line::Line;
use crate::delivery::link::Link;
use crate::delivery::moment::Moment;

/// A password was changed; the person may not have done it.
pub struct ChangedMail {
    pub to: String,
    pub brand: Brand,
    pub at: Moment,
    pub helpdesk: Option<Line>,
    /// The correlation id, which the helpdesk finds in log and audit.
    pub support_code: Line,
    /// Where the person can reset the password back into their own hands.
    pub reset: Option<Link>,
}

impl ChangedMail {
    fn told(&self, locale: Locale) -> String {
        self.at.told(locale)
    }
}

written!(changed_mail, ChangedMail:
    En => "changed/en/subject.txt" "changed/en/body.txt" "changed/en/body.html"
    Nl => "changed/nl/subject.txt" "changed/nl/body.txt" "changed/nl/body.html");

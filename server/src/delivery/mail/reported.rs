//! The mail that says that activity was reported as somebody else's.

use domain::locale::Locale;

use super::{Brand, written};
use crate::delivery::line::Line;
use crate::delivery::link::Link;
use crate::delivery::moment::Moment;

/// Somebody who was signed in as the person pressed "This was not me".
pub struct ReportedMail {
    pub to: String,
    pub brand: Brand,
    pub at: Moment,
    pub helpdesk: Option<Line>,
    /// The correlation id, which the helpdesk finds in log and audit.
    pub support_code: Line,
    /// What was registered so many days before was forgotten; none: nothing was.
    pub forgets_days: Option<u16>,
    /// Where the person chooses a new password.
    pub reset: Link,
    /// Where the person removes what is not theirs, afterwards.
    pub setup: Link,
}

impl ReportedMail {
    fn told(&self, locale: Locale) -> String {
        self.at.told(locale)
    }
}

written!(reported_mail, ReportedMail:
    En => "reported/en/subject.txt" "reported/en/body.txt" "reported/en/body.html"
    Nl => "reported/nl/subject.txt" "reported/nl/body.txt" "reported/nl/body.html");

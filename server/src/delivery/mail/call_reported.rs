//! The mail that says that a call was reported as not asked for.

use domain::call::Unasked;
use domain::locale::Locale;

use super::{Brand, written};
use crate::delivery::line::Line;
use crate::delivery::moment::Moment;

/// Whoever answered the call pressed the key for "I did not ask for this".
pub struct CallReportedMail {
    pub to: String,
    pub brand: Brand,
    pub unasked: Unasked,
    pub at: Moment,
    /// How long no reset is possible.
    pub hours: u32,
    pub helpdesk: Option<Line>,
    /// The correlation id, which the helpdesk finds in log and audit.
    pub support_code: Line,
}

impl CallReportedMail {
    fn told(&self, locale: Locale) -> String {
        self.at.told(locale)
    }
}

written!(call_reported_mail, CallReportedMail:
    En => "call_reported/en/subject.txt" "call_reported/en/body.txt" "call_reported/en/body.html"
    Nl => "call_reported/nl/subject.txt" "call_reported/nl/body.txt" "call_reported/nl/body.html");

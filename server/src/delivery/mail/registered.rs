//! The mail that says that a way to prove who one is was added, changed or removed.

use domain::locale::Locale;
use domain::method::Method;
use domain::registration::Change;

use super::{Brand, written};
use crate::delivery::line::Line;
use crate::delivery::link::Link;
use crate::delivery::moment::Moment;

/// What a person proves themselves with was changed; the person may not have done it.
pub struct RegisteredMail {
    pub to: String,
    pub brand: Brand,
    pub method: Method,
    pub change: Change,
    pub at: Moment,
    pub helpdesk: Option<Line>,
    /// The correlation id, which the helpdesk finds in log and audit.
    pub support_code: Line,
    /// Where the person sees what is registered.
    pub setup: Option<Link>,
}

impl RegisteredMail {
    fn told(&self, locale: Locale) -> String {
        self.at.told(locale)
    }
}

written!(registered_mail, RegisteredMail:
    En => "registered/en/subject.txt" "registered/en/body.txt" "registered/en/body.html"
    Nl => "registered/nl/subject.txt" "registered/nl/body.txt" "registered/nl/body.html");

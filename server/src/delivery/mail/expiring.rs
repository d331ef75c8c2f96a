//! The mail that says that a password will soon be too old.

use domain::locale::Locale;

use super::{Brand, written};
use crate::delivery::line::Line;
use crate::delivery::link::Link;
use crate::delivery::moment::Moment;

/// A password has to be changed within so many days.
pub struct ExpiringMail {
    pub to: String,
    pub brand: Brand,
    pub user_name: Line,
    pub days_left: u32,
    pub end: Moment,
    pub helpdesk: Option<Line>,
    /// The page that changes it, behind the sign-in.
    pub change: Link,
}

impl ExpiringMail {
    fn told(&self, locale: Locale) -> String {
        self.end.told(locale)
    }
}

written!(expiring_mail, ExpiringMail:
    En => "expiring/en/subject.txt" "expiring/en/body.txt" "expiring/en/body.html"
    Nl => "expiring/nl/subject.txt" "expiring/nl/body.txt" "expiring/nl/body.html");

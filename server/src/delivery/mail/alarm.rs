//! The mail to the administrator: a person sees activity that was not theirs.

use domain::locale::Locale;

use super::{Brand, written};
use crate::delivery::line::Line;
use crate::delivery::moment::Moment;

/// A person pressed "This was not me".
pub struct AlarmMail {
    /// Mailbox of the administrator.
    pub to: String,
    pub brand: Brand,
    pub user_name: Line,
    pub at: Moment,
    /// The correlation id of the report in log and audit.
    pub support_code: Line,
    /// What was registered so many days before was forgotten; none: nothing was.
    pub forgets_days: Option<u16>,
}

impl AlarmMail {
    fn told(&self, locale: Locale) -> String {
        self.at.told(locale)
    }
}

written!(alarm_mail, AlarmMail:
    En => "alarm/en/subject.txt" "alarm/en/body.txt" "alarm/en/body.html"
    Nl => "alarm/nl/subject.txt" "alarm/nl/body.txt" "alarm/nl/body.html");

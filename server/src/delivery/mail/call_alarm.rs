//! The mail to the administrator: a person was called who had not asked for it.

use domain::call::Unasked;
use domain::locale::Locale;

use super::{Brand, written};
use crate::delivery::line::Line;
use crate::delivery::moment::Moment;

/// A person pressed the key for "I did not ask for this" in a call.
pub struct CallAlarmMail {
    /// Mailbox of the administrator.
    pub to: String,
    pub brand: Brand,
    pub unasked: Unasked,
    pub user_name: Line,
    pub at: Moment,
    /// The correlation id in log and audit.
    pub support_code: Line,
}

impl CallAlarmMail {
    fn told(&self, locale: Locale) -> String {
        self.at.told(locale)
    }
}

written!(call_alarm_mail, CallAlarmMail:
    En => "call_alarm/en/subject.txt" "call_alarm/en/body.txt" "call_alarm/en/body.html"
    Nl => "call_alarm/nl/subject.txt" "call_alarm/nl/body.txt" "call_alarm/nl/body.html");

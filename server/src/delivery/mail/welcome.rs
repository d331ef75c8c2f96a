//! The mail that asks somebody new to choose a first password.

use super::{Brand, written};
use crate::delivery::line::Line;
use crate::delivery::link::Link;

/// Somebody has an account and has never had a password.
pub struct WelcomeMail {
    pub to: String,
    pub brand: Brand,
    pub display_name: Line,
    pub user_name: Line,
    pub helpdesk: Option<Line>,
    /// The reset wizard, with the user name filled in. No secret: whoever opens it must pass the gates.
    pub reset: Link,
}

written!(welcome_mail, WelcomeMail:
    En => "welcome/en/subject.txt" "welcome/en/body.txt" "welcome/en/body.html"
    Nl => "welcome/nl/subject.txt" "welcome/nl/body.txt" "welcome/nl/body.html");

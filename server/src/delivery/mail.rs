//! The mails that the portal writes, each in every language: `templates/<mail>/<language>/`.
//!
//! Askama checks the templates when they are compiled, so a missing language or field does not build.

mod alarm;
mod call_alarm;
mod call_reported;
mod changed;
mod code;
mod contact;
mod expiring;
mod ineligible;
mod invitation;
mod registered;
mod reported;
mod welcome;

use askama::Template;

pub use alarm::{AlarmMail, alarm_mail};
pub use call_alarm::{CallAlarmMail, call_alarm_mail};
pub use call_reported::{CallReportedMail, call_reported_mail};
pub use changed::{ChangedMail, changed_mail};
pub use code::{CodeMail, code_mail};
pub use contact::{ContactMail, contact_mail};
pub use expiring::{ExpiringMail, expiring_mail};
pub use ineligible::{IneligibleMail, Obstacle, ineligible_mail};
pub use invitation::{InvitationMail, invitation_mail};
pub use registered::{RegisteredMail, registered_mail};
pub use reported::{ReportedMail, reported_mail};
pub use welcome::{WelcomeMail, welcome_mail};

use super::line::Line;
use super::logo::Logo;
use super::message::Mail;

/// How a tenant presents itself in a mail.
#[derive(Clone, Debug)]
pub struct Brand {
    pub name: Line,
    pub logo: Option<Logo>,
}

impl Brand {
    /// The brand in words alone.
    pub fn named(name: &str) -> Self {
        Self {
            name: Line::new(name),
            logo: None,
        }
    }
}

/// Writes a template out.
pub(super) fn rendered(template: &impl Template) -> String {
    template
        .render()
        .expect("our templates call nothing that fails, and a String takes all")
}

/// Defines the function that writes one mail: its three templates in each language.
///
/// Askama wants paths as literals, hence a macro.
macro_rules! written {
    ($name:ident, $data:ident: $($locale:ident => $subject:tt $text:tt $html:tt)+) => {
        /// Writes this mail in `locale`.
        pub fn $name(mail: &$data, locale: domain::locale::Locale) -> $crate::delivery::Mail {
            match locale {$(
                domain::locale::Locale::$locale => {
                    #[derive(askama::Template)]
                    #[template(path = $subject)]
                    struct Subject<'a> { mail: &'a $data }

                    #[derive(askama::Template)]
                    #[template(path = $text)]
                    struct Text<'a> { mail: &'a $data }

                    #[derive(askama::Template)]
                    #[template(path = $html)]
                    struct Html<'a> { mail: &'a $data }

                    $crate::delivery::mail::assembled(
                        &mail.to, &mail.brand, locale,
                        [
                            $crate::delivery::mail::rendered(&Subject { mail }),
                            $crate::delivery::mail::rendered(&Text { mail }),
                            $crate::delivery::mail::rendered(&Html { mail }),
                        ],
                    )
                }
            )+}
        }
    };
}
use written;

fn assembled(
    to: &str,
    brand: &Brand,
    language: domain::locale::Locale,
    parts: [String; 3],
) -> Mail {
    let [subject, text, html] = parts;
    Mail {
        to: to.to_owned(),
        subject: subject.trim().to_owned(),
        text,
        html,
        from_name: brand.name.to_string(),
        language,
        logo: brand.logo.clone(),
    }
}

//! What the ways to prove who one is are called.

use domain::method::Method;

use super::Texts;

/// As it stands on the setup page.
pub fn method_text(t: &Texts, method: Method) -> &'static str {
    match method {
        Method::Email => t.setup_name_email,
        Method::Sms => t.setup_name_sms,
        Method::Totp => t.setup_name_totp,
        Method::Passkey => t.setup_name_passkey,
        Method::Questions => t.setup_name_questions,
        Method::MobileCall => t.choose_mobile_call,
        Method::OfficeCall => t.setup_name_office,
        Method::HelpdeskPass => t.choose_helpdesk_pass,
    }
}

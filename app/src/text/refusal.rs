//! What each refusal says.

use domain::refusal::Refusal;

use super::{Texts, fill, wait_text};

/// The sentence for a person: what is wrong and what to do. With the support code where one is known.
pub fn refusal_text(t: &Texts, refusal: Refusal) -> String {
    let text = match refusal {
        Refusal::UserNameMissing => t.refusal_user_name_missing,
        Refusal::UserNameMalformed => t.refusal_user_name_malformed,
        Refusal::CaptchaMissing => t.refusal_captcha_missing,
        Refusal::CaptchaWrong => t.refusal_captcha_wrong,
        Refusal::CaptchaExpired => t.refusal_captcha_expired,
        Refusal::NoSession => t.refusal_no_session,
        Refusal::TooManyNames => t.refusal_too_many_names,
        Refusal::UnknownName => t.refusal_unknown_name,
        Refusal::Disabled => t.refusal_disabled,
        Refusal::ResetOff => t.refusal_reset_off,
        Refusal::OutOfScope => t.refusal_out_of_scope,
        Refusal::TooFewMethods => t.refusal_too_few_methods,
        Refusal::MethodUnavailable => t.refusal_method_unavailable,
        Refusal::NumberMissing => t.refusal_number_missing,
        Refusal::NumberMalformed => t.refusal_number_malformed,
        Refusal::NumberCountry => t.refusal_number_country,
        Refusal::NumberExtension => t.refusal_number_extension,
        Refusal::NumberOfOffice => t.refusal_number_of_office,
        Refusal::NumberOfMobile => t.refusal_number_of_mobile,
        Refusal::NumberMismatch => t.refusal_number_mismatch,
        Refusal::TooManyNumbers => t.refusal_too_many_numbers,
        Refusal::CodeMissing => t.refusal_code_missing,
        Refusal::CodeWrong => t.refusal_code_wrong,
        Refusal::HeldCodeWrong => t.refusal_held_code_wrong,
        Refusal::AnswersMissing => t.refusal_answers_missing,
        Refusal::AnswersWrong => t.refusal_answers_wrong,
        Refusal::CodeExpired => t.refusal_code_expired,
        Refusal::ResendTooSoon { seconds } => {
            return waiting(t, t.refusal_resend_too_soon, seconds);
        }
        Refusal::PasskeyMissing => t.refusal_passkey_missing,
        Refusal::PasskeyWrong => t.refusal_passkey_wrong,
        Refusal::PasskeyExpired => t.refusal_passkey_expired,
        Refusal::PasskeyTaken => t.refusal_passkey_taken,
        Refusal::PasskeyUnusable => t.refusal_passkey_unusable,
        Refusal::PasskeyName { .. } => t.refusal_passkey_name,
        Refusal::TooManyPasskeys => t.refusal_too_many_passkeys,
        Refusal::TooManySends => t.refusal_too_many_sends,
        Refusal::CallBusy => t.refusal_call_busy,
        Refusal::CallUnanswered => t.refusal_call_unanswered,
        Refusal::CallNoKey => t.refusal_call_no_key,
        Refusal::CallWrongKey => t.refusal_call_wrong_key,
        Refusal::CallFailed => t.refusal_call_failed,
        Refusal::CallNoLine => t.refusal_call_no_line,
        Refusal::CallReported => t.refusal_call_reported,
        Refusal::Locked => t.refusal_locked,
        Refusal::PasswordMissing => t.refusal_password_missing,
        Refusal::PasswordsDiffer => t.refusal_passwords_differ,
        Refusal::PasswordRefused => t.refusal_password_refused,
        Refusal::OldPasswordMissing => t.refusal_old_password_missing,
        Refusal::OldPasswordWrong => t.refusal_old_password_wrong,
        Refusal::PasswordUnchanged => t.refusal_password_unchanged,
        Refusal::SignInFailed => t.refusal_sign_in_failed,
        Refusal::SignInWait { seconds } => return waiting(t, t.refusal_sign_in_wait, seconds),
        Refusal::SecondStepLate => t.refusal_second_step_late,
        Refusal::AddressMissing => t.refusal_address_missing,
        Refusal::AddressMalformed => t.refusal_address_malformed,
        Refusal::AddressOfWork => t.refusal_address_of_work,
        Refusal::ProofWrong => t.refusal_proof_wrong,
        Refusal::QuestionMissing { row } => return in_row(t.refusal_question_missing, row),
        Refusal::QuestionTwice { row } => return in_row(t.refusal_question_twice, row),
        Refusal::AnswerLength { row } => return in_row(t.refusal_answer_length, row),
        Refusal::AnswersAlike { row } => return in_row(t.refusal_answers_alike, row),
        Refusal::SetupExpired => t.refusal_setup_expired,
        Refusal::ContactLimit => t.refusal_contact_limit,
        Refusal::Expired => t.refusal_expired,
        Refusal::Revoked => t.refusal_revoked,
        Refusal::Moved => t.refusal_moved,
    };
    match refusal.code() {
        Some(code) => [text, " (", code, ")"].concat(),
        None => text.to_owned(),
    }
}

fn in_row(template: &str, row: u8) -> String {
    fill(template, &[("row", &row.to_string())])
}

fn waiting(t: &Texts, template: &str, seconds: u32) -> String {
    fill(template, &[("wait", &wait_text(t, seconds))])
}

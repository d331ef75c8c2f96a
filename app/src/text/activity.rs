//! What the rows of the audit are called.

use domain::audit::{Act, Change};
use domain::method::Method;

use super::{Texts, fill, method_text};
use crate::ports::Ending;

/// What was tried, in words; something, when this version does not know it.
pub fn act_text(t: &Texts, act: Option<Act>) -> &'static str {
    let Some(act) = act else {
        return t.act_other;
    };
    match act {
        Act::ResetIdentify => t.act_reset_identify,
        Act::ResetChooseMethod => t.act_reset_choose_method,
        Act::ResetConfirmNumber => t.act_reset_confirm_number,
        Act::ResetEnterCode => t.act_reset_enter_code,
        Act::ResetAnswer => t.act_reset_answer,
        Act::ResetUsePasskey => t.act_reset_use_passkey,
        Act::ResetResend => t.act_reset_resend,
        Act::ResetOtherMethod => t.act_reset_other_method,
        Act::ResetCallEnded => t.act_reset_call_ended,
        Act::ResetNewPuzzle => t.act_reset_new_puzzle,
        Act::ResetSetPassword => t.act_reset_set_password,
        Act::ResetCancel => t.act_reset_cancel,
        Act::SetupBegin => t.act_setup_begin,
        Act::SetupProve => t.act_setup_prove,
        Act::SetupSendCode => t.act_setup_send_code,
        Act::SetupCall => t.act_setup_call,
        Act::SetupCallEnded => t.act_setup_call_ended,
        Act::SetupResend => t.act_setup_resend,
        Act::SetupEnterCode => t.act_setup_enter_code,
        Act::SetupAnswer => t.act_setup_answer,
        Act::SetupAddPasskey => t.act_setup_add_passkey,
        Act::SetupRename => t.act_setup_rename,
        Act::SetupRemove => t.act_setup_remove,
        Act::SetupTest => t.act_setup_test,
        Act::SetupLeave => t.act_setup_leave,
        Act::SetupPostpone => t.act_setup_postpone,
        Act::SetupConfirm => t.act_setup_confirm,
        Act::SetupAccept => t.act_setup_accept,
        Act::SignIn => t.act_sign_in,
        Act::SignInCode => t.act_sign_in_code,
        Act::SignInPasskey => t.act_sign_in_passkey,
        Act::SignOut => t.act_sign_out,
        Act::SignOutEverywhere => t.act_sign_out_everywhere,
        Act::ChangePassword => t.act_change_password,
        Act::ReportActivity => t.act_report_activity,
        Act::ContactAdministrator => t.act_contact_administrator,
        Act::PersonAdd => t.act_person_add,
        Act::PersonImport => t.act_person_import,
        Act::PersonInvite => t.act_person_invite,
        Act::PersonAskAgain => t.act_person_ask_again,
        Act::PersonPass => t.act_person_pass,
        Act::PersonPassword => t.act_person_password,
        Act::PolicySet => t.act_policy_set,
    }
}

/// How it came out, in a word.
pub fn ending_text(t: &Texts, ending: Ending) -> &'static str {
    match ending {
        Ending::Done => t.result_done,
        Ending::Refused => t.result_refused,
        Ending::Failed => t.result_failed,
        Ending::Interrupted => t.result_interrupted,
    }
}

/// What became different of what, or what it was done with.
pub fn change_text(t: &Texts, change: Option<Change>, method: Option<Method>) -> Option<String> {
    let name = match (change, method) {
        (None, None) => return None,
        (Some(_), None) => t.password_label,
        (_, Some(method)) => method_text(t, method),
    };
    let template = match change {
        Some(Change::Add) => t.change_add,
        Some(Change::Replace) => t.change_replace,
        Some(Change::Remove) => t.change_remove,
        Some(Change::Rename) => t.change_rename,
        Some(Change::Confirm) => t.change_confirm,
        Some(Change::Test) => t.change_test,
        Some(Change::Proof) => t.change_proof,
        None => return Some(name.to_owned()),
    };
    Some(fill(template, &[("name", name)]))
}

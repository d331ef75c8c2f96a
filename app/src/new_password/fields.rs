//! The fields as a plain document.

use domain::password::{OwnWords, PasswordRules, Verdict, checklist};
use domain::refusal::Refusal;
use leptos::prelude::*;

use super::follow::RULES;
use crate::text::{Texts, rule_text, wording};
use crate::ui::{PasswordField, ShowWords};

/// Not sent: it tells password managers which account the new password belongs to.
#[component]
pub(crate) fn AccountName(user_name: String) -> impl IntoView {
    view! { <input type="text" autocomplete="username" value=user_name hidden readonly /> }
}

/// The new password, what it needs, and the new password again.
#[component]
pub(crate) fn NewPasswordFields(
    t: &'static Texts,
    rules: AnyView,
    password_error: Option<String>,
    repeat_error: Option<String>,
) -> impl IntoView {
    let words = show_words(t);
    let password_described = match password_error {
        Some(_) => [RULES, " password-error"].concat(),
        None => RULES.to_owned(),
    };
    let repeat_described = repeat_error.is_some().then(|| "repeat-error".to_owned());
    view! {
        <PasswordField id="password" label=t.password_new error_word=t.error error=password_error
            described_by=Some(password_described) words />
        {rules}
        <PasswordField id="repeat" label=t.password_again error_word=t.error error=repeat_error
            described_by=repeat_described words />
        <p class="remark" id="repeat-remark" role="status"></p>
    }
}

/// The words of the buttons that show what was typed.
pub(crate) fn show_words(t: &'static Texts) -> ShowWords {
    ShowWords {
        show: t.password_show,
        hide: t.password_hide,
        name: t.password_show_long,
    }
}

/// Why the last candidate was refused, a sentence for each reason.
pub(crate) fn reasons(
    t: &Texts,
    notice: Option<Refusal>,
    refused: Option<&Verdict>,
) -> Vec<String> {
    match (notice, refused) {
        (Some(Refusal::PasswordRefused), Some(verdict)) => {
            let wording = wording(t);
            let findings = verdict.findings.iter();
            findings.map(|finding| wording.finding(finding)).collect()
        }
        _ => Vec::new(),
    }
}

/// A plain list; in the living page each row shows how it stands while somebody types.
pub(crate) fn rule_list(
    t: &'static Texts,
    rules: &PasswordRules,
    own: &OwnWords,
    meter_url: String,
) -> AnyView {
    let rows = checklist(rules)
        .into_iter()
        .map(|rule| view! { <li class="rule"><span class="unseen"></span>" "{rule_text(t, rule)}</li> })
        .collect_view();
    // Plain data: writing it cannot fail.
    let rules = serde_json::to_string(rules).unwrap_or_default();
    let own = serde_json::to_string(own).unwrap_or_default();
    let wording = serde_json::to_string(&wording(t)).unwrap_or_default();
    view! {
        <div id=RULES class="rules" data-rules=rules data-own=own data-wording=wording
            data-module=meter_url>
            <p class="rules-title">{t.rules_title}</p>
            <ul>{rows}</ul>
            <div id="meter" class="meter" data-score="">
                <div class="bars" aria-hidden="true"><i></i><i></i><i></i><i></i></div>
                <p id="meter-said" role="status"></p>
            </div>
            <ul id="reasons" class="reasons"></ul>
        </div>
    }
    .into_any()
}

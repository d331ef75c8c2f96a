//! Changing one's own password.

use domain::password::Due;
use domain::refusal::Field as Place;
use leptos::prelude::*;

use super::{ACTIVITY, PANEL, failed, granted, trouble};
use crate::form::with_user_name;
use crate::new_password::{
    AccountName, LivingFields, NewPasswordFields, reasons, rule_list, show_words,
};
use crate::ports::ChangePasswordView;
use crate::text::{Texts, fill, refusal_text};
use crate::ui::{ErrorSummary, Foot, Layout, PasswordField, field_id, loaded};

/// `/account/password`: all that somebody sees whose password has to be changed first.
#[component]
pub fn ChangePasswordPage() -> impl IntoView {
    let failed = failed();
    loaded(
        |ports| async move {
            let view = granted(ports.account.password_form().await?);
            Ok(view.map(|view| (view, ports.meter_url)))
        },
        move |visitor, t, found| {
            let Some((view, meter_url)) = found else {
                return ().into_any();
            };
            let due = view.due;
            let title = match view.notice {
                Some(_) => fill(t.error_title, &[("title", t.change_title)]),
                None => t.change_title.to_owned(),
            };
            view! {
                <Layout visitor title foot=Foot::SupportCode>
                    {summary(t, &view, failed)}
                    <h1>{t.change_title}</h1>
                    {due.map(|due| view! { <p>{due_text(t, due)}</p> })}
                    {if view.has_old {
                        view! { <LivingFields>{form(t, &view, meter_url)}</LivingFields> }.into_any()
                    } else {
                        first(t, &view.user_name)
                    }}
                    <div class="ways">{ways(t, due)}</div>
                </Layout>
            }
            .into_any()
        },
    )
}

fn summary(t: &'static Texts, view: &ChangePasswordView, failed: bool) -> Option<AnyView> {
    let Some(refusal) = view.notice else {
        return failed.then(|| trouble(t));
    };
    let text = refusal_text(t, refusal);
    let target = refusal.field().map(field_id);
    let reasons = reasons(t, view.notice, view.verdict.as_ref());
    Some(view! { <ErrorSummary title=t.problem text target reasons /> }.into_any())
}

fn form(t: &'static Texts, view: &ChangePasswordView, meter_url: String) -> AnyView {
    let error = |place| {
        let refusal = view
            .notice
            .filter(|refusal| refusal.field() == Some(place))?;
        Some(refusal_text(t, refusal))
    };
    let old_error = error(Place::OldPassword);
    let old_described = old_error.is_some().then(|| "old_password-error".to_owned());
    let rules = rule_list(t, &view.rules, &view.own, meter_url);
    view! {
        <form method="post" action="/api/account/change_password" novalidate>
            <AccountName user_name=view.user_name.clone() />
            <PasswordField id="old_password" label=t.change_old error_word=t.error error=old_error
                described_by=old_described words=show_words(t) autocomplete="current-password" />
            <NewPasswordFields t rules
                password_error=error(Place::Password) repeat_error=error(Place::Repeat) />
            <button type="submit" class="button">{t.password_save}</button>
        </form>
    }
    .into_any()
}

/// Whoever has none proves who they are as everybody does who forgot theirs.
fn first(t: &Texts, user_name: &str) -> AnyView {
    let wizard = with_user_name("/reset", user_name);
    view! {
        <p>{t.change_first}</p>
        <a class="button" href=wizard>{t.setup_choose_password}</a>
    }
    .into_any()
}

fn due_text(t: &Texts, due: Due) -> &'static str {
    match due {
        Due::Expired => t.change_due_expired,
        Due::SetByAdministrator => t.change_due_given,
    }
}

/// Back, or out for somebody who cannot go anywhere else.
fn ways(t: &'static Texts, due: Option<Due>) -> AnyView {
    if due.is_none() {
        return view! { <a href=PANEL>{t.account_back}</a> }.into_any();
    }
    view! {
        <form method="post" action="/api/signin/out" class="inline">
            <button type="submit" class="link">{t.sign_out}</button>
        </form>
        <a href=ACTIVITY>{t.activity_title}</a>
        <a href="/contact">{t.contact}</a>
    }
    .into_any()
}

//! A fresh proof before anything is changed: the password once more, or what is registered.

use domain::refusal::{Field as Place, Refusal};
use domain::wizard::OfferView;
use leptos::prelude::*;

use crate::ui::{Field, Frame, Heading, StepForm, described_by, offer_list};

pub(super) fn step(frame: Frame, user_name: String, others: Vec<OfferView>) -> AnyView {
    let Frame { t, turn, .. } = frame;
    let error = frame.error(Place::Password);
    let invalid = error.is_some();
    // Where nothing but waiting helps, the field is not to blame.
    let waits = matches!(frame.notice, Some(Refusal::SignInWait { .. }));
    view! {
        {frame.summary(Vec::new())}
        <Heading text=t.setup_password_title />
        {(!waits).then(|| view! { <p>{t.setup_password_intro}</p> })}
        <StepForm action="/api/setup/prove" turn>
            // Not sent: it tells password managers which account is meant.
            <input type="text" autocomplete="username" value=user_name hidden readonly />
            <Field id="password" label=t.password_label error_word=t.error error>
                <input id="password" name="password" type="password" autocomplete="current-password"
                    aria-describedby=described_by("password", false, invalid)
                    aria-invalid=invalid.then_some("true") />
            </Field>
            <button type="submit" class="button">{t.next}</button>
        </StepForm>
        {(!others.is_empty()).then(|| view! {
            <section class="part">
                <h2>{t.setup_password_others}</h2>
                {offer_list(frame, "/api/setup/test", others)}
            </section>
        })}
    }
    .into_any()
}

/// For somebody who has no password.
pub(super) fn without(frame: Frame, offers: Vec<OfferView>) -> AnyView {
    let t = frame.t;
    view! {
        {frame.summary(Vec::new())}
        <Heading text=t.setup_proof_title />
        <p>{t.setup_password_intro}</p>
        {(!offers.is_empty()).then(|| offer_list(frame, "/api/setup/test", offers))}
        <p class="after">{t.setup_proof_again}</p>
        <form method="post" action="/api/signin/out" class="inline">
            <button type="submit" class="link">{t.sign_out}</button>
        </form>
    }
    .into_any()
}

//! Typing an address or a number that a code or a call is to confirm.

use domain::method::Method;
use domain::refusal::Field as Place;
use leptos::prelude::*;

use crate::ui::{Field, Frame, Heading, StepForm, described_by};

/// Where the number goes that a text, or a call, is to confirm.
const TEXT: &str = "/api/setup/number";
const CALL: &str = "/api/setup/call_number";
const OFFICE: &str = "/api/setup/call_office";

pub(super) fn address(frame: Frame, typed: String) -> AnyView {
    let Frame { t, turn, .. } = frame;
    let error = frame.error(Place::Address);
    let invalid = error.is_some();
    view! {
        {frame.summary(Vec::new())}
        <Heading text=t.setup_address_title />
        <p>{t.setup_address_intro}</p>
        <StepForm action="/api/setup/address" turn>
            <Field id="address" label=t.setup_address_label error_word=t.error error>
                <input id="address" name="address" type="email" value=typed dir="ltr" maxlength="254"
                    autocomplete="email" autocapitalize="off" spellcheck="false"
                    aria-describedby=described_by("address", false, invalid)
                    aria-invalid=invalid.then_some("true") />
            </Field>
            <button type="submit" class="button">{t.number_send}</button>
        </StepForm>
    }
    .into_any()
}

/// By a text, by a call, or by what is pressed: Enter presses the first button.
pub(super) fn number(frame: Frame, typed: String, ways: &[Method]) -> AnyView {
    let t = frame.t;
    let (texts, calls) = (
        ways.contains(&Method::Sms),
        ways.contains(&Method::MobileCall),
    );
    let (intro, action, send) = match (texts, calls) {
        (true, true) => (t.setup_number_intro_both, TEXT, t.number_send),
        (false, true) => (t.setup_number_intro_call, CALL, t.number_call),
        (_, false) => (t.setup_number_intro, TEXT, t.number_send),
    };
    let form = Form {
        title: t.setup_number_title,
        intro,
        label: t.number_label,
        hint: t.number_hint,
        autocomplete: "tel",
        action,
        send,
    };
    let instead = (texts && calls).then(|| {
        view! { <button type="submit" class="button second" formaction=CALL>{t.setup_call_instead}</button> }
            .into_any()
    });
    form.shown(frame, typed, instead)
}

/// Of the desk, with the extension that an exchange asks for.
pub(super) fn office(frame: Frame, typed: String) -> AnyView {
    let t = frame.t;
    let form = Form {
        title: t.setup_office_title,
        intro: t.setup_office_intro,
        label: t.number_label_office,
        hint: t.setup_office_hint,
        autocomplete: "work tel",
        action: OFFICE,
        send: t.number_call,
    };
    form.shown(frame, typed, None)
}

/// What a form that asks for a number says, and where it goes.
struct Form {
    title: &'static str,
    intro: &'static str,
    label: &'static str,
    hint: &'static str,
    autocomplete: &'static str,
    action: &'static str,
    send: &'static str,
}

impl Form {
    fn shown(self, frame: Frame, typed: String, instead: Option<AnyView>) -> AnyView {
        let Frame { t, turn, .. } = frame;
        let error = frame.error(Place::Number);
        let invalid = error.is_some();
        view! {
            {frame.summary(Vec::new())}
            <Heading text=self.title />
            <p>{self.intro}</p>
            <StepForm action=self.action turn>
                <Field id="number" label=self.label hint=self.hint error_word=t.error error>
                    <input id="number" name="number" type="tel" value=typed dir="ltr" maxlength="64"
                        autocomplete=self.autocomplete
                        aria-describedby=described_by("number", true, invalid)
                        aria-invalid=invalid.then_some("true") />
                    <p class="remark" id="number-remark" role="status"></p>
                </Field>
                <button type="submit" class="button">{self.send}</button>
                {instead}
            </StepForm>
        }
        .into_any()
    }
}

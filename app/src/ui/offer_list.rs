//! Ways to prove who one is, to choose from.

use domain::method::{Kind, Method};
use domain::refusal::{Field, Refusal};
use domain::wizard::OfferView;
use leptos::prelude::*;

use super::{Frame, StepForm};
use crate::text::Texts;

/// One button a method: one tap on a phone, and no state in which nothing is chosen.
pub fn offer_list(frame: Frame, action: &'static str, offers: Vec<OfferView>) -> AnyView {
    let unavailable = frame.notice.and_then(Refusal::field) == Some(Field::Method);
    let offers = offers
        .into_iter()
        .enumerate()
        .map(|(i, offer)| {
            let id = (unavailable && i == 0).then_some("method");
            button(frame, action, offer, id)
        })
        .collect_view();
    view! { <ul class="offers">{offers}</ul> }.into_any()
}

fn button(
    frame: Frame,
    action: &'static str,
    offer: OfferView,
    id: Option<&'static str>,
) -> AnyView {
    let name = name(frame.t, offer.method);
    let hint = match offer.method.kind() {
        Kind::SentCode | Kind::Call => view! { <span dir="ltr">{offer.hint}</span> }.into_any(),
        Kind::HeldCode | Kind::Signature | Kind::Answers => {
            view! { <span>{explanation(frame.t, offer.method)}</span> }.into_any()
        }
    };
    let method = offer.method.name();
    view! {
        <li>
            <StepForm action turn=frame.turn>
                <input type="hidden" name="method" value=method />
                <button type="submit" id=id class="offer">
                    <b>{name}</b>
                    {hint}
                </button>
            </StepForm>
        </li>
    }
    .into_any()
}

/// What is needed at hand, where nothing is sent.
fn explanation(t: &Texts, method: Method) -> &'static str {
    match method {
        Method::Totp => t.choose_totp_hint,
        Method::Passkey => t.choose_passkey_hint,
        Method::Questions => t.choose_questions_hint,
        Method::HelpdeskPass => t.choose_helpdesk_pass_hint,
        Method::Email | Method::Sms | Method::MobileCall | Method::OfficeCall => "",
    }
}

fn name(t: &Texts, method: Method) -> &'static str {
    match method {
        Method::Email => t.choose_email,
        Method::Sms => t.choose_sms,
        Method::MobileCall => t.choose_mobile_call,
        Method::OfficeCall => t.choose_office_call,
        Method::Totp => t.choose_totp,
        Method::Passkey => t.choose_passkey,
        Method::Questions => t.choose_questions,
        Method::HelpdeskPass => t.choose_helpdesk_pass,
    }
}

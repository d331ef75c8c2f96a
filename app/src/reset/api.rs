//! The server functions of the wizard: take the fields, call the port, answer.
//!
//! Living pages get the next step as JSON. Plain forms get a redirect to the wizard's page, which
//! reads the outcome from the challenge; a status of our own would spoil that redirect.

use domain::refusal::Refusal;
use domain::secret::Secret;
use domain::wizard::{ResetView, StepView};
use leptos::prelude::*;

use crate::failure::Unavailable;
use crate::form::{is_plain_form, lead_to, ports, with_user_name};
use crate::ports::ResetAct;

const PAGE: &str = "/reset";
/// A turn that never was: the wizard answers with the current step.
const NO_TURN: u32 = u32::MAX;

async fn act(turn: &str, act: ResetAct) -> Result<ResetView, Unavailable> {
    act_and_go(turn, act, PAGE).await
}

async fn act_and_go(turn: &str, act: ResetAct, page: &str) -> Result<ResetView, Unavailable> {
    let plain = is_plain_form();
    let answer = ports()?
        .reset
        .submit(turn.parse().unwrap_or(NO_TURN), act)
        .await;
    if plain {
        lead_to(&told(&answer, page));
    }
    answer
}

/// The page that a plain form is led to. What was refused is part of the challenge; what changed
/// nothing is not, and is said by the address.
fn told(answer: &Result<ResetView, Unavailable>, page: &str) -> String {
    let said = match answer.as_ref().map(|view| view.notice) {
        Ok(Some(Refusal::Moved)) => "said=moved",
        Ok(Some(Refusal::NoSession)) => "said=no_session",
        Ok(_) => return page.to_owned(),
        Err(_) => "failed",
    };
    format!("{PAGE}?{said}")
}

#[server(prefix = "/api", endpoint = "reset/identify")]
pub(super) async fn identify(
    #[server(default)] turn: String,
    #[server(default)] user_name: String,
    #[server(default)] captcha: String,
) -> Result<ResetView, Unavailable> {
    act(&turn, ResetAct::Identify { user_name, captcha }).await
}

/// Keeps the name that was typed: in the living page by the answer, else by the address.
#[server(prefix = "/api", endpoint = "reset/new_puzzle")]
pub(super) async fn new_puzzle(
    #[server(default)] turn: String,
    #[server(default)] user_name: String,
) -> Result<ResetView, Unavailable> {
    let page = with_user_name(PAGE, &user_name);
    let mut view = act_and_go(&turn, ResetAct::NewPuzzle, &page).await?;
    if let StepView::Identify {
        user_name: kept, ..
    } = &mut view.step
        && !user_name.is_empty()
    {
        *kept = user_name;
    }
    Ok(view)
}

#[server(prefix = "/api", endpoint = "reset/choose")]
pub(super) async fn choose(
    #[server(default)] turn: String,
    #[server(default)] method: String,
) -> Result<ResetView, Unavailable> {
    act(&turn, ResetAct::Choose { method }).await
}

#[server(prefix = "/api", endpoint = "reset/confirm_number")]
pub(super) async fn confirm_number(
    #[server(default)] turn: String,
    #[server(default)] number: String,
) -> Result<ResetView, Unavailable> {
    act(&turn, ResetAct::ConfirmNumber { number }).await
}

#[server(prefix = "/api", endpoint = "reset/enter_code")]
pub(super) async fn enter_code(
    #[server(default)] turn: String,
    #[server(default)] code: String,
) -> Result<ResetView, Unavailable> {
    act(
        &turn,
        ResetAct::EnterCode {
            code: Secret::new(code),
        },
    )
    .await
}

/// As many answers as can be asked for; a form sends those it has.
#[server(prefix = "/api", endpoint = "reset/answer")]
pub(super) async fn answer(
    #[server(default)] turn: String,
    #[server(default)] answer1: String,
    #[server(default)] answer2: String,
    #[server(default)] answer3: String,
    #[server(default)] answer4: String,
    #[server(default)] answer5: String,
) -> Result<ResetView, Unavailable> {
    let answers = [answer1, answer2, answer3, answer4, answer5];
    let answers = answers.into_iter().map(Secret::new).collect();
    act(&turn, ResetAct::Answer { answers }).await
}

#[server(prefix = "/api", endpoint = "reset/use_passkey")]
pub(super) async fn use_passkey(
    #[server(default)] turn: String,
    #[server(default)] answer: String,
) -> Result<ResetView, Unavailable> {
    act(&turn, ResetAct::UsePasskey { answer }).await
}

#[server(prefix = "/api", endpoint = "reset/resend")]
pub(super) async fn resend(#[server(default)] turn: String) -> Result<ResetView, Unavailable> {
    act(&turn, ResetAct::Resend).await
}

#[server(prefix = "/api", endpoint = "reset/other_method")]
pub(super) async fn other_method(
    #[server(default)] turn: String,
) -> Result<ResetView, Unavailable> {
    act(&turn, ResetAct::OtherMethod).await
}

#[server(prefix = "/api", endpoint = "reset/set_password")]
pub(super) async fn set_password(
    #[server(default)] turn: String,
    #[server(default)] password: String,
    #[server(default)] repeat: String,
) -> Result<ResetView, Unavailable> {
    let (password, repeat) = (Secret::new(password), Secret::new(repeat));
    act(&turn, ResetAct::SetPassword { password, repeat }).await
}

#[server(prefix = "/api", endpoint = "reset/cancel")]
pub(super) async fn cancel(#[server(default)] turn: String) -> Result<ResetView, Unavailable> {
    // A computer's sign-in screen has no use for the portal's own.
    let page = if ports()?.visitor.at_logon {
        PAGE
    } else {
        "/signin"
    };
    act_and_go(&turn, ResetAct::Cancel, page).await
}

/// Gives a reset up and begins another one.
#[server(prefix = "/api", endpoint = "reset/start_over")]
pub(super) async fn start_over(#[server(default)] turn: String) -> Result<ResetView, Unavailable> {
    act(&turn, ResetAct::Cancel).await
}

//! The server functions of the setup page: take the fields, call the port, lead back to the page.

#![expect(
    clippy::too_many_arguments,
    reason = "a form with questions has one for each field"
)]

use domain::method::Method;
use domain::secret::Secret;
use leptos::prelude::*;

use super::elsewhere;
use crate::failure::Unavailable;
use crate::form::{lead_to, ports};
use crate::ports::{Access, AnswerForm, SetupAct, Submitted};

/// A turn that never was: nothing happens.
const NO_TURN: u32 = u32::MAX;

async fn act(turn: &str, act: SetupAct) -> Result<(), Unavailable> {
    let turn = turn.parse().unwrap_or(NO_TURN);
    let answer = ports()?.registration.submit(turn, act).await;
    lead_on(answer, "/setup")
}

/// To the page that follows when it is done, or back.
fn lead_on(
    answer: Result<Access<Submitted>, Unavailable>,
    next: &'static str,
) -> Result<(), Unavailable> {
    lead_to(match answer {
        Ok(Ok(Submitted::Done)) => next,
        Ok(Ok(Submitted::Moved)) => "/setup?said=moved",
        Ok(Err(denied)) => elsewhere(denied),
        Err(_) => "/setup?failed",
    });
    answer.map(drop)
}

#[server(prefix = "/api", endpoint = "setup/begin")]
pub(super) async fn begin(
    #[server(default)] turn: String,
    #[server(default)] method: String,
) -> Result<(), Unavailable> {
    act(&turn, SetupAct::Begin { method }).await
}

#[server(prefix = "/api", endpoint = "setup/remove")]
pub(super) async fn remove(
    #[server(default)] turn: String,
    #[server(default)] method: String,
) -> Result<(), Unavailable> {
    act(&turn, SetupAct::Remove { method }).await
}

#[server(prefix = "/api", endpoint = "setup/confirm_removal")]
pub(super) async fn confirm_removal(#[server(default)] turn: String) -> Result<(), Unavailable> {
    act(&turn, SetupAct::ConfirmRemoval).await
}

#[server(prefix = "/api", endpoint = "setup/test")]
pub(super) async fn test(
    #[server(default)] turn: String,
    #[server(default)] method: String,
) -> Result<(), Unavailable> {
    act(&turn, SetupAct::Test { method }).await
}

#[server(prefix = "/api", endpoint = "setup/test_answers")]
pub(super) async fn test_answers(
    #[server(default)] turn: String,
    #[server(default)] answer1: String,
    #[server(default)] answer2: String,
    #[server(default)] answer3: String,
    #[server(default)] answer4: String,
    #[server(default)] answer5: String,
) -> Result<(), Unavailable> {
    let answers = [answer1, answer2, answer3, answer4, answer5];
    let answers = answers.into_iter().map(Secret::new).collect();
    act(&turn, SetupAct::TestAnswers { answers }).await
}

#[server(prefix = "/api", endpoint = "setup/test_passkey")]
pub(super) async fn test_passkey(
    #[server(default)] turn: String,
    #[server(default)] answer: String,
) -> Result<(), Unavailable> {
    act(&turn, SetupAct::TestPasskey { answer }).await
}

#[server(prefix = "/api", endpoint = "setup/prove")]
pub(super) async fn prove(
    #[server(default)] turn: String,
    #[server(default)] password: String,
) -> Result<(), Unavailable> {
    let password = Secret::new(password);
    act(&turn, SetupAct::Prove { password }).await
}

#[server(prefix = "/api", endpoint = "setup/address")]
pub(super) async fn address(
    #[server(default)] turn: String,
    #[server(default)] address: String,
) -> Result<(), Unavailable> {
    act(&turn, SetupAct::Address { address }).await
}

#[server(prefix = "/api", endpoint = "setup/number")]
pub(super) async fn number(
    #[server(default)] turn: String,
    #[server(default)] number: String,
) -> Result<(), Unavailable> {
    let by = Method::Sms;
    act(&turn, SetupAct::Number { number, by }).await
}

#[server(prefix = "/api", endpoint = "setup/call_number")]
pub(super) async fn call_number(
    #[server(default)] turn: String,
    #[server(default)] number: String,
) -> Result<(), Unavailable> {
    let by = Method::MobileCall;
    act(&turn, SetupAct::Number { number, by }).await
}

#[server(prefix = "/api", endpoint = "setup/call_office")]
pub(super) async fn call_office(
    #[server(default)] turn: String,
    #[server(default)] number: String,
) -> Result<(), Unavailable> {
    let by = Method::OfficeCall;
    act(&turn, SetupAct::Number { number, by }).await
}

#[server(prefix = "/api", endpoint = "setup/code")]
pub(super) async fn code(
    #[server(default)] turn: String,
    #[server(default)] code: String,
) -> Result<(), Unavailable> {
    let code = Secret::new(code);
    act(&turn, SetupAct::Code { code }).await
}

#[server(prefix = "/api", endpoint = "setup/resend")]
pub(super) async fn resend(#[server(default)] turn: String) -> Result<(), Unavailable> {
    act(&turn, SetupAct::Resend).await
}

/// As many rows as can be asked for; a form sends those it has.
#[server(prefix = "/api", endpoint = "setup/answer")]
pub(super) async fn answer(
    #[server(default)] turn: String,
    #[server(default)] question1: String,
    #[server(default)] answer1: String,
    #[server(default)] question2: String,
    #[server(default)] answer2: String,
    #[server(default)] question3: String,
    #[server(default)] answer3: String,
    #[server(default)] question4: String,
    #[server(default)] answer4: String,
    #[server(default)] question5: String,
    #[server(default)] answer5: String,
) -> Result<(), Unavailable> {
    let rows = [
        (question1, answer1),
        (question2, answer2),
        (question3, answer3),
        (question4, answer4),
        (question5, answer5),
    ];
    let row = |(question, answer): (String, String)| AnswerForm {
        question,
        answer: Secret::new(answer),
    };
    let rows = rows.into_iter().map(row).collect();
    act(&turn, SetupAct::Answer { rows }).await
}

#[server(prefix = "/api", endpoint = "setup/passkey")]
pub(super) async fn passkey(
    #[server(default)] turn: String,
    #[server(default)] name: String,
    #[server(default)] answer: String,
    #[server(default)] trouble: String,
) -> Result<(), Unavailable> {
    let act_of_form = SetupAct::Passkey {
        name,
        answer,
        trouble,
    };
    act(&turn, act_of_form).await
}

#[server(prefix = "/api", endpoint = "setup/remove_passkey")]
pub(super) async fn remove_passkey(
    #[server(default)] turn: String,
    #[server(default)] id: String,
) -> Result<(), Unavailable> {
    act(&turn, SetupAct::RemovePasskey { id }).await
}

#[server(prefix = "/api", endpoint = "setup/rename")]
pub(super) async fn rename(#[server(default)] turn: String) -> Result<(), Unavailable> {
    act(&turn, SetupAct::Rename).await
}

#[server(prefix = "/api", endpoint = "setup/name_passkey")]
pub(super) async fn name_passkey(
    #[server(default)] turn: String,
    #[server(default)] id: String,
    #[server(default)] name: String,
) -> Result<(), Unavailable> {
    act(&turn, SetupAct::NamePasskey { id, name }).await
}

#[server(prefix = "/api", endpoint = "setup/back")]
pub(super) async fn back(#[server(default)] turn: String) -> Result<(), Unavailable> {
    act(&turn, SetupAct::Back).await
}

#[server(prefix = "/api", endpoint = "setup/leave")]
pub(super) async fn leave(#[server(default)] turn: String) -> Result<(), Unavailable> {
    act(&turn, SetupAct::Leave).await
}

#[server(prefix = "/api", endpoint = "setup/put_off")]
pub(super) async fn put_off(#[server(default)] so_far: String) -> Result<(), Unavailable> {
    let so_far = so_far.parse().unwrap_or(NO_TURN);
    lead_on(ports()?.registration.put_off(so_far).await, "/account")
}

#[server(prefix = "/api", endpoint = "setup/confirm")]
pub(super) async fn confirm(#[server(default)] turn: String) -> Result<(), Unavailable> {
    let turn = turn.parse().unwrap_or(NO_TURN);
    lead_on(ports()?.registration.confirm(turn).await, "/account")
}

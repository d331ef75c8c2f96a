//! Everything that could be guessed: many at once count as one after the other, and no number of browsers
//! and addresses gets more than the limit. A new method is a row here.

mod door;
mod kim;
mod opening;
mod way;

use domain::challenge::Proof;
use domain::method::Method::{
    Email, HelpdeskPass, MobileCall, OfficeCall, Passkey, Questions, Sms, Totp,
};
use door::{a_hundred, for_turns};
use opening::open;
use way::Way::{self, Captcha, FreshProof, Invitation, Reset, SecondStep, Setup, SignIn, Trial};

use crate::on_both_engines;
use crate::support::TestApp;

const OPEN: &str = "completed_at is null";
const WRONG: &str = "outcome = 'refused' and detail like '%wrong%'";

async fn recorded(app: &TestApp, what: &str) -> i64 {
    let count = format!("select count(*) from audit where {what}");
    app.rows.number(&count).await
}

/// Passkeys need a portal with a name.
async fn of_a_portal<F: Future<Output = ()>>(
    app: TestApp,
    way: Way,
    test: impl FnOnce(TestApp, Way) -> F,
) {
    if way.is_by_passkey() {
        test(app.named().await, way).await;
    } else {
        test(app, way).await;
    }
}

async fn what_is_right_counts_once(app: TestApp, way: Way) {
    let doors = open(way, &app, way.right_in()).await;
    let before = recorded(&app, way.passed()).await;
    let mut copies = a_hundred(&doors, Proof::Right).await;
    for_turns(&mut copies, Proof::Right, 1..=2).await;
    assert_eq!(recorded(&app, way.passed()).await - before, 1);
    assert_eq!(recorded(&app, OPEN).await, 0);
    app.delivered().await;
}

async fn what_is_wrong_counts_up_to_the_limit(app: TestApp, way: Way) {
    let (limit, browsers) = way.limit();
    let mut doors = open(way, &app, browsers).await;
    let before = recorded(&app, way.passed()).await;
    // The last browser guesses nothing, where there are several.
    let guessing = doors.len().saturating_sub(1).max(1);
    let mut copies = a_hundred(&doors[..guessing], Proof::Wrong).await;
    for_turns(&mut copies[..3 * guessing], Proof::Wrong, 1..=4).await;
    assert_eq!(recorded(&app, WRONG).await, limit);
    for_turns(&mut doors, Proof::Right, 0..=5).await;
    let passed = recorded(&app, way.passed()).await - before;
    assert_eq!(passed, 0, "what is right comes too late");
    app.delivered().await;
}

/// Both tests of each way.
macro_rules! ways {
    ($($name:ident: $way:expr,)+) => {
        mod of_a_hundred_right_ones_at_once_one_counts {
            use super::*;

            on_both_engines! {
                $(async fn $name(app) {
                    of_a_portal(app, $way, what_is_right_counts_once).await;
                })+
            }
        }

        mod of_hundreds_of_wrong_ones_everywhere_a_few_count_and_then_none_is_right {
            use super::*;

            on_both_engines! {
                $(async fn $name(app) {
                    of_a_portal(app, $way, what_is_wrong_counts_up_to_the_limit).await;
                })+
            }
        }
    };
}

ways! {
    reset_by_mail: Reset(Email),
    reset_by_text: Reset(Sms),
    reset_by_a_call: Reset(MobileCall),
    reset_by_a_call_to_the_desk: Reset(OfficeCall),
    reset_by_an_app: Reset(Totp),
    reset_by_a_passkey: Reset(Passkey),
    reset_by_answers: Reset(Questions),
    reset_by_a_pass: Reset(HelpdeskPass),
    setup_of_a_mailbox: Setup(Email),
    setup_of_a_number_by_text: Setup(Sms),
    setup_of_a_number_by_a_call: Setup(MobileCall),
    setup_of_an_app: Setup(Totp),
    trial_of_mail: Trial(Email),
    trial_of_texts: Trial(Sms),
    trial_of_calls_to_the_desk: Trial(OfficeCall),
    trial_of_an_app: Trial(Totp),
    trial_of_a_passkey: Trial(Passkey),
    trial_of_answers: Trial(Questions),
    fresh_proof_by_text: FreshProof(Sms),
    fresh_proof_by_an_app: FreshProof(Totp),
    fresh_proof_by_a_passkey: FreshProof(Passkey),
    second_step_by_an_app: SecondStep(Totp),
    second_step_by_a_pass: SecondStep(HelpdeskPass),
    picture: Captcha,
}

// Nobody can guess these: there is no limit to meet.
on_both_engines! {
    async fn one_of_a_hundred_uses_the_link_of_an_invitation(app) {
        of_a_portal(app, Invitation, what_is_right_counts_once).await;
    }

    async fn one_of_a_hundred_signs_in_by_the_same_signature(app) {
        of_a_portal(app, SignIn, what_is_right_counts_once).await;
    }
}

//! Every method that is proven by a code: many at once count as one after the other.

use domain::identity::UserName;
use domain::method::{Kind, Method};
use futures::future::join_all;
use server::method::helpdesk_pass;

use crate::on_both_engines;
use crate::support::{Seed, TestApp, Wizard};

const NUMBER: &str = "+31612345678";
const PASSED: &str = "select count(*) from audit where detail like '%\"gate\"%'";
const OPEN: &str = "select count(*) from audit where completed_at is null";
const COMPARED: &str =
    "select count(*) from audit where act = 'reset.enter_code' and detail like '%\"method\"%'";

/// Kim, who can do everything, in so many browsers at the step where this code is typed; and the code
/// that is right in the last one.
async fn at_the_code(app: &TestApp, method: Method, browsers: usize) -> (Vec<Wizard<'_>>, String) {
    app.allow_everything().await;
    let kim = app.add(Seed::full("kim")).await;
    app.give_authenticator(&kim).await;
    let pass = helpdesk_pass::make(&app.services, &UserName::parse("kim").expect("a name")).await;
    let mut wizards = Vec::new();
    for _ in 0..browsers {
        app.delivered().await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.choose(method).await;
        if method == Method::Sms {
            wizard.number(NUMBER).await;
        }
        wizards.push(wizard);
    }
    let code = match method {
        Method::Totp => app.app_code(),
        Method::HelpdeskPass => pass.expect("a pass").expose().to_owned(),
        _ => app.delivered_code().await,
    };
    (wizards, code)
}

/// The code a hundred times, from copies of these browsers. With `turns`, each guesses the turns to
/// come as well, so that none is refused for being old.
async fn a_hundred_times(wizards: &[Wizard<'_>], code: &str, turns: u32) {
    let copies = 100 / wizards.len();
    for later in 0..=turns {
        let sent = wizards.iter().flat_map(|wizard| {
            let turn = (wizard.turn + later).to_string();
            (0..copies).map(move |_| {
                let (mut browser, turn) = (wizard.browser.clone(), turn.clone());
                async move {
                    let fields = [("turn", turn.as_str()), ("code", code)];
                    browser.call("/api/reset/enter_code", &fields).await
                }
            })
        });
        for page in join_all(sent).await {
            assert_eq!(page.status, 200, "{}", page.text());
        }
    }
}

async fn right_codes_pass_one_gate(app: &TestApp, method: Method) {
    // What is sent is right in one browser; what is held is right in all of them, once.
    let browsers = match method.kind() {
        Kind::SentCode => 1,
        _ => 4,
    };
    let (wizards, code) = at_the_code(app, method, browsers).await;
    a_hundred_times(&wizards, &code, 0).await;
    assert_eq!(app.rows.number(PASSED).await, 1, "{method:?}");
    assert_eq!(app.rows.number(OPEN).await, 0, "{method:?}");
}

async fn wrong_codes_count_up_to_the_limit(app: &TestApp, method: Method) {
    let (wizards, code) = at_the_code(app, method, 4).await;
    let wrong = if code.starts_with('0') { "1" } else { "0" }.repeat(code.len());
    a_hundred_times(&wizards, &wrong, 6).await;
    assert_eq!(app.rows.number(COMPARED).await, 5, "{method:?}");
    a_hundred_times(&wizards, &code, 6).await;
    assert_eq!(app.rows.number(PASSED).await, 0, "{method:?}");
}

on_both_engines! {
    async fn a_hundred_right_codes_by_mail_pass_one_gate(app) {
        right_codes_pass_one_gate(&app, Method::Email).await;
    }

    async fn a_hundred_right_codes_by_text_pass_one_gate(app) {
        right_codes_pass_one_gate(&app, Method::Sms).await;
    }

    async fn a_hundred_right_codes_of_an_app_pass_one_gate(app) {
        right_codes_pass_one_gate(&app, Method::Totp).await;
    }

    async fn a_hundred_times_the_same_pass_passes_one_gate(app) {
        right_codes_pass_one_gate(&app, Method::HelpdeskPass).await;
    }

    async fn hundreds_of_wrong_codes_by_mail_are_five(app) {
        wrong_codes_count_up_to_the_limit(&app, Method::Email).await;
    }

    async fn hundreds_of_wrong_codes_by_text_are_five(app) {
        wrong_codes_count_up_to_the_limit(&app, Method::Sms).await;
    }

    async fn hundreds_of_wrong_codes_of_an_app_are_five(app) {
        wrong_codes_count_up_to_the_limit(&app, Method::Totp).await;
    }

    async fn hundreds_of_wrong_passes_are_five(app) {
        wrong_codes_count_up_to_the_limit(&app, Method::HelpdeskPass).await;
    }
}

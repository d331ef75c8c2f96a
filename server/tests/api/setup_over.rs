//! Work on the setup page that was left lying, or whose session was ended meanwhile.

use domain::method::Method;
use domain::refusal::Refusal;
use server::passwords::HashCost;

use crate::on_both_engines;
use crate::setup_abuse::at_the_code;
use crate::setup_questions::{ROWS, answer_fields, at_the_questions};
use crate::support::{PASSWORD, Setup};

on_both_engines! {
    async fn work_that_was_left_lying_is_over(app) {
        let (mut setup, _) = at_the_code(&app).await;
        app.clock.advance(900);
        setup.open("/setup").await;
        assert!(setup.refuses(Refusal::SetupExpired) && setup.says("Finish"));
        setup.code("000000").await;
        assert!(setup.refuses(Refusal::SetupExpired));
        setup.begin(Method::Email).await;
        setup.act("prove", &[("password", PASSWORD)]).await;
        assert!(setup.says("Your private e-mail address"), "{}", setup.page);
        app.clock.advance(901);
        setup.open("/setup").await;
        setup.begin(Method::Sms).await;
        assert!(setup.says("Type your password once more"), "what is seen can be pressed: {}", setup.page);
        app.clock.advance(9 * 3600);
        app.worker.tidy_up().await.expect("tidied up");
        assert_eq!(app.rows.count("enrolment").await, 0);
    }

    async fn a_form_that_waits_in_line_while_its_session_is_ended_keeps_nothing(app) {
        at_the_questions(&app).await;
        let slow = app.beside(|config| {
            config.hashing = HashCost { memory_kib: 19_456, iterations: 60, at_once: 1, ..HashCost::default() };
        }).await;
        let mut setup = Setup::of(&slow, "kim").await;
        setup.begin(Method::Questions).await;
        let turn = setup.turn.clone();
        let fields = answer_fields(ROWS);
        let ended = async {
            while app.rows.number("select count(*) from audit where act = 'setup.answer'").await == 0 {
                tokio::task::yield_now().await;
            }
            let mut other = app.signed_in("kim").await;
            assert_eq!(other.submit("/api/account/sign_out_everywhere", &[]).await.location(), "/signin");
        };
        let (page, ()) = tokio::join!(setup.send(&turn, "answer", &fields), ended);
        assert_eq!(page.location(), "/setup?said=moved");
        assert_eq!(app.rows.count("question_answer").await, 0);
        assert_eq!(setup.browser.get("/setup").await.location(), "/signin?next=setup");
    }
}

//! Answers that were refused are shown again to whoever typed them, and to nobody else.

use domain::method::Method;

use crate::on_both_engines;
use crate::setup_questions::{ROWS, answer, at_the_questions};
use crate::support::{Seed, Setup, TABLES, TestApp};

const SEALED: &str = "select count(*) from enrolment where document like '%refused_answers%'";
const TWICE: [(&str, &str); 3] = [ROWS[0], ROWS[1], (ROWS[0].0, "Canary \"><b>Paris")];

async fn nothing_is_readable(app: &TestApp) {
    for table in TABLES {
        let rows = app.rows.dump(table).await.join("\n").to_lowercase();
        assert!(!rows.contains("canary"), "{table}: {rows}");
    }
}

fn shows_answers(setup: &Setup<'_>) -> bool {
    setup.page.contains("Canary")
}

on_both_engines! {
    async fn what_was_typed_is_stored_for_its_step_and_is_not_readable_there(app) {
        let mut setup = at_the_questions(&app).await;
        answer(&mut setup, TWICE).await;
        assert!(setup.says("value=\"Canary &quot;&gt;&lt;b&gt;Paris\""), "{}", setup.page);
        assert_eq!(app.rows.number(SEALED).await, 1);
        nothing_is_readable(&app).await;
        setup.open("/setup").await;
        assert!(shows_answers(&setup), "also when the page is loaded again");
        answer(&mut setup, ROWS).await;
        assert!(setup.says("Added: Questions and answers"), "{}", setup.page);
        assert_eq!(app.rows.number(SEALED).await, 0, "and gone once they are registered");
        nothing_is_readable(&app).await;
        app.delivered().await;
    }

    async fn whoever_begins_again_sees_no_answer(app) {
        let mut setup = at_the_questions(&app).await;
        answer(&mut setup, TWICE).await;
        setup.act("leave", &[]).await;
        assert_eq!(app.rows.number(SEALED).await, 0);
        setup.begin(Method::Questions).await;
        assert!(setup.says("name=\"answer1\"") && !shows_answers(&setup), "{}", setup.page);
    }

    async fn another_browser_and_another_person_see_no_answer(app) {
        let mut setup = at_the_questions(&app).await;
        answer(&mut setup, TWICE).await;
        let mut other = Setup::of(&app, "kim").await;
        other.begin(Method::Questions).await;
        assert!(!shows_answers(&other), "{}", other.page);
        app.add(Seed::own("lee", "+31687654321")).await;
        let mut lees = Setup::of(&app, "lee").await;
        lees.begin(Method::Questions).await;
        assert!(!shows_answers(&lees), "{}", lees.page);
        let mut out = setup.browser.clone();
        out.submit("/api/signin/out", &[]).await;
        assert_eq!(setup.browser.get("/setup").await.location(), "/signin?next=setup");
    }

    async fn what_was_sealed_for_one_enrolment_does_not_open_in_another(app) {
        let mut setup = at_the_questions(&app).await;
        answer(&mut setup, TWICE).await;
        let mut other = Setup::of(&app, "kim").await;
        other.begin(Method::Questions).await;
        let document = app.rows.texts(&format!("{DOCUMENT} like '%refused_answers%'")).await.concat();
        let ids = app.rows.texts("select id from enrolment order by document like '%refused_answers%' desc").await;
        assert_eq!(ids.len(), 2);
        let planted = document.replace(&ids[0], &ids[1]);
        let plant = format!("update enrolment set document = '{planted}', turn = turn where id = '{}'", ids[1]);
        app.rows.change(&plant).await;
        let page = other.browser.get("/setup").await;
        assert!(!page.text().contains("Canary"), "{}", page.text());
    }

    async fn a_form_that_was_left_lying_shows_and_keeps_no_answer(app) {
        let mut setup = at_the_questions(&app).await;
        answer(&mut setup, TWICE).await;
        app.clock.advance(899);
        app.worker.tidy_up().await.expect("tidied up");
        setup.open("/setup").await;
        assert!(shows_answers(&setup), "there is time");
        app.clock.advance(1);
        setup.open("/setup").await;
        assert!(!shows_answers(&setup), "{}", setup.page);
        app.worker.tidy_up().await.expect("tidied up");
        assert_eq!(app.rows.number(SEALED).await, 0);
        setup.open("/setup").await;
        assert!(setup.refuses(domain::refusal::Refusal::SetupExpired), "{}", setup.page);
    }

    async fn no_more_is_kept_than_the_form_takes(app) {
        let mut setup = at_the_questions(&app).await;
        let long = "x".repeat(10_000);
        answer(&mut setup, [(ROWS[0].0, &long), ROWS[1], ROWS[2]]).await;
        assert!(setup.says(&format!("value=\"{}\"", "x".repeat(200))));
        let longest = "select max(length(document)) from enrolment";
        assert!(app.rows.number(longest).await < 4_000);
    }
}

const DOCUMENT: &str = "select document from enrolment where document";

//! The mode for sign-in and lock screens: every method, help and every refusal stays inside it.

use axum::http::{HeaderValue, Method as Verb, StatusCode};
use domain::identity::{PersonId, UserName};
use domain::method::Method;
use server::method::helpdesk_pass;

use crate::on_both_engines;
use crate::support::{Screen, Seed, TestApp, addresses, assert_inside, inspect};

const FORM: &str = "application/x-www-form-urlencoded";
const DESK: &str = "+31205550100";

/// Kim, who has every way to prove that the screen offers; one is enough.
async fn kim_with_everything(app: &TestApp) {
    app.with_kim_who_can_be_called().await;
    app.change_policy(|policy| policy.gates = 1).await;
    let desk = format!(
        "insert into contact (person_id, kind, value) select id, 'office_phone', '{DESK}' from person"
    );
    app.rows.change(&desk).await;
    let id = PersonId::new(app.rows.texts("select id from person").await.concat());
    app.give_authenticator(&id).await;
    app.give_answers(&id).await;
    let name = UserName::parse("kim").expect("a name");
    helpdesk_pass::make(&app.services, &name)
        .await
        .expect("a pass");
}

/// Kim at the list of ways.
async fn choosing(app: &TestApp) -> Screen<'_> {
    kim_with_everything(app).await;
    let mut screen = Screen::open(app).await;
    screen.identify("kim").await;
    screen.crawl().await;
    screen
}

async fn choose(screen: &mut Screen<'_>, method: Method) {
    screen.act("choose", &[("method", method.name())]).await;
    screen.crawl().await;
}

on_both_engines! {
    async fn every_code_that_is_held_stays_inside(app) {
        let mut screen = choosing(&app).await;
        for method in [Method::Totp, Method::HelpdeskPass] {
            choose(&mut screen, method).await;
            screen.act("enter_code", &[("code", "00000000")]).await;
            screen.crawl().await;
            assert!(screen.says("aria-invalid"), "{method:?}");
            screen.act("other_method", &[]).await;
        }
        choose(&mut screen, Method::Totp).await;
        screen.act("enter_code", &[("code", &app.app_code())]).await;
        screen.crawl().await;
        assert!(screen.says("/api/reset/set_password"));
    }

    async fn questions_stay_inside(app) {
        let mut screen = choosing(&app).await;
        choose(&mut screen, Method::Questions).await;
        assert!(screen.says("name=\"answer1\""));
        screen.act("answer", &[("answer1", "")]).await;
        screen.crawl().await;
        screen.act("answer", &[("answer1", "wrong"), ("answer2", "wrong"), ("answer3", "wrong")]).await;
        screen.crawl().await;
        assert!(screen.says("aria-invalid"));
    }

    async fn calls_stay_inside_whatever_becomes_of_them(app) {
        let mut screen = choosing(&app).await;
        choose(&mut screen, Method::MobileCall).await;
        screen.act("confirm_number", &[("number", "12")]).await;
        screen.crawl().await;
        screen.act("confirm_number", &[("number", "+31612345678")]).await;
        assert!(screen.says("id=\"ringing\""));
        let call = app.placed().await;
        for seconds in [100, 51] {
            screen.look().await;
            app.clock.advance(seconds);
        }
        screen.look().await;
        assert!(screen.says("/api/reset/resend") && !screen.says("id=\"ringing\""), "the call is over");
        screen.act("other_method", &[]).await;
        assert_ne!(call.to, DESK);
        choose(&mut screen, Method::OfficeCall).await;
        screen.act("confirm_number", &[("number", DESK)]).await;
        let call = app.placed().await;
        app.press(&call.id, '#').await;
        screen.look().await;
        assert!(screen.says("/api/reset/set_password"), "{}", screen.page.text());
    }

    async fn a_call_that_is_reported_stays_inside(app) {
        let mut screen = choosing(&app).await;
        choose(&mut screen, Method::MobileCall).await;
        screen.act("confirm_number", &[("number", "+31612345678")]).await;
        let call = app.placed().await;
        app.press(&call.id, '9').await;
        screen.look().await;
        app.delivered().await;
        screen.act("start_over", &[]).await;
        assert!(screen.says("name=\"captcha\""));
    }

    async fn help_stays_inside_whatever_policy_names(app) {
        let mut screen = Screen::open(&app).await;
        screen.go("/contact").await;
        screen.crawl().await;
        app.change_policy(|policy| policy.help.email = "help@wingtip.example".to_owned()).await;
        screen.go("/contact").await;
        screen.submit("/api/contact/ask", &[("user_name", "")]).await;
        screen.crawl().await;
        screen.submit("/api/contact/ask", &[("user_name", "kim")]).await;
        assert!(!screen.says("/api/contact/ask"), "the letter is sent");
        screen.crawl().await;
        assert_eq!(app.delivered().await.len(), 1);
        app.change_policy(|policy| policy.help.link = "https://help.wingtip.example/".to_owned()).await;
        let page = Screen::open(&app).await.browser.get("/contact").await;
        let text = page.text();
        assert!(text.contains("<b>https://help.wingtip.example/</b>"), "told: {text}");
        for address in addresses(&text) {
            assert_inside(&address);
        }
    }

    async fn every_refusal_is_a_page_that_leads_back_in_the_language_of_the_screen(app) {
        app.add(Seed::full("kim")).await;
        for (language, words) in [("en", "Reset your password"), ("nl", "Stel je wachtwoord opnieuw in")] {
            let mut screen = Screen::open(&app).await;
            screen.go(&format!("/reset?lang={language}")).await;
            let mut foreign = screen.browser.clone();
            foreign.origin = "https://evil.example".to_owned();
            let long = format!("user_name={}", "a".repeat(20_000));
            let refused = [
                (403, foreign.submit("/api/reset/cancel", &[]).await),
                (413, screen.browser.raw(Verb::POST, "/api/reset/identify", FORM, long).await),
                (404, screen.browser.get("/nothing-here").await),
                (405, screen.browser.submit("/contact", &[]).await),
            ];
            for (status, page) in refused {
                assert_eq!(page.status, StatusCode::from_u16(status).expect("a status"));
                inspect(&page);
                let text = page.text();
                assert!(text.contains(&format!("lang=\"{language}\"")) && text.contains(words), "{text}");
                assert!(text.contains("href=\"/reset\""), "{text}");
                assert_eq!(page.headers["referrer-policy"], "same-origin");
            }
        }
    }

    async fn a_portal_without_its_database_says_so_and_leads_back(app) {
        let mut screen = Screen::open(&app).await;
        app.rows.change("alter table challenge rename to elsewhere").await;
        screen.page = screen.browser.get("/reset").await;
        assert_eq!(screen.page.status, 503);
        inspect(&screen.page);
        app.rows.change("alter table session rename to nowhere").await;
        let page = screen.browser.get("/reset").await;
        assert_eq!(page.status, 503);
        inspect(&page);
        assert!(page.text().contains("href=\"/reset\""));
    }

    async fn who_reads_json_is_refused_in_a_few_words(app) {
        let mut program = app.browser();
        program.origin = "https://evil.example".to_owned();
        program.headers.insert("cookie", HeaderValue::from_static("from=logon"));
        let page = program.call("/api/reset/cancel", &[]).await;
        assert_eq!(page.status, 403);
        assert!(!page.text().contains('<'));
    }
}

//! The mode for sign-in and lock screens: nothing leads out, nothing stays behind.

use domain::method::Method;

use crate::on_both_engines;
use crate::support::{LIVES, Screen, Seed, TestApp};

const NEW: &str = "brand-New-Wagon-93";
const SET_PASSWORD: &str = "/api/reset/set_password";

/// Kim at the screen, whose telephone is about to ring; one gate is enough.
async fn ringing(app: &TestApp) -> Screen<'_> {
    app.with_kim_who_can_be_called().await;
    app.change_policy(|policy| policy.gates = 1).await;
    let mut screen = Screen::open(app).await;
    screen.identify("kim").await;
    screen
        .act("choose", &[("method", Method::MobileCall.name())])
        .await;
    screen
        .act("confirm_number", &[("number", "+31612345678")])
        .await;
    screen
}

on_both_engines! {
    async fn a_joiner_gets_a_first_password_and_no_page_leads_out(app) {
        app.add(Seed { password: None, ..Seed::full("jo") }).await;
        let mut screen = Screen::open(&app).await;
        screen.crawl().await;
        screen.act("identify", &[("user_name", ""), ("captcha", "")]).await;
        screen.act("new_puzzle", &[("user_name", "jo")]).await;
        screen.identify("jo").await;
        screen.crawl().await;
        screen.act("choose", &[("method", Method::Email.name())]).await;
        screen.crawl().await;
        let code = screen.delivered_code().await;
        screen.act("enter_code", &[("code", "1")]).await;
        screen.act("resend", &[]).await;
        screen.act("enter_code", &[("code", &code)]).await;
        screen.act("choose", &[("method", Method::Sms.name())]).await;
        screen.act("confirm_number", &[("number", "12")]).await;
        screen.crawl().await;
        screen.act("confirm_number", &[("number", "+31612345678")]).await;
        let code = screen.delivered_code().await;
        screen.act("enter_code", &[("code", &code)]).await;
        screen.act("set_password", &[("password", "short"), ("repeat", "short")]).await;
        screen.crawl().await;
        screen.act("set_password", &[("password", NEW), ("repeat", NEW)]).await;
        assert!(screen.says("Sign in there as jo"), "{}", screen.page.text());
        app.delivered().await;
        assert_eq!(app.rows.count("session").await, 0, "wiped at the end");
        screen.go("/reset").await;
        assert!(screen.says("name=\"captcha\""), "whoever comes next finds the first step");
    }

    async fn a_reset_that_stops_and_one_that_is_cancelled_stay_inside(app) {
        app.add(Seed::full("kim")).await;
        let mut screen = Screen::open(&app).await;
        screen.identify("kim").await;
        screen.act("cancel", &[]).await;
        assert!(screen.says("name=\"captcha\""));
        screen.identify("kim").await;
        screen.act("choose", &[("method", Method::Email.name())]).await;
        for _ in 0..5 {
            screen.act("enter_code", &[("code", "000000")]).await;
        }
        app.delivered().await;
        screen.crawl().await;
        screen.act("start_over", &[]).await;
        assert!(screen.says("name=\"captcha\""));
        screen.go("/nothing-here").await;
        screen.crawl().await;
    }

    async fn two_idle_minutes_end_the_session_and_each_step_begins_them_anew(app) {
        app.add(Seed::full("kim")).await;
        let mut screen = Screen::open(&app).await;
        screen.identify("kim").await;
        app.clock.advance(119);
        screen.act("choose", &[("method", Method::Sms.name())]).await;
        for _ in 0..3 {
            app.clock.advance(119);
            screen.act("confirm_number", &[("number", "12")]).await;
            assert!(screen.says("value=\"12\""), "still at the number");
        }
        app.clock.advance(120);
        screen.go("/reset").await;
        assert!(screen.says("name=\"captcha\""), "forgotten");
        screen.act("confirm_number", &[("number", "+31612345678")]).await;
        assert_eq!(app.delivered().await.len(), 0);
    }

    async fn who_waits_for_a_call_is_not_idle_and_a_page_that_is_left_then_is(app) {
        let mut screen = ringing(&app).await;
        let call = app.placed().await;
        app.clock.advance(110);
        app.press(&call.id, '#').await;
        screen.go("/reset").await;
        assert!(screen.says(SET_PASSWORD), "{}", screen.page.text());
        app.clock.advance(60);
        screen.act("set_password", &[("password", "short"), ("repeat", "short")]).await;
        assert!(screen.says(SET_PASSWORD), "170 seconds after the last form");
        app.clock.advance(60);
        screen.go("/reset").await;
        assert!(screen.says(SET_PASSWORD));
        app.clock.advance(60);
        screen.go("/reset").await;
        assert!(screen.says("name=\"captcha\""), "looking at it again is no step");
    }

    async fn a_page_that_is_left_when_its_call_has_passed_the_gate_is_forgotten(app) {
        let mut screen = ringing(&app).await;
        let call = app.placed().await;
        app.press(&call.id, '#').await;
        for _ in 0..2 {
            app.clock.advance(59);
            screen.go("/reset").await;
            assert!(screen.says(SET_PASSWORD));
        }
        app.clock.advance(61);
        screen.go("/reset").await;
        assert!(screen.says("name=\"captcha\""), "the first look counted, the second did not");
    }

    async fn a_call_that_nobody_takes_keeps_the_session_until_it_is_over_and_no_longer(app) {
        let mut screen = ringing(&app).await;
        app.placed().await;
        for _ in 0..2 {
            app.clock.advance(70);
            screen.go("/reset").await;
            assert!(screen.says("id=\"ringing\""), "it rings for 140 seconds");
        }
        for waited in [11, 60] {
            app.clock.advance(waited);
            screen.go("/reset").await;
            assert!(screen.says("/api/reset/resend"), "the call is over");
        }
        app.clock.advance(49);
        screen.go("/reset").await;
        assert!(screen.says("name=\"captcha\""), "two minutes after it last rang");
    }

    async fn a_sign_in_at_the_screen_is_forgotten_too(app) {
        app.add(Seed::full("kim")).await;
        let mut screen = Screen::open(&app).await;
        let fields = [("user_name", "kim"), ("password", "Old-Password-4711")];
        screen.browser.submit("/api/signin/submit", &fields).await;
        assert_eq!(screen.browser.get("/account").await.status, 200);
        app.clock.advance(120);
        assert_eq!(screen.browser.get("/account").await.location(), "/signin");
    }

    async fn opening_the_screen_forgets_who_was_there_before(app) {
        app.add(Seed::full("kim")).await;
        let mut screen = Screen::open(&app).await;
        screen.identify("kim").await;
        screen.go("/reset").await;
        assert!(!screen.says("name=\"captcha\""));
        screen.go("/reset?from=logon").await;
        assert!(screen.says("name=\"captcha\""));
    }

    async fn a_link_to_the_mode_signs_nobody_out_and_another_leaves_it(app) {
        app.add(Seed::full("kim")).await;
        let mut browser = app.browser();
        browser.submit("/api/signin/submit", &[("user_name", "kim"), ("password", "Old-Password-4711")]).await;
        browser.get("/reset?from=logon").await;
        assert_eq!(browser.get("/account").await.status, 200);
        let page = browser.get("/reset?from=web").await;
        assert!(page.text().contains(LIVES), "lives again");
        assert!(browser.get("/reset").await.text().contains(LIVES));
    }

    async fn the_mode_speaks_the_language_that_was_chosen_in_it(app) {
        let mut screen = Screen::open(&app).await;
        screen.go("/reset?lang=nl").await;
        assert!(screen.says("lang=\"nl\""));
        screen.go("/contact").await;
        assert!(screen.says("lang=\"nl\""));
    }
}

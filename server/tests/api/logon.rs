//! The mode for sign-in and lock screens: nothing leads out, nothing stays behind.

use domain::method::Method;

use crate::on_both_engines;
use crate::support::{LIVES, Screen, Seed, addresses, assert_inside};

const NEW: &str = "brand-New-Wagon-93";
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

    async fn every_other_method_stays_inside_too(app) {
        app.with_kim_who_can_be_called().await;
        app.change_policy(|policy| policy.gates = 1).await;
        let id = domain::identity::PersonId::new(app.rows.texts("select id from person").await.concat());
        app.give_authenticator(&id).await;
        let mut screen = Screen::open(&app).await;
        screen.identify("kim").await;
        screen.act("choose", &[("method", Method::Totp.name())]).await;
        screen.crawl().await;
        screen.act("enter_code", &[("code", "000000")]).await;
        screen.act("other_method", &[]).await;
        screen.crawl().await;
        screen.act("choose", &[("method", Method::MobileCall.name())]).await;
        screen.act("confirm_number", &[("number", "+31612345678")]).await;
        let call = app.placed().await;
        app.press(&call.id, '#').await;
        screen.go("/reset").await;
        assert!(screen.says("/api/reset/set_password"), "{}", screen.page.text());
    }

    async fn help_stays_inside_whatever_policy_names(app) {
        let mut screen = Screen::open(&app).await;
        screen.go("/contact").await;
        screen.submit("/api/contact/ask", &[("user_name", "")]).await;
        screen.crawl().await;
        app.change_policy(|policy| policy.help.link = "https://help.wingtip.example/".to_owned()).await;
        let page = screen.browser.get("/contact").await;
        let text = page.text();
        assert!(text.contains("<b>https://help.wingtip.example/</b>"), "told: {text}");
        for address in addresses(&text) {
            assert_inside(&address);
        }
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

//! A joiner registers by the link of a mail, and chooses a first password with what was registered.

use domain::method::Method;
use server::delivery::Message;
use server::invite::InviteFault;

use crate::on_both_engines;
use crate::support::{Browser, Seed, Setup, TestApp};

/// The setup page of a browser that is there already.
async fn at_setup(app: &TestApp, browser: Browser) -> Setup<'_> {
    let mut setup = Setup {
        app,
        browser,
        page: String::new(),
        turn: String::new(),
    };
    setup.open("/setup").await;
    setup
}

on_both_engines! {
    async fn a_joiner_registers_by_the_link_and_then_chooses_a_password(app) {
        app.add_joiner().await;
        let link = app.invitation("jo").await;
        let mut browser = app.browser();
        let page = browser.get(&link).await.text();
        assert!(page.contains("jo@wingtip.example") && page.contains("Wingtip Toys"), "{page}");
        assert_eq!(browser.accept(&link).await, "/setup");
        let mut setup = at_setup(&app, browser).await;
        assert!(setup.says("Then you choose your password") && setup.says("one more way"), "{}", setup.page);
        setup.begin(Method::Sms).await;
        // Slower than any fresh proof allows, with no password to ask for.
        app.clock.advance(900 - 1);
        setup.number("+31612345678").await;
        let code = app.delivered_code().await;
        setup.code(&code).await;
        let told = app.delivered().await;
        assert_eq!(told.len(), 2, "both mailboxes hear of it: {told:?}");
        assert!(setup.says("That is enough"), "{}", setup.page);
        let page = setup.browser.submit("/api/setup/choose_password", &[]).await;
        assert_eq!(page.location(), "/reset?username=jo%40wingtip%2Eexample");
        assert_eq!(setup.browser.get("/setup").await.location(), "/signin?next=setup", "the link's session is over");

        app.clock.advance(31);
        let mut wizard = app.wizard().await;
        wizard.prove("jo", "+31612345678").await;
        wizard.password("brand-New-Wagon-93").await;
        assert!(wizard.is_done());
        app.delivered().await;
    }

    async fn somebody_with_a_password_is_sent_to_where_it_is_asked_for(app) {
        app.add(Seed { mobile: None, ..Seed::full("kim") }).await;
        assert_eq!(app.invitation("kim").await, "/setup");
        assert_eq!(app.rows.count("invitation").await, 0);
        app.add(Seed { email: None, work_email: Some("lee@wingtip.example"), ..Seed::full("lee") }).await;
        app.invite("lee").await.expect("invited");
        let messages = app.delivered().await;
        assert!(matches!(&messages[..], [Message::Mail(mail)] if mail.to == "lee@wingtip.example"));
    }

    async fn somebody_who_locked_the_account_is_sent_to_the_wizard_or_to_nothing(app) {
        app.add(Seed::own("kim", "+31612345678")).await;
        app.add(Seed { mobile: None, ..Seed::own("lee", "+31687654321") }).await;
        for name in ["kim", "lee"] {
            app.signed_in(name).await.submit("/api/account/report", &[]).await;
        }
        app.delivered().await;
        assert_eq!(app.invitation("kim").await, "/reset?username=kim%40wingtip%2Eexample");
        assert!(matches!(app.invite("lee").await, Err(InviteFault::Locked)));
        assert!(app.delivered().await.is_empty());
        assert_eq!(app.rows.count("invitation").await, 0);
    }

    async fn somebody_whose_data_are_enough_is_sent_to_the_wizard_that_asks_for_all_of_them(app) {
        app.add(Seed { password: None, ..Seed::full("jo") }).await;
        assert_eq!(app.invitation("jo").await, "/reset?username=jo%40wingtip%2Eexample");
        assert_eq!(app.rows.count("invitation").await, 0);
    }

    async fn the_link_opens_in_both_languages_and_keeps_its_secret(app) {
        app.add_joiner().await;
        let link = app.invitation("jo").await;
        assert!(link.starts_with("/setup/invitation?lang=en&token="), "{link}");
        let token = link.split("token=").nth(1).expect("a token");
        let mut browser: Browser = app.browser();
        let page = browser.get(&link).await;
        let escaped = token.replace('-', "%2D").replace('_', "%5F");
        assert!(page.text().contains(&format!("?lang=nl&amp;token={escaped}")), "{}", page.text());
        let dutch = browser.get(&link.replace("lang=en", "lang=nl")).await;
        assert!(dutch.text().contains("Nu registreren"));
        assert_eq!(dutch.field("token").as_deref(), Some(token));
        assert_eq!(page.headers["referrer-policy"], "same-origin");
        assert_eq!(page.headers["cache-control"], "no-store");
    }

    async fn what_is_done_by_a_link_is_recorded_as_the_persons(app) {
        app.add_joiner().await;
        let link = app.invitation("jo").await;
        let mut browser: Browser = app.browser();
        browser.accept(&link).await;
        app.browser().accept(&link).await;
        let rows = app.rows.texts("select act || ' ' || outcome || ' ' || coalesce(subject, 'nobody') from audit where act <> 'person.add' order by act, outcome").await;
        let jo = app.rows.texts("select id from person").await.remove(0);
        assert_eq!(rows, [
            format!("person.invite done {jo}"),
            format!("setup.accept done {jo}"),
            "setup.accept refused nobody".to_owned(),
        ]);
    }
}

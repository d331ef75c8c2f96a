//! The letter to the administrator.

use std::net::IpAddr;

use server::delivery::Message;

use crate::on_both_engines;
use crate::support::{Browser, TestApp};

async fn with_help(app: &TestApp) {
    app.change_policy(|policy| policy.help.email = "help@wingtip.example".to_owned())
        .await;
}

async fn ask(browser: &mut Browser, name: &str) -> String {
    let page = browser
        .submit("/api/contact/ask", &[("user_name", name)])
        .await;
    assert_eq!(page.location(), "/contact");
    browser.get("/contact").await.text()
}

on_both_engines! {
    async fn a_letter_names_the_person_as_typed_on_one_harmless_line(app) {
        with_help(&app).await;
        let mut browser = app.browser();
        ask(&mut browser, "kim\r\nBcc: all@wingtip.example\u{202e}<b>").await;
        let letters = app.delivered().await;
        let [Message::Mail(letter)] = &letters[..] else { panic!("one mail was expected") };
        assert_eq!(letter.to, "help@wingtip.example");
        assert_eq!(letter.subject.lines().count(), 1);
        assert!(!letter.text.lines().any(|line| line.starts_with("Bcc")));
        assert!(!letter.html.contains("<b>") && !letter.text.contains('\u{202e}'));
        let rows = app.rows.texts("select correlation_id from audit where act = 'contact_administrator'").await;
        assert!(letter.text.contains(&rows[0]), "the letter carries the support code");
    }

    async fn three_letters_an_hour_leave_from_one_address(app) {
        with_help(&app).await;
        for round in 0..5 {
            let page = ask(&mut app.browser(), "kim").await;
            assert_eq!(page.contains("action=\"/api/contact/ask\""), round >= 3, "{round}");
        }
        assert_eq!(app.delivered().await.len(), 3);
        let mut elsewhere = app.browser();
        elsewhere.peer.set_ip(IpAddr::from([203, 0, 113, 9]));
        ask(&mut elsewhere, "kim").await;
        assert_eq!(app.delivered().await.len(), 1);
        app.clock.advance(3600);
        ask(&mut app.browser(), "kim").await;
        assert_eq!(app.delivered().await.len(), 1);
    }

    async fn a_letter_without_a_name_is_not_sent(app) {
        with_help(&app).await;
        let page = ask(&mut app.browser(), "  ").await;
        assert!(page.contains("action=\"/api/contact/ask\"") && page.contains("aria-invalid"));
        assert!(app.delivered().await.is_empty());
    }

    async fn a_link_of_the_organisation_replaces_the_letter(app) {
        with_help(&app).await;
        app.change_policy(|policy| policy.help.link = "https://help.wingtip.example/".to_owned()).await;
        let mut browser = app.browser();
        let page = browser.get("/contact").await.text();
        assert!(page.contains("href=\"https://help.wingtip.example/\"") && !page.contains("/api/contact/ask"));
        browser.submit("/api/contact/ask", &[("user_name", "kim")]).await;
        assert!(app.delivered().await.is_empty(), "a form that is not shown does not send either");
    }

    async fn without_a_mailbox_nothing_is_sent_and_no_form_is_shown(app) {
        let mut browser: Browser = app.browser();
        assert!(!browser.get("/contact").await.text().contains("/api/contact/ask"));
        browser.submit("/api/contact/ask", &[("user_name", "kim")]).await;
        assert!(app.delivered().await.is_empty());
        assert_eq!(app.rows.count("outbox").await, 0);
    }
}

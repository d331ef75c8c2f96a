//! Which language a person reads.

use axum::http::HeaderValue;
use domain::method::Method;
use server::delivery::Message;

use crate::on_both_engines;
use crate::support::{Browser, Seed, TestApp};

async fn language(browser: &mut Browser, path: &str) -> String {
    let text = browser.get(path).await.text();
    text.split("<html lang=\"").nth(1).expect("a language")[..2].to_owned()
}

fn accepting(app: &TestApp, header: &'static str) -> Browser {
    let mut browser = app.browser();
    browser
        .headers
        .insert("accept-language", HeaderValue::from_static(header));
    browser
}

on_both_engines! {
    async fn the_browser_decides_until_the_person_does(app) {
        assert_eq!(language(&mut app.browser(), "/reset").await, "en");
        for (header, expected) in [("nl-BE,en;q=0.5", "nl"), ("fr,nl;q=0.3", "nl"), ("fr", "en"), ("en,nl", "en"), ("\u{1}", "en")] {
            let Ok(header) = HeaderValue::from_str(header) else { continue };
            let mut browser = app.browser();
            browser.headers.insert("accept-language", header);
            assert_eq!(language(&mut browser, "/signin").await, expected);
        }
        let mut browser = accepting(&app, "en");
        assert_eq!(language(&mut browser, "/reset?lang=nl").await, "nl");
        for path in ["/reset", "/signin", "/contact", "/nowhere"] {
            assert_eq!(language(&mut browser, path).await, "nl", "the choice is kept: {path}");
        }
        assert_eq!(language(&mut browser, "/reset?username=kim&lang=en").await, "en");
        assert_eq!(language(&mut browser, "/reset?lang=xx").await, "en", "an unknown one changes nothing");
    }

    async fn switching_the_language_keeps_the_step_and_the_name(app) {
        let mut wizard = app.wizard().await;
        wizard.identify("ghost").await;
        let page = wizard.browser.get("/reset?lang=nl").await;
        assert!(page.text().contains("<html lang=\"nl\"") && page.text().contains("value=\"sms\""));
        let mut browser: Browser = app.browser();
        let page = browser.get("/reset?username=kim").await;
        assert!(page.text().contains("?lang=nl&amp;username=kim"));
        assert_eq!(browser.get("/reset?lang=nl&username=kim").await.field("user_name").as_deref(), Some("kim"));
    }

    async fn codes_come_in_the_language_of_the_screen(app) {
        app.add(Seed::full("kim")).await;
        let mut wizard = app.wizard().await;
        wizard.browser.headers.insert("accept-language", HeaderValue::from_static("nl"));
        wizard.identify("kim").await;
        wizard.choose(Method::Email).await;
        let messages = app.delivered().await;
        let [Message::Mail(mail)] = &messages[..] else { panic!("one mail was expected") };
        assert_eq!(mail.language, domain::locale::Locale::Nl);
    }

    async fn a_person_is_told_of_a_change_in_their_own_language(app) {
        app.add(Seed::full("kim")).await;
        app.rows.change("update person set language = 'nl'").await;
        let mut wizard = app.wizard().await;
        wizard.prove("kim", "+31612345678").await;
        wizard.password("brand-New-Wagon-93").await;
        let messages = app.delivered().await;
        let [Message::Mail(mail)] = &messages[..] else { panic!("one mail was expected") };
        assert_eq!(mail.language, domain::locale::Locale::Nl, "whoever sits at the screen");
    }
}

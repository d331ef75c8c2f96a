//! Where a request says it came in never decides where a link leads.

use axum::http::{HeaderName, HeaderValue};
use domain::method::Method;
use server::delivery::Message;

use crate::on_both_engines;
use crate::support::{Browser, Page, Seed, TestApp, code_in};

const HOSTILE: [(&str, &str); 12] = [
    ("host", "evil.example"),
    ("forwarded", "for=1.2.3.4;host=evil.example;proto=https"),
    ("x-forwarded-host", "evil.example"),
    ("x-forwarded-proto", "https"),
    ("x-forwarded-port", "6666"),
    ("x-forwarded-prefix", "/evil.example"),
    ("x-forwarded-server", "evil.example"),
    ("x-original-url", "/evil.example"),
    ("x-rewrite-url", "/evil.example"),
    ("x-host", "evil.example"),
    ("x-http-host-override", "evil.example"),
    (
        "referer",
        "https://evil.example//evil.example/\\evil.example",
    ),
];

fn hostile(mut browser: Browser) -> Browser {
    for (name, value) in HOSTILE {
        browser.headers.insert(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
    }
    browser
}

fn stays(page: &Page) {
    assert!(
        !page.text().contains("evil.example") && !page.text().contains("6666"),
        "{}",
        page.text()
    );
    for (name, value) in &page.headers {
        let value = value.to_str().expect("a readable header");
        assert!(
            !value.contains("evil") && !value.contains("6666"),
            "{name}: {value}"
        );
    }
    if page.status.is_redirection() {
        assert!(
            page.location().starts_with('/') && !page.location().starts_with("//"),
            "{}",
            page.location()
        );
    }
}

fn links(message: &Message) -> Vec<String> {
    let text = match message {
        Message::Mail(mail) => [mail.subject.as_str(), &mail.text, &mail.html].join(" "),
        Message::Text(text) => text.body.clone(),
        Message::Call(_) => panic!("nobody is called here"),
    };
    assert!(!text.contains("evil"), "{text}");
    let words = text.split(|c: char| c.is_whitespace() || "\"'<>()".contains(c));
    words
        .filter(|word| word.contains("://"))
        .map(str::to_owned)
        .collect()
}

fn all_ours(app_messages: &[Message]) -> usize {
    let links: Vec<_> = app_messages.iter().flat_map(links).collect();
    assert!(
        links
            .iter()
            .all(|link| link.starts_with("http://127.0.0.1:8080/")),
        "{links:?}"
    );
    links.len()
}

/// Sends a form as a browser without scripts, follows the redirect, and gives the turn it finds.
async fn form(browser: &mut Browser, act: &str, turn: &str, field: (&str, &str)) -> String {
    let page = browser
        .submit(
            &format!("/api/reset/{act}"),
            &[("turn", turn), field, ("repeat", field.1)],
        )
        .await;
    assert_eq!(page.status, 303);
    stays(&page);
    let page = browser.get(page.location()).await;
    stays(&page);
    page.field("turn").unwrap_or_default()
}

async fn disabled_person(app: &TestApp) {
    app.add(Seed {
        disabled: true,
        ..Seed::own("dis", "+31611111111")
    })
    .await;
}

on_both_engines! {
    async fn links_and_redirects_stay_in_the_portal(app) {
        app.add(Seed::full("kim")).await;
        disabled_person(&app).await;
        app.change_policy(|policy| policy.help.email = "help@wingtip.example".to_owned()).await;
        let mut wizard = app.wizard().await;
        wizard.browser = hostile(wizard.browser);
        wizard.identify("kim").await;
        let mut browser = wizard.browser.clone();
        let turn = form(&mut browser, "choose", &wizard.turn.to_string(), ("method", "email")).await;
        let mail = app.delivered().await;
        all_ours(&mail);
        let turn = form(&mut browser, "enter_code", &turn, ("code", &code_in(&mail[0]))).await;
        let turn = form(&mut browser, "choose", &turn, ("method", "sms")).await;
        let turn = form(&mut browser, "confirm_number", &turn, ("number", "+31612345678")).await;
        let text = app.delivered().await;
        let Message::Text(body) = &text[0] else { panic!("a text was expected") };
        assert!(body.body.ends_with(&format!("@127.0.0.1 #{}", code_in(&text[0]))), "bound to our host");
        let turn = form(&mut browser, "enter_code", &turn, ("code", &code_in(&text[0]))).await;
        form(&mut browser, "set_password", &turn, ("password", "brand-New-Wagon-93")).await;
        assert!(all_ours(&app.delivered().await) > 0, "the notification links to the portal");
    }

    async fn every_other_mail_and_page_stays_in_the_portal_too(app) {
        disabled_person(&app).await;
        app.change_policy(|policy| policy.help.email = "help@wingtip.example".to_owned()).await;
        let mut wizard = app.wizard().await;
        wizard.browser = hostile(wizard.browser);
        wizard.identify("dis").await;
        wizard.choose(Method::Email).await;
        assert!(all_ours(&app.delivered().await) > 0, "the mail to the ineligible links to the portal");
        let mut browser = hostile(app.browser());
        for path in ["/", "/reset", "/signin", "/account", "/contact", "/demo/outbox", "/nowhere", "/pkg/nothing", "/healthz"] {
            stays(&browser.get(path).await);
        }
        for (path, fields) in [
            ("/api/signin/submit", [("user_name", "kim"), ("password", "x")]),
            ("/api/signin/forgot", [("user_name", "kim"), ("x", "")]),
            ("/api/signin/out", [("x", ""), ("y", "")]),
            ("/api/contact/ask", [("user_name", "kim"), ("x", "")]),
            ("/api/reset/cancel", [("turn[]", "kim"), ("x", "")]),
        ] {
            stays(&browser.submit(path, &fields).await);
        }
        all_ours(&app.delivered().await);
    }

    async fn a_stranger_cannot_pretend_to_be_another_network_address(app) {
        app.add(Seed::full("kim")).await;
        let mut browser = app.browser();
        browser.headers.insert("x-forwarded-for", HeaderValue::from_static("203.0.113.66"));
        browser.headers.insert("forwarded", HeaderValue::from_static("for=203.0.113.66"));
        browser.submit("/api/signin/submit", &[("user_name", "kim"), ("password", "x")]).await;
        assert_eq!(app.rows.texts("select address from audit").await, ["192.0.2.1"]);
    }
}

//! Security headers and cookies, on every kind of answer.

use axum::http::Method;

use crate::on_both_engines;
use crate::support::{Browser, Page, Seed, TestApp};

const FORM: &str = "application/x-www-form-urlencoded";

/// One of each kind: page, redirect, picture, asset that is missing, and every error.
async fn kinds(app: &TestApp) -> Vec<(&'static str, u16, Page)> {
    let mut browser: Browser = app.wizard().await.browser;
    let mut foreign = browser.clone();
    foreign.origin = "https://evil.example".to_owned();
    vec![
        ("page", 200, browser.get("/reset").await),
        ("home", 302, browser.get("/").await),
        (
            "redirect",
            303,
            browser
                .submit(
                    "/api/signin/submit",
                    &[("user_name", "kim"), ("password", "x")],
                )
                .await,
        ),
        ("picture", 200, browser.get("/captcha/picture").await),
        ("health", 200, browser.get("/healthz").await),
        ("missing page", 404, browser.get("/nowhere").await),
        ("missing asset", 404, browser.get("/pkg/nothing.js").await),
        (
            "foreign form",
            403,
            foreign.submit("/api/signin/submit", &[]).await,
        ),
        (
            "wrong method",
            405,
            browser
                .raw(Method::PUT, "/api/signin/submit", FORM, "")
                .await,
        ),
        (
            "too large",
            413,
            browser
                .raw(Method::POST, "/api/signin/submit", FORM, vec![b'a'; 20_000])
                .await,
        ),
    ]
}

fn header<'a>(page: &'a Page, name: &str) -> &'a str {
    page.headers
        .get(name)
        .map_or("", |value| value.to_str().expect("a readable header"))
}

on_both_engines! {
    async fn every_kind_of_answer_carries_the_security_headers(app) {
        app.add(Seed::full("kim")).await;
        for (kind, status, page) in kinds(&app).await {
            if kind != "home" {
                assert_eq!(page.status.as_u16(), status, "{kind}");
            }
            let csp = header(&page, "content-security-policy");
            for rule in ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'", "style-src 'self'"] {
                assert!(csp.contains(rule), "{kind}: {rule} in {csp}");
            }
            assert!(!csp.contains("unsafe-inline") && !csp.contains("'unsafe-eval'") && !csp.contains('*'), "{kind}");
            assert_eq!(header(&page, "x-content-type-options"), "nosniff", "{kind}");
            assert_eq!(header(&page, "x-frame-options"), "DENY", "{kind}");
            assert_eq!(header(&page, "cache-control"), "no-store", "{kind}");
            assert_eq!(header(&page, "cross-origin-opener-policy"), "same-origin", "{kind}");
            assert_eq!(header(&page, "strict-transport-security"), "", "{kind}: not without TLS");
            assert!(page.headers.get("server").is_none() && page.headers.get("x-powered-by").is_none(), "{kind}");
        }
    }

    async fn every_page_has_a_nonce_of_its_own_and_no_script_or_style_without_it(app) {
        let mut browser = app.wizard().await.browser;
        let mut nonces = Vec::new();
        for _ in 0..3 {
            let page = browser.get("/reset").await;
            let csp = header(&page, "content-security-policy");
            let nonce = csp.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).expect("a nonce").to_owned();
            let text = page.text();
            for tag in text.split('<').filter(|tag| tag.starts_with("script")) {
                assert!(tag.contains(&format!("nonce=\"{nonce}\"")), "{tag}");
            }
            assert!(!text.contains("style=\"") && !text.contains("<style") && !text.contains("onclick"), "nothing inline");
            nonces.push(nonce);
        }
        nonces.sort();
        nonces.dedup();
        assert_eq!(nonces.len(), 3);
    }

    async fn over_tls_browsers_are_told_to_stay_there_and_cookies_are_bound_to_the_host(app) {
        app.add(Seed::full("kim")).await;
        let secure = app.beside(|config| config.public_url = "https://localhost".to_owned()).await;
        for (kind, _, page) in kinds(&secure).await {
            assert!(header(&page, "strict-transport-security").contains("max-age=31536000"), "{kind}");
        }
        let mut browser = secure.browser();
        let page = browser.get("/reset?lang=nl").await;
        let cookies: Vec<_> = page.headers.get_all("set-cookie").iter().map(|value| value.to_str().expect("text")).collect();
        let session = cookies.iter().find(|cookie| cookie.starts_with("__Host-regain=")).expect("a session");
        for attribute in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
            assert!(session.contains(attribute), "{attribute} in {session}");
        }
        assert!(!session.contains("Domain") && !session.contains("Max-Age"), "{session}");
        let language = cookies.iter().find(|cookie| cookie.starts_with("lang=")).expect("a language");
        assert!(language.contains("Secure") && language.contains("HttpOnly"));
        let mut wizard = secure.wizard().await;
        wizard.prove("kim", "+31612345678").await;
    }

    async fn cookies_without_tls_lack_the_prefix_alone(app) {
        let page: Page = app.browser().get("/reset").await;
        let cookie = header(&page, "set-cookie");
        assert!(cookie.starts_with("regain=") && cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"));
        assert!(!cookie.contains("Secure"));
    }
}

//! Link scanners, previews and reloads only read: GET and HEAD spend nothing, and no secret is ever
//! in an address.

use axum::body::Body;
use axum::http::{Method as Verb, Request};
use domain::method::Method;

use crate::on_both_engines;
use crate::support::{Browser, Seed};

const PAGES: [&str; 14] = [
    "/",
    "/reset",
    "/reset?username=kim",
    "/reset?lang=nl",
    "/reset?failed",
    "/reset?code=123456",
    "/signin",
    "/signin?username=kim",
    "/account",
    "/contact",
    "/captcha/picture",
    "/captcha/sound",
    "/healthz",
    "/readyz",
];

async fn scan(browser: &mut Browser) {
    for path in PAGES {
        for verb in [Verb::GET, Verb::HEAD] {
            let request = Request::builder()
                .method(verb)
                .uri(path)
                .header("accept", "text/html")
                .body(Body::empty());
            let page = browser.send(request.expect("a request")).await;
            assert!(!page.status.is_server_error(), "{path}");
        }
    }
}

on_both_engines! {
    async fn a_scanner_with_the_same_cookies_spends_nothing(app) {
        app.add(Seed::full("kim")).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        scan(&mut wizard.browser).await;
        wizard.choose(Method::Email).await;
        let mail = app.delivered_code().await;
        scan(&mut wizard.browser).await;
        wizard.code(&mail).await;
        scan(&mut wizard.browser).await;
        wizard.pass_text("+31612345678").await;
        scan(&mut wizard.browser).await;
        assert!(app.delivered().await.is_empty(), "nothing was sent again");
        wizard.password("brand-New-Wagon-93").await;
        assert!(wizard.is_done());
        scan(&mut wizard.browser).await;
        assert_eq!(app.delivered().await.len(), 1);
    }

    async fn reading_writes_no_audit_row_and_counts_nothing(app) {
        let mut wizard = app.wizard().await;
        wizard.solve().await;
        scan(&mut wizard.browser).await;
        for table in ["audit", "outbox", "standing", "tally", "sign_in_guard"] {
            assert_eq!(app.rows.count(table).await, 0, "{table}");
        }
        assert_eq!(app.rows.number("select max(tries) from puzzle").await, 0);
    }

    async fn no_secret_gets_into_an_address(app) {
        app.add(Seed::full("kim")).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.choose(Method::Email).await;
        let code = app.delivered_code().await;
        let password = "brand-New-Wagon-93";
        let turn = wizard.turn.to_string();
        let secrets = [("turn", turn.as_str()), ("code", &code), ("password", password), ("repeat", password), ("number", "+31612345678"), ("user_name", "kim")];
        for act in ["enter_code", "confirm_number", "set_password", "choose", "resend", "other_method", "identify", "start_over", "cancel"] {
            let page = wizard.browser.submit(&format!("/api/reset/{act}"), &secrets).await;
            let address = page.location().to_owned();
            for secret in [&code, password, "31612345678", "kim"] {
                assert!(!address.contains(secret), "{act}: {address}");
            }
        }
        for path in ["/api/signin/submit", "/api/signin/forgot", "/api/contact/ask", "/api/signin/out"] {
            let address = wizard.browser.submit(path, &secrets).await.location().to_owned();
            for secret in [&code, password, "31612345678"] {
                assert!(!address.contains(secret), "{path}: {address}");
            }
        }
    }

    async fn other_sites_learn_no_address_of_ours(app) {
        for path in PAGES.into_iter().chain(["/nowhere", "/api/reset/choose", "/pkg/nothing"]) {
            let page = app.browser().get(path).await;
            let policy = page.headers["referrer-policy"].to_str().expect("a policy").to_owned();
            assert!(policy == "same-origin" || policy == "no-referrer", "{path}: {policy}");
        }
    }

    async fn pages_link_to_no_other_site(app) {
        let mut wizard = app.wizard().await;
        wizard.identify("ghost").await;
        for path in PAGES {
            let text = wizard.browser.get(path).await.text();
            let foreign = text.split(['"', '\'', '(', ' ']).find(|word| word.starts_with("http") && word.contains("//"));
            assert!(foreign.is_none_or(|word| word.starts_with("http://www.w3.org/")), "{path}: {foreign:?}");
        }
    }
}

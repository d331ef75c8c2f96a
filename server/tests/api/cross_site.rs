//! No other site can act for a person, or show the portal inside of itself.

use axum::body::Body;
use axum::http::header::{ACCEPT, CONTENT_TYPE, REFERER};
use axum::http::{HeaderName, HeaderValue, Method, Request};

use crate::on_both_engines;
use crate::support::{Browser, Page, Seed, TABLES, TestApp};

const FORM: &str = "application/x-www-form-urlencoded";

const ROUTES: [&str; 36] = [
    "/api/reset/identify",
    "/api/reset/new_puzzle",
    "/api/reset/choose",
    "/api/reset/confirm_number",
    "/api/reset/enter_code",
    "/api/reset/use_passkey",
    "/api/reset/resend",
    "/api/reset/other_method",
    "/api/reset/set_password",
    "/api/reset/start_over",
    "/api/reset/cancel",
    "/api/signin/submit",
    "/api/signin/passkey",
    "/api/signin/forgot",
    "/api/signin/out",
    "/api/setup/passkey",
    "/api/setup/remove_passkey",
    "/api/setup/rename",
    "/api/setup/name_passkey",
    "/api/setup/call_number",
    "/api/setup/call_office",
    "/api/setup/test",
    "/api/setup/test_answers",
    "/api/setup/test_passkey",
    "/api/contact/ask",
    "/api/account/change_password",
    "/api/account/report",
    "/api/account/sign_out_everywhere",
    "/reset",
    "/signin",
    "/account",
    "/account/password",
    "/account/activity",
    "/captcha/picture",
    "/nowhere",
    "/api/nowhere",
];

/// What browsers send along with a form of another site; nothing at all is one more.
const FOREIGN: [&[(&str, &str)]; 9] = [
    &[
        ("origin", "https://evil.example"),
        ("sec-fetch-site", "cross-site"),
    ],
    &[("origin", "https://evil.example")],
    &[("origin", "null")],
    &[("origin", "http://127.0.0.1:8081")],
    &[("origin", "https://127.0.0.1:8080")],
    &[("origin", "http://127.0.0.1:8080.evil.example")],
    &[
        ("origin", "http://127.0.0.1:8080"),
        ("sec-fetch-site", "cross-site"),
    ],
    &[
        ("origin", "http://127.0.0.1:8080"),
        ("sec-fetch-site", "same-site"),
    ],
    &[("origin", ""), ("sec-fetch-site", "cross-site")],
];

/// What stands in the `Referer` of a form that another site made.
const FOREIGN_PAGES: [&str; 12] = [
    "",
    "null",
    "about:blank",
    "/reset",
    "http://127.0.0.1:8080",
    "https://evil.example/reset",
    "http://127.0.0.1:8081/reset",
    "https://127.0.0.1:8080/reset",
    "http://127.0.0.1:8080.evil.example/reset",
    "http://127.0.0.1:8080@evil.example/reset",
    "http://evil.example/http://127.0.0.1:8080/reset",
    "http://127.0.0.1:80801/reset",
];

async fn everything(app: &TestApp) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    for table in TABLES {
        let mut rows = app.rows.dump(table).await;
        rows.sort();
        all.push(rows);
    }
    all
}

fn with(browser: &Browser, headers: &[(&'static str, &'static str)]) -> Browser {
    let mut foreign = browser.clone();
    for (name, value) in headers {
        foreign.headers.insert(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
    }
    foreign
}

/// The form of an engine that knows neither `Origin` nor `Sec-Fetch-Site`.
async fn old(browser: &mut Browser, path: &str, body: &str, referer: Option<&str>) -> Page {
    let request = Request::post(path)
        .header(ACCEPT, "*/*")
        .header(CONTENT_TYPE, FORM);
    let request = match referer {
        Some(referer) => request.header(REFERER, referer),
        None => request,
    };
    let request = request.body(Body::from(body.to_owned()));
    browser.send(request.expect("a request")).await
}

on_both_engines! {
    async fn a_form_of_another_site_is_refused_on_every_route_and_changes_nothing(app) {
        app.add(Seed::full("kim")).await;
        let mut wizard = app.wizard().await;
        wizard.prove("kim", "+31612345678").await;
        let before = everything(&app).await;
        let body = format!("turn={}&method=email&password=brand-New-Wagon-93&repeat=brand-New-Wagon-93&user_name=kim", wizard.turn);
        for headers in FOREIGN {
            let mut foreign = with(&wizard.browser, headers);
            for path in ROUTES {
                for method in [Method::POST, Method::PUT, Method::DELETE, Method::PATCH] {
                    let page = foreign.raw(method.clone(), path, FORM, body.clone()).await;
                    assert_eq!(page.status, 403, "{method} {path} {headers:?}");
                    assert!(page.headers.get("set-cookie").is_none());
                    assert_eq!(page.headers["x-frame-options"], "DENY");
                }
            }
        }
        assert_eq!(everything(&app).await, before);
        wizard.password("brand-New-Wagon-93").await;
        assert!(wizard.is_done(), "the same form of our own page works");
        app.delivered().await;
    }

    async fn a_form_of_another_site_does_nothing_to_somebody_who_is_signed_in(app) {
        app.add(Seed::full("kim")).await;
        let mut browser = app.signed_in("kim").await;
        let before = everything(&app).await;
        let body = "old_password=Old-Password-4711&password=brand-New-Wagon-93&repeat=brand-New-Wagon-93";
        for headers in FOREIGN {
            for path in ["/api/account/change_password", "/api/account/report", "/api/account/sign_out_everywhere", "/api/signin/out"] {
                let page = with(&browser, headers).raw(Method::POST, path, FORM, body).await;
                assert_eq!(page.status, 403, "{path} {headers:?}");
            }
        }
        assert_eq!(everything(&app).await, before);
        assert_eq!(browser.get("/account").await.status, 200);
    }

    async fn a_post_that_does_not_say_where_it_comes_from_is_refused(app) {
        app.add(Seed::full("kim")).await;
        let mut wizard = app.wizard().await;
        let before = everything(&app).await;
        for path in ROUTES {
            let page = old(&mut wizard.browser, path, "turn=0", None).await;
            assert_eq!(page.status, 403, "{path}");
        }
        assert_eq!(everything(&app).await, before);
    }

    async fn where_an_old_engine_sends_no_origin_only_the_address_of_our_own_page_counts(app) {
        app.add(Seed::full("kim")).await;
        let mut wizard = app.wizard().await;
        wizard.prove("kim", "+31612345678").await;
        let before = everything(&app).await;
        let body = format!("turn={}&password=brand-New-Wagon-93&repeat=brand-New-Wagon-93", wizard.turn);
        for referer in FOREIGN_PAGES {
            for path in ROUTES {
                let page = old(&mut wizard.browser, path, &body, Some(referer)).await;
                assert_eq!(page.status, 403, "{path} {referer}");
                assert!(page.headers.get("set-cookie").is_none());
            }
        }
        assert_eq!(everything(&app).await, before);
        let page = old(&mut wizard.browser, "/api/reset/set_password", &body, Some("http://127.0.0.1:8080/reset")).await;
        assert_eq!(page.location(), "/reset");
        let page = wizard.browser.get("/reset").await;
        assert!(page.text().contains("action=\"/signin\""), "the same form of our own page works");
        app.delivered().await;
    }

    async fn an_origin_of_another_site_is_refused_whatever_page_is_named_beside_it(app) {
        app.add(Seed::full("kim")).await;
        let wizard = app.wizard().await;
        let before = everything(&app).await;
        for headers in FOREIGN {
            let mut foreign = with(&wizard.browser, headers);
            foreign.headers.insert(REFERER, HeaderValue::from_static("http://127.0.0.1:8080/reset"));
            for path in ROUTES {
                let page = foreign.raw(Method::POST, path, FORM, "turn=0").await;
                assert_eq!(page.status, 403, "{path} {headers:?}");
            }
        }
        assert_eq!(everything(&app).await, before);
    }

    async fn pages_let_old_engines_name_them_to_the_portal_and_to_nobody_else(app) {
        let mut browser: Browser = app.browser();
        for path in ["/reset", "/reset?from=logon", "/signin", "/contact"] {
            let page = browser.get(path).await;
            assert_eq!(page.headers["referrer-policy"], "same-origin", "{path}");
            assert!(!page.text().contains("referrer"), "no page says otherwise");
        }
    }

    async fn no_page_answer_or_error_can_be_framed(app) {
        let mut browser: Browser = app.wizard().await.browser;
        for path in ["/", "/reset", "/signin", "/account", "/contact", "/demo/outbox", "/captcha/picture", "/nowhere", "/api/reset/choose", "/pkg/nothing", "/healthz", "/readyz"] {
            let page = browser.get(path).await;
            assert_eq!(page.headers["x-frame-options"], "DENY", "{path}");
            let csp = page.headers["content-security-policy"].to_str().expect("a policy");
            assert!(csp.contains("frame-ancestors 'none'"), "{path}");
        }
    }

    async fn nothing_in_an_address_leads_to_another_site(app) {
        app.add(Seed::full("kim")).await;
        let mut browser = app.wizard().await.browser;
        let targets = ["//evil.example", "/\\evil.example", "https:evil.example", "%2f%2fevil.example", "http://127.0.0.1:8080@evil.example", "https://xn--evl-ela.example"];
        for target in targets {
            for key in ["return_to", "next", "redirect", "url", "__path", "username"] {
                let query = serde_urlencoded::to_string([(key, target)]).expect("a query");
                for path in ["/", "/account", "/signin", "/reset"] {
                    let page = browser.get(&format!("{path}?{query}")).await;
                    if page.status.is_redirection() {
                        assert!(["/signin", "/reset"].contains(&page.location()), "{path}?{query}: {}", page.location());
                    }
                }
                let fields = [("user_name", "kim"), ("password", "Old-Password-4711"), (key, target)];
                let page = browser.submit("/api/signin/submit", &fields).await;
                assert_eq!(page.location(), "/account");
            }
        }
    }
}

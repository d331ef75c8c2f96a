//! Input of every wrong shape is answered with 2xx, 3xx or 4xx, and changes nothing.

use axum::http::{HeaderValue, Method};

use crate::on_both_engines;
use crate::support::{Browser, Page, Seed, TestApp};

const FORM: &str = "application/x-www-form-urlencoded";

/// Every act, with the fields of its form.
const ACTS: [(&str, &[&str]); 28] = [
    ("/api/reset/identify", &["turn", "user_name", "captcha"]),
    ("/api/reset/new_puzzle", &["turn", "user_name"]),
    ("/api/reset/choose", &["turn", "method"]),
    ("/api/reset/confirm_number", &["turn", "number"]),
    ("/api/reset/enter_code", &["turn", "code"]),
    ("/api/reset/use_passkey", &["turn", "answer"]),
    ("/api/reset/resend", &["turn"]),
    ("/api/reset/other_method", &["turn"]),
    ("/api/reset/set_password", &["turn", "password", "repeat"]),
    ("/api/reset/start_over", &["turn"]),
    ("/api/reset/cancel", &["turn"]),
    ("/api/signin/submit", &["user_name", "password"]),
    ("/api/signin/passkey", &["answer", "next"]),
    ("/api/setup/passkey", &["turn", "name", "answer", "trouble"]),
    ("/api/setup/remove_passkey", &["turn", "id"]),
    ("/api/setup/rename", &["turn"]),
    ("/api/setup/name_passkey", &["turn", "id", "name"]),
    ("/api/setup/call_number", &["turn", "number"]),
    ("/api/setup/call_office", &["turn", "number"]),
    ("/api/setup/test", &["turn", "method"]),
    ("/api/setup/test_answers", &["turn", "answer1"]),
    ("/api/setup/test_passkey", &["turn", "answer"]),
    ("/api/signin/forgot", &["user_name"]),
    ("/api/signin/out", &[]),
    ("/api/contact/ask", &["user_name"]),
    (
        "/api/account/change_password",
        &["old_password", "password", "repeat"],
    ),
    ("/api/account/report", &[]),
    ("/api/account/sign_out_everywhere", &[]),
];

fn values() -> Vec<String> {
    let long = |n: usize| "a".repeat(n);
    [
        "=",
        "=%00",
        "=kim%00",
        "=%ff%fe",
        "=%",
        "=%zz",
        "=%c0%80",
        "=%ed%a0%80",
        "=-1",
        "=4294967296",
        "=1e9",
        "=null",
        "=true",
        "=NaN",
        "=%F0%9F%92%A9",
        "=%0d%0aSet-Cookie:%20a=b",
        "=*)(uid=*",
        "=' or 1=1 --",
        "=<script>alert(1)</script>",
        "={{7*7}}",
        "=%E2%80%AE",
        "=../../etc/passwd",
        "[]=a",
        "[a]=b",
        "[0]=a",
        "[a][b][c][d][e][f]=g",
        "[=",
        "]=",
        "[]=a&x[]=b",
        "=a&x=b",
    ]
    .iter()
    .map(|text| (*text).to_owned())
    .chain([format!("={}", long(400)), format!("={}", long(12_000))])
    .collect()
}

fn sound(page: &Page, what: &str) {
    assert!(
        !page.status.is_server_error(),
        "{what}: {} {}",
        page.status,
        page.text()
    );
    if let Some(location) = page.headers.get("location") {
        let location = location.to_str().expect("a readable address");
        assert!(
            !location.contains("__err"),
            "{what}: an error in an address: {location}"
        );
        assert!(
            location.starts_with('/') && !location.starts_with("//"),
            "{what}: {location}"
        );
    }
    assert!(!page.text().contains("panicked"), "{what}");
}

async fn all_shapes(browser: &mut Browser, accept: &'static str) {
    browser
        .headers
        .insert("accept", HeaderValue::from_static(accept));
    for (path, fields) in ACTS {
        for field in fields {
            for value in values() {
                let turn = if *field == "turn" { "" } else { "turn=0&" };
                let body = format!("{turn}{field}{}", value.replace("&x", &format!("&{field}")));
                let what = format!("{accept} {path} {}", &body[..body.len().min(60)]);
                sound(&browser.raw(Method::POST, path, FORM, body).await, &what);
            }
        }
    }
}

async fn other_bodies(browser: &mut Browser) {
    let big = |n: usize| format!("user_name={}", "a".repeat(n)).into_bytes();
    let bodies: [(&str, Vec<u8>); 13] = [
        (FORM, Vec::new()),
        (FORM, vec![0; 64]),
        (FORM, vec![0xff; 64]),
        (FORM, b"&&&===".to_vec()),
        (FORM, big(20_000)),
        (FORM, big(100_000)),
        (
            "application/json",
            br#"{"turn":0,"user_name":["a"],"code":{"b":null}}"#.to_vec(),
        ),
        ("application/json", b"{".to_vec()),
        ("application/json", b"[[[[[[[[[[[[[[[[".to_vec()),
        (
            "multipart/form-data; boundary=x",
            b"--x\r\nContent-Disposition: form-data; name=\"turn\"\r\n\r\n0\r\n--x--".to_vec(),
        ),
        ("multipart/form-data", b"turn=0".to_vec()),
        ("text/plain", b"turn=0".to_vec()),
        ("", b"turn=0".to_vec()),
    ];
    for (path, _) in ACTS {
        for (kind, body) in &bodies {
            let page = browser.raw(Method::POST, path, kind, body.clone()).await;
            sound(&page, &format!("{path} {kind} {} bytes", body.len()));
            if body.len() > 16_384 {
                assert_eq!(page.status, 413, "{path}");
            }
        }
    }
}

async fn nothing_changed(app: &TestApp, before: &[String]) {
    assert_eq!(
        app.rows
            .texts("select password_hash from person order by account")
            .await,
        before
    );
}

on_both_engines! {
    async fn fields_of_every_shape_are_answered_and_never_put_into_an_address(app) {
        app.add(Seed::full("kim")).await;
        app.change_policy(|policy| policy.help.email = "help@wingtip.example".to_owned()).await;
        let before = app.rows.texts("select password_hash from person order by account").await;
        all_shapes(&mut app.browser(), "text/html").await;
        assert_eq!(app.delivered().await.len(), 3, "letters to the administrator, as many as one address may write");
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.pass_mail().await;
        all_shapes(&mut wizard.browser, "application/json").await;
        nothing_changed(&app, &before).await;
    }

    async fn bodies_that_are_no_forms_are_answered(app) {
        app.add(Seed::full("kim")).await;
        let before = app.rows.texts("select password_hash from person order by account").await;
        other_bodies(&mut app.browser()).await;
        other_bodies(&mut app.wizard().await.browser).await;
        nothing_changed(&app, &before).await;
    }

    async fn acts_are_posts_and_no_other_method_does_them(app) {
        app.add(Seed::full("kim")).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        let rows = app.rows.count("audit").await;
        for method in [Method::GET, Method::HEAD, Method::PUT, Method::DELETE, Method::PATCH, Method::OPTIONS] {
            for (path, _) in ACTS {
                let path = format!("{path}?turn=0&method=email&user_name=kim&password=x");
                let page = wizard.browser.raw(method.clone(), &path, FORM, "turn=1&method=email").await;
                assert!(page.status.is_client_error(), "{method} {path}: {}", page.status);
            }
        }
        assert_eq!(app.rows.count("audit").await, rows, "nothing was even tried");
        assert!(app.delivered().await.is_empty());
    }

    async fn addresses_of_every_shape_are_answered(app) {
        let mut browser = app.browser();
        let queries = [
            "", "?", "?username=", "?username=%00", "?username=%ff", "?username[]=a", "?username=a&username=b",
            "?lang=", "?lang=xx", "?lang=%00", "?lang[]=nl", "?lang=nl&lang=en", "?failed", "?failed=%00", "?__err=x",
            "?username=%3Cscript%3Ealert(1)%3C/script%3E", "?__path=%2F%2Fevil.example&__err=eyJ9",
        ];
        let paths = ["/", "/reset", "/signin", "/account", "/contact", "/demo/outbox", "/captcha/picture", "/pkg/x", "/%00", "/../x", "/api/reset/", "/RESET", "/reset/"];
        for path in paths {
            for query in queries {
                let page = browser.get(&format!("{path}{query}")).await;
                sound(&page, &format!("{path}{query}"));
                assert!(!page.text().contains("<script>alert"), "{path}{query}");
            }
        }
    }
}

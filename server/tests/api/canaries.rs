//! Whole flows at the most talkative log level: no secret and nothing personal in logs, tables or rows.

use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{LazyLock, Mutex};

use domain::method::Method;
use domain::questions::Question;
use server::delivery::DeliveryFault;
use tracing_subscriber::filter::{LevelFilter, dynamic_filter_fn};
use tracing_subscriber::layer::{Layer as _, SubscriberExt as _};

use crate::on_both_engines;
use crate::support::{Canaries, Seed, Setup, TABLES, TestApp, shown};

const OLD: &str = "Canary-Old-Secret-4711";
const NEW: &str = "Canary-New-Wagon-9388";
const CHANGED: &str = "Canary-Changed-Tulip-77";
const REFUSED: &str = "canary";
const SIGN_IN: &str = "Canary-Wrong-Guess-55";
const NUMBER: &str = "+31655577799";
const MAIL: &str = "canary-private@home.example";

const FIXED: [(&str, &str); 7] = [
    ("password", OLD),
    ("password", NEW),
    ("password", CHANGED),
    ("password", SIGN_IN),
    ("number", "31655577799"),
    ("address", MAIL),
    ("address", "canary-work@wingtip.example"),
];

static LISTENING: AtomicBool = AtomicBool::new(false);
static LINES: Mutex<Vec<u8>> = Mutex::new(Vec::new());

/// One subscriber for the whole program: hashing and the database log from threads of their own.
static TAP: LazyLock<()> = LazyLock::new(|| {
    let lines = tracing_subscriber::fmt::layer()
        .without_time()
        .with_ansi(false)
        .with_writer(|| Tap);
    let listening = dynamic_filter_fn(|_, _| LISTENING.load(Ordering::SeqCst));
    let subscriber = tracing_subscriber::registry()
        .with(lines.with_filter(LevelFilter::TRACE).with_filter(listening));
    tracing::subscriber::set_global_default(subscriber).expect("nobody else listens");
});

struct Tap;

impl Write for Tap {
    fn write(&mut self, line: &[u8]) -> std::io::Result<usize> {
        LINES
            .lock()
            .expect("no test panicked here")
            .extend_from_slice(line);
        Ok(line.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// An address and an authenticator, registered, and answers that are refused.
async fn registrations(app: &TestApp, canaries: &mut Canaries) {
    app.change_policy(|policy| {
        policy.methods.extend([Method::Totp, Method::Questions]);
        policy.questions.pool = Question::predefined().take(15).collect();
    })
    .await;

    let mut setup = Setup::signed_in(app, "kim", CHANGED).await;
    cookie(canaries, &setup.browser);
    app.clock.advance(300);
    setup.begin(Method::Totp).await;
    setup.act("prove", &[("password", SIGN_IN)]).await;
    setup.act("prove", &[("password", CHANGED)]).await;
    cookie(canaries, &setup.browser);
    let key = setup.key().expect("a key to type");
    canaries.add("key", &key);
    let code = shown(app, &key);
    canaries.add("code", &code);
    setup.code("000000").await;
    setup.code(&code).await;
    canaries.add("address", "canary-new@home.example");
    assert_eq!(
        app.delivered().await.len(),
        3,
        "both addresses and the telephone hear of the app"
    );
    setup.begin(Method::Email).await;
    setup.address("canary-new@home.example").await;
    let mail = app.delivered_code().await;
    canaries.add("code", &mail);
    setup.code(&mail).await;
    assert_eq!(app.delivered().await.len(), 3);
    setup.begin(Method::Questions).await;
    canaries.add("answer", "Canary-Answer-Oslo");
    let fields = [("question1", ""), ("answer1", "Canary-Answer-Oslo")];
    setup.act("answer", &fields).await;
    assert!(setup.says("Canary-Answer-Oslo"), "it is shown again");
}

/// The link of an invitation, looked at and used.
async fn invitation(app: &TestApp, canaries: &mut Canaries) {
    app.add_joiner().await;
    let link = app.invitation("jo").await;
    canaries.add("token", link.split("token=").nth(1).expect("a token"));
    let mut browser = app.browser();
    browser.get(&link).await;
    browser.accept(&link).await;
    cookie(canaries, &browser);
}

async fn whole_flows(app: &TestApp, canaries: &mut Canaries) {
    let person = Seed {
        email: Some(MAIL),
        work_email: Some("canary-work@wingtip.example"),
        mobile: Some(NUMBER),
        password: Some(OLD),
        ..Seed::full("kim")
    };
    app.add(person).await;
    let mut wizard = app.wizard().await;
    cookie(canaries, &wizard.browser);
    wizard.solve().await;
    let puzzle = app.captcha.last();
    canaries.add("puzzle", &puzzle.picture);
    wizard.identify("kim").await;
    cookie(canaries, &wizard.browser);
    app.mailbox
        .fail_next(DeliveryFault::Transient("the hop said 451".to_owned()));
    wizard.choose(Method::Email).await;
    assert!(app.delivered().await.is_empty());
    app.clock.advance(2);
    let mail = app.delivered_code().await;
    canaries.add("code", &mail);
    wizard.code("000000").await;
    wizard.code(&mail).await;
    cookie(canaries, &wizard.browser);
    wizard.choose(Method::Sms).await;
    wizard.number("+31655577798").await;
    wizard.number("+31 6 555 777 99").await;
    let text = app.delivered_code().await;
    canaries.add("code", &text);
    wizard.code(&text).await;
    cookie(canaries, &wizard.browser);
    wizard.password(REFUSED).await;
    app.mailbox
        .fail_next(DeliveryFault::Permanent("the hop said 550".to_owned()));
    wizard.password(NEW).await;
    assert!(wizard.is_done());
    assert_eq!(app.delivered().await.len(), 1);
    let mut browser = app.browser();
    for password in [SIGN_IN, OLD, NEW] {
        browser
            .submit(
                "/api/signin/submit",
                &[("user_name", "kim"), ("password", password)],
            )
            .await;
        cookie(canaries, &browser);
    }
    browser.get("/account").await;
    for (old, new) in [(SIGN_IN, NEW), (NEW, REFUSED), (NEW, CHANGED)] {
        let fields = [("old_password", old), ("password", new), ("repeat", new)];
        browser
            .submit("/api/account/change_password", &fields)
            .await;
        browser.get("/account/password").await;
        cookie(canaries, &browser);
    }
    assert_eq!(app.delivered().await.len(), 2);
    browser.get("/account/activity").await;
    browser
        .submit(
            "/api/reset/set_password",
            &[("turn[]", "x"), ("password", NEW), ("repeat", NEW)],
        )
        .await;
    browser
        .raw(
            axum::http::Method::POST,
            "/api/signin/submit",
            "application/json",
            format!("{{\"password\":\"{NEW}\"}}"),
        )
        .await;
    browser.submit("/api/signin/out", &[]).await;
    registrations(app, canaries).await;
    invitation(app, canaries).await;
    app.worker.tidy_up().await.expect("tidied up");
}

fn cookie(canaries: &mut Canaries, browser: &crate::support::Browser) {
    if let Some(value) = browser.cookies.get("regain") {
        canaries.add("cookie", value);
    }
}

on_both_engines! {
    async fn no_secret_and_nothing_personal_is_logged_or_stored(app) {
        LazyLock::force(&TAP);
        LISTENING.store(true, Ordering::SeqCst);
        let mut canaries = Canaries::new(&FIXED);
        whole_flows(&app, &mut canaries).await;
        let log = String::from_utf8_lossy(&LINES.lock().expect("no test panicked here")).into_owned();
        assert!(log.contains("TRACE") && log.contains("a message was delivered"), "the log was captured");
        assert!(log.contains("the hop said 451") && log.contains("the hop said 550"), "failures are logged");
        canaries.absent_from(&log, "the log", &[]);
        for table in TABLES {
            let rows = app.rows.dump(table).await.join("\n");
            let own: &[&str] = match table {
                "contact" | "challenge" => &["number", "address"],
                "puzzle" => &["puzzle"],
                _ => &[],
            };
            canaries.absent_from(&rows, table, own);
        }
        let sealed = app.rows.texts("select sealed from outbox").await;
        assert!(sealed.len() > 4 && sealed.iter().all(String::is_empty), "delivered or given up, a message is wiped");
    }
}

//! Walking the setup page as a browser without scripts does.

use app::text::{refusal_text, texts};
use domain::locale::Locale;
use domain::method::Method;
use domain::refusal::Refusal;
use server::delivery::Message;
use totp_rs::{Builder, Secret};

use super::app::TestApp;
use super::browser::{Browser, Page};
use super::seed::Seed;

pub(crate) const PASSWORD: &str = "Old-Password-4711";

/// What an app that took the key over shows now.
pub(crate) fn shown(app: &TestApp, key: &str) -> String {
    let secret = Secret::try_from_base32(key).expect("a key");
    let totp = Builder::new().with_secret(secret).build();
    let seconds = u64::try_from(app.services.now().unix_ms() / 1000).expect("after 1970");
    totp.expect("parameters").generate(seconds).to_string()
}

/// What the directory knows of [`Seed::full`], and where a change is told.
pub(crate) const KNOWN: [&str; 2] = ["+31612345678", MAILBOX];
/// Where a change is told when policy sends no texts.
pub(crate) const MAILBOX: &str = "kim@home.example";

/// Where messages go, in order.
pub(crate) fn addressed(messages: &[Message]) -> Vec<String> {
    let to = |message: &Message| match message {
        Message::Mail(mail) => mail.to.clone(),
        Message::Text(text) => text.to.clone(),
        Message::Call(call) => call.to.clone(),
    };
    let mut to: Vec<String> = messages.iter().map(to).collect();
    to.sort_unstable();
    to
}

/// The numbers that people registered.
pub(crate) async fn registered_numbers(app: &TestApp) -> Vec<String> {
    let numbers = "select value from contact where kind = 'authentication_phone' order by value";
    app.rows.texts(numbers).await
}

/// One signed-in browser on the setup page.
pub(crate) struct Setup<'a> {
    pub(crate) app: &'a TestApp,
    pub(crate) browser: Browser,
    pub(crate) page: String,
    pub(crate) turn: String,
}

impl<'a> Setup<'a> {
    /// Signs in, and opens the page.
    pub(crate) async fn of(app: &'a TestApp, account: &str) -> Self {
        Self::signed_in(app, account, PASSWORD).await
    }

    /// As [`Setup::of`], with another password.
    pub(crate) async fn signed_in(app: &'a TestApp, account: &str, password: &str) -> Self {
        let mut browser = app.browser();
        let fields = [
            ("user_name", account),
            ("password", password),
            ("next", "setup"),
        ];
        let page = browser.submit("/api/signin/submit", &fields).await;
        assert_eq!(page.location(), "/setup");
        let mut setup = Self {
            app,
            browser,
            page: String::new(),
            turn: String::new(),
        };
        setup.open("/setup").await;
        setup
    }

    /// Follows the link of an invitation that Jo gets.
    pub(crate) async fn invited(app: &'a TestApp) -> Self {
        let link = app.invitation("jo").await;
        let mut browser = app.browser();
        assert_eq!(browser.accept(&link).await, "/setup");
        let mut setup = Self {
            app,
            browser,
            page: String::new(),
            turn: String::new(),
        };
        setup.open("/setup").await;
        setup
    }

    /// Signs Kim in, who has everything but a passkey and may use it.
    pub(crate) async fn of_kim_with_everything(app: &'a TestApp) -> Self {
        app.allow_everything().await;
        let kim = app.add(Seed::full("kim")).await;
        app.give_authenticator(&kim).await;
        app.give_answers(&kim).await;
        Self::of(app, "kim").await
    }

    /// Opens an address of the page.
    pub(crate) async fn open(&mut self, address: &str) {
        let page = self.browser.get(address).await;
        assert_eq!(page.status, 200, "{}", page.text());
        if let Some(turn) = page.field("turn") {
            self.turn = turn;
        }
        self.page = page.text();
    }

    /// Does one act with the current turn, and follows where it leads.
    pub(crate) async fn act(&mut self, act: &str, fields: &[(&str, &str)]) {
        let turn = self.turn.clone();
        let page = self.send(&turn, act, fields).await;
        let target = page.location().to_owned();
        assert!(target.starts_with("/setup"), "{target}");
        self.open(&target).await;
    }

    /// Sends a form, and follows nothing.
    pub(crate) async fn send(&mut self, turn: &str, act: &str, fields: &[(&str, &str)]) -> Page {
        let fields: Vec<_> = [("turn", turn)]
            .into_iter()
            .chain(fields.iter().copied())
            .collect();
        self.browser
            .submit(&format!("/api/setup/{act}"), &fields)
            .await
    }

    pub(crate) async fn begin(&mut self, method: Method) {
        self.act("begin", &[("method", method.name())]).await;
    }

    pub(crate) async fn address(&mut self, address: &str) {
        self.act("address", &[("address", address)]).await;
    }

    pub(crate) async fn number(&mut self, number: &str) {
        self.act("number", &[("number", number)]).await;
    }

    pub(crate) async fn code(&mut self, code: &str) {
        self.act("code", &[("code", code)]).await;
    }

    /// Registers an address, with the mails that go out taken out of the mailbox.
    pub(crate) async fn register_address(&mut self, address: &str) {
        self.begin(Method::Email).await;
        self.address(address).await;
        let code = self.app.delivered_code().await;
        self.code(&code).await;
        assert!(self.says("Added") || self.says("Changed"), "{}", self.page);
        self.app.delivered().await;
    }

    pub(crate) fn says(&self, words: &str) -> bool {
        self.page.contains(words)
    }

    pub(crate) fn refuses(&self, why: Refusal) -> bool {
        self.says(&refusal_text(texts(Locale::En), why))
    }

    /// The key of the authenticator that is being added, without its blanks.
    pub(crate) fn key(&self) -> Option<String> {
        let after = self.page.split("<code class=\"key\">").nth(1)?;
        let key = after.split('<').next()?;
        Some(key.replace(' ', ""))
    }
}

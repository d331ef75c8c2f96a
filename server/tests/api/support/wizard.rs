//! Walking the wizard the way the living page does.

use domain::method::Method;
use domain::refusal::Refusal;
use domain::wizard::{ResetView, StepView};

use super::app::TestApp;
use super::browser::Browser;

/// One browser in the wizard.
pub(crate) struct Wizard<'a> {
    pub(crate) app: &'a TestApp,
    pub(crate) browser: Browser,
    pub(crate) turn: u32,
    pub(crate) view: Option<ResetView>,
}

impl<'a> Wizard<'a> {
    pub(crate) async fn open(app: &'a TestApp) -> Self {
        Self::within(app, app.browser()).await
    }

    pub(crate) async fn within(app: &'a TestApp, mut browser: Browser) -> Self {
        let page = browser.get("/reset").await;
        let turn = page.field("turn").expect("the form carries its turn");
        Self {
            app,
            browser,
            turn: turn.parse().expect("a number"),
            view: None,
        }
    }

    /// Does one act with the current turn.
    pub(crate) async fn act(&mut self, act: &str, fields: &[(&str, &str)]) -> &ResetView {
        self.act_at(self.turn, act, fields).await
    }

    /// Does one act with the turn of another moment, as an old page does.
    pub(crate) async fn act_at(
        &mut self,
        turn: u32,
        act: &str,
        fields: &[(&str, &str)],
    ) -> &ResetView {
        let turn = turn.to_string();
        let fields: Vec<_> = [("turn", turn.as_str())]
            .into_iter()
            .chain(fields.iter().copied())
            .collect();
        let page = self
            .browser
            .call(&format!("/api/reset/{act}"), &fields)
            .await;
        assert_eq!(page.status, 200, "{act}: {}", page.text());
        let view: ResetView = serde_json::from_slice(&page.bytes).expect("a view");
        self.turn = view.turn;
        self.view.insert(view)
    }

    /// Solves the puzzle and says who this is.
    pub(crate) async fn identify(&mut self, user_name: &str) -> &ResetView {
        let answer = self.solve().await;
        self.act(
            "identify",
            &[("user_name", user_name), ("captcha", &answer)],
        )
        .await
    }

    /// Reads the picture.
    pub(crate) async fn solve(&mut self) -> String {
        let page = self.browser.get("/captcha/picture").await;
        assert_eq!(page.status, 200);
        self.app.captcha.last().picture
    }

    pub(crate) async fn choose(&mut self, method: Method) -> &ResetView {
        self.act("choose", &[("method", method.name())]).await
    }

    pub(crate) async fn number(&mut self, number: &str) -> &ResetView {
        self.act("confirm_number", &[("number", number)]).await
    }

    pub(crate) async fn code(&mut self, code: &str) -> &ResetView {
        self.act("enter_code", &[("code", code)]).await
    }

    pub(crate) async fn password(&mut self, password: &str) -> &ResetView {
        self.act(
            "set_password",
            &[("password", password), ("repeat", password)],
        )
        .await
    }

    /// Passes both gates of a person with this number.
    pub(crate) async fn prove(&mut self, user_name: &str, number: &str) {
        self.identify(user_name).await;
        self.pass_mail().await;
        self.pass_text(number).await;
        assert!(self.at_password(), "{:?}", self.view);
    }

    /// Fails codes until the lock shows.
    pub(crate) async fn fail_until_locked(&mut self) {
        self.choose(Method::Email).await;
        for _ in 0..5 {
            self.code("000000").await;
        }
        assert_eq!(self.notice(), Some(Refusal::Locked));
    }

    /// Passes the mail gate.
    pub(crate) async fn pass_mail(&mut self) {
        self.choose(Method::Email).await;
        let code = self.app.delivered_code().await;
        self.code(&code).await;
    }

    /// Passes the text gate of a person with this number.
    pub(crate) async fn pass_text(&mut self, number: &str) {
        self.choose(Method::Sms).await;
        self.number(number).await;
        let code = self.app.delivered_code().await;
        self.code(&code).await;
    }

    pub(crate) fn step(&self) -> &StepView {
        &self.view.as_ref().expect("something was done").step
    }

    pub(crate) fn notice(&self) -> Option<Refusal> {
        self.view.as_ref().expect("something was done").notice
    }

    pub(crate) fn support_code(&self) -> String {
        self.view
            .as_ref()
            .expect("something was done")
            .support_code
            .clone()
    }

    pub(crate) fn at_password(&self) -> bool {
        matches!(self.step(), StepView::NewPassword { .. })
    }

    pub(crate) fn is_done(&self) -> bool {
        matches!(self.step(), StepView::Done { .. })
    }
}

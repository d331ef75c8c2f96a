//! How one comes to where something is asked for.

use domain::method::Method;

use super::door::{Door, FilledIn};
use super::kim::{Kim, code, form, of_setup};
use super::way::Way;
use crate::support::{Browser, PASSWORD, Setup, TestApp, Wizard, asked, shown};

const NEW: &str = "+31687654321";

/// Kim in so many browsers at so many addresses, each where this is asked for.
pub(super) async fn open(way: Way, app: &TestApp, count: u8) -> Vec<Door> {
    let mut kim = Kim::new(app, way).await;
    let mut browsers = Vec::new();
    for n in 0..count {
        let mut browser = app.browser();
        browser.peer.set_ip([203, 0, 113, n].into());
        if way.is_signed_in() {
            let fields = [("user_name", "kim"), ("password", PASSWORD)];
            browser.submit("/api/signin/submit", &fields).await;
        }
        browsers.push(browser);
    }
    if matches!(way, Way::FreshProof(_)) {
        app.clock.advance(300);
    }
    if matches!(way, Way::Invitation | Way::SignIn) {
        return kim.alike(way, browsers).await;
    }
    let mut doors = Vec::new();
    for browser in browsers {
        app.delivered().await;
        doors.push(kim.at(way, browser).await);
    }
    doors
}

impl<'a> Kim<'a> {
    async fn at(&mut self, way: Way, browser: Browser) -> Door {
        match way {
            Way::Captcha => {
                let mut wizard = Wizard::within(self.app, browser).await;
                let right = wizard.solve().await;
                let named = |text: &str| {
                    let name = ("user_name", "kim".to_owned());
                    vec![name, ("captcha", text.to_owned())]
                };
                let filled_in = FilledIn {
                    right: named(&right),
                    wrong: named("WRONG9"),
                };
                form(
                    wizard.browser,
                    "/api/reset/identify",
                    Some(wizard.turn),
                    filled_in,
                )
            }
            Way::Reset(method) => {
                let mut wizard = Wizard::within(self.app, browser).await;
                wizard.identify("kim").await;
                wizard.choose(method).await;
                self.in_a_reset(wizard, method).await
            }
            Way::SecondStep(method) => {
                let right = self.held(method);
                form(browser, "/api/signin/code", None, code(&right))
            }
            Way::Setup(method) => {
                let mut setup = self.setup(browser).await;
                setup.begin(method.registered_as().unwrap_or(method)).await;
                self.registering(setup, method).await
            }
            Way::Trial(method) => {
                let mut setup = self.setup(browser).await;
                setup.test(method).await;
                self.in_setup(setup, method).await
            }
            Way::FreshProof(method) => {
                let mut setup = self.setup(browser).await;
                setup.begin(Method::Email).await;
                setup.test(method).await;
                self.in_setup(setup, method).await
            }
            Way::Invitation | Way::SignIn => unreachable!("they are alike in every browser"),
        }
    }

    /// From the first step to the one where it is confirmed.
    async fn registering(&mut self, mut setup: Setup<'a>, method: Method) -> Door {
        match method {
            Method::Email => setup.address("kim@new.example").await,
            Method::Sms => setup.number(NEW).await,
            Method::MobileCall => setup.act("call_number", &[("number", NEW)]).await,
            _ => {
                let key = setup.key().expect("a key to type");
                let filled_in = code(&shown(self.app, &key));
                return of_setup(setup, "/api/setup/code", filled_in);
            }
        }
        self.in_setup(setup, method).await
    }

    /// What is right in every browser for being the same.
    async fn alike(&mut self, way: Way, mut browsers: Vec<Browser>) -> Vec<Door> {
        let (path, field, right) = if way == Way::Invitation {
            self.app.add_joiner().await;
            let link = self.app.invitation("jo").await;
            let token = link.split("token=").nth(1).expect("a token").to_owned();
            ("/api/setup/accept", "token", token)
        } else {
            let page = browsers[0].get("/signin").await.text();
            (
                "/api/signin/passkey",
                "answer",
                self.device.sign(&asked(&page)),
            )
        };
        let filled_in = FilledIn {
            right: vec![(field, right)],
            wrong: Vec::new(),
        };
        let forms = browsers.into_iter();
        forms
            .map(|browser| form(browser, path, None, filled_in.clone()))
            .collect()
    }
}

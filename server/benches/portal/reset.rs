//! One whole reset, request by request as the living page sends them.

use crate::client::{Answer, Client};
use crate::portal::{Portal, account, mail_of, mobile_of};

/// Satisfies the default rules.
const PASSWORD: &str = "brand-New-Wagon-93";

/// Leads one person from the first page to the new password.
pub(crate) fn reset(portal: &Portal, client: &mut Client, number: usize) {
    let mut wizard = Wizard::open(portal, client);
    wizard.identify(&account(number));
    wizard.act("choose", "method=email", "enter_code");
    wizard.act(
        "enter_code",
        &format!("code={}", portal.mailbox.code_for(&mail_of(number))),
        "choose",
    );
    wizard.act("choose", "method=sms", "confirm_number");
    let mobile = mobile_of(number);
    wizard.act(
        "confirm_number",
        &format!("number={}", mobile.replace('+', "%2B")),
        "enter_code",
    );
    wizard.act(
        "enter_code",
        &format!("code={}", portal.mailbox.code_for(&mobile)),
        "new_password",
    );
    wizard.act(
        "set_password",
        &format!("password={PASSWORD}&repeat={PASSWORD}"),
        "done",
    );
}

/// A browser in the wizard.
pub(crate) struct Wizard<'a> {
    portal: &'a Portal,
    client: &'a mut Client,
    turn: u32,
}

impl<'a> Wizard<'a> {
    /// A new visitor in front of the first step, with the page that was shown.
    pub(crate) fn open(portal: &'a Portal, client: &'a mut Client) -> Self {
        client.forget();
        let page = client.get("/reset").ok("the first page");
        let turn =
            between(page.text(), "name=\"turn\" value=\"").expect("the form carries its turn");
        Self {
            portal,
            client,
            turn,
        }
    }

    /// Fetches the picture and reads it.
    pub(crate) fn solve(&mut self) -> String {
        let picture = self.client.get("/captcha/picture").ok("the picture");
        self.portal.captcha.read(&picture.body)
    }

    fn identify(&mut self, user_name: &str) {
        let solved = self.solve();
        self.act("identify", &identification(user_name, &solved), "choose");
    }

    /// Submits one step and makes sure that the expected one follows.
    pub(crate) fn act(&mut self, act: &str, fields: &str, follows: &str) -> Answer {
        let body = format!("turn={}&{fields}", self.turn);
        let answer = self
            .client
            .post(&format!("/api/reset/{act}"), &body)
            .ok(act);
        let view = answer.text();
        assert!(
            view.contains(&format!("\"at\":\"{follows}\"")),
            "{act}: {view}"
        );
        self.turn = between(view, "\"turn\":").expect("a view carries its turn");
        answer
    }
}

/// The fields of the first step.
pub(crate) fn identification(user_name: &str, solved: &str) -> String {
    format!("user_name={user_name}&captcha={solved}")
}

/// The number that follows.
fn between(text: &str, before: &str) -> Option<u32> {
    let (_, rest) = text.split_once(before)?;
    let end = rest.find(|c: char| !c.is_ascii_digit())?;
    rest[..end].parse().ok()
}

//! One whole reset, request by request as the living page sends them.

use crate::client::Client;
use crate::portal::{Portal, account, mail_of, mobile_of};

/// Satisfies the default rules.
const PASSWORD: &str = "brand-New-Wagon-93";
/// Where the forms of the steps lead that follow more than one other.
pub(crate) const CHOOSE: &str = "/api/reset/choose";
const ENTER_CODE: &str = "/api/reset/enter_code";

/// Leads one person from the first page to the new password.
pub(crate) fn reset(portal: &Portal, client: &mut Client, number: usize) {
    let mut wizard = Wizard::open(portal, client);
    let solved = wizard.solve();
    let name = identification(&account(number), &solved);
    wizard.act("identify", &name, CHOOSE);
    wizard.act("choose", "method=email", ENTER_CODE);
    let code = portal.mailbox.code_for(&mail_of(number));
    wizard.act("enter_code", &format!("code={code}"), CHOOSE);
    wizard.act("choose", "method=sms", "/api/reset/confirm_number");
    let mobile = mobile_of(number);
    let typed = format!("number={}", mobile.replace('+', "%2B"));
    wizard.act("confirm_number", &typed, ENTER_CODE);
    let code = portal.mailbox.code_for(&mobile);
    wizard.act(
        "enter_code",
        &format!("code={code}"),
        "/api/reset/set_password",
    );
    let password = format!("password={PASSWORD}&repeat={PASSWORD}");
    wizard.act("set_password", &password, "/signin");
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
        let turn = turn(page.text()).expect("the form carries its turn");
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

    /// Submits one step and makes sure that the expected one follows, by where its form leads.
    pub(crate) fn act(&mut self, act: &str, fields: &str, follows: &str) {
        self.submit(act, fields);
        self.follow(follows);
    }

    /// Submits one step.
    pub(crate) fn submit(&mut self, act: &str, fields: &str) {
        let body = format!("turn={}&{fields}", self.turn);
        let answer = self.client.post(&format!("/api/reset/{act}"), &body);
        let leads = (answer.status, answer.header("location"));
        assert_eq!(leads, (303, Some("/reset")), "{act}: {}", answer.text());
    }

    /// Goes on over a new connection.
    pub(crate) fn connect_again(&mut self) {
        self.client.connect_again();
    }

    /// Waits as the living page does while a telephone rings.
    pub(crate) fn wait_for_call(&mut self) {
        let events = format!("/api/reset/call?turn={}", self.turn);
        let events = self.client.get(&events).ok("the events");
        assert!(events.text().contains("event: moved"), "{}", events.text());
    }

    /// Fetches the page that the answer led to.
    pub(crate) fn follow(&mut self, follows: &str) {
        let page = self.client.get("/reset").ok("the next page");
        let (text, form) = (page.text(), format!("action=\"{follows}\""));
        assert!(text.contains(&form), "{follows} was to follow: {text}");
        // The last page has nothing to send.
        self.turn = turn(text).unwrap_or(self.turn);
    }
}

/// The fields of the first step.
pub(crate) fn identification(user_name: &str, solved: &str) -> String {
    format!("user_name={user_name}&captcha={solved}")
}

fn turn(page: &str) -> Option<u32> {
    let (_, rest) = page.split_once("name=\"turn\" value=\"")?;
    rest.split('"').next()?.parse().ok()
}

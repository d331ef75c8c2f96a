//! Inviting somebody to register, and following the link.

use domain::identity::UserName;
use server::delivery::Message;
use server::invite::{InviteFault, LeadsTo, invite};

use super::app::TestApp;
use super::browser::Browser;
use super::seed::Seed;

impl TestApp {
    /// Somebody of whom the directory knows one mailbox, and who never had a password.
    pub(crate) async fn add_joiner(&self) {
        let joiner = Seed {
            password: None,
            mobile: None,
            work_email: Some("jo@wingtip.example"),
            ..Seed::full("jo")
        };
        self.add(joiner).await;
    }

    pub(crate) async fn invite(&self, name: &str) -> Result<(), InviteFault> {
        let name = UserName::parse(name).expect("a name");
        invite(&self.services, &name, LeadsTo::Setup).await
    }

    /// Invites, and gives the link of the mail without the portal's address.
    pub(crate) async fn invitation(&self, name: &str) -> String {
        self.invite(name).await.expect("invited");
        let messages = self.delivered().await;
        let [Message::Mail(mail)] = &messages[..] else {
            panic!("one mail: {messages:?}");
        };
        let (_, after) = mail
            .text
            .split_once("http://127.0.0.1:8080")
            .expect("a link into the portal");
        let link = after.split_whitespace().next().unwrap_or_default();
        assert!(
            mail.html.contains(&link.replace('&', "&#38;")),
            "{}",
            mail.html
        );
        link.to_owned()
    }
}

impl Browser {
    /// Presses the button of a link's page; gives where that led.
    pub(crate) async fn accept(&mut self, link: &str) -> String {
        let token = link.split("token=").nth(1).unwrap_or_default();
        let page = self.submit("/api/setup/accept", &[("token", token)]).await;
        page.location().to_owned()
    }
}

//! A joiner is invited to choose a password: the path that needs no temporary one.

use domain::identity::UserName;
use server::delivery::Message;
use server::invite::{InviteFault, LeadsTo, invite};

use crate::on_both_engines;
use crate::support::{Seed, TestApp};

async fn invited(app: &TestApp, name: &str) -> Result<(), InviteFault> {
    let name = UserName::parse(name).expect("a name");
    invite(&app.services, &name, LeadsTo::Reset).await
}

on_both_engines! {
    async fn a_joiner_follows_the_link_of_the_mail_to_a_first_password(app) {
        app.add(Seed { password: None, work_email: Some("jo@wingtip.example"), ..Seed::full("jo") }).await;
        invited(&app, "jo").await.expect("invited");
        let messages = app.delivered().await;
        let [Message::Mail(mail)] = &messages[..] else {
            panic!("one mail: {messages:?}");
        };
        assert_eq!(mail.to, "kim@home.example", "not the mailbox that cannot be read yet");
        let link = "/reset?username=jo%40wingtip%2Eexample";
        assert!(mail.text.contains(link), "{}", mail.text);
        let page = app.browser().get(link).await;
        assert!(page.text().contains("value=\"jo@wingtip.example\""));

        let mut wizard = app.wizard().await;
        wizard.prove("jo", "+31612345678").await;
        wizard.password("brand-New-Wagon-93").await;
        assert!(wizard.is_done());
        assert_eq!(app.delivered().await.len(), 2);
    }

    async fn whoever_cannot_be_invited_is_not_and_the_reason_is_told(app) {
        app.add(Seed { email: None, ..Seed::full("nomail") }).await;
        app.add(Seed { disabled: true, ..Seed::full("gone") }).await;
        assert!(matches!(invited(&app, "nomail").await, Err(InviteFault::NoAddress)));
        assert!(matches!(invited(&app, "gone").await, Err(InviteFault::Disabled)));
        assert!(matches!(invited(&app, "ghost").await, Err(InviteFault::Nobody)));
        assert_eq!(app.delivered().await.len(), 0);
        let failed = "select count(*) from audit where act = 'person.invite' and outcome = 'failed'";
        assert_eq!(app.rows.number(failed).await, 3);
    }
}

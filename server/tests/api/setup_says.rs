//! What the setup page says is so: who may reset, what was confirmed, what no longer counts, what a removal
//! leads to.

use domain::locale::Locale;
use domain::method::Method;
use domain::policy::{Policy, Scope};
use domain::refusal::Refusal;
use server::delivery::Message;
use server::delivery::moment::Moment;
use server::invite::InviteFault;

use crate::on_both_engines;
use crate::support::{Seed, Setup, TestApp, without_calls};

async fn sales_alone(app: &TestApp) {
    app.change_policy(|policy: &mut Policy| {
        policy.scope = Scope::Groups {
            groups: vec!["Sales".to_owned()],
        };
    })
    .await;
}

/// The time now, as pages tell it.
fn now(app: &TestApp) -> String {
    let moment = Moment::new(app.services.now(), &app.services.time_zone);
    moment.expect("a time").told(Locale::En)
}

on_both_engines! {
    async fn whom_the_scope_keeps_out_is_not_told_that_a_reset_would_work(app) {
        app.add(Seed::full("kim")).await;
        let mut setup = Setup::of(&app, "kim").await;
        assert!(setup.says("That is enough"));
        sales_alone(&app).await;
        setup.look().await;
        assert!(setup.says("not open to you") && !setup.says("That is enough"), "{}", setup.page);
        assert!(setup.says("href=\"/account\"") && !setup.says("disabled"), "nothing holds anybody here");
        app.rows.change("update person_group set name = 'Sales'").await;
        setup.look().await;
        assert!(setup.says("That is enough"), "{}", setup.page);
    }

    async fn whom_the_scope_keeps_out_is_not_invited(app) {
        app.add_joiner().await;
        app.add(Seed { email: Some("max@home.example"), ..Seed::full("max") }).await;
        sales_alone(&app).await;
        for name in ["jo", "max"] {
            assert!(matches!(app.invite(name).await, Err(InviteFault::OutOfScope)), "{name}");
        }
        assert!(app.delivered().await.is_empty());
    }

    async fn what_was_looked_at_again_says_when(app) {
        app.allow_everything().await;
        app.change_policy(|policy| policy.registration.reconfirm_days = 1).await;
        let kim = app.add(Seed::full("kim")).await;
        app.give_authenticator(&kim).await;
        let mut setup = Setup::of(&app, "kim").await;
        setup.register_address("kim@new.example").await;
        let since = now(&app);
        assert!(setup.says(&format!("k•••@n•••, confirmed, since {since}")), "{}", setup.page);
        assert!(setup.says("XXXXXX78, from your organisation</p>"), "{}", setup.page);
        app.clock.advance(90_000);
        app.change_policy(|policy| policy.registration.required = true).await;
        let mut setup = Setup::of(&app, "kim").await;
        let turn = setup.turn.clone();
        assert_eq!(setup.send(&turn, "confirm", &[]).await.location(), "/account");
        setup.look().await;
        let on = now(&app);
        assert!(setup.says(&format!("k•••@n•••, since {since}, confirmed on {on}")), "{}", setup.page);
        assert!(setup.says(&format!("XXXXXX78, from your organisation, confirmed on {on}")), "{}", setup.page);
        assert!(setup.says(&format!("Registered since {since}, confirmed on {on}")), "{}", setup.page);
        app.rows.change("delete from contact where kind = 'mobile'").await;
        app.rows.change("insert into contact (person_id, kind, value) select id, 'mobile', '+31600000099' from person").await;
        setup.look().await;
        assert!(setup.says("XXXXXX99, from your organisation</p>"), "nobody has looked at that one: {}", setup.page);
    }

    async fn answers_that_are_too_few_by_now_say_so(app) {
        let mut setup = Setup::of_kim_with_everything(&app).await;
        assert!(!setup.says("No longer enough"));
        app.rows.change("delete from question_answer where question <> 'pet'").await;
        setup.look().await;
        assert!(setup.says("No longer enough: your organisation asks for more answers now"), "{}", setup.page);
        assert!(!setup.says("/api/setup/test\" method=\"questions\""));
    }

    async fn a_work_mailbox_is_no_way_in_by_any_of_its_names(app) {
        app.change_policy(|policy| policy.gates = 1).await;
        for (account, email, work) in [
            ("ann", "ann@wingtip.example", None),
            ("bob", "b.vale+own@work.example", Some("b.vale@work.example")),
        ] {
            app.add(Seed { email: Some(email), work_email: work, mobile: None, ..Seed::full(account) }).await;
            let mut setup = Setup::of(&app, account).await;
            assert!(setup.says("so it does not count") && setup.says("Still needed: one more way"), "{}", setup.page);
            let mut wizard = app.wizard().await;
            wizard.identify(account).await;
            wizard.choose(Method::Email).await;
            let told = app.delivered().await;
            assert!(matches!(&told[..], [Message::Mail(mail)] if mail.text.contains("Too few ways")), "no code is sent");
            setup.begin(Method::Email).await;
            for typed in [email.to_uppercase(), format!("{account}+x@wingtip.example")] {
                setup.address(&typed).await;
                assert!(setup.refuses(Refusal::AddressOfWork), "{typed}: {}", setup.page);
            }
            assert!(app.delivered().await.is_empty());
            assert!(matches!(app.invite(account).await, Ok(()) | Err(InviteFault::NoAddress)));
            app.delivered().await;
        }
    }

    async fn a_removal_says_what_counts_afterwards(app) {
        app.add(Seed::full("kim")).await;
        let mut setup = Setup::of(&app, "kim").await;
        setup.register_address("kim@new.example").await;
        setup.act("remove", &[("method", "email")]).await;
        assert!(setup.says("Afterwards k•••@h••• counts again") && !setup.says("Without it"), "{}", setup.page);
        setup.act("leave", &[]).await;
        app.change_policy(|policy| policy.registration.prepopulated_counts = false).await;
        setup.begin(Method::Sms).await;
        setup.number("+31687654321").await;
        let code = app.delivered_code().await;
        setup.code(&code).await;
        app.delivered().await;
        setup.act("remove", &[("method", "email")]).await;
        assert!(setup.says("It counts only once you have confirmed it"), "{}", setup.page);
        assert!(setup.says("Without it you can no longer reset your password yourself"), "{}", setup.page);
        setup.act("leave", &[]).await;
        app.rows.change("delete from contact where kind = 'alternate_email'").await;
        setup.look().await;
        setup.act("remove", &[("method", "email")]).await;
        assert!(!setup.says("counts only once") && setup.says("Without it"), "{}", setup.page);
    }
}

on_both_engines! {
    by without_calls;

    async fn nobody_is_invited_to_register_what_can_never_be_enough(app) {
        app.add_joiner().await;
        app.add(Seed { email: Some("max@home.example"), ..Seed::full("max") }).await;
        app.change_policy(|policy: &mut Policy| policy.methods = vec![Method::Email, Method::OfficeCall]).await;
        for name in ["jo", "max"] {
            assert!(matches!(app.invite(name).await, Err(InviteFault::NeverEnough)), "{name}");
        }
        assert!(app.delivered().await.is_empty());
        app.change_policy(|policy: &mut Policy| policy.methods = vec![Method::Email, Method::HelpdeskPass]).await;
        app.invite("jo").await.expect("with a pass it is enough");
        assert_eq!(app.delivered().await.len(), 1);
    }
}

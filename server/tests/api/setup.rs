//! Registering addresses and numbers, and what a reset makes of them.

use domain::locale::Locale;
use domain::method::Method;
use domain::policy::Policy;
use domain::refusal::Refusal;
use domain::wizard::StepView;
use server::delivery::Message;
use server::delivery::moment::Moment;

use crate::on_both_engines;
use crate::support::{PASSWORD, Seed, Setup, TestApp, addressed, code_in};

/// One gate, so that a single method is a whole reset.
async fn one_gate(app: &TestApp) {
    app.change_policy(|policy: &mut Policy| policy.gates = 1)
        .await;
}

on_both_engines! {
    async fn a_registered_address_is_what_a_reset_writes_to(app) {
        one_gate(&app).await;
        app.add(Seed { work_email: Some("kim@wingtip.example"), ..Seed::full("kim") }).await;
        let mut setup = Setup::of(&app, "kim").await;
        assert!(setup.says("k•••@h•••, from your organisation"), "{}", setup.page);
        setup.begin(Method::Email).await;
        assert!(setup.says("value=\"kim@home.example\""), "the directory's is there to be confirmed");
        setup.address("kim@new.example").await;
        let sent = app.delivered().await;
        assert_eq!(addressed(&sent), ["kim@new.example"]);
        setup.code(&code_in(&sent[0])).await;
        assert!(setup.says("Added: Codes by e-mail"), "{}", setup.page);
        let told = app.delivered().await;
        assert_eq!(addressed(&told), ["+31612345678", "kim@home.example", "kim@wingtip.example"], "what was known before");
        let now = Moment::new(app.services.now(), &app.services.time_zone).expect("a time").told(Locale::En);
        assert!(setup.says(&format!("k•••@n•••, confirmed, since {now}")), "{}", setup.page);
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.choose(Method::Email).await;
        let sent = app.delivered().await;
        assert_eq!(addressed(&sent), ["kim@new.example"]);
        wizard.code(&code_in(&sent[0])).await;
        assert!(wizard.at_password());
    }

    async fn a_removed_address_gives_the_directory_its_say_again(app) {
        one_gate(&app).await;
        app.add(Seed::full("kim")).await;
        let mut setup = Setup::of(&app, "kim").await;
        setup.register_address("kim@new.example").await;
        setup.act("remove", &[("method", "email")]).await;
        assert!(setup.says("Remove this?"));
        setup.act("confirm_removal", &[]).await;
        assert!(setup.says("Removed: Codes by e-mail"));
        assert_eq!(addressed(&app.delivered().await), ["+31612345678", "kim@home.example", "kim@new.example"], "also the one that is gone");
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.choose(Method::Email).await;
        assert_eq!(addressed(&app.delivered().await), ["kim@home.example"]);
        setup.act("remove", &[("method", "email")]).await;
        assert!(setup.refuses(Refusal::MethodUnavailable), "what the directory says cannot be removed");
    }

    async fn a_number_in_any_notation_is_registered_and_used(app) {
        one_gate(&app).await;
        app.add(Seed { mobile: None, ..Seed::full("kim") }).await;
        let mut setup = Setup::of(&app, "kim").await;
        setup.begin(Method::Sms).await;
        setup.number("0612345678").await;
        assert!(setup.refuses(Refusal::NumberMalformed));
        assert!(setup.says("value=\"0612345678\""), "what was typed stays");
        setup.number("0031 (0)6-87.65.43.21").await;
        let sent = app.delivered().await;
        assert_eq!(addressed(&sent), ["+31687654321"]);
        setup.code(&code_in(&sent[0])).await;
        assert!(setup.says("+XX\u{a0}XXXXXX21"), "{}", setup.page);
        assert_eq!(addressed(&app.delivered().await), ["kim@home.example"]);
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.pass_text("+31687654321").await;
        assert!(wizard.at_password());
    }

    async fn a_number_as_it_is_dialled_at_home_is_one_where_policy_names_the_country(app) {
        one_gate(&app).await;
        app.change_policy(|policy: &mut Policy| policy.default_country = "NL".to_owned()).await;
        app.add(Seed { mobile: None, ..Seed::full("kim") }).await;
        let mut setup = Setup::of(&app, "kim").await;
        setup.begin(Method::Sms).await;
        setup.number("06 1234").await;
        assert!(setup.refuses(Refusal::NumberMalformed));
        setup.number("(0)6-87 65 43 21").await;
        let sent = app.delivered().await;
        assert_eq!(addressed(&sent), ["+31687654321"]);
        setup.code(&code_in(&sent[0])).await;
        app.delivered().await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.pass_text("06-87654321").await;
        assert!(wizard.at_password());
    }

    async fn the_telephone_of_the_desk_is_seen_and_not_changed(app) {
        app.add(Seed::full("kim")).await;
        app.rows.change("insert into contact (person_id, kind, value) select id, 'office_phone', '+31205550100x12' from person").await;
        let mut setup = Setup::of(&app, "kim").await;
        assert!(!setup.says("Office phone"), "policy does not let it be called");
        app.change_policy(|policy| policy.methods.push(Method::OfficeCall)).await;
        setup.look().await;
        assert!(setup.says("Office phone") && setup.says("+XX\u{a0}XXXXXX00, from your organisation"), "{}", setup.page);
        assert!(!setup.page.contains("5550100"));
        for method in ["office_phone", "office_call"] {
            for act in ["begin", "remove"] {
                setup.act(act, &[("method", method)]).await;
                assert!(setup.refuses(Refusal::MethodUnavailable), "{act} {method}");
            }
        }
    }

    async fn unconfirmed_data_of_the_directory_counts_only_where_policy_says_so(app) {
        app.add(Seed::full("kim")).await;
        app.change_policy(|policy| policy.registration.prepopulated_counts = false).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.choose(Method::Email).await;
        let told = app.delivered().await;
        assert!(matches!(&told[..], [Message::Mail(mail)] if mail.text.contains("Too few ways")), "no code is sent");
        let mut setup = Setup::of(&app, "kim").await;
        assert!(setup.says("It counts once you have confirmed it") && setup.says("disabled"));
        assert!(setup.says("2 more ways"));
        setup.register_address("kim@home.example").await;
        assert!(setup.says("one more way"));
        setup.begin(Method::Sms).await;
        setup.number("+31612345678").await;
        let code = app.delivered_code().await;
        setup.code(&code).await;
        app.delivered().await;
        assert!(setup.says("That is enough") && !setup.says("disabled"), "{}", setup.page);
        let mut wizard = app.wizard().await;
        wizard.prove("kim", "+31612345678").await;
    }

    async fn a_mailbox_that_a_locked_out_person_cannot_read_is_refused(app) {
        app.add(Seed { work_email: Some("kim@wingtip.example"), ..Seed::full("kim") }).await;
        let mut setup = Setup::of(&app, "kim").await;
        setup.begin(Method::Email).await;
        for (typed, why) in [
            ("", Refusal::AddressMissing),
            ("kim", Refusal::AddressMalformed),
            ("Kim@Wingtip.example", Refusal::AddressOfWork),
        ] {
            setup.address(typed).await;
            assert!(setup.refuses(why), "{typed}");
        }
        assert!(app.delivered().await.is_empty());
    }

    async fn the_way_in_leads_by_the_sign_in_page_and_back_and_nowhere_else(app) {
        app.add(Seed::full("kim")).await;
        let mut browser = app.browser();
        assert_eq!(browser.get("/setup").await.location(), "/signin?next=setup");
        let page = browser.get("/signin?next=setup").await;
        assert_eq!(page.field("next").as_deref(), Some("setup"));
        for (next, target) in [("setup", "/setup"), ("https://evil.example", "/account"), ("//evil.example", "/account"), ("", "/account")] {
            let fields = [("user_name", "kim"), ("password", PASSWORD), ("next", next)];
            assert_eq!(app.browser().submit("/api/signin/submit", &fields).await.location(), target);
        }
        let wrong = [("user_name", "kim"), ("password", "wrong"), ("next", "setup")];
        assert_eq!(browser.submit("/api/signin/submit", &wrong).await.location(), "/signin?next=setup");
        let page = browser.get("/signin?next=https://evil.example").await;
        assert_eq!(page.field("next"), None);
    }

    async fn what_is_done_is_recorded_before_and_after(app) {
        app.add(Seed::full("kim")).await;
        let mut setup = Setup::of(&app, "kim").await;
        setup.register_address("kim@new.example").await;
        let rows = app.rows.texts("select act || ' ' || outcome || ' ' || detail from audit where act like 'setup.%' order by opened_at, act").await;
        assert_eq!(rows, [
            "setup.begin done {\"method\":\"email\"}",
            "setup.enter_code done {\"method\":\"email\",\"change\":\"add\"}",
            "setup.send_code done {\"method\":\"email\"}",
        ]);
        assert_eq!(app.rows.number("select count(*) from audit where completed_at is null").await, 0);
    }

    async fn a_change_ends_the_resets_that_know_nothing_of_it(app) {
        app.add(Seed::full("kim")).await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        let mut setup = Setup::of(&app, "kim").await;
        setup.register_address("kim@new.example").await;
        wizard.choose(Method::Email).await;
        assert_eq!(wizard.notice(), Some(Refusal::NoSession));
        assert!(matches!(wizard.step(), StepView::Identify { .. }));
    }
}

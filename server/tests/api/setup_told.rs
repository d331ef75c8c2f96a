//! Who hears of a change of what a person proves themselves with.

use domain::method::Method;
use server::delivery::Message;

use crate::on_both_engines;
use crate::support::{KNOWN, Seed, Setup, addressed, registered_numbers};

async fn add_address(setup: &mut Setup<'_>) {
    setup.begin(Method::Email).await;
    setup.address("kim@new.example").await;
    let code = setup.app.delivered_code().await;
    setup.code(&code).await;
}

async fn remove_address(setup: &mut Setup<'_>) {
    setup.act("remove", &[("method", "email")]).await;
    setup.act("confirm_removal", &[]).await;
}

on_both_engines! {
    async fn a_number_that_another_one_takes_the_place_of_hears_of_it(app) {
        app.add(Seed::full("kim")).await;
        let mut setup = Setup::of(&app, "kim").await;
        setup.begin(Method::Sms).await;
        setup.number("+31687654321").await;
        setup.code(&app.delivered_code().await).await;
        let told = app.delivered().await;
        assert_eq!(addressed(&told), KNOWN, "not the one that the thief may have brought");
        let text = told.iter().find_map(|message| match message {
            Message::Text(text) => Some(text.body.as_str()),
            Message::Mail(_) | Message::Call(_) => None,
        });
        assert!(text.is_some_and(|text| text.contains("added: codes by text message. Not you?")), "{text:?}");
        setup.act("remove", &[("method", "sms")]).await;
        setup.act("confirm_removal", &[]).await;
        assert_eq!(addressed(&app.delivered().await), ["+31612345678", "+31687654321", "kim@home.example"], "also the one that is gone");
    }

    async fn whoever_has_nothing_else_hears_of_what_is_new(app) {
        app.add(Seed { email: None, mobile: None, ..Seed::full("kim") }).await;
        let mut setup = Setup::of(&app, "kim").await;
        setup.begin(Method::Sms).await;
        setup.number("+31687654321").await;
        setup.code(&app.delivered_code().await).await;
        assert_eq!(addressed(&app.delivered().await), ["+31687654321"]);
        assert_eq!(registered_numbers(&app).await, ["+31687654321"]);
    }

    async fn what_the_directory_knows_hears_beside_what_was_registered(app) {
        app.add(Seed { work_email: Some("kim@wingtip.example"), ..Seed::full("kim") }).await;
        let mut setup = Setup::of(&app, "kim").await;
        setup.begin(Method::Sms).await;
        setup.number("+31687654321").await;
        setup.code(&app.delivered_code().await).await;
        app.delivered().await;
        setup.begin(Method::Email).await;
        setup.address("thief@new.example").await;
        setup.code(&app.delivered_code().await).await;
        let before = ["+31612345678", "+31687654321", "kim@home.example", "kim@wingtip.example"];
        assert_eq!(addressed(&app.delivered().await), before);
        setup.act("remove", &[("method", "sms")]).await;
        setup.act("confirm_removal", &[]).await;
        let after = ["+31612345678", "+31687654321", "kim@home.example", "kim@wingtip.example", "thief@new.example"];
        assert_eq!(addressed(&app.delivered().await), after);
    }

    async fn additions_without_end_silence_no_loss_and_use_up_nobody_elses_texts(app) {
        app.add(Seed::full("kim")).await;
        let mut setup = Setup::of(&app, "kim").await;
        add_address(&mut setup).await;
        assert_eq!(addressed(&app.delivered().await), KNOWN);
        let tenants = "select cast(count as text) from tally where key like 'texts-tenant:%'";
        let before = app.rows.texts(tenants).await;
        assert_eq!(before, ["1"]);
        app.rows.change("update tally set count = 5 where key like 'texts-told-added:%'").await;
        remove_address(&mut setup).await;
        assert_eq!(addressed(&app.delivered().await), ["+31612345678", "kim@home.example", "kim@new.example"]);
        add_address(&mut setup).await;
        assert_eq!(addressed(&app.delivered().await), ["kim@home.example"], "mails cost nothing");
        assert_eq!(app.rows.texts(tenants).await, ["2"], "the one that told of the loss");
        app.rows.change("update tally set count = 5 where key like 'texts-told-lost:%'").await;
        remove_address(&mut setup).await;
        assert_eq!(addressed(&app.delivered().await), ["kim@home.example", "kim@new.example"]);
    }

    async fn texts_that_tell_go_to_the_listed_countries_alone(app) {
        app.add(Seed::full("kim")).await;
        app.change_policy(|policy| policy.limits.countries = vec!["32".to_owned()]).await;
        add_address(&mut Setup::of(&app, "kim").await).await;
        assert_eq!(addressed(&app.delivered().await), ["kim@home.example"]);
    }

    async fn no_text_tells_where_policy_sends_none_or_nobody_reads_it(app) {
        app.add(Seed::full("kim")).await;
        app.change_policy(|policy| policy.methods = vec![Method::Email, Method::Totp]).await;
        add_address(&mut Setup::of(&app, "kim").await).await;
        assert_eq!(addressed(&app.delivered().await), ["kim@home.example"]);
        app.change_policy(|policy| policy.methods = vec![Method::Email, Method::Sms]).await;
        app.rows.change("delete from person").await;
        app.add(Seed { mobile: Some("+31 20 5550100 x12"), ..Seed::full("kim") }).await;
        add_address(&mut Setup::of(&app, "kim").await).await;
        assert_eq!(addressed(&app.delivered().await), ["kim@home.example"]);
    }
}

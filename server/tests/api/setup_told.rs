//! Who hears of a change of what a person proves themselves with.

use domain::method::Method;
use server::delivery::Message;

use crate::on_both_engines;
use crate::support::{KNOWN, Seed, Setup, addressed, registered_numbers};

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
        assert_eq!(addressed(&app.delivered().await), ["+31687654321", "kim@home.example"], "also the one that is gone");
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

    async fn texts_that_tell_are_few_and_go_to_the_listed_countries_alone(app) {
        app.add(Seed::full("kim")).await;
        let mut setup = Setup::of(&app, "kim").await;
        let mut told = Vec::new();
        for _ in 0..4 {
            setup.begin(Method::Email).await;
            setup.address("kim@new.example").await;
            setup.code(&app.delivered_code().await).await;
            told.extend(addressed(&app.delivered().await));
            setup.act("remove", &[("method", "email")]).await;
            setup.act("confirm_removal", &[]).await;
            told.extend(addressed(&app.delivered().await));
        }
        let texts = told.iter().filter(|to| to.starts_with('+')).count();
        assert_eq!((texts, told.len() - texts), (5, 8), "mails cost nothing");
        app.clock.advance(2 * 86_400);
        app.change_policy(|policy| policy.limits.countries = vec!["32".to_owned()]).await;
        let mut setup = Setup::of(&app, "kim").await;
        setup.begin(Method::Email).await;
        setup.address("kim@new.example").await;
        setup.code(&app.delivered_code().await).await;
        assert_eq!(addressed(&app.delivered().await), ["kim@home.example"]);
    }
}

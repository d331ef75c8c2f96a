//! The telephone at the desk: registered where the directory has none, confirmed where it has one.

use domain::method::Method;
use domain::policy::Policy;
use domain::refusal::Refusal;
use domain::wizard::StepView;
use server::delivery::CallRequest;

use crate::on_both_engines;
use crate::support::{KNOWN, Setup, TestApp, Wizard, addressed};

const DESK: &str = "+31205550100x12";

impl TestApp {
    /// One gate, which the telephone at the desk opens, and nothing else does.
    async fn with_kim_and_a_desk_to_confirm(&self) {
        self.with_kim_who_can_be_called().await;
        self.give_desk(DESK).await;
        self.only_the_desk().await;
        self.change_policy(|policy| policy.registration.prepopulated_counts = false)
            .await;
    }

    async fn only_the_desk(&self) {
        self.change_policy(|policy: &mut Policy| {
            policy.gates = 1;
            policy.methods = vec![Method::OfficeCall];
        })
        .await;
    }
}

impl Setup<'_> {
    /// Asks for a call to a desk, which is placed.
    pub(crate) async fn ring_desk(&mut self, number: &str) -> CallRequest {
        self.begin(Method::OfficeCall).await;
        self.act("call_office", &[("number", number)]).await;
        self.app.placed().await
    }

    /// Registers the number of a desk, with what tells of it taken out of the mailbox.
    pub(crate) async fn register_desk(&mut self, number: &str) {
        let call = self.ring_desk(number).await;
        self.app.press(&call.id, '#').await;
        self.app.delivered().await;
        self.look().await;
        assert!(self.says(": Office phone"), "{}", self.page);
    }
}

impl Wizard<'_> {
    async fn calls_desk(&mut self, number: &str) -> CallRequest {
        self.identify("kim").await;
        self.choose(Method::OfficeCall).await;
        self.number(number).await;
        self.app.placed().await
    }

    /// Whether the one gate opens when the desk is called.
    async fn opens_by_desk(&mut self, number: &str) -> bool {
        let call = self.calls_desk(number).await;
        self.app.press(&call.id, '#').await;
        self.look().await.text().contains("/api/reset/set_password")
    }
}

on_both_engines! {
    async fn where_the_directory_has_none_a_desk_is_added_by_a_call_to_it_and_opens_a_gate(app) {
        app.with_kim_who_can_be_called().await;
        app.change_policy(|policy| policy.gates = 1).await;
        let mut setup = Setup::of(&app, "kim").await;
        assert!(setup.says("Office phone") && setup.says("Not registered"), "{}", setup.page);
        let call = setup.ring_desk("+31 (0)20 555 0100 ext. 12").await;
        assert_eq!((&*call.to, call.extension.as_deref()), ("+31205550100", Some("12")));
        assert!(setup.says("Answer your telephone") && setup.says("+31205550100x12"), "{}", setup.page);
        app.press(&call.id, '#').await;
        setup.look().await;
        assert!(setup.says("Added: Office phone") && setup.says("+XX\u{a0}XXXXXX00, confirmed, since"), "{}", setup.page);
        assert_eq!(addressed(&app.delivered().await), KNOWN, "what was known before hears of it");
        assert_eq!(app.own_desks().await, [DESK]);
        assert!(app.wizard().await.opens_by_desk("+31205550100").await);
    }

    async fn a_desk_is_typed_as_it_is_dialled_at_home(app) {
        app.with_kim_who_can_be_called().await;
        app.change_policy(|policy| policy.default_country = "NL".to_owned()).await;
        let mut setup = Setup::of(&app, "kim").await;
        setup.begin(Method::OfficeCall).await;
        assert!(setup.says("The phone at your desk") && setup.says("Office number"), "{}", setup.page);
        for (typed, why) in [("", Refusal::NumberMissing), ("020 555", Refusal::NumberMalformed)] {
            setup.act("call_office", &[("number", typed)]).await;
            assert!(setup.refuses(why), "{typed}");
        }
        assert!(app.delivered().await.is_empty());
        setup.act("call_office", &[("number", "020-555 01 00 tst. 12")]).await;
        let call = app.placed().await;
        assert_eq!((&*call.to, call.extension.as_deref()), ("+31205550100", Some("12")));
    }

    async fn a_desk_of_ones_own_is_changed_tried_out_and_removed(app) {
        app.with_kim_who_can_be_called().await;
        let mut setup = Setup::of(&app, "kim").await;
        setup.register_desk("+31205550100").await;
        let call = setup.ring_desk("+31205550199x7").await;
        app.press(&call.id, '#').await;
        setup.look().await;
        assert!(setup.says("Changed: Office phone"), "{}", setup.page);
        app.delivered().await;
        assert_eq!(app.own_desks().await, ["+31205550199x7"]);
        setup.test(Method::OfficeCall).await;
        let call = app.placed().await;
        assert_eq!((&*call.to, call.extension.as_deref()), ("+31205550199", Some("7")));
        app.press(&call.id, '#').await;
        setup.look().await;
        assert!(setup.says("It works: Office phone"), "{}", setup.page);
        setup.act("remove", &[("method", "office_call")]).await;
        assert!(setup.says("Remove this?") && setup.says("XXXXXX99"), "{}", setup.page);
        setup.act("confirm_removal", &[]).await;
        assert!(setup.says("Removed: Office phone") && setup.says("Not registered"), "{}", setup.page);
        assert_eq!(addressed(&app.delivered().await), KNOWN);
        assert!(app.own_desks().await.is_empty());
    }

    async fn the_directorys_desk_counts_once_its_owner_has_confirmed_it_by_a_call(app) {
        app.with_kim_and_a_desk_to_confirm().await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.choose(Method::OfficeCall).await;
        wizard.number(DESK).await;
        assert_eq!(app.delivered().await.len(), 1, "the word that it is too little");
        let mut setup = Setup::of(&app, "kim").await;
        assert!(setup.says("It counts once you have confirmed it") && setup.says("Still needed: one more way"), "{}", setup.page);
        setup.begin(Method::OfficeCall).await;
        let call = app.placed().await;
        assert_eq!((&*call.to, call.extension.as_deref()), ("+31205550100", Some("12")));
        assert!(setup.says("+XX\u{a0}XXXXXX00") && !setup.page.contains("5550100"), "{}", setup.page);
        assert!(!setup.says("/api/setup/back"), "there is no other number");
        app.press(&call.id, '#').await;
        setup.look().await;
        assert!(setup.says("Confirmed: Office phone") && setup.says("confirmed on"), "{}", setup.page);
        assert!(setup.says("That is enough") && setup.says("Only your organisation can change it"), "{}", setup.page);
        assert_eq!(addressed(&app.delivered().await), [KNOWN[1]], "policy sends no texts");
        assert_eq!(app.confirmed_desks().await, [DESK]);
        assert!(app.wizard().await.opens_by_desk(DESK).await);
    }

    async fn a_confirmation_is_worth_nothing_once_the_directory_has_another_number_or_none(app) {
        app.with_kim_and_a_desk_to_confirm().await;
        let mut setup = Setup::of(&app, "kim").await;
        setup.begin(Method::OfficeCall).await;
        let call = app.placed().await;
        app.press(&call.id, '#').await;
        app.delivered().await;
        for other in [Some("+31205550100x13"), Some("+31205550100"), Some("+31205550199x12"), None] {
            match other {
                Some(number) => app.give_desk(number).await,
                None => app.take_desk().await,
            }
            setup.look().await;
            assert!(setup.says("Still needed: one more way"), "{other:?}: {}", setup.page);
            let mut wizard = app.wizard().await;
            wizard.identify("kim").await;
            wizard.choose(Method::OfficeCall).await;
            assert!(!wizard.at_password());
            app.delivered().await;
        }
        app.give_desk(DESK).await;
        setup.look().await;
        assert!(setup.says("That is enough"), "{}", setup.page);
    }

    async fn the_directory_wins_over_a_desk_of_ones_own(app) {
        app.with_kim_who_can_be_called().await;
        app.only_the_desk().await;
        let mut setup = Setup::of(&app, "kim").await;
        setup.register_desk("+31205550199").await;
        app.give_desk(DESK).await;
        setup.look().await;
        assert!(setup.says("XXXXXX00, from your organisation") && !setup.says("XXXXXX99"), "{}", setup.page);
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        wizard.choose(Method::OfficeCall).await;
        wizard.number("+31205550199").await;
        assert_eq!(wizard.notice(), Some(Refusal::NumberMismatch));
        assert!(app.wizard().await.opens_by_desk(DESK).await);
        app.take_desk().await;
        assert!(app.wizard().await.opens_by_desk("+31205550199").await);
    }

    async fn a_change_of_the_desk_ends_the_resets_that_know_nothing_of_it(app) {
        app.with_kim_who_can_be_called().await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        let mut setup = Setup::of(&app, "kim").await;
        setup.register_desk(DESK).await;
        wizard.choose(Method::Email).await;
        assert!(matches!(wizard.step(), StepView::Identify { .. }));
    }

    async fn what_is_done_with_a_desk_is_recorded_as_the_persons(app) {
        app.with_kim_who_can_be_called().await;
        let mut setup = Setup::of(&app, "kim").await;
        setup.register_desk(DESK).await;
        let rows = app.rows.texts(
            "select act || ' ' || outcome || ' ' || detail from audit a join person p on p.id = a.subject \
             where act like 'setup.%' order by opened_at, act").await;
        assert_eq!(rows, [
            "setup.begin done {\"method\":\"office_call\"}",
            "setup.call done {\"method\":\"office_call\"}",
            "setup.call_ended done {\"method\":\"office_call\",\"change\":\"add\"}",
        ]);
        assert_eq!(app.rows.number("select count(*) from audit where completed_at is null").await, 0);
    }

    async fn one_line_for_both_stops_at_sign_in_and_another_number_opens_it(app) {
        app.with_kim_who_can_be_called().await;
        app.give_desk("+31612345678").await;
        app.change_policy(|policy: &mut Policy| {
            policy.methods = vec![Method::Sms, Method::OfficeCall];
            (policy.registration.required, policy.registration.skips) = (true, Some(0));
        }).await;
        let mut setup = Setup::of(&app, "kim").await;
        assert!(setup.says("Still needed: one more way") && setup.says("on the same line"), "{}", setup.page);
        assert_eq!(setup.browser.get("/account").await.location(), "/setup");
        setup.begin(Method::Sms).await;
        setup.number("+31687654321").await;
        let code = app.delivered_code().await;
        setup.code(&code).await;
        assert!(setup.says("That is enough") && !setup.says("on the same line"), "{}", setup.page);
        app.delivered().await;
        assert_eq!(setup.browser.get("/account").await.status, 200);
    }
}

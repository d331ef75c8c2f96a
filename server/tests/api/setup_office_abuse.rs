//! What must not come of a telephone at a desk.

use domain::method::Method;
use domain::refusal::Refusal;
use futures::future::join_all;
use server::calls::Heard;
use server::invite::InviteFault;

use crate::on_both_engines;
use crate::support::{KNOWN, Seed, Setup, TestApp, addressed, registered_numbers};

const DESK: &str = "+31205550100x12";
const LINE: &str = "+31205550100";

/// The directory has a number for every desk, and policy wants it confirmed.
async fn to_confirm(app: &TestApp) {
    app.with_kim_who_can_be_called().await;
    app.give_desk(DESK).await;
    app.change_policy(|policy| policy.registration.prepopulated_counts = false)
        .await;
}

on_both_engines! {
    async fn forged_forms_neither_change_nor_remove_the_directorys_desk(app) {
        app.with_kim_who_can_be_called().await;
        app.give_desk(DESK).await;
        let mut setup = Setup::of(&app, "kim").await;
        for act in ["begin", "remove"] {
            setup.act(act, &[("method", "office_call")]).await;
            assert!(setup.refuses(Refusal::MethodUnavailable), "{act}");
        }
        for act in ["call_office", "call_number", "number", "confirm_removal"] {
            let page = setup.send(&setup.turn.clone(), act, &[("number", "+31205550199")]).await;
            assert_eq!(page.location(), "/setup?said=moved", "{act}");
        }
        assert!(app.delivered().await.is_empty());
        assert!(app.own_desks().await.is_empty() && app.confirmed_desks().await.is_empty());
    }

    async fn no_text_and_no_other_call_confirms_a_desk_nor_the_desks_call_a_mobile(app) {
        app.with_kim_who_can_be_called().await;
        let mut setup = Setup::of(&app, "kim").await;
        for (row, acts) in [(Method::OfficeCall, ["number", "call_number"]), (Method::Sms, ["call_office", "call_office"])] {
            for act in acts {
                setup.begin(row).await;
                setup.act(act, &[("number", "+31205550199")]).await;
                assert!(setup.refuses(Refusal::MethodUnavailable), "{row:?} {act}: {}", setup.page);
            }
        }
        assert!(app.delivered().await.is_empty());
    }

    async fn one_line_is_refused_for_the_other_telephone(app) {
        app.with_kim_who_can_be_called().await;
        app.give_desk(DESK).await;
        let mut setup = Setup::of(&app, "kim").await;
        setup.begin(Method::Sms).await;
        for act in ["number", "call_number"] {
            setup.act(act, &[("number", "+31 20 555 0100")]).await;
            assert!(setup.refuses(Refusal::NumberOfOffice), "{act}: {}", setup.page);
        }
        setup.act("leave", &[]).await;
        app.take_desk().await;
        setup.begin(Method::OfficeCall).await;
        for typed in ["+31612345678", "+31612345678x12"] {
            setup.act("call_office", &[("number", typed)]).await;
            assert!(setup.refuses(Refusal::NumberOfMobile), "{typed}: {}", setup.page);
        }
        assert!(app.delivered().await.is_empty());
    }

    async fn two_calls_at_once_do_not_make_one_line_two_telephones(app) {
        app.allow_everything().await;
        app.add(Seed { mobile: None, ..Seed::full("kim") }).await;
        let mut mobile = Setup::of(&app, "kim").await;
        let mut desk = Setup::of(&app, "kim").await;
        let (first, second) = (mobile.ring(LINE).await, desk.ring_desk(LINE).await);
        app.press(&first.id, '#').await;
        app.press(&second.id, '#').await;
        assert_eq!(registered_numbers(&app).await, [LINE]);
        assert!(app.own_desks().await.is_empty());
        desk.look().await;
        assert!(desk.refuses(Refusal::NumberOfMobile), "{}", desk.page);
        app.delivered().await;
    }

    async fn a_number_that_the_directory_changes_during_the_call_is_not_confirmed(app) {
        to_confirm(&app).await;
        let mut setup = Setup::of(&app, "kim").await;
        for other in ["+31205550100x13", "+31205550199"] {
            app.give_desk(DESK).await;
            setup.look().await;
            setup.begin(Method::OfficeCall).await;
            let call = app.placed().await;
            app.give_desk(other).await;
            app.press(&call.id, '#').await;
            setup.look().await;
            assert!(setup.refuses(Refusal::MethodUnavailable), "{}", setup.page);
        }
        app.take_desk().await;
        let call = setup.ring_desk("+31205550177").await;
        app.give_desk(DESK).await;
        app.press(&call.id, '#').await;
        assert!(app.own_desks().await.is_empty() && app.confirmed_desks().await.is_empty());
    }

    async fn who_confirms_a_shared_desk_confirms_it_for_nobody_else(app) {
        to_confirm(&app).await;
        app.add(Seed::own("lee", "+31600000002")).await;
        app.give_desk(DESK).await;
        let mut lee = Setup::of(&app, "lee").await;
        lee.begin(Method::OfficeCall).await;
        let call = app.placed().await;
        app.press(&call.id, '#').await;
        app.delivered().await;
        let of_lee = "select count(*) from contact where kind = 'confirmed_office' and person_id in (select id from person where account = 'lee')";
        assert_eq!(app.rows.number(of_lee).await, 1);
        assert_eq!(app.confirmed_desks().await.len(), 1);
        let kim = Setup::of(&app, "kim").await;
        assert!(kim.says("be at your desk, and we call it"), "{}", kim.page);
    }

    async fn a_hundred_presses_at_once_are_one_confirmation(app) {
        to_confirm(&app).await;
        let mut setup = Setup::of(&app, "kim").await;
        setup.begin(Method::OfficeCall).await;
        let call = app.placed().await;
        let desk = app.calls();
        let presses = (0..100).map(|_| desk.heard(&call.id, Heard::Pressed('#')));
        for pressed in join_all(presses).await {
            pressed.expect("the store answers");
        }
        assert_eq!(app.confirmed_desks().await, [DESK]);
        assert_eq!(addressed(&app.delivered().await), KNOWN, "and one word of it");
    }

    async fn a_key_after_the_work_or_the_sign_in_ended_confirms_no_desk(app) {
        to_confirm(&app).await;
        for end in ["/api/setup/leave", "/api/signin/out", "/api/account/sign_out_everywhere"] {
            let mut setup = Setup::of(&app, "kim").await;
            setup.begin(Method::OfficeCall).await;
            let call = app.placed().await;
            let turn = setup.turn.clone();
            setup.browser.submit(end, &[("turn", &turn)]).await;
            app.press(&call.id, '#').await;
            assert!(app.confirmed_desks().await.is_empty(), "{end}");
        }
    }

    async fn whoever_answers_at_the_desk_and_did_not_ask_for_it_ends_the_work_and_locks(app) {
        to_confirm(&app).await;
        let mut setup = Setup::of(&app, "kim").await;
        setup.begin(Method::OfficeCall).await;
        let call = app.placed().await;
        app.press(&call.id, '9').await;
        setup.look().await;
        assert!(setup.refuses(Refusal::CallReported), "{}", setup.page);
        assert_eq!(app.delivered().await.len(), 1, "the person is told");
        setup.begin(Method::OfficeCall).await;
        assert!(setup.refuses(Refusal::Locked));
        assert!(app.confirmed_desks().await.is_empty());
    }

    async fn an_old_proof_rings_no_desk(app) {
        to_confirm(&app).await;
        let mut setup = Setup::of(&app, "kim").await;
        app.clock.advance(300);
        setup.begin(Method::OfficeCall).await;
        assert!(setup.says("Type your password once more"), "{}", setup.page);
        assert!(app.delivered().await.is_empty());
        setup.act("prove", &[("password", crate::support::PASSWORD)]).await;
        let call = app.placed().await;
        app.press(&call.id, '#').await;
        assert_eq!(app.confirmed_desks().await, [DESK]);
        app.delivered().await;
    }

    async fn another_extension_is_no_other_number_where_it_may_be_made_up(app) {
        app.allow_everything().await;
        app.change_policy(|policy| policy.limits.texts_per_number.max = 2).await;
        let mut placed = 0;
        for (n, account) in ["ann", "bob", "cas", "dot"].into_iter().enumerate() {
            app.add(Seed { mobile: None, ..Seed::own(account, "") }).await;
            let mut setup = Setup::of(&app, account).await;
            setup.begin(Method::OfficeCall).await;
            setup.act("call_office", &[("number", &format!("{LINE}x{n}"))]).await;
            let calls = app.delivered().await.len();
            assert_eq!(calls == 0, setup.refuses(Refusal::TooManySends), "{}", setup.page);
            placed += calls;
        }
        assert_eq!(placed, 2);
    }

    async fn calls_to_the_desk_count_with_all_others_and_stop_at_the_shared_caps(app) {
        to_confirm(&app).await;
        app.change_policy(|policy| policy.limits.texts_per_tenant.max = 2).await;
        let mut calls = 0;
        for _ in 0..4 {
            let mut setup = Setup::of(&app, "kim").await;
            setup.begin(Method::OfficeCall).await;
            let placed = app.delivered().await.len();
            assert_eq!(placed == 0, setup.refuses(Refusal::TooManySends), "{}", setup.page);
            assert_eq!(placed == 0, setup.says("Your security information"), "it stays at the overview");
            calls += placed;
        }
        assert_eq!(calls, 2);
        app.change_policy(|policy| policy.limits.texts_per_tenant.max = 100).await;
        let mut setup = Setup::of(&app, "kim").await;
        setup.begin(Method::OfficeCall).await;
        app.delivered().await;
        let mut setup = Setup::of(&app, "kim").await;
        setup.begin(Method::OfficeCall).await;
        assert!(setup.refuses(Refusal::TooManySends), "five in all for a person: {}", setup.page);
    }

    async fn a_desk_that_was_confirmed_makes_a_link_worth_nothing(app) {
        app.add_joiner().await;
        app.allow_everything().await;
        app.give_desk(DESK).await;
        app.change_policy(|policy| policy.registration.prepopulated_counts = false).await;
        let mut guest = Setup::invited(&app).await;
        guest.begin(Method::OfficeCall).await;
        let call = app.placed().await;
        app.press(&call.id, '#').await;
        guest.look().await;
        assert!(guest.says("Confirmed: Office phone"), "{}", guest.page);
        app.delivered().await;
        assert!(matches!(app.invite("jo").await, Err(InviteFault::Registered)));
    }

    async fn nothing_is_sent_to_a_desk_that_is_all_there_is(app) {
        app.allow_everything().await;
        app.add(Seed { email: None, mobile: None, ..Seed::full("kim") }).await;
        let mut setup = Setup::of(&app, "kim").await;
        let call = setup.ring_desk(LINE).await;
        app.press(&call.id, '#').await;
        assert_eq!(app.own_desks().await, [LINE]);
        assert!(app.delivered().await.is_empty());
    }
}

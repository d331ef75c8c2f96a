//! A passkey as a gate of the reset: what must not work first.

use domain::method::Method;
use domain::refusal::Refusal;
use futures::future::join_all;

use crate::on_both_engines;
use crate::support::{Device, Seed, TestApp, Wizard};

const PASSED: &str = "select count(*) from audit where detail like '%\"gate\"%'";

/// Kim, who has a passkey, in front of the step that asks for it.
async fn asked_for<'a>(app: &'a TestApp, name: &str) -> Wizard<'a> {
    let mut wizard = app.wizard().await;
    wizard.identify(name).await;
    wizard.choose(Method::Passkey).await;
    wizard
}

async fn kim(app: &TestApp) -> Device {
    let mut device = Device::new(1);
    app.with_passkey(Seed::full("kim"), &mut device).await;
    device
}

/// Of how many people this many proofs were wrong.
fn failed(count: usize) -> String {
    format!(
        "select count(*) from standing where document like '%\"failed_proofs\":{{\"count\":{count},%'"
    )
}

on_both_engines! {
    async fn a_passkey_and_a_mail_lead_to_a_new_password(app) {
        let app = app.named().await;
        let mut device = kim(&app).await;
        let mut wizard = asked_for(&app, "kim").await;
        wizard.use_passkey(&mut device).await;
        assert_eq!(wizard.notice(), None);
        wizard.pass_mail().await;
        assert!(wizard.at_password(), "{:?}", wizard.view);
        wizard.password("brand-New-Wagon-93").await;
        assert!(wizard.is_done());
        app.delivered().await;
    }

    async fn a_signature_is_right_once_and_where_it_was_asked_for(app) {
        let app = app.named().await;
        let mut device = kim(&app).await;
        let mut one = asked_for(&app, "kim").await;
        let mut other = asked_for(&app, "kim").await;
        let answer = device.sign(&one.request());
        other.answer_with(&answer).await;
        assert_eq!(other.notice(), Some(Refusal::PasskeyWrong), "of another reset");
        let turn = one.turn;
        one.answer_with("").await;
        one.answer_with(&answer).await;
        assert_eq!(one.notice(), Some(Refusal::PasskeyWrong), "of an earlier turn");
        one.act_at(turn, "use_passkey", &[("answer", &answer)]).await;
        assert_eq!(one.notice(), Some(Refusal::Moved), "on an old page");
        one.use_passkey(&mut device).await;
        assert_eq!(one.notice(), None);
        assert_eq!(app.rows.number(PASSED).await, 1);
    }

    async fn a_signature_that_is_not_quite_right_is_wrong_and_counts(app) {
        let app = app.named().await;
        let device = kim(&app).await;
        let lie = |change: fn(&mut Device)| {
            let mut device = device.clone();
            change(&mut device);
            device
        };
        let liars = [
            ("origin", lie(|device| device.origin = "http://localhost:8081".to_owned())),
            ("origin below", lie(|device| device.origin = "http://a.localhost:8080".to_owned())),
            ("portal", lie(|device| device.rp_id = "example.com".to_owned())),
            ("kind", lie(|device| device.kind = "webauthn.create")),
            ("owner", lie(|device| device.handle = Some(vec![7; 16]))),
            ("credential", lie(|device| device.credential = vec![9; 16])),
            ("nobody looked at", device.clone().without_a_look_at_its_owner()),
            ("nobody there", device.clone().without_a_touch()),
            ("key", Device { credential: device.credential.clone(), handle: device.handle.clone(), ..Device::new(2) }),
        ];
        for (n, (what, mut liar)) in liars.into_iter().enumerate() {
            let mut wizard = asked_for(&app, "kim").await;
            wizard.use_passkey(&mut liar).await;
            assert_eq!(wizard.notice(), Some(Refusal::PasskeyWrong), "{what}");
            assert_eq!(app.rows.number(&failed(n + 1)).await, 1, "{what} counts");
        }
        assert_eq!(app.rows.number(PASSED).await, 0);
    }

    async fn a_passkey_of_somebody_else_is_wrong(app) {
        let app = app.named().await;
        kim(&app).await;
        let mut lees = Device::new(3);
        app.with_passkey(Seed::own("lee", "+31687654321"), &mut lees).await;
        let mut wizard = asked_for(&app, "kim").await;
        wizard.use_passkey(&mut lees).await;
        assert_eq!(wizard.notice(), Some(Refusal::PasskeyWrong));
        lees.handle = None;
        wizard.use_passkey(&mut lees).await;
        assert_eq!(wizard.notice(), Some(Refusal::PasskeyWrong), "nor without saying whose");
    }

    async fn one_signature_sent_by_hundreds_at_once_passes_one_gate(app) {
        let app = app.named().await;
        let mut device = kim(&app).await;
        let wizard = asked_for(&app, "kim").await;
        let answer = device.sign(&wizard.request());
        let turn = wizard.turn.to_string();
        let fields = [("turn", &*turn), ("answer", &*answer)];
        let mut copies = vec![wizard.browser.clone(); 100];
        join_all(copies.iter_mut().map(|browser| browser.call("/api/reset/use_passkey", &fields))).await;
        assert_eq!(app.rows.number(PASSED).await, 1);
    }

    async fn a_copy_of_the_device_is_noticed_by_its_count(app) {
        let app = app.named().await;
        let mut device = kim(&app).await;
        let mut copy = device.clone();
        let mut wizard = asked_for(&app, "kim").await;
        wizard.use_passkey(&mut device).await;
        assert_eq!(wizard.notice(), None);
        let mut wizard = asked_for(&app, "kim").await;
        wizard.use_passkey(&mut copy).await;
        assert_eq!(wizard.notice(), Some(Refusal::PasskeyWrong));
        wizard.use_passkey(&mut device).await;
        assert_eq!(wizard.notice(), None, "the device itself goes on counting");
    }

    async fn what_came_to_nothing_does_not_count_and_what_comes_late_neither(app) {
        let app = app.named().await;
        let mut device = kim(&app).await;
        let mut wizard = asked_for(&app, "kim").await;
        for nothing in ["", "null", "{}", "[1", &"x".repeat(12_000)] {
            wizard.answer_with(nothing).await;
            assert_eq!(wizard.notice(), Some(Refusal::PasskeyMissing));
        }
        app.clock.advance(300);
        wizard.use_passkey(&mut device).await;
        assert_eq!(wizard.notice(), Some(Refusal::PasskeyExpired));
        assert_eq!(app.rows.number(&failed(0)).await, 1);
        wizard.use_passkey(&mut device).await;
        assert_eq!(wizard.notice(), None);
    }

    async fn a_code_is_no_answer_of_a_passkey_nor_the_other_way_round(app) {
        let app = app.named().await;
        let mut device = kim(&app).await;
        let mut wizard = asked_for(&app, "kim").await;
        wizard.code("000000").await;
        assert_eq!(wizard.notice(), Some(Refusal::Moved));
        let answer = device.sign(&wizard.request());
        wizard.act("other_method", &[]).await;
        wizard.answer_with(&answer).await;
        assert_eq!(wizard.notice(), Some(Refusal::Moved));
        assert_eq!(app.rows.number(PASSED).await, 0);
    }
}

//! Passkeys get other names.

use domain::method::Method;
use domain::refusal::Refusal;

use crate::on_both_engines;
use crate::support::{Device, PASSWORD, Seed, Setup, TestApp};

const NAMES: &str = "select name from passkey order by name";

async fn with_one<'a>(app: &'a TestApp) -> Setup<'a> {
    app.with_passkey(Seed::full("kim"), &mut Device::new(1))
        .await;
    Setup::of(app, "kim").await
}

async fn id_of(app: &TestApp, account: &str) -> String {
    let one = format!(
        "select k.id from passkey k join person p on p.id = k.person_id where p.account = '{account}'"
    );
    app.rows.texts(&one).await.concat()
}

async fn rename(setup: &mut Setup<'_>, id: &str, name: &str) {
    setup
        .act("name_passkey", &[("id", id), ("name", name)])
        .await;
}

on_both_engines! {
    async fn a_passkey_gets_another_name_and_nobody_is_written_to(app) {
        let app = app.named().await;
        let mut setup = with_one(&app).await;
        let id = id_of(&app, "kim").await;
        setup.act("rename", &[]).await;
        assert!(setup.says("New name of My phone") && setup.says("value=\"My phone\""), "{}", setup.page);
        rename(&mut setup, &id, "  The <red> key ").await;
        assert!(setup.says("The passkey has its new name."), "{}", setup.page);
        assert!(setup.says("The\u{a0}&lt;red&gt;\u{a0}key"), "{}", setup.page);
        assert_eq!(app.rows.texts(NAMES).await, ["The <red> key"]);
        assert!(app.delivered().await.is_empty(), "no way in is another one");
        let acts = app.rows.texts("select act from audit where outcome = 'done' and act = 'setup.rename'").await;
        assert_eq!(acts.len(), 2, "asked for, and done");
    }

    async fn a_refused_name_stays_in_its_field_and_the_old_one_holds(app) {
        let app = app.named().await;
        let mut setup = with_one(&app).await;
        let id = id_of(&app, "kim").await;
        setup.act("rename", &[]).await;
        let long = "x".repeat(41);
        for typed in ["", "  ", "\u{0}\u{7}", &long] {
            rename(&mut setup, &id, typed).await;
            assert!(setup.refuses(Refusal::PasskeyName { row: 1 }), "{typed:?}: {}", setup.page);
            assert!(setup.says("href=\"#name1\""), "the summary leads there");
        }
        assert!(setup.says(&format!("value=\"{long}\"")), "{}", setup.page);
        assert_eq!(app.rows.texts(NAMES).await, ["My phone"]);
    }

    async fn nobody_renames_what_is_not_theirs(app) {
        let app = app.named().await;
        with_one(&app).await;
        let kims = id_of(&app, "kim").await;
        app.with_passkey(Seed::own("lee", "+31687654321"), &mut Device::new(2)).await;
        let mut lees = Setup::of(&app, "lee").await;
        lees.act("rename", &[]).await;
        for id in [&*kims, "", "x' or '1' = '1"] {
            rename(&mut lees, id, "Mine now").await;
            assert!(lees.refuses(Refusal::MethodUnavailable), "{id}: {}", lees.page);
        }
        assert_eq!(app.rows.texts(NAMES).await, ["My phone", "My phone"]);
    }

    async fn a_name_counts_for_its_step_and_turn_only(app) {
        let app = app.named().await;
        let mut setup = with_one(&app).await;
        let id = id_of(&app, "kim").await;
        let fields = [("id", &*id), ("name", "Early")];
        let page = setup.send(&setup.turn.clone(), "name_passkey", &fields).await;
        assert_eq!(page.location(), "/setup?said=moved", "not from the overview");
        setup.act("remove", &[("method", "passkey")]).await;
        let page = setup.send(&setup.turn.clone(), "name_passkey", &fields).await;
        assert_eq!(page.location(), "/setup?said=moved", "nor from another step");
        setup.act("leave", &[]).await;
        setup.act("rename", &[]).await;
        let page = setup.send(&setup.turn.clone(), "remove_passkey", &[("id", &id)]).await;
        assert_eq!(page.location(), "/setup?said=moved", "and nothing is removed from here");
        let old = setup.turn.clone();
        rename(&mut setup, &id, "Now").await;
        let page = setup.send(&old, "name_passkey", &[("id", &id), ("name", "Again")]).await;
        assert_eq!(page.location(), "/setup?said=moved");
        assert_eq!(app.rows.texts(NAMES).await, ["Now"]);
    }

    async fn a_name_asks_for_a_fresh_password_as_everything_else_does(app) {
        let app = app.named().await;
        let mut setup = with_one(&app).await;
        let id = id_of(&app, "kim").await;
        app.clock.advance(301);
        setup.act("rename", &[]).await;
        assert!(setup.says("Type your password once more"), "{}", setup.page);
        let page = setup.send(&setup.turn.clone(), "name_passkey", &[("id", &id), ("name", "Mine")]).await;
        assert_eq!(page.location(), "/setup?said=moved");
        setup.act("prove", &[("password", PASSWORD)]).await;
        rename(&mut setup, &id, "Mine").await;
        assert_eq!(app.rows.texts(NAMES).await, ["Mine"]);
    }

    async fn who_has_no_passkey_has_nothing_to_rename_and_who_may_not_add_one_still_has(app) {
        let app = app.named().await;
        app.add(Seed::own("lee", "+31687654321")).await;
        let mut lees = Setup::of(&app, "lee").await;
        assert!(!lees.says("/api/setup/rename"));
        lees.act("rename", &[]).await;
        assert!(lees.refuses(Refusal::MethodUnavailable));
        let mut kims = with_one(&app).await;
        app.change_policy(|policy| policy.methods.retain(|method| *method != Method::Passkey)).await;
        kims.open("/setup").await;
        assert!(kims.says("/api/setup/rename"), "{}", kims.page);
        kims.act("rename", &[]).await;
        assert!(kims.says("name=\"name\""), "{}", kims.page);
    }

    async fn a_reset_that_is_under_way_goes_on(app) {
        let app = app.named().await;
        let mut setup = with_one(&app).await;
        let id = id_of(&app, "kim").await;
        let mut wizard = app.wizard().await;
        wizard.identify("kim").await;
        setup.act("rename", &[]).await;
        rename(&mut setup, &id, "Other").await;
        wizard.choose(Method::Passkey).await;
        assert_eq!(wizard.notice(), None);
    }
}

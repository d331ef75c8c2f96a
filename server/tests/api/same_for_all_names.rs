//! Whatever is behind a name, a stranger sees the same: statuses, headers, cookies, bodies, first and
//! after many repeats; and the same number of rows is written.

use domain::policy::Scope;

use crate::on_both_engines;
use crate::support::{Actor, Seed, Seen, Style, TestApp};

/// Four letters each, so that lengths cannot differ.
const REAL: &str = "anna";
const OTHERS: [&str; 6] = ["nobo", "disa", "outs", "unre", "lok1", "one1"];

async fn people(app: &TestApp) {
    app.change_policy(|policy| {
        policy.scope = Scope::Groups {
            groups: vec!["Staff".to_owned()],
        }
    })
    .await;
    app.add(Seed::own(REAL, "+31610000001")).await;
    app.add(Seed {
        disabled: true,
        ..Seed::own("disa", "+31610000002")
    })
    .await;
    app.add(Seed {
        groups: Vec::new(),
        ..Seed::own("outs", "+31610000003")
    })
    .await;
    app.add(Seed {
        email: None,
        mobile: None,
        ..Seed::full("unre")
    })
    .await;
    app.add(Seed::own("lok1", "+31610000004")).await;
    app.add(Seed {
        mobile: None,
        ..Seed::own("one1", "+31610000005")
    })
    .await;
}

/// Each name is met once before, so that its counters exist; one is locked.
async fn warm_up(app: &TestApp) {
    for name in [REAL].into_iter().chain(OTHERS) {
        let mut wizard = app.wizard().await;
        wizard.identify(name).await;
        if name == "lok1" {
            wizard.fail_until_locked().await;
            app.wizard().await.identify(name).await;
        }
    }
    app.clock.advance(7200);
    app.delivered().await;
}

/// The wizard as a stranger can drive it: without a right code.
async fn stranger(app: &TestApp, style: Style, name: &str, number: u8) -> Vec<Seen> {
    let mut actor = Actor::new(app, style, name, number).await;
    actor.identify().await;
    actor.act("choose", &[("method", "nothing")]).await;
    actor.act("choose", &[("method", "sms")]).await;
    for typed in [
        "",
        "nonsense",
        "+31699999999",
        "+31699999998",
        "+31699999997",
        "+31699999996",
        "+31699999995",
        "+31699999994",
    ] {
        actor.act("confirm_number", &[("number", typed)]).await;
    }
    actor.act("other_method", &[]).await;
    actor.act("choose", &[("method", "email")]).await;
    actor.act("resend", &[]).await;
    actor.act("enter_code", &[("code", "")]).await;
    for _ in 0..12 {
        app.clock.advance(31);
        actor.act("resend", &[]).await;
    }
    actor.get("/reset").await;
    app.clock.advance(301);
    actor.act("enter_code", &[("code", "000000")]).await;
    actor
        .act(
            "set_password",
            &[
                ("password", "brand-New-Wagon-93"),
                ("repeat", "brand-New-Wagon-93"),
            ],
        )
        .await;
    actor.act("cancel", &[]).await;
    for _ in 0..2 {
        app.clock.advance(3601);
        actor.open().await;
        actor.identify().await;
        actor.act("choose", &[("method", "email")]).await;
        for _ in 0..7 {
            actor.act("enter_code", &[("code", "000000")]).await;
        }
        actor.get("/reset").await;
        actor.get("/reset?username=else").await;
    }
    app.delivered().await;
    actor.seen
}

/// Signing in and asking for help, again and again.
async fn caller(app: &TestApp, style: Style, name: &str, number: u8) -> Vec<Seen> {
    let mut actor = Actor::new(app, style, name, number).await;
    for password in [
        "", "wrong", "wrong", "wrong", "wrong", "wrong", "wrong", "wrong", "wrong", "wrong",
        "wrong", "wrong",
    ] {
        actor
            .post(
                "/api/signin/submit",
                &[("user_name", name), ("password", password)],
            )
            .await;
    }
    app.clock.advance(61);
    actor
        .post(
            "/api/signin/submit",
            &[("user_name", name), ("password", "wrong")],
        )
        .await;
    actor
        .post(
            "/api/signin/submit",
            &[("user_name", name), ("password", "wrong")],
        )
        .await;
    actor
        .post("/api/signin/forgot", &[("user_name", name)])
        .await;
    for _ in 0..4 {
        actor.post("/api/contact/ask", &[("user_name", name)]).await;
    }
    app.delivered().await;
    actor.seen
}

fn same(real: &[Seen], other: &[Seen], name: &str, style: Style) {
    assert_eq!(real.len(), other.len());
    for (expected, found) in real.iter().zip(other) {
        let what = format!("{name} {style:?} {}", found.what);
        if let Some((expected, found)) = difference(&expected.answer, &found.answer) {
            panic!("{what}:\n{expected}\n{found}");
        }
        // One that is locked already has the counter that the others get by their lock.
        let counted = |seen: &Seen| {
            seen.grown
                .iter()
                .filter(|(table, _)| name != "lok1" || *table != "tally")
                .copied()
                .collect::<Vec<_>>()
        };
        assert_eq!(counted(expected), counted(found), "rows of {what}");
    }
}

/// Both texts around the first place where they differ.
fn difference(a: &str, b: &str) -> Option<(String, String)> {
    let same = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let around = |text: &str| {
        text.chars()
            .skip(same.saturating_sub(80))
            .take(200)
            .collect()
    };
    (a != b).then(|| (around(a), around(b)))
}

async fn strangers_see_no_difference(app: &TestApp, style: Style) {
    people(app).await;
    warm_up(app).await;
    let real = stranger(app, style, REAL, 1).await;
    let all: String = real.iter().map(|seen| seen.answer.as_str()).collect();
    assert!(
        all.contains("•••@") && all.contains("XXXXXX"),
        "the transcript has offers in it"
    );
    for (name, number) in OTHERS.into_iter().zip(2u8..) {
        same(
            &real,
            &stranger(app, style, name, number).await,
            name,
            style,
        );
    }
}

async fn callers_see_no_difference(app: &TestApp, style: Style) {
    people(app).await;
    warm_up(app).await;
    app.change_policy(|policy| policy.help.email = "help@wingtip.example".to_owned())
        .await;
    let real = caller(app, style, REAL, 1).await;
    for (name, number) in OTHERS.into_iter().zip(2u8..) {
        same(&real, &caller(app, style, name, number).await, name, style);
    }
}

on_both_engines! {
    async fn the_living_wizard_shows_the_same_for_every_name(app) {
        strangers_see_no_difference(&app, Style::Living).await;
    }

    async fn the_plain_wizard_shows_the_same_for_every_name(app) {
        strangers_see_no_difference(&app, Style::Plain).await;
    }

    async fn signing_in_and_asking_for_help_show_the_same_for_every_name(app) {
        callers_see_no_difference(&app, Style::Living).await;
    }

    async fn so_do_their_plain_forms(app) {
        callers_see_no_difference(&app, Style::Plain).await;
    }

    async fn a_name_of_nobody_takes_as_much_reading_as_one_of_somebody(app) {
        let store = &app.services.store;
        let nobody = store.find_person("wingtip", "nobo").await.expect("the store answers");
        assert!(nobody.person.is_none() && nobody.read.is_empty(), "there is nobody yet");
        people(&app).await;
        // Before all accounts, between them, and after them.
        for name in ["aaaa", "nobo", "zzzz"] {
            let nobody = store.find_person("wingtip", name).await.expect("the store answers");
            assert!(nobody.person.is_none() && !nobody.read.is_empty(), "{name}");
        }
        for name in [REAL, "disa", "unre"] {
            let somebody = store.find_person("wingtip", name).await.expect("the store answers");
            let id = somebody.person.expect("somebody").id;
            assert_eq!(somebody.read, id.as_str(), "{name}");
        }
    }
}

//! The page of those who are signed in: where it leads, and signing out everywhere.

use domain::policy::AppLink;

use crate::on_both_engines;
use crate::support::{Browser, Seed, TestApp};

const PAGES: [&str; 3] = ["/account", "/account/password", "/account/activity"];
const ACTS: [&str; 3] = [
    "/api/account/change_password",
    "/api/account/report",
    "/api/account/sign_out_everywhere",
];

async fn hash(app: &TestApp) -> String {
    let hashes = app.rows.texts("select password_hash from person").await;
    hashes.concat()
}

async fn links(app: &TestApp, links: &[(&str, &str)]) {
    let links = links
        .iter()
        .map(|(title, url)| AppLink {
            title: (*title).to_owned(),
            url: (*url).to_owned(),
        })
        .collect();
    app.change_policy(|policy| policy.links = links).await;
}

on_both_engines! {
    async fn a_stranger_is_led_to_the_sign_in_and_can_do_nothing(app) {
        app.add(Seed::full("kim")).await;
        let before = hash(&app).await;
        let mut browser = app.browser();
        let fields = [("old_password", "Old-Password-4711"), ("password", "brand-New-Wagon-93"), ("repeat", "brand-New-Wagon-93")];
        for page in PAGES {
            assert_eq!(browser.get(page).await.location(), "/signin", "{page}");
        }
        for act in ACTS {
            assert_eq!(browser.submit(act, &fields).await.location(), "/signin", "{act}");
        }
        assert_eq!(hash(&app).await, before);
        assert_eq!(app.rows.count("audit").await, 0, "nothing was tried");
        assert_eq!(app.rows.count("sign_in_guard").await, 0);
    }

    async fn the_panel_shows_the_links_of_the_organisation_as_given_and_in_order(app) {
        app.add(Seed::full("kim")).await;
        let mut browser = app.signed_in("kim").await;
        assert!(!browser.get("/account").await.text().contains("<nav class=\"part\""), "none, no list");
        links(&app, &[("Mail & <b>more</b>", "https://mail.example.com/?a=1&b=2"), ("Intranet", "http://intranet/")]).await;
        let page = browser.get("/account").await.text();
        let mail = page.find("href=\"https://mail.example.com/?a=1&amp;b=2\" rel=\"noopener noreferrer\"").expect("the first link");
        let intranet = page.find("href=\"http://intranet/\" rel=\"noopener noreferrer\"").expect("the second one");
        assert!(mail < intranet);
        assert!(page.contains("Mail &amp; &lt;b&gt;more&lt;/b&gt;"), "a title is text");
        assert!(page.contains("href=\"/account/password\"") && page.contains("href=\"/account/activity\""));
        assert!(page.contains("href=\"/setup\""));
    }

    async fn on_a_sign_in_screen_no_link_leads_out(app) {
        app.add(Seed::full("kim")).await;
        links(&app, &[("Mail", "https://mail.example.com/")]).await;
        let mut browser = app.signed_in("kim").await;
        assert!(browser.get("/account").await.text().contains("mail.example.com"));
        let page = browser.get("/account?from=logon").await.text();
        assert!(page.contains("Kim Akers") && !page.contains("mail.example.com"));
    }

    async fn signing_out_everywhere_ends_every_session_of_this_person_alone(app) {
        app.add(Seed::own("kim", "+31612345678")).await;
        app.add(Seed::own("lee", "+31687654321")).await;
        let (mut here, mut there, mut lee) = (app.signed_in("kim").await, app.signed_in("kim").await, app.signed_in("lee").await);
        let copied: Browser = here.clone();
        assert_eq!(here.submit("/api/account/sign_out_everywhere", &[]).await.location(), "/signin");
        assert!(here.get("/signin").await.text().contains("signed out on all your devices"));
        for mut browser in [here.clone(), there.clone(), copied] {
            assert_eq!(browser.get("/account").await.location(), "/signin");
        }
        assert_eq!(lee.get("/account").await.status, 200);
        assert!(!there.get("/signin").await.text().contains("signed out on all"), "only where it was asked for");
        let rows = app.rows.texts("select outcome from audit where act = 'account.sign_out_everywhere' and subject is not null").await;
        assert_eq!(rows, ["done"]);
        here.submit("/api/signin/submit", &[("user_name", "kim"), ("password", "Old-Password-4711")]).await;
        assert_eq!(here.get("/account").await.status, 200, "signing in again is possible at once");
    }

    async fn a_disabled_person_sees_and_does_nothing(app) {
        app.add(Seed::full("kim")).await;
        let mut browser = app.signed_in("kim").await;
        let before = hash(&app).await;
        app.rows.change("update person set disabled = 1").await;
        let fields = [("old_password", "Old-Password-4711"), ("password", "brand-New-Wagon-93"), ("repeat", "brand-New-Wagon-93")];
        for page in PAGES {
            assert_eq!(browser.get(page).await.location(), "/signin", "{page}");
        }
        for act in ACTS {
            assert_eq!(browser.clone().submit(act, &fields).await.location(), "/signin", "{act}");
        }
        assert_eq!(hash(&app).await, before);
    }

    async fn a_session_that_ran_out_does_nothing(app) {
        app.add(Seed::full("kim")).await;
        let browser = app.signed_in("kim").await;
        app.clock.advance(8 * 3600);
        for page in PAGES {
            assert_eq!(browser.clone().get(page).await.location(), "/signin", "{page}");
        }
        for act in ACTS {
            assert_eq!(browser.clone().submit(act, &[]).await.location(), "/signin", "{act}");
        }
    }
}

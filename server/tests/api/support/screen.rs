//! The sign-in screen of a computer: looks at everything it is shown.

use std::collections::BTreeSet;

use super::app::{TestApp, code_in};
use super::browser::{Browser, Page};

/// What brings a page to life.
pub(crate) const LIVES: &str = "type=\"module\"";
/// Where a link, form, picture or sound may lead.
const INSIDE: [&str; 7] = [
    "/reset",
    "/api/reset/",
    "/contact",
    "/api/contact/ask",
    "/captcha/",
    "/pkg/",
    "/favicon.svg",
];
/// What a screen without a desktop has no place for. Leptos writes inline scripts of empty lists into
/// every page; what brings a page to life is a module.
const FORBIDDEN: [&str; 21] = [
    LIVES,
    "modulepreload",
    "<iframe",
    "<object",
    "<embed",
    "<applet",
    "<video",
    "<base",
    "target=",
    "ping=",
    "rel=\"pre",
    " download",
    "type=\"file\"",
    "type=\"image\"",
    "javascript:",
    "http://",
    "https://",
    "mailto:",
    "print(",
    "window.open",
    "url(",
];

/// Fails when a page is not fit for such a screen.
pub(crate) fn inspect(page: &Page) {
    let text = page.text();
    assert!(!page.status.is_redirection(), "to {}", page.location());
    assert_eq!(page.headers["content-type"], "text/html; charset=utf-8");
    assert!(page.headers.get("content-disposition").is_none());
    for forbidden in FORBIDDEN {
        assert!(!text.contains(forbidden), "{forbidden} in {text}");
    }
    let mut tags = text
        .split('<')
        .skip(1)
        .filter_map(|tag| tag.split('>').next());
    let handler = tags.find(|tag| {
        tag.split(' ')
            .any(|word| word.starts_with("on") && word.contains("=\""))
    });
    assert_eq!(handler, None, "an act of a script");
    for address in addresses(&text) {
        assert_inside(&address);
    }
    for audio in text.split("<audio").skip(1) {
        let tag = audio.split('>').next().unwrap_or_default();
        assert!(tag.contains("controlslist=\"nodownload\""), "{tag}");
    }
    let looks: Vec<_> = text
        .split("http-equiv=\"refresh\" content=\"")
        .skip(1)
        .collect();
    let expected = match text.contains("id=\"ringing\"") {
        true => "3;url=/reset\"",
        false => "120;url=/reset?from=logon\"",
    };
    let [look] = &looks[..] else {
        panic!("one order to load anew, of two the engines choose: {text}");
    };
    assert!(look.starts_with(expected), "the screen forgets: {text}");
    let words = text
        .split('>')
        .filter(|rest| rest.starts_with(|c: char| c.is_alphanumeric()));
    assert!(words.count() > 1, "it says something");
    assert!(
        text.contains("<a ") || text.contains("<button"),
        "it leads on: {text}"
    );
}

/// Fails when a cookie outlives the browser, except the one of the language.
fn inspect_cookies(page: &Page) {
    for cookie in page.headers.get_all("set-cookie") {
        let cookie = cookie.to_str().expect("a readable cookie");
        if cookie.contains("Max-Age=0") || cookie.starts_with("lang=") {
            continue;
        }
        assert!(
            !cookie.contains("Max-Age") && !cookie.contains("Expires"),
            "{cookie}"
        );
        assert!(
            cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"),
            "{cookie}"
        );
    }
}

pub(crate) fn assert_inside(address: &str) {
    let path = address.split('?').next().unwrap_or_default();
    let here = path.is_empty() || path.starts_with('#');
    let inside = INSIDE
        .iter()
        .any(|prefix| path == *prefix || (prefix.ends_with('/') && path.starts_with(prefix)));
    assert!(here || inside, "{address} leads out");
}

pub(crate) fn addresses(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for attribute in [
        " href=\"",
        " src=\"",
        " action=\"",
        " formaction=\"",
        " srcset=\"",
        " poster=\"",
    ] {
        let values = text.split(attribute).skip(1);
        found.extend(values.filter_map(|rest| {
            rest.split('"')
                .next()
                .map(|value| value.replace("&amp;", "&"))
        }));
    }
    found
}

/// A screen: opens pages, follows redirects, and looks at everything it is shown.
pub(crate) struct Screen<'a> {
    app: &'a TestApp,
    pub(crate) browser: Browser,
    pub(crate) page: Page,
}

impl<'a> Screen<'a> {
    pub(crate) async fn open(app: &'a TestApp) -> Self {
        let mut browser = app.browser();
        let page = browser.get("/reset?from=logon").await;
        inspect(&page);
        inspect_cookies(&page);
        for name in ["regain", "from"] {
            assert!(browser.cookies.contains_key(name), "{name} keeps the mode");
        }
        Self { app, browser, page }
    }

    pub(crate) async fn go(&mut self, path: &str) {
        self.page = self.browser.get(path).await;
        inspect(&self.page);
        inspect_cookies(&self.page);
    }

    pub(crate) async fn submit(&mut self, path: &str, fields: &[(&str, &str)]) {
        let turn = self.page.field("turn").unwrap_or_default();
        let fields: Vec<_> = [("turn", &*turn)]
            .into_iter()
            .chain(fields.iter().copied())
            .collect();
        let answer = self.browser.submit(path, &fields).await;
        inspect_cookies(&answer);
        let next = answer.location().to_owned();
        assert_inside(&next);
        self.go(&next).await;
    }

    pub(crate) async fn act(&mut self, act: &str, fields: &[(&str, &str)]) {
        self.submit(&format!("/api/reset/{act}"), fields).await;
    }

    /// Opens every page that this one links to, and what those link to.
    pub(crate) async fn crawl(&mut self) {
        let mut seen = BTreeSet::new();
        let mut left = addresses(&self.page.text());
        while let Some(address) = left.pop() {
            let is_page = address.starts_with("/reset")
                || address.starts_with("/contact")
                || address.starts_with('?');
            if !is_page || !seen.insert(address.clone()) {
                continue;
            }
            let path = if address.starts_with('?') {
                format!("/reset{address}")
            } else {
                address
            };
            let page = self.browser.get(&path).await;
            inspect(&page);
            left.extend(addresses(&page.text()));
        }
        assert!(!seen.is_empty(), "every page has a link to help");
    }

    pub(crate) async fn identify(&mut self, user_name: &str) {
        self.browser.get("/captcha/picture").await;
        let solved = self.app.captcha.last().picture;
        self.act(
            "identify",
            &[("user_name", user_name), ("captcha", &solved)],
        )
        .await;
    }

    pub(crate) async fn delivered_code(&self) -> String {
        code_in(&self.app.delivered().await[0])
    }

    /// Looks whether a call has ended, as its page does by itself, and at all around the page.
    pub(crate) async fn look(&mut self) {
        self.go("/reset").await;
        self.crawl().await;
    }

    pub(crate) fn says(&self, text: &str) -> bool {
        self.page.text().contains(text)
    }
}

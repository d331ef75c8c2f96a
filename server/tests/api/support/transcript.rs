//! What a browser gets to see, with everything taken out that may differ between any two visits.

use super::app::TestApp;
use super::browser::{Browser, Page};
use super::rows::TABLES;

/// How a page talks to the server.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Style {
    /// The living page, by JSON.
    Living,
    /// A browser without scripts, by redirects.
    Plain,
}

/// One answer, and how many rows each table grew by.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Seen {
    pub(crate) what: String,
    pub(crate) answer: String,
    pub(crate) grown: Vec<(&'static str, i64)>,
}

/// One browser acting on one name.
pub(crate) struct Actor<'a> {
    app: &'a TestApp,
    pub(crate) browser: Browser,
    style: Style,
    name: String,
    turn: String,
    pub(crate) seen: Vec<Seen>,
}

impl<'a> Actor<'a> {
    pub(crate) async fn new(app: &'a TestApp, style: Style, name: &str, number: u8) -> Self {
        let mut browser = app.browser();
        browser.peer.set_ip([198, 51, 100, number].into());
        let mut actor = Self {
            app,
            browser,
            style,
            name: name.to_owned(),
            turn: String::new(),
            seen: Vec::new(),
        };
        actor.open().await;
        actor
    }

    /// Opens the wizard afresh.
    pub(crate) async fn open(&mut self) {
        let cookies = std::mem::take(&mut self.browser.cookies);
        drop(cookies);
        self.get("/reset").await;
    }

    pub(crate) async fn identify(&mut self) {
        self.browser.get("/captcha/picture").await;
        let captcha = self.app.captcha.last().picture;
        let name = self.name.clone();
        self.act("identify", &[("user_name", &name), ("captcha", &captcha)])
            .await;
    }

    /// One act of the wizard with the current turn.
    pub(crate) async fn act(&mut self, act: &str, fields: &[(&str, &str)]) {
        let turn = self.turn.clone();
        let fields: Vec<_> = [("turn", turn.as_str())]
            .into_iter()
            .chain(fields.iter().copied())
            .collect();
        self.post(&format!("/api/reset/{act}"), &fields).await;
    }

    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) {
        let before = self.rows().await;
        let page = match self.style {
            Style::Living => self.browser.call(path, fields).await,
            Style::Plain => self.browser.submit(path, fields).await,
        };
        let mut answer = self.plain(&page);
        if page.status.is_redirection() {
            let next = self.browser.get(page.location()).await;
            self.keep_turn(&next);
            answer.push_str(&self.plain(&next));
        }
        self.keep_turn(&page);
        self.note(path, answer, &before).await;
    }

    pub(crate) async fn get(&mut self, path: &str) {
        let before = self.rows().await;
        let page = self.browser.get(path).await;
        self.keep_turn(&page);
        let answer = self.plain(&page);
        self.note(path, answer, &before).await;
    }

    async fn note(&mut self, what: &str, answer: String, before: &[i64]) {
        let after = self.rows().await;
        let grown = TABLES
            .iter()
            .copied()
            .zip(after.iter().zip(before).map(|(a, b)| a - b));
        let seen = Seen {
            what: format!("{}: {what}", self.seen.len()),
            answer,
            grown: grown.collect(),
        };
        self.seen.push(seen);
    }

    async fn rows(&self) -> Vec<i64> {
        self.app.rows.sizes().await
    }

    fn keep_turn(&mut self, page: &Page) {
        let in_json = || {
            let view: serde_json::Value = serde_json::from_slice(&page.bytes).ok()?;
            Some(view.get("turn")?.to_string())
        };
        if let Some(turn) = page.field("turn").or_else(in_json) {
            self.turn = turn;
        }
    }

    /// Status, headers and body, without dates, nonces, cookie values, support codes, hints and the name.
    fn plain(&self, page: &Page) -> String {
        let mut lines = vec![page.status.to_string()];
        for (name, value) in &page.headers {
            let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
            lines.push(match name.as_str() {
                // A length tells no more than the letters that it counts.
                "date" | "content-length" => continue,
                "set-cookie" => format!("set-cookie: {}", without_value(&value)),
                _ => format!(
                    "{name}: {}",
                    without_nonce(&value).replace(&self.name, "NAME")
                ),
            });
        }
        lines.sort();
        let body = page.text().replace(&self.name, "NAME");
        lines.push(without_hints(&without_uuids(&without_nonce(&body))));
        lines.join("\n")
    }
}

fn without_value(cookie: &str) -> String {
    let (name, rest) = cookie.split_once('=').unwrap_or((cookie, ""));
    let attributes = rest
        .split_once(';')
        .map_or("", |(_, attributes)| attributes);
    format!("{name}=…;{attributes}")
}

/// Blanks what follows each `start`, up to one of the `ends`.
fn blanked(text: &str, start: &str, ends: &[char]) -> String {
    let mut parts = text.split(start);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |out, part| {
        out + start + "…" + part.find(ends).map_or("", |end| &part[end..])
    })
}

fn without_nonce(text: &str) -> String {
    blanked(
        &blanked(&blanked(text, "nonce=\"", &['"']), "crossorigin=\"", &['"']),
        "'nonce-",
        &['\''],
    )
}

fn without_uuids(text: &str) -> String {
    let words = text.split_inclusive(|c: char| !c.is_ascii_hexdigit() && c != '-');
    let is_uuid = |word: &str| word.len() == 36 && word.bytes().filter(|b| *b == b'-').count() == 4;
    let plain = |word: &str| match word.char_indices().last() {
        Some((end, last)) if is_uuid(&word[..end]) => format!("UUID{last}"),
        _ => word.to_owned(),
    };
    words.map(plain).collect()
}

/// A hint's own letters: first of the mailbox, of its host, the top-level domain; two last digits.
fn without_hints(text: &str) -> String {
    let mut out: Vec<char> = Vec::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        out.push(c);
        if out.ends_with(&['•', '•', '•', '@']) {
            let before = out.len() - 5;
            out[before] = '_';
            rest.next();
        } else if out.ends_with(&['•', '•', '•', '.']) {
            while rest.next_if(char::is_ascii_lowercase).is_some() {}
        } else if out.ends_with(&['X', 'X', 'X', 'X', 'X', 'X']) {
            rest.next();
            rest.next();
        }
    }
    out.into_iter().collect()
}

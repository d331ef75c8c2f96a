//! What is said where no page could be made. It needs neither a session nor the router: either may be
//! what failed.

use domain::locale::Locale;
use leptos::config::LeptosOptions;
use leptos::prelude::*;

use crate::document::Document;
use crate::text::{Texts, texts};
use crate::ui::{FORGET, WayBack};

/// Why there is no page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// A form did not come from a page of the portal, or the browser did not say so.
    ForeignForm,
    TooLong,
    /// The address takes no such request, or what was sent is no form.
    NotUnderstood,
    Unavailable,
}

/// The whole document, for somebody who cannot go back.
pub fn dead_end(
    options: LeptosOptions,
    organisation: &str,
    locale: Locale,
    at_logon: bool,
    why: Why,
) -> String {
    let t = texts(locale);
    let (title, text) = words(t, why);
    let document = Document {
        options,
        locale,
        at_logon,
    };
    let head = view! {
        <title>{[title, " – ", organisation].concat()}</title>
        {at_logon.then(|| view! { <meta http-equiv="refresh" content=FORGET /> })}
    };
    let body = view! {
        <header><p class="brand">{organisation.to_owned()}</p></header>
        <main>
            <h1>{title}</h1>
            <p>{text}</p>
            <WayBack t at_logon />
        </main>
    };
    Owner::new().with(|| document.around(head, body).to_html())
}

fn words(t: &'static Texts, why: Why) -> (&'static str, &'static str) {
    match why {
        Why::ForeignForm => (t.dead_end_foreign_title, t.dead_end_foreign_text),
        Why::TooLong => (t.dead_end_long_title, t.dead_end_long_text),
        Why::NotUnderstood => (t.dead_end_title, t.dead_end_text),
        Why::Unavailable => (t.unavailable_title, t.dead_end_unavailable_text),
    }
}

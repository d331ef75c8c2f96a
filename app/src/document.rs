//! The document around what a browser is shown.

use domain::locale::Locale;
use leptos::config::LeptosOptions;
use leptos::prelude::*;
use leptos_meta::HashedStylesheet;

/// What documents differ in.
pub(crate) struct Document {
    pub(crate) options: LeptosOptions,
    pub(crate) locale: Locale,
    pub(crate) at_logon: bool,
}

impl Document {
    /// Around a body, with what its head holds besides.
    pub(crate) fn around(self, head: impl IntoView, body: impl IntoView) -> impl IntoView {
        view! {
            <!DOCTYPE html>
            <html lang=self.locale.tag() dir="ltr">
                <head>
                    <meta charset="utf-8" />
                    <meta name="viewport" content="width=device-width, initial-scale=1" />
                    <meta name="color-scheme" content="light dark" />
                    <meta name="robots" content="noindex" />
                    <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                    <HashedStylesheet options=self.options />
                    {head}
                </head>
                <body class=self.at_logon.then_some("logon")>{body}</body>
            </html>
        }
    }
}

//! The server: one cargo call.

use std::ffi::OsString;

use anyhow::Result;

use super::Profile;
use crate::layout::Layout;
use crate::{process, progress};

/// Builds the binary `regain`.
pub(crate) fn build(layout: &Layout, profile: Profile) -> Result<()> {
    progress::during("Building the server", || {
        process::run(
            process::command("cargo")
                .current_dir(layout.root())
                .args([
                    "build",
                    "--package",
                    "server",
                    "--bin",
                    "regain",
                    "--profile",
                    profile.of_server(),
                ])
                .env("CARGO_TARGET_DIR", layout.target()),
        )
    })
}

/// What the server must be told to serve the site that was built with it.
pub(crate) fn serving(layout: &Layout) -> [(&'static str, OsString); 4] {
    [
        ("LEPTOS_OUTPUT_NAME", "regain".into()),
        ("LEPTOS_SITE_ROOT", layout.site().into()),
        ("LEPTOS_SITE_PKG_DIR", "pkg".into()),
        ("LEPTOS_HASH_FILES", "true".into()),
    ]
}

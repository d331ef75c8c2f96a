//! esbuild: one small script, with all that it imports.

use std::path::Path;

use anyhow::Result;

use super::Profile;
use crate::layout::Layout;
use crate::process;

/// Puts a script and all that it imports into one module.
pub(super) fn bundle(layout: &Layout, profile: Profile, script: &Path) -> Result<String> {
    let mut esbuild = process::command(layout.node_program("esbuild"));
    esbuild.arg(script).args([
        "--bundle",
        "--format=esm",
        "--target=es2022",
        "--log-level=warning",
    ]);
    if profile == Profile::Release {
        esbuild.args(["--minify", "--legal-comments=none"]);
    }
    process::output_of(&mut esbuild)
}

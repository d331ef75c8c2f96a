//! The stylesheet: one small file, whatever `style/main.css` imports.

use std::fs;
use std::path::Path;

use anyhow::Result;

use super::digest::digest;
use super::names::with_digest;
use super::{Profile, compress};
use crate::layout::Layout;
use crate::process;

/// Writes `regain.<digest>.css` into the folder and gives the digest.
pub(super) fn build(layout: &Layout, profile: Profile, folder: &Path) -> Result<String> {
    let mut esbuild = process::command(layout.node_program("esbuild"));
    esbuild
        .arg(layout.root().join("style/main.css"))
        // `/…` is an address of the site, not a file of this machine.
        .args([
            "--bundle",
            "--external:/*",
            "--target=es2022,safari15.4",
            "--log-level=warning",
        ]);
    if profile == Profile::Release {
        esbuild.args(["--minify", "--legal-comments=none"]);
    }
    let stylesheet = process::output_of(&mut esbuild)?;

    let digest = digest([stylesheet.as_bytes()]);
    fs::write(
        folder.join(with_digest("regain", &digest, "css")),
        stylesheet,
    )?;
    if profile == Profile::Release {
        compress::folder(folder)?;
    }
    Ok(digest)
}

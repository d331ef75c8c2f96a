//! The npm packages of `end2end/`: exactly those of the lock file.

use std::fs;

use anyhow::{Context as _, Result};

use super::Missing;
use crate::layout::Layout;
use crate::process;

pub(super) fn missing(layout: &Layout) -> Result<Vec<Missing>> {
    let wanted = fs::read(layout.node_folder().join("package-lock.json"))
        .context("end2end/package-lock.json")?;
    let installed = fs::read(receipt(layout)).unwrap_or_default();
    if wanted == installed {
        return Ok(Vec::new());
    }
    Ok(vec![Missing {
        what: "npm packages of end2end".to_owned(),
        why: "finish the browser half, and drive browsers in the tests",
    }])
}

pub(super) fn install(layout: &Layout) -> Result<()> {
    process::run(
        process::command("npm")
            .current_dir(layout.node_folder())
            // No package has a reason to run a program of its own here.
            .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]),
    )
    .context("cannot install the npm packages (is node installed?)")?;
    fs::copy(
        layout.node_folder().join("package-lock.json"),
        receipt(layout),
    )?;
    Ok(())
}

/// A copy of the lock file that was installed; npm removes it with the rest before it installs.
fn receipt(layout: &Layout) -> std::path::PathBuf {
    layout
        .node_folder()
        .join("node_modules/.installed-lock.json")
}

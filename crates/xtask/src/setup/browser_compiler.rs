//! A compiler for the browser half: from rustup, else from Debian.

use anyhow::{Context as _, Result};

use super::{DEBIAN_COMPILER, Missing, apt};
use crate::build::{BrowserToolchain, TARGET};
use crate::process;

/// rustup has no deadline of its own for a server that accepts and stays silent.
const RUSTUP_SECONDS: &str = "300";

pub(super) fn missing() -> Result<Vec<Missing>> {
    Ok(match BrowserToolchain::installed()? {
        Some(_) => Vec::new(),
        None => vec![Missing {
            what: format!("Rust target {TARGET}"),
            why: "compiles the browser half",
        }],
    })
}

pub(super) fn install() -> Result<()> {
    let by_rustup = process::run(
        process::command("timeout")
            .args([
                "--foreground",
                RUSTUP_SECONDS,
                "rustup",
                "target",
                "add",
                TARGET,
            ])
            .env("RUSTUP_MAX_RETRIES", "1"),
    );
    let Err(error) = by_rustup else {
        return Ok(());
    };
    // Not tried again: from now on Debian's compiler is there and is found first.
    println!("    {error:#}; taking Debian's compiler instead");
    apt::install(DEBIAN_COMPILER)
        .context("neither rustup nor Debian has a compiler for the browser")
}

//! `cargo xtask bench`: the figures that Regain promises, measured on what is shipped.

use std::process::ExitCode;

use anyhow::Result;

use crate::build::{self, Profile};
use crate::layout::Layout;
use crate::{process, setup};

/// The word for what the telephone can do, which no budget is set for.
const TELEPHONE: &str = "telephone";

/// The word for calls of the portal: like the telephone's they need a telephone system.
const CALLS: &str = "calls";

/// Builds both halves for shipping, then lets the benchmark print its table. Fails when a budget is
/// missed.
pub(crate) fn measure(layout: &Layout, figure: Option<&str>) -> Result<ExitCode> {
    if figure.is_none_or(|word| word == TELEPHONE || word == CALLS) {
        setup::complete(layout, &[setup::Need::TestPackages])?;
    }
    if figure.is_none_or(|word| word == TELEPHONE) {
        bench(layout, &["--package", "telephone", "--bench", "calls"])?;
    }
    if figure == Some(TELEPHONE) {
        return Ok(ExitCode::SUCCESS);
    }
    setup::complete(layout, setup::FOR_BUILDING)?;
    build::both_halves(layout, Profile::Release)?;
    process::run(
        process::command("cargo")
            .current_dir(layout.root())
            .args(["bench", "--package", "server", "--bench", "portal", "--"])
            .args(figure)
            .envs(build::serving(layout))
            .env("CARGO_TARGET_DIR", layout.target())
            .env("REGAIN_BIN", layout.server_binary(Profile::Release))
            .env("REGAIN_SITE", layout.site()),
    )?;
    Ok(ExitCode::SUCCESS)
}

fn bench(layout: &Layout, what: &[&str]) -> Result<()> {
    process::run(
        process::command("cargo")
            .current_dir(layout.root())
            .arg("bench")
            .args(what)
            .env("CARGO_TARGET_DIR", layout.target()),
    )
}

//! rustfmt, clippy and cargo's own tests.

use std::process::Command;

use anyhow::Result;

use super::Stage;
use crate::{process, setup};

/// Packages that are compiled in one cargo call. `app` is compiled for the server or for the
/// browser, never for both: features of one call are united.
pub(super) type Together = &'static [&'static str];

pub(super) const RULES_AND_TOOLS: Together =
    &["--package=domain", "--package=meter", "--package=xtask"];
pub(super) const SERVER: Together = &["--package=server", "--package=app", "--features=app/ssr"];
pub(super) const TELEPHONE: Together = &["--package=telephone"];
pub(super) const BROWSER_HALF: Together = &["--package=frontend"];

pub(super) fn format(stage: &mut Stage<'_>) -> Result<()> {
    process::run(cargo(stage).args(["fmt", "--all", "--check"]))
}

pub(super) fn lint(stage: &Stage<'_>, packages: Together) -> Result<()> {
    process::run(cargo(stage).arg("clippy").args(packages).args([
        "--all-targets",
        "--",
        "--deny=warnings",
    ]))
}

pub(super) fn test(stage: &Stage<'_>, packages: Together) -> Result<()> {
    process::run(
        cargo(stage)
            .args(["test", "--no-fail-fast"])
            .args(packages)
            .envs(peers(stage)),
    )
}

fn cargo(stage: &Stage<'_>) -> Command {
    let mut cargo = process::command("cargo");
    cargo
        .current_dir(stage.layout.root())
        .env("CARGO_TARGET_DIR", stage.layout.target());
    cargo
}

/// Where tests find what was started or installed for them.
pub(super) fn peers(stage: &Stage<'_>) -> Vec<(&'static str, String)> {
    let mut peers = vec![(
        "REGAIN_TEST_PYTHON",
        setup::test_python(stage.layout).display().to_string(),
    )];
    if let Some(postgres) = &stage.postgres {
        peers.push(("REGAIN_TEST_POSTGRES", postgres.url()));
    }
    peers
}

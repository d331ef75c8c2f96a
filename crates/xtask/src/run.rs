//! `cargo xtask run`: from a fresh machine to a portal with demo people.

use std::convert::Infallible;
use std::os::unix::process::CommandExt as _;
use std::process::{Command, ExitCode};

use anyhow::{Context as _, Result};

use crate::build::{self, Profile};
use crate::layout::Layout;
use crate::{process, setup};

/// Where the demo listens.
const ADDRESS: &str = "127.0.0.1:8080";
/// What people type: a name, because browsers bind passkeys to names.
const PUBLIC_URL: &str = "http://localhost:8080";

/// Says what is missing, installs nothing.
pub(crate) fn check(layout: &Layout, profile: Profile) -> Result<ExitCode> {
    let mut missing = Vec::new();
    for need in setup::FOR_BUILDING {
        missing.extend(need.missing(layout)?);
    }
    for setup::Missing { what, why } in &missing {
        println!("missing: {what} ({why})");
    }
    if !layout.server_binary(profile).exists() {
        println!("not built yet: the server and the browser half (`cargo xtask run` builds them)");
    }
    if missing.is_empty() {
        println!("nothing is missing");
        return Ok(ExitCode::SUCCESS);
    }
    println!("`cargo xtask run` installs what is missing");
    Ok(ExitCode::FAILURE)
}

/// Sets up, builds, and becomes the server: Ctrl-C reaches it directly.
pub(crate) fn start(layout: &Layout, profile: Profile) -> Result<Infallible> {
    setup::complete(layout, setup::FOR_BUILDING)?;
    build::both_halves(layout, profile)?;
    println!("==> Starting the portal on {PUBLIC_URL}");
    Err(demo(layout, profile).exec()).context("cannot start the server")
}

/// The server with the demo people, its data in `data/`.
pub(crate) fn demo(layout: &Layout, profile: Profile) -> Command {
    let mut server = process::command(layout.server_binary(profile));
    server
        .current_dir(layout.root())
        .args(["serve", "--demo"])
        .envs(build::serving(layout))
        .env("LEPTOS_SITE_ADDR", ADDRESS);
    if std::env::var_os("REGAIN_PUBLIC_URL").is_none() {
        server.env("REGAIN_PUBLIC_URL", PUBLIC_URL);
    }
    server
}

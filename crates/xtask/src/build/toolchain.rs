//! The compiler of the browser half.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::layout::Layout;
use crate::{process, setup};

/// Rust's name for the browser.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// Where the standard library for the browser comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BrowserToolchain {
    /// rustup's toolchain has the target.
    Rustup,
    /// Debian's `rustc-web` builds the standard library along, from `rust-web-src`: for machines
    /// that reach a Debian archive but not rustup's server.
    Debian,
}

impl BrowserToolchain {
    /// What this machine has; rustup's first, because it needs no standard library built.
    pub(crate) fn installed() -> Result<Option<Self>> {
        let targets =
            process::output_of(process::command("rustup").args(["target", "list", "--installed"]))?;
        if targets.lines().any(|target| target == TARGET) {
            return Ok(Some(Self::Rustup));
        }
        let missing = setup::missing_packages(setup::DEBIAN_COMPILER)?;
        Ok(missing.is_empty().then_some(Self::Debian))
    }

    /// A `cargo` call that builds for the browser.
    pub(crate) fn cargo_build(self, layout: &Layout) -> Result<Command> {
        let mut cargo = match self {
            Self::Rustup => process::command("cargo"),
            Self::Debian => debian_cargo()?,
        };
        cargo
            .current_dir(layout.root())
            .arg("build")
            .args(["--target", TARGET])
            .env("CARGO_TARGET_DIR", layout.browser_target())
            .env("RUSTFLAGS", remappings(layout));
        if self == Self::Debian {
            cargo.arg("-Zbuild-std=std,panic_abort");
        }
        Ok(cargo)
    }
}

fn debian_cargo() -> Result<Command> {
    let mut cargo = process::command("/usr/bin/cargo");
    cargo
        .env_remove("RUSTUP_TOOLCHAIN")
        .env("RUSTC", "/usr/bin/rustc")
        // Allows -Zbuild-std, which is all that is used of it.
        .env("RUSTC_BOOTSTRAP", "1")
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER",
            rustup_linker()?,
        );
    Ok(cargo)
}

/// rustup's own linker, called where it lies: it finds its libraries relative to itself.
fn rustup_linker() -> Result<PathBuf> {
    let libraries =
        process::output_of(process::command("rustc").args(["--print", "target-libdir"]))?;
    let linker = PathBuf::from(libraries.trim())
        .parent()
        .context("rustc has no folder")?
        .join("bin/rust-lld");
    if !linker.exists() {
        bail!(
            "{} is missing: reinstall the Rust toolchain with rustup",
            linker.display()
        );
    }
    Ok(linker)
}

/// Panic messages hold file names: ship none of the folders of the machine that built them.
fn remappings(layout: &Layout) -> String {
    let home = std::env::var_os("HOME")
        .map(PathBuf::from)
        .unwrap_or_default();
    let cargo_home =
        std::env::var_os("CARGO_HOME").map_or_else(|| home.join(".cargo"), PathBuf::from);
    format!(
        "--remap-path-prefix={}=cargo --remap-path-prefix={}=regain",
        cargo_home.display(),
        layout.root().display()
    )
}

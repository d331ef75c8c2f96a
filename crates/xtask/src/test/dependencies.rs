//! The crates of the browser half: nothing of the server, nothing heavy.

use std::collections::BTreeSet;

use anyhow::{Result, bail};

use super::Stage;
use crate::build::{Module, TARGET};
use crate::process;

/// Crates that a browser must not download.
const NEVER: &[&str] = &[
    "argon2",
    "axum",
    "chacha20poly1305",
    "phonenumber",
    "ring",
    "rustls",
    "sqlx",
    "tokio",
    "tracing-subscriber",
];
/// Heavy: only the module that is fetched on the password step may have them.
const METER_ONLY: &[&str] = &["zxcvbn"];
/// Unicode tables of more than a hundred kilobytes.
const ICU: &str = "icu_";

/// Fails with the names of the crates that should not be there.
pub(super) fn check(stage: &mut Stage<'_>) -> Result<()> {
    let frontend = tree(stage, Module::Frontend, &[])?;
    refuse(
        Module::Frontend,
        &unwanted(&frontend, &[NEVER, METER_ONLY].concat()),
    )?;
    let meter = tree(stage, Module::Meter, &[])?;
    refuse(Module::Meter, &unwanted(&meter, NEVER))?;

    // Leptos reads its configuration file with it, on the server; the linker drops it here, and
    // `contents of the browser half` proves that.
    let parents = tree(stage, Module::Frontend, &["--invert=regex", "--depth=1"])?;
    let parents: Vec<_> = crates(&parents)
        .into_iter()
        .filter(|name| !["regex", "leptos_config"].contains(name))
        .collect();
    if !parents.is_empty() {
        bail!("regex is in the browser half by {}", parents.join(", "));
    }
    Ok(())
}

fn refuse(module: Module, unwanted: &[&str]) -> Result<()> {
    if unwanted.is_empty() {
        return Ok(());
    }
    bail!(
        "{} must not be in the browser half; `cargo tree -p {} --target {TARGET} -e normal -i {}` says how it got there",
        unwanted.join(", "),
        module.package(),
        unwanted[0],
    )
}

fn tree(stage: &Stage<'_>, module: Module, more: &[&str]) -> Result<String> {
    let tree = process::output_of(
        process::command("cargo")
            .current_dir(stage.layout.root())
            .args([
                "tree",
                "--quiet",
                "--package",
                module.package(),
                "--target",
                TARGET,
            ])
            .args(["--edges=normal", "--prefix=none", "--format={p}"])
            .args(more),
    )?;
    // Nothing forbidden is in nothing: that would prove nothing.
    if crates(&tree).len() < 2 {
        bail!("cargo did not print the crates of {}", module.package());
    }
    Ok(tree)
}

/// The names in a tree of lines like `serde v1.0.0 (*)`.
fn crates(tree: &str) -> BTreeSet<&str> {
    tree.lines()
        .filter_map(|line| line.split_whitespace().next())
        .collect()
}

fn unwanted<'a>(tree: &'a str, never: &[&str]) -> Vec<&'a str> {
    crates(tree)
        .into_iter()
        .filter(|name| never.contains(name) || name.starts_with(ICU))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forbidden_crate_is_named_once() {
        let tree = "frontend v0.1.0 (/clone)\ntokio v1.5.0\ntokio v1.5.0 (*)\nserde v1.0.0\n";
        assert_eq!(unwanted(tree, NEVER), ["tokio"]);
    }

    #[test]
    fn every_crate_of_icu_is_forbidden() {
        assert_eq!(
            unwanted("icu_properties v2.0.0\nidna v1.1.0\n", NEVER),
            ["icu_properties"]
        );
    }

    #[test]
    fn a_name_that_only_begins_alike_is_not_forbidden() {
        assert!(unwanted("tokio-not v1.0.0\nringbuffer v1.0.0\n", NEVER).is_empty());
    }
}

//! Debian packages: which are missing, and installing them.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};
use rustix::process::geteuid;

use super::{Missing, Package};
use crate::process;

/// Those of the packages that are not installed.
pub(crate) fn missing(wanted: &[Package]) -> Result<Vec<Package>> {
    if !Path::new("/usr/bin/dpkg-query").exists() {
        return Ok(wanted.to_vec());
    }
    // It fails when it has never heard of one package, and still lists the others.
    let listing = process::command("dpkg-query")
        .args(["--show", "--showformat", "${db:Status-Status} ${Package}\n"])
        .args(wanted.iter().map(|package| package.name))
        .stderr(Stdio::null())
        .output()
        .context("cannot start dpkg-query")?;
    Ok(not_installed(
        wanted,
        &String::from_utf8_lossy(&listing.stdout),
    ))
}

fn not_installed(wanted: &[Package], listing: &str) -> Vec<Package> {
    let installed: BTreeSet<_> = listing
        .lines()
        .filter_map(|line| line.strip_prefix("installed "))
        .collect();
    wanted
        .iter()
        .filter(|package| !installed.contains(package.name))
        .copied()
        .collect()
}

pub(super) fn as_missing(packages: &[Package]) -> Vec<Missing> {
    packages
        .iter()
        .map(|package| Missing {
            what: format!("Debian package {}", package.name),
            why: package.why,
        })
        .collect()
}

/// Installs those of the packages that are missing.
pub(super) fn install(wanted: &[Package]) -> Result<()> {
    let names: Vec<_> = missing(wanted)?
        .iter()
        .map(|package| package.name)
        .collect();
    if names.is_empty() {
        return Ok(());
    }
    if !Path::new("/usr/bin/apt-get").exists() {
        bail!(
            "this is not a Debian system: install what it calls {}",
            names.join(", ")
        );
    }
    // Stale lists name files that the archive no longer has. One unreachable archive is not the
    // end: the packages may come from another.
    if let Err(error) = process::run(apt_get()?.arg("update")) {
        println!("    {error:#}; trying with the lists of packages that are there");
    }
    process::run(
        apt_get()?
            .args(["install", "--yes", "--no-install-recommends"])
            .args(&names),
    )
    .with_context(|| format!("cannot install {}", names.join(" ")))
}

fn apt_get() -> Result<Command> {
    let mut apt = if geteuid().is_root() {
        process::command("apt-get")
    } else if Path::new("/usr/bin/sudo").exists() {
        let mut sudo = process::command("sudo");
        sudo.arg("apt-get");
        sudo
    } else {
        bail!("only root can install packages, and there is no sudo");
    };
    // Somebody else's apt may be at work.
    apt.args(["-o", "DPkg::Lock::Timeout=600", "--quiet"])
        .env("DEBIAN_FRONTEND", "noninteractive");
    Ok(apt)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_removed_or_unknown_package_is_missing() {
        let package = |name| Package { name, why: "" };
        let wanted = [package("here"), package("removed"), package("unknown")];
        let listing = "installed here\nconfig-files removed\n";
        assert_eq!(
            not_installed(&wanted, listing),
            [package("removed"), package("unknown")]
        );
    }
}

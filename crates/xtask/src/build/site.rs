//! The folder that the server serves: modules, stylesheet, and the public files.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

use super::names::Names;
use super::{BrowserToolchain, Module, Profile, compress, stylesheet};
use crate::layout::Layout;
use crate::progress;

/// Builds the browser half and lays out the site afresh.
pub(crate) fn build(layout: &Layout, profile: Profile) -> Result<()> {
    let Some(toolchain) = BrowserToolchain::installed()? else {
        bail!("no compiler for the browser half: `cargo xtask run --check` says what is missing");
    };
    progress::during("Building the browser half", || {
        let frontend = Module::Frontend.build(layout, profile, toolchain)?;
        let meter = Module::Meter.build(layout, profile, toolchain)?;

        // Laid out beside the old site and swapped, so that a running server never sees half of it.
        let next = layout.site().with_extension("next");
        remove_folder(&next)?;
        let pkg = next.join("pkg");
        copy_folder(&layout.root().join("public"), &next)?;
        if profile == Profile::Release {
            compress::folder(&next)?;
        }
        fs::create_dir_all(&pkg)?;
        let stylesheet = stylesheet::build(layout, profile, &pkg)?;
        copy_folder(&frontend.folder, &pkg)?;
        copy_folder(&meter.folder, &pkg)?;
        remove_folder(&layout.site())?;
        fs::rename(&next, layout.site())?;

        let names = Names {
            frontend: frontend.digest,
            meter: meter.digest,
            stylesheet,
        };
        let hash_file = layout.hash_file(profile);
        fs::create_dir_all(
            hash_file
                .parent()
                .context("the target folder has no parent")?,
        )?;
        fs::write(hash_file, names.hash_file())?;
        Ok(())
    })?;
    list(&layout.site().join("pkg"))
}

fn remove_folder(folder: &Path) -> Result<()> {
    if !folder.exists() {
        return Ok(());
    }
    fs::remove_dir_all(folder).with_context(|| format!("cannot remove {}", folder.display()))
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), &target)?;
        }
    }
    Ok(())
}

/// Prints what a browser will fetch, with its size.
fn list(pkg: &Path) -> Result<()> {
    let mut lines = Vec::new();
    for entry in fs::read_dir(pkg)? {
        let entry = entry?;
        let size = progress::readable_size(entry.metadata()?.len());
        lines.push(format!(
            "    {:>9}  {}",
            size,
            entry.file_name().to_string_lossy()
        ));
    }
    lines.sort_by(|a, b| a[13..].cmp(&b[13..]));
    println!("{}", lines.join("\n"));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_copied_with_all_below_them() -> Result<()> {
        let place = tempfile::tempdir()?;
        let (from, to) = (place.path().join("from"), place.path().join("to"));
        fs::create_dir_all(from.join("icons"))?;
        fs::write(from.join("robots.txt"), "r")?;
        fs::write(from.join("icons/logo.svg"), "l")?;

        copy_folder(&from, &to)?;

        assert_eq!(fs::read_to_string(to.join("robots.txt"))?, "r");
        assert_eq!(fs::read_to_string(to.join("icons/logo.svg"))?, "l");
        Ok(())
    }
}

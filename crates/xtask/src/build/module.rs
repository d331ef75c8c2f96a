//! One browser module: built by cargo, finished once, and kept until cargo builds another.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::digest::digest;
use super::names::{refer_to_digest, with_digest};
use super::{BrowserToolchain, Profile, TARGET, bindings, compress, script, wasm};
use crate::layout::Layout;
use crate::{process, progress};

/// Count up when the finishing itself changes.
const RECIPE: &str = "2";

/// A package that the browser loads as a module of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Module {
    /// The islands of the pages.
    Frontend,
    /// The password rules with their dictionary, fetched on the password step only.
    Meter,
}

/// The finished files of a module, and the digest in their names.
pub(super) struct Finished {
    pub(super) folder: PathBuf,
    pub(super) digest: String,
}

impl Module {
    /// The name of the cargo package.
    pub(crate) fn package(self) -> &'static str {
        match self {
            Self::Frontend => "frontend",
            Self::Meter => "meter",
        }
    }

    /// The first part of the file names.
    fn stem(self) -> &'static str {
        match self {
            // Leptos looks for the name of the application.
            Self::Frontend => "regain",
            Self::Meter => "meter",
        }
    }

    /// What cargo builds: neither bound nor optimised.
    fn raw_wasm(self, layout: &Layout, profile: Profile) -> PathBuf {
        layout
            .browser_target()
            .join(TARGET)
            .join(profile.browser_folder())
            .join(self.package())
            .with_extension("wasm")
    }

    fn finished_folder(self, layout: &Layout, profile: Profile) -> PathBuf {
        layout
            .browser_target()
            .join("finished")
            .join(profile.browser_folder())
            .join(self.package())
    }

    /// Builds and finishes the module; unchanged code costs two look-ups.
    pub(super) fn build(
        self,
        layout: &Layout,
        profile: Profile,
        toolchain: BrowserToolchain,
    ) -> Result<Finished> {
        // One call a package: together, cargo would give each the features of the other's crates.
        process::run(toolchain.cargo_build(layout)?.args([
            "--package",
            self.package(),
            "--lib",
            "--profile",
            profile.of_browser(),
        ]))?;
        let raw = self.raw_wasm(layout, profile);
        let raw =
            fs::read(&raw).with_context(|| format!("cargo did not build {}", raw.display()))?;
        let tools = fs::read(layout.node_folder().join("package-lock.json"))?;
        let inputs = digest([RECIPE.as_bytes(), &raw, &tools]);

        let folder = self.finished_folder(layout, profile);
        let receipt = folder.with_extension("receipt");
        if let Some(digest) = digest_for(&inputs, &fs::read_to_string(&receipt).unwrap_or_default())
        {
            return Ok(Finished { folder, digest });
        }
        progress::during(format!("Finishing the module {}", self.package()), || {
            // Written last: an interrupted finishing leaves no receipt.
            remove_if_there(&receipt)?;
            let digest = self.finish(layout, profile, raw, &folder)?;
            fs::write(&receipt, format!("{inputs} {digest}\n"))?;
            Ok(Finished { folder, digest })
        })
    }

    fn finish(
        self,
        layout: &Layout,
        profile: Profile,
        raw: Vec<u8>,
        folder: &Path,
    ) -> Result<String> {
        let stem = self.stem();
        let work = tempfile::tempdir()?;
        bindings::generate(raw, stem, profile, work.path())?;
        let glue = script::bundle(
            layout,
            profile,
            &work.path().join(stem).with_extension("js"),
        )?;
        let bound = work.path().join(format!("{stem}_bg.wasm"));
        let smallest = work.path().join("smallest.wasm");
        let wasm = match profile {
            Profile::Release => {
                wasm::optimise(layout, &bound, &smallest)?;
                fs::read(&smallest)?
            }
            Profile::Debug => fs::read(&bound)?,
        };

        let digest = digest([glue.as_bytes(), &wasm]);
        if folder.exists() {
            fs::remove_dir_all(folder)?;
        }
        fs::create_dir_all(folder)?;
        fs::write(folder.join(with_digest(stem, &digest, "wasm")), &wasm)?;
        fs::write(
            folder.join(with_digest(stem, &digest, "js")),
            refer_to_digest(&glue, stem, &digest)?,
        )?;
        if profile == Profile::Release {
            compress::folder(folder)?;
        }
        Ok(digest)
    }
}

/// The digest in a receipt, if the receipt is for these inputs.
fn digest_for(inputs: &str, receipt: &str) -> Option<String> {
    let (of, digest) = receipt.trim().split_once(' ')?;
    (of == inputs).then(|| digest.to_owned())
}

fn remove_if_there(file: &Path) -> Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_receipt_counts_for_its_own_inputs_only() {
        assert_eq!(digest_for("in1", "in1 out1\n").as_deref(), Some("out1"));
        assert_eq!(digest_for("in2", "in1 out1\n"), None);
        assert_eq!(digest_for("in1", ""), None);
    }
}

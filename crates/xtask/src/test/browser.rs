//! The browser tests: node's own runner over `end2end/tests`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use super::{Stage, rust};
use crate::build::{self, Profile};
use crate::process;

/// Runs every `*.test.mjs` against the built server and site.
pub(super) fn test(stage: &mut Stage<'_>) -> Result<()> {
    let layout = stage.layout;
    let files = test_files(&layout.node_folder().join("tests"))?;
    process::run(
        process::command("node")
            .current_dir(layout.node_folder())
            .args(["--test", "--test-reporter=spec", "--test-concurrency=2"])
            .args(files)
            .envs(build::serving(layout))
            .envs(rust::peers(stage))
            .env("REGAIN_BIN", layout.server_binary(Profile::Release))
            .env("REGAIN_SITE", layout.site()),
    )
}

/// Named one by one: versions of node disagree on what a folder means.
fn test_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in
        fs::read_dir(folder).with_context(|| format!("no browser tests in {}", folder.display()))?
    {
        let path = entry?.path();
        if path.to_string_lossy().ends_with(".test.mjs") {
            files.push(path);
        }
    }
    if files.is_empty() {
        bail!("no *.test.mjs in {}", folder.display());
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_test_files_are_run_and_none_at_all_is_an_error() -> Result<()> {
        let folder = tempfile::tempdir()?;
        assert!(test_files(folder.path()).is_err());

        for name in ["wizard.test.mjs", "server.mjs", "captcha.test.mjs"] {
            fs::write(folder.path().join(name), "")?;
        }

        let names: Vec<_> = test_files(folder.path())?
            .iter()
            .filter_map(|path| path.file_name().map(ToOwned::to_owned))
            .collect();
        assert_eq!(names, ["captcha.test.mjs", "wizard.test.mjs"]);
        Ok(())
    }
}

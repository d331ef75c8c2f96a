//! Where things lie: the workspace, and the folder of everything that is built.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::build::Profile;

/// The folders of one workspace.
pub(crate) struct Layout {
    root: PathBuf,
    target: PathBuf,
}

impl Layout {
    /// The workspace that cargo started this program in.
    pub(crate) fn of_this_workspace() -> Result<Self> {
        // At run time, not by `env!`: a target folder may serve several clones.
        let package = std::env::var_os("CARGO_MANIFEST_DIR")
            .context("start this program as `cargo xtask`")?;
        let root = Path::new(&package)
            .ancestors()
            .nth(2)
            .context("crates/xtask has left its workspace")?
            .to_owned();
        let target = target_folder(
            &root,
            std::env::var_os("CARGO_TARGET_DIR"),
            std::env::var_os("CI"),
            std::env::var_os("HOME"),
        );
        Ok(Self { root, target })
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Cargo's target folder for the host.
    pub(crate) fn target(&self) -> &Path {
        &self.target
    }

    /// Cargo's target folder for the browser half, which another compiler version may build.
    pub(crate) fn browser_target(&self) -> PathBuf {
        self.target.join("browser")
    }

    /// The folder the server serves files from.
    pub(crate) fn site(&self) -> PathBuf {
        self.target.join("site")
    }

    pub(crate) fn server_binary(&self, profile: Profile) -> PathBuf {
        self.target.join(profile.server_folder()).join("regain")
    }

    /// Leptos looks for it beside the executable.
    pub(crate) fn hash_file(&self, profile: Profile) -> PathBuf {
        self.target.join(profile.server_folder()).join("hash.txt")
    }

    /// The folder of `package.json`.
    pub(crate) fn node_folder(&self) -> PathBuf {
        self.root.join("end2end")
    }

    /// A program that an npm package brought.
    pub(crate) fn node_program(&self, name: &str) -> PathBuf {
        self.node_folder().join("node_modules/.bin").join(name)
    }

    /// A Python with the mail server of the tests.
    pub(crate) fn python_environment(&self) -> PathBuf {
        self.target.join("python")
    }
}

fn target_folder(
    root: &Path,
    asked: Option<OsString>,
    ci: Option<OsString>,
    home: Option<OsString>,
) -> PathBuf {
    if let Some(asked) = asked.filter(|folder| !folder.is_empty()) {
        return root.join(asked);
    }
    // A CI job starts from a new clone: what it built must outlive that.
    match (ci, home) {
        (Some(_), Some(home)) => Path::new(&home).join(".cache/regain/ci"),
        _ => root.join("target"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(asked: Option<&str>, ci: Option<&str>, home: Option<&str>) -> PathBuf {
        target_folder(
            Path::new("/clone"),
            asked.map(Into::into),
            ci.map(Into::into),
            home.map(Into::into),
        )
    }

    #[test]
    fn the_folder_that_was_asked_for_wins() {
        assert_eq!(
            folder(Some("/built"), Some("true"), Some("/home/kim")),
            Path::new("/built")
        );
        assert_eq!(folder(Some("built"), None, None), Path::new("/clone/built"));
    }

    #[test]
    fn ci_builds_outside_the_clone() {
        assert_eq!(
            folder(None, Some("true"), Some("/home/kim")),
            Path::new("/home/kim/.cache/regain/ci")
        );
    }

    #[test]
    fn a_developer_builds_in_the_clone() {
        assert_eq!(
            folder(None, None, Some("/home/kim")),
            Path::new("/clone/target")
        );
        assert_eq!(folder(Some(""), None, None), Path::new("/clone/target"));
    }
}

//! What the machine must have, what of it is missing, and how it is installed.

mod apt;
mod browser_compiler;
mod disk;
mod node;
mod packages;
mod python;

use anyhow::{Result, bail};

pub(crate) use apt::missing as missing_packages;
pub(crate) use disk::require_space;
pub(crate) use packages::{DEBIAN_COMPILER, Package};
pub(crate) use python::interpreter as test_python;

use crate::layout::Layout;
use crate::progress;

/// One kind of thing that the machine must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// A compiler for WebAssembly.
    BrowserCompiler,
    /// The packages of `end2end/package.json`.
    NodePackages,
    /// Debian packages that only the tests use.
    TestPackages,
    /// A Python with the mail server of the tests.
    TestMailServer,
}

/// Something that is not there, and what it is for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Missing {
    pub(crate) what: String,
    pub(crate) why: &'static str,
}

/// What building and running need.
pub(crate) const FOR_BUILDING: &[Need] = &[Need::BrowserCompiler, Need::NodePackages];

impl Need {
    /// What of it this machine lacks.
    pub(crate) fn missing(self, layout: &Layout) -> Result<Vec<Missing>> {
        match self {
            Self::BrowserCompiler => browser_compiler::missing(),
            Self::NodePackages => node::missing(layout),
            Self::TestPackages => {
                apt::missing(packages::FOR_TESTS).map(|packages| apt::as_missing(&packages))
            }
            Self::TestMailServer => Ok(python::missing(layout)),
        }
    }

    /// Installs what is missing; nothing, when nothing is.
    pub(crate) fn complete(self, layout: &Layout) -> Result<()> {
        let missing = self.missing(layout)?;
        if missing.is_empty() {
            return Ok(());
        }
        for Missing { what, why } in &missing {
            println!("    needed: {what} ({why})");
        }
        match self {
            Self::BrowserCompiler => browser_compiler::install(),
            Self::NodePackages => node::install(layout),
            Self::TestPackages => apt::install(packages::FOR_TESTS),
            Self::TestMailServer => python::install(layout),
        }?;
        match self.missing(layout)?.first() {
            Some(still) => bail!("{} is still missing after its installation", still.what),
            None => Ok(()),
        }
    }
}

/// Installs what is missing of all these.
pub(crate) fn complete(layout: &Layout, needs: &[Need]) -> Result<()> {
    require_space(layout)?;
    for need in needs {
        if !need.missing(layout)?.is_empty() {
            progress::during("Setting up what is missing", || need.complete(layout))?;
        }
    }
    Ok(())
}

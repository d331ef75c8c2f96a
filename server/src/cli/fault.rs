//! What the command line says when something is wrong.

use std::error::Error;
use std::path::PathBuf;

use crate::application::StartFault;
use crate::config::ConfigFault;
use crate::services::Failure;
use crate::store::StoreError;

/// Why a command did not do its work.
#[derive(Debug, thiserror::Error)]
pub(super) enum CliFault {
    #[error(transparent)]
    Config(#[from] ConfigFault),
    #[error(transparent)]
    Start(#[from] StartFault),
    #[error(transparent)]
    Failure(#[from] Failure),
    #[error("the program could not start its threads")]
    Runtime(#[source] std::io::Error),
    #[error("cannot read {0}")]
    Read(PathBuf, #[source] std::io::Error),
    #[error("cannot write {0}")]
    Write(PathBuf, #[source] std::io::Error),
    #[error("the configuration has no [voice] that says something by itself")]
    NoPrompts,
    #[error("espeak-ng did not speak: is it installed (`apt-get install espeak-ng`)?")]
    Espeak(#[source] std::io::Error),
    #[error("{0}")]
    Input(String),
}

impl From<StoreError> for CliFault {
    fn from(error: StoreError) -> Self {
        Self::Failure(error.into())
    }
}

impl CliFault {
    /// Prints the fault with its causes on standard error.
    #[expect(
        clippy::print_stderr,
        reason = "the one place where the command line complains"
    )]
    pub(super) fn tell(&self) {
        eprintln!("regain: {self}");
        let mut cause = self.source();
        while let Some(error) = cause {
            eprintln!("  because: {error}");
            cause = error.source();
        }
    }
}

//! `cargo xtask dev`: rebuild and restart after every change.

use std::convert::Infallible;
use std::fs;
use std::path::Path;
use std::process::Child;
use std::time::{Duration, SystemTime};

use anyhow::{Context as _, Result, bail};
use rustix::process::{Pid, Signal, kill_process};

use crate::build::{self, Profile};
use crate::layout::Layout;
use crate::{process, run, setup};

/// What both halves are made of.
const SOURCES: [&str; 7] = [
    "Cargo.toml",
    "app",
    "crates",
    "frontend",
    "public",
    "server",
    "style",
];
/// How often the sources are looked at: nobody saves faster.
const PAUSE: Duration = Duration::from_millis(400);

/// Builds, starts, and again whenever a file changes, until Ctrl-C.
pub(crate) fn watch(layout: &Layout) -> Result<Infallible> {
    setup::complete(layout, setup::FOR_BUILDING)?;
    process::stop_on_signals()?;
    let mut server: Option<Child> = None;
    loop {
        let seen = newest_change(layout.root())?;
        // A mistake in the code is for the developer to read; the last good build keeps running.
        match build::both_halves(layout, Profile::Debug) {
            Ok(()) => {
                stop(server.take())?;
                server = Some(
                    run::demo(layout, Profile::Debug)
                        .spawn()
                        .context("cannot start the server")?,
                );
            }
            Err(error) => println!("xtask: {error:#}"),
        }
        while newest_change(layout.root())? == seen {
            if process::is_stopping() {
                stop(server)?;
                bail!("stopped");
            }
            process::pause(PAUSE);
        }
        println!("==> Something changed");
    }
}

fn stop(server: Option<Child>) -> Result<()> {
    let Some(mut server) = server else {
        return Ok(());
    };
    if server.try_wait()?.is_none() {
        // Not `kill`: the server ends what it has begun.
        kill_process(Pid::from_child(&server), Signal::TERM).context("cannot stop the server")?;
        server.wait()?;
    }
    Ok(())
}

/// The latest time that any source was written.
fn newest_change(root: &Path) -> Result<Option<SystemTime>> {
    let mut newest = None;
    for source in SOURCES {
        newest = newest.max(newest_below(&root.join(source))?);
    }
    Ok(newest)
}

fn newest_below(path: &Path) -> Result<Option<SystemTime>> {
    // An editor may replace a file while we look.
    let Ok(metadata) = fs::metadata(path) else {
        return Ok(None);
    };
    let mut newest = Some(metadata.modified()?);
    if metadata.is_dir() {
        for entry in fs::read_dir(path)? {
            newest = newest.max(newest_below(&entry?.path())?);
        }
    }
    Ok(newest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_deep_below_that_is_written_again_counts_as_a_change() -> Result<()> {
        let root = tempfile::tempdir()?;
        let file = root.path().join("app/src/lib.rs");
        fs::create_dir_all(root.path().join("app/src"))?;
        fs::write(&file, "one")?;
        let before = newest_change(root.path())?;
        assert_eq!(newest_change(root.path())?, before);

        let later = SystemTime::UNIX_EPOCH + Duration::from_secs(5_000_000_000);
        fs::File::options()
            .write(true)
            .open(&file)?
            .set_modified(later)?;

        assert!(newest_change(root.path())? > before);
        Ok(())
    }
}

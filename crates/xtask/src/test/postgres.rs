//! A PostgreSQL of the test run's own: new, on a free port, gone afterwards.

use std::fs;
use std::net::TcpListener;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

use super::Stage;
use super::account::Account;
use crate::process;

/// The database user; who can reach the port may log in, for as long as the tests last.
const USER: &str = "regain";

/// A running server. Dropping it stops it and removes its data.
pub(super) struct Postgres {
    server: Child,
    port: u16,
    _data: TempDir,
}

/// The step that starts it.
pub(super) fn start(stage: &mut Stage<'_>) -> Result<()> {
    stage.postgres = Some(Postgres::start()?);
    Ok(())
}

impl Postgres {
    fn start() -> Result<Self> {
        let programs = newest_installation(Path::new("/usr/lib/postgresql"))?;
        let account = Account::for_server()?;
        let place = tempfile::Builder::new()
            .prefix("regain-postgres-")
            .tempdir()?;
        account.give(place.path())?;
        let data = place.path().join("data");

        process::run(
            account
                .command(&programs.join("initdb"))
                .args([
                    "--auth=trust",
                    "--no-sync",
                    "--encoding=UTF8",
                    "--locale=C.UTF-8",
                    "--username",
                    USER,
                ])
                .arg("--pgdata")
                .arg(&data)
                .stdout(Stdio::null()),
        )?;
        let port = free_port()?;
        let server = account
            .command(&programs.join("postgres"))
            .arg("-D")
            .arg(&data)
            .args(["-p", &port.to_string(), "-h", "127.0.0.1"])
            .arg("-k")
            .arg(place.path())
            // The data is thrown away: what a crash would lose is no loss.
            .args([
                "-c",
                "fsync=off",
                "-c",
                "synchronous_commit=off",
                "-c",
                "full_page_writes=off",
            ])
            .args(["-c", "max_connections=300", "-c", "logging_collector=off"])
            .stderr(fs::File::create(place.path().join("log"))?)
            // Ctrl-C is for the tests: they must not lose their database before they end.
            .process_group(0)
            .spawn()
            .context("cannot start PostgreSQL")?;
        let mut postgres = Self {
            server,
            port,
            _data: place,
        };
        postgres.wait_until_ready(&programs)?;
        println!("    PostgreSQL listens on 127.0.0.1:{port}");
        Ok(postgres)
    }

    /// A URL with the right to create databases.
    pub(super) fn url(&self) -> String {
        format!("postgres://{USER}@127.0.0.1:{}/postgres", self.port)
    }

    fn wait_until_ready(&mut self, programs: &Path) -> Result<()> {
        for _ in 0..300 {
            if let Some(status) = self.server.try_wait()? {
                let log = fs::read_to_string(self._data.path().join("log")).unwrap_or_default();
                bail!("PostgreSQL ended at once ({status}): {}", log.trim());
            }
            let ready = process::command(programs.join("pg_isready"))
                .args([
                    "--quiet",
                    "--host=127.0.0.1",
                    "--port",
                    &self.port.to_string(),
                ])
                .status()?;
            if ready.success() {
                return Ok(());
            }
            process::pause(Duration::from_millis(100));
        }
        bail!("PostgreSQL did not become ready in 30 s")
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // One that has ended is waited for already, and its number may be somebody else's.
        if !matches!(self.server.try_wait(), Ok(None)) {
            return;
        }
        // SIGINT is its fast shutdown: it ends the sessions and then itself.
        if kill_process(Pid::from_child(&self.server), Signal::INT).is_ok() {
            let _ = self.server.wait();
        }
    }
}

/// `<installations>/15/bin` and so on: the highest version.
fn newest_installation(installations: &Path) -> Result<PathBuf> {
    let missing = || format!("no PostgreSQL server in {}", installations.display());
    let version = fs::read_dir(installations)
        .with_context(missing)?
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse::<u32>().ok())
        .filter(|version| {
            installations
                .join(version.to_string())
                .join("bin/postgres")
                .exists()
        })
        .max()
        .with_context(missing)?;
    Ok(installations.join(version.to_string()).join("bin"))
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_server_is_taken_and_a_client_alone_is_none() -> Result<()> {
        let place = tempfile::tempdir()?;
        for version in ["9", "15"] {
            fs::create_dir_all(place.path().join(version).join("bin"))?;
            fs::write(place.path().join(version).join("bin/postgres"), "")?;
        }
        fs::create_dir_all(place.path().join("17/bin"))?;
        assert_eq!(
            newest_installation(place.path())?,
            place.path().join("15/bin")
        );
        Ok(())
    }
}

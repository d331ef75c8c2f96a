//! Whom PostgreSQL runs as.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result};
use rustix::process::geteuid;

use crate::process;

/// The operating system's user that the server runs as: PostgreSQL refuses root.
pub(super) enum Account {
    Ourselves,
    Unprivileged { uid: u32, gid: u32 },
}

impl Account {
    /// Ourselves, unless we are root.
    pub(super) fn for_server() -> Result<Self> {
        if !geteuid().is_root() {
            return Ok(Self::Ourselves);
        }
        let users = fs::read_to_string("/etc/passwd").context("cannot read /etc/passwd")?;
        let (uid, gid) = ids_of(&users, "postgres")
            .or_else(|| ids_of(&users, "nobody"))
            .context("there is neither a user postgres nor nobody to run PostgreSQL as")?;
        Ok(Self::Unprivileged { uid, gid })
    }

    /// Makes the folder that account's own, and nobody else's.
    pub(super) fn give(&self, folder: &Path) -> Result<()> {
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
        match self {
            Self::Ourselves => Ok(()),
            Self::Unprivileged { uid, gid } => {
                chown(folder, Some(*uid), Some(*gid)).context("cannot hand the data folder over")
            }
        }
    }

    /// A command as that user, which ends when this program does, however that ends.
    pub(super) fn command(&self, program: &Path) -> Command {
        let mut command = process::command("setpriv");
        command.current_dir("/").arg("--pdeathsig=INT");
        if let Self::Unprivileged { uid, gid } = self {
            command.args([
                format!("--reuid={uid}"),
                format!("--regid={gid}"),
                "--clear-groups".to_owned(),
            ]);
        }
        command.arg(program);
        command
    }
}

/// User and group number of a name in the lines of `/etc/passwd`.
fn ids_of(users: &str, name: &str) -> Option<(u32, u32)> {
    let line = users
        .lines()
        .find(|line| line.split(':').next() == Some(name))?;
    let mut fields = line.split(':').skip(2);
    Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_of_a_user_are_read_by_its_exact_name() {
        let users = "root:x:0:0:root:/root:/bin/bash\npostgresql:x:7:8::/:/bin/sh\npostgres:x:111:117::/:/bin/sh\n";
        assert_eq!(ids_of(users, "postgres"), Some((111, 117)));
        assert_eq!(ids_of(users, "nobody"), None);
    }
}

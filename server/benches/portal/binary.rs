//! The built server as a process of its own, with the demo's people.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;

use rustix::process::{Pid, Signal, kill_process};

use crate::client::Client;

/// What the pages of the demo send with their forms, whatever port is listened on.
const ORIGIN: &str = "http://127.0.0.1:8080";

/// What `cargo xtask bench` has built.
pub(crate) struct Built {
    binary: PathBuf,
    site: PathBuf,
}

/// A running server; dropped, it is told to stop and waited for.
pub(crate) struct Binary {
    child: Child,
    address: SocketAddr,
}

impl Built {
    /// What the environment names; `None` when this was not started by `cargo xtask bench`.
    pub(crate) fn of_environment() -> Option<Self> {
        let path = |name| std::env::var_os(name).map(PathBuf::from);
        Some(Self {
            binary: path("REGAIN_BIN")?,
            site: path("REGAIN_SITE")?,
        })
    }

    /// The names of the built files, for the portal inside this process: Leptos looks for them
    /// beside the executable.
    pub(crate) fn lend_names(&self) {
        let own = std::env::current_exe().expect("the name of this program");
        let copied = std::fs::copy(
            self.binary.with_file_name("hash.txt"),
            own.with_file_name("hash.txt"),
        );
        copied.expect("the names of the built files lie beside the server");
    }

    /// Starts the server on a free port, and returns once it serves.
    pub(crate) fn start(&self, folder: &Path) -> Binary {
        let mut child = Command::new(&self.binary)
            .args(["serve", "--demo"])
            .arg(folder)
            .env("REGAIN_LISTEN", "127.0.0.1:0")
            .env("LEPTOS_SITE_ROOT", &self.site)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the built server starts");
        let mut lines = BufReader::new(child.stderr.take().expect("a pipe"));
        let address = serving(&mut lines);
        // Somebody has to read what it logs, or it stops at a full pipe.
        thread::spawn(move || std::io::copy(&mut lines, &mut std::io::sink()));
        Binary { child, address }
    }
}

/// Waits for the line in which the server says where it serves.
fn serving(lines: &mut impl BufRead) -> SocketAddr {
    let mut said = String::new();
    loop {
        let start = said.len();
        let read = lines.read_line(&mut said).expect("the log of the server");
        assert!(read > 0, "the server ended instead of serving:\n{said}");
        let address = said[start..].split_once("address=");
        let address = address.and_then(|(_, rest)| rest.split_whitespace().next()?.parse().ok());
        if let Some(address) = address {
            return address;
        }
    }
}

impl Binary {
    pub(crate) fn client(&self) -> Client {
        Client::connect(self.address, ORIGIN)
    }

    /// Resident memory now and at its highest, in bytes.
    pub(crate) fn memory(&self) -> Memory {
        let path = format!("/proc/{}/status", self.child.id());
        let status = std::fs::read_to_string(path).expect("this figure needs Linux");
        let bytes = |key: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(key));
            let kibibytes =
                line.and_then(|line| line.split_whitespace().next()?.parse::<usize>().ok());
            kibibytes.expect("a line of /proc") * 1024
        };
        Memory {
            now: bytes("VmRSS:"),
            highest: bytes("VmHWM:"),
        }
    }
}

/// Bytes.
pub(crate) struct Memory {
    pub(crate) now: usize,
    pub(crate) highest: usize,
}

impl Drop for Binary {
    fn drop(&mut self) {
        if let Some(pid) = Pid::from_raw(self.child.id().cast_signed()) {
            // It may have ended on its own, which is what is wanted.
            let _ = kill_process(pid, Signal::TERM);
        }
        let _ = self.child.wait();
    }
}

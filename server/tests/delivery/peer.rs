//! A program that a test starts, listens to, and stops by its process id.

use std::io::{BufRead, BufReader, Read};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

/// How long a silent peer may hang before the test gives up; no assertion depends on it.
const GIVE_UP: Duration = Duration::from_secs(60);

pub(crate) struct Peer {
    name: String,
    child: Child,
    lines: Receiver<String>,
}

impl Peer {
    /// Starts `command`; `install` says what to do when the program is missing.
    pub(crate) fn start(mut command: Command, install: &str) -> Self {
        let name = command.get_program().to_string_lossy().into_owned();
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap_or_else(|e| panic!("cannot start {name} ({e}): {install}"));
        let (sender, lines) = channel();
        read_lines(
            child.stdout.take().expect("stdout is piped"),
            sender.clone(),
        );
        read_lines(child.stderr.take().expect("stderr is piped"), sender);
        Self { name, child, lines }
    }

    /// Reads on until a line contains `wanted`.
    pub(crate) fn line_with(&self, wanted: &str) -> String {
        let mut heard = Vec::new();
        loop {
            match self.lines.recv_timeout(GIVE_UP) {
                Ok(line) if line.contains(wanted) => return line,
                Ok(line) => heard.push(line),
                Err(_) => panic!(
                    "{} never said {wanted:?}, but:\n{}",
                    self.name,
                    heard.join("\n")
                ),
            }
        }
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        // Already gone is as good.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn read_lines(stream: impl Read + Send + 'static, sender: Sender<String>) {
    thread::spawn(move || {
        for line in BufReader::new(stream).split(b'\n').map_while(Result::ok) {
            if sender
                .send(String::from_utf8_lossy(&line).into_owned())
                .is_err()
            {
                return;
            }
        }
    });
}

/// Ports that nobody listens on at this moment, all different.
pub(crate) fn free_ports<const N: usize>() -> [u16; N] {
    let held: [TcpListener; N] =
        std::array::from_fn(|_| TcpListener::bind("127.0.0.1:0").expect("a port"));
    held.map(|listener| listener.local_addr().expect("an address").port())
}

/// A file beside the peers' scripts.
pub(crate) fn script(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/peers")
        .join(name)
}

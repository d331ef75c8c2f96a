//! A program that a test starts and stops by its process id.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use tokio::net::TcpStream;
use tokio::process::{Child, Command};
use tokio::time::{interval, timeout};

/// How long a silent peer may hang before the test gives up; no assertion depends on it.
pub(crate) const GIVE_UP: Duration = Duration::from_secs(60);

pub(crate) fn start(program: &str, folder: &Path, arguments: &[&str], package: &str) -> Child {
    Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .unwrap_or_else(|error| panic!("cannot start {program} ({error}): install {package}"))
}

/// Waits until somebody has the UDP port.
pub(crate) async fn udp_is_taken(port: u16) {
    is_taken("/proc/net/udp", port).await;
}

/// The same by this table of the kernel.
pub(crate) async fn is_taken(table: &str, port: u16) {
    let end = format!(":{port:04X} ");
    until(async || std::fs::read_to_string(table).is_ok_and(|table| table.contains(&end))).await;
}

/// Waits until somebody listens on the TCP port.
pub(crate) async fn tcp_is_open(port: u16) -> TcpStream {
    let mut stream = None;
    until(async || {
        stream = TcpStream::connect(("127.0.0.1", port)).await.ok();
        stream.is_some()
    })
    .await;
    stream.expect("connected")
}

/// Looks again and again at something that cannot call back.
pub(crate) async fn until(mut is_so: impl AsyncFnMut() -> bool) {
    let looks = async {
        let mut pause = interval(Duration::from_millis(5));
        while !is_so().await {
            pause.tick().await;
        }
    };
    timeout(GIVE_UP, looks).await.expect("the peer came up");
}

/// Ports that nobody has at this moment, for UDP and TCP, all different.
pub(crate) fn free_ports<const N: usize>() -> [u16; N] {
    let held: [_; N] = std::array::from_fn(|_| {
        loop {
            let tcp = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
            let port = tcp.local_addr().expect("an address").port();
            if let Ok(udp) = std::net::UdpSocket::bind(("127.0.0.1", port)) {
                break (tcp, udp, port);
            }
        }
    });
    held.map(|(_, _, port)| port)
}

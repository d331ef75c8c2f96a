//! What a telephone can do: `cargo bench -p telephone`. Needs what its tests need.
#![expect(clippy::disallowed_methods, reason = "a benchmark measures time")]

#[expect(dead_code, reason = "the tests use more of it")]
#[path = "../tests/calls/opposite.rs"]
mod opposite;
#[expect(dead_code, reason = "the tests use more of it")]
#[path = "../tests/calls/peer.rs"]
mod peer;
#[expect(dead_code, reason = "the tests use more of it")]
#[path = "../tests/calls/sipp.rs"]
mod sipp;

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::time::{Duration, Instant};

use opposite::{A_LAW, Opposite};
use sipp::{Scenario, description, sound_of};
use telephone::{
    Key, Limits, Next, Number, Prompt, Script, Settings, Telephone, Timing, Transport,
};
use tokio::sync::{Barrier, mpsc};
use tokio::task::JoinSet;

const RING: Limits = Limits {
    ring: Duration::from_secs(60),
    whole: Duration::from_secs(180),
};
const PRESSES: u32 = 100;
const CALLS: usize = 200;
const HELD: Duration = Duration::from_secs(10);

#[tokio::main]
async fn main() {
    keys().await;
    calls().await;
}

/// From the moment that a key's packets are sent to the moment that the script hears of it.
async fn keys() {
    let opposite = Opposite::start(A_LAW).await;
    let sipp = Scenario::new()
        .pick_up(&sound_of(&opposite, "8 101"))
        .confirm("BYE")
        .play(1, &[])
        .await;
    let telephone = telephone(sipp.port).await;
    let (heard, mut hears) = mpsc::unbounded_channel();
    let mut script = Listener(tone(), heard);
    let number = number();
    let press = async {
        opposite.caller().await;
        let mut delays = Vec::new();
        for _ in 0..PRESSES {
            let pressed = Instant::now();
            opposite.press(11);
            let heard: Instant = hears.recv().await.expect("the call is up");
            delays.push(heard - pressed);
        }
        delays.sort_unstable();
        println!(
            "from # to the script: median {:?}, longest of {PRESSES} {:?}",
            delays[delays.len() / 2],
            delays[delays.len() - 1]
        );
    };
    tokio::select! {
        ended = telephone.call(&number, RING, &mut script) => panic!("{ended:?}"),
        () = press => {}
    }
    telephone.close().await;
}

/// Many calls, each speaking and listening.
async fn calls() {
    let [port] = peer::free_ports();
    let port = port.to_string();
    let sipp = Scenario::new()
        .pick_up(&description("[media_port]", "8 101"))
        .confirm("BYE")
        .play(
            CALLS as u32,
            &["-rtp_echo", "-mi", "127.0.0.1", "-mp", &port],
        )
        .await;
    let telephone = telephone(sipp.port).await;
    let said = tone();
    let before = memory_kilobytes();
    let all = Arc::new(Barrier::new(CALLS + 1));
    let mut calls = JoinSet::new();
    for _ in 0..CALLS {
        let (telephone, all, said) = (telephone.clone(), Arc::clone(&all), said.clone());
        calls.spawn(async move {
            let (up, mut is_up) = mpsc::unbounded_channel();
            let mut script = Talker(said, up);
            let number = number();
            let over = async {
                is_up.recv().await.expect("the call is up");
                all.wait().await;
                all.wait().await;
            };
            tokio::select! {
                ended = telephone.call(&number, RING, &mut script) => panic!("{ended:?}"),
                () = over => {}
            }
        });
    }
    let measured = async {
        all.wait().await;
        let (start, busy) = (Instant::now(), processor_seconds());
        tokio::time::sleep(HELD).await;
        println!(
            "{CALLS} calls: {:.0} % of one processor, {} kB more memory",
            100.0 * (processor_seconds() - busy) / start.elapsed().as_secs_f64(),
            memory_kilobytes().saturating_sub(before)
        );
        all.wait().await;
    };
    // The first that fails ends it: the others would wait for it.
    let held = async {
        while let Some(call) = calls.join_next().await {
            call.expect("it was held");
        }
    };
    tokio::join!(measured, held);
    telephone.close().await;
}

async fn telephone(port: u16) -> Telephone {
    Telephone::open(&Settings {
        server: format!("127.0.0.1:{port}"),
        transport: Transport::Udp,
        domain: None,
        user: "portal".to_owned(),
        password: None,
        caller: None,
        plus: None,
        local: IpAddr::V4(Ipv4Addr::LOCALHOST),
        announced: None,
        sip_port: 0,
        media_ports: None,
        most_calls: CALLS,
        ca_file: None,
        timing: Timing {
            settle: Duration::ZERO,
            reach: RING.ring,
            ..Timing::default()
        },
    })
    .await
    .expect("a telephone")
}

fn number() -> Number {
    Number::parse("+31201234567").expect("a number")
}

/// A minute of a tone.
fn tone() -> Prompt {
    let samples: Vec<i16> = (0..60 * 8000)
        .map(|at| ((f64::from(at) * 0.4).sin() * 9_000.0) as i16)
        .collect();
    Prompt::from_samples(samples)
}

/// Tells when it hears a key.
struct Listener(Prompt, mpsc::UnboundedSender<Instant>);

impl Script for Listener {
    fn begin(&mut self) -> Prompt {
        self.0.clone()
    }

    fn pressed(&mut self, _key: Key) -> Next {
        self.1.send(Instant::now()).expect("somebody listens");
        Next::Wait
    }

    fn silent(&mut self) -> Next {
        Next::Wait
    }
}

/// Tells when the call is up.
struct Talker(Prompt, mpsc::UnboundedSender<()>);

impl Script for Talker {
    fn begin(&mut self) -> Prompt {
        self.1.send(()).expect("somebody listens");
        self.0.clone()
    }

    fn pressed(&mut self, _key: Key) -> Next {
        Next::Wait
    }

    fn silent(&mut self) -> Next {
        Next::Wait
    }
}

/// The processor time of this process: fields 14 and 15 of `/proc/self/stat`, in hundredths.
fn processor_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").expect("Linux");
    let after_name = stat.rsplit_once(')').expect("a name").1;
    let ticks: u32 = after_name
        .split_ascii_whitespace()
        .skip(11)
        .take(2)
        .map(|field| field.parse::<u32>().expect("a number"))
        .sum();
    f64::from(ticks) / 100.0
}

/// The resident memory of this process.
fn memory_kilobytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux");
    status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))
        .and_then(|field| field.split_ascii_whitespace().next()?.parse().ok())
        .expect("a number")
}

//! Resident memory: idle, and while people sign in and open the wizard.

use std::thread;
use std::time::{Duration, Instant};

use crate::binary::Binary;
use crate::figure::{Figure, megabytes};

const CLIENTS: usize = 16;
const MEASURED: Duration = Duration::from_secs(6);
/// How many pages between two looks at the memory.
const LOOK_EVERY: u32 = 50;

pub(crate) fn measure(binary: &Binary) -> Vec<Figure> {
    binary.client().get("/signin").ok("a page");
    let idle = binary.memory();
    let loaded = under_load(binary);
    vec![
        Figure::told("resident memory, idle", megabytes(idle.now)),
        Figure::told(
            "  under load",
            format!(
                "{} ({CLIENTS} sign in, {CLIENTS} open the wizard)",
                megabytes(loaded)
            ),
        ),
        Figure::told("  at its highest", megabytes(binary.memory().highest)),
    ]
}

/// The median of the looks.
fn under_load(binary: &Binary) -> usize {
    let end = Instant::now() + MEASURED;
    thread::scope(|scope| {
        for number in 0..CLIENTS {
            scope.spawn(move || sign_in(binary, number, end));
        }
        let looks: Vec<_> = (0..CLIENTS)
            .map(|_| scope.spawn(move || open_wizard(binary, end)))
            .collect();
        let mut seen: Vec<usize> = looks
            .into_iter()
            .flat_map(|look| look.join().expect("every page is shown"))
            .collect();
        seen.sort_unstable();
        seen[seen.len() / 2]
    })
}

/// Each try with another name, so that none is locked and every one costs a hash.
fn sign_in(binary: &Binary, number: usize, end: Instant) {
    let mut client = binary.client();
    let mut tries = 0;
    while Instant::now() < end {
        tries += 1;
        let form = format!("user_name=person{number}x{tries}&password=wrong-Wagon-4711");
        let answer = client.post("/api/signin/submit", &form);
        assert!(answer.status < 400, "sign-in: {}", answer.text());
    }
}

fn open_wizard(binary: &Binary, end: Instant) -> Vec<usize> {
    let mut client = binary.client();
    let mut seen = Vec::new();
    while Instant::now() < end {
        for _ in 0..LOOK_EVERY {
            client.forget();
            client.get("/reset").ok("the wizard");
        }
        seen.push(binary.memory().now);
    }
    seen
}

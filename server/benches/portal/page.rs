//! `GET /reset`: how many a second, and how long the slowest wait.

use std::thread;
use std::time::{Duration, Instant};

use crate::client::Client;
use crate::figure::{Figure, milliseconds};
use crate::portal::Portal;
use crate::statistics::{median, quantile};

const CLIENTS: usize = 4;
const WARM_UP: Duration = Duration::from_secs(1);
const MEASURED: Duration = Duration::from_secs(5);

/// Who asks for the page.
#[derive(Clone, Copy)]
enum Visitor {
    /// Somebody else each time: a session and a challenge are opened.
    New,
    /// The same browser again and again.
    Returning,
}

pub(crate) fn measure(portal: &Portal) -> Vec<Figure> {
    vec![
        figure(portal, "GET /reset, new visitor", Visitor::New),
        figure(portal, "GET /reset, returning visitor", Visitor::Returning),
    ]
}

fn figure(portal: &Portal, name: &str, visitor: Visitor) -> Figure {
    let start = Instant::now() + WARM_UP;
    let end = start + MEASURED;
    let waits: Vec<f64> = thread::scope(|scope| {
        let clients: Vec<_> = (0..CLIENTS)
            .map(|_| scope.spawn(move || visit(&mut portal.client(), visitor, start, end)))
            .collect();
        clients
            .into_iter()
            .flat_map(|client| client.join().expect("every page is shown"))
            .collect()
    });
    let rate = waits.len() as f64 / MEASURED.as_secs_f64();
    let (middle, slow) = (
        milliseconds(median(&waits)),
        milliseconds(quantile(&waits, 0.99)),
    );
    Figure::told(name, format!("{rate:.0} /s, median {middle}, p99 {slow}"))
}

/// The seconds that each page took, of those that ended within the measured time.
fn visit(client: &mut Client, visitor: Visitor, start: Instant, end: Instant) -> Vec<f64> {
    let mut waits = Vec::new();
    loop {
        if matches!(visitor, Visitor::New) {
            client.forget();
        }
        let asked = Instant::now();
        client.get("/reset").ok("the page");
        let answered = Instant::now();
        if answered >= end {
            return waits;
        }
        if answered >= start {
            waits.push((answered - asked).as_secs_f64());
        }
    }
}

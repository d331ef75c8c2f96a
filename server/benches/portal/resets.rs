//! Whole resets a second, beside the rate of the one thing in them that is meant to be slow.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::argon;
use crate::figure::Figure;
use crate::portal::Portal;
use crate::reset::reset;

/// People who reset at the same time.
const CLIENTS: usize = 16;
const WARM_UP: Duration = Duration::from_secs(3);
const MEASURED: Duration = Duration::from_secs(20);
const BARE: Duration = Duration::from_secs(5);
/// The share of the machine that the hash, which is the point of it all, has to get.
const LEAST_RATIO: f64 = 0.9;

pub(crate) fn measure(portal: &Portal) -> Vec<Figure> {
    let before = argon::rate(portal.cost, BARE);
    // Nobody resets twice: a reset is never faster than a hash.
    let most = before * (WARM_UP + MEASURED).as_secs_f64() * 1.5;
    let people = most as usize + CLIENTS;
    portal.add_people(0..people);
    let resets = rate(portal, people);
    let after = argon::rate(portal.cost, BARE);
    let bare = f64::midpoint(before, after);
    let ratio = resets / bare;
    vec![
        Figure::told(
            "whole resets",
            format!("{resets:.1} /s by {CLIENTS} clients"),
        ),
        Figure::told(
            "  bare Argon2id",
            format!("{bare:.1} /s ({before:.1} before, {after:.1} after)"),
        ),
        Figure::held(
            "  ratio",
            format!("{ratio:.3}"),
            format!(">= {LEAST_RATIO}"),
            ratio >= LEAST_RATIO,
        ),
    ]
}

/// Resets that ended within the measured time, a second.
fn rate(portal: &Portal, people: usize) -> f64 {
    let next = AtomicUsize::new(0);
    let start = Instant::now() + WARM_UP;
    let end = start + MEASURED;
    let ended: usize = thread::scope(|scope| {
        let clients: Vec<_> = (0..CLIENTS)
            .map(|_| {
                scope.spawn(|| {
                    let mut client = portal.client();
                    let mut counted = 0;
                    while Instant::now() < end {
                        let number = next.fetch_add(1, Ordering::Relaxed);
                        assert!(number < people, "everybody has a new password already");
                        reset(portal, &mut client, number);
                        counted += usize::from((start..end).contains(&Instant::now()));
                    }
                    counted
                })
            })
            .collect();
        clients
            .into_iter()
            .map(|client| client.join().expect("every reset succeeds"))
            .sum()
    });
    ended as f64 / MEASURED.as_secs_f64()
}

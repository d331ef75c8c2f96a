//! Whole resets a second, beside the rate of the one thing in them that is meant to be slow.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::argon;
use crate::figure::{Figure, milliseconds};
use crate::portal::Portal;
use crate::rate::{Rate, Stopwatch};
use crate::reset::reset;

/// People who reset at the same time.
const CLIENTS: usize = 16;
const WARM_UP: Duration = Duration::from_secs(3);
const MEASURED: Duration = Duration::from_secs(20);
const BARE: Duration = Duration::from_secs(5);
/// The share of the machine that the hash, which is the point of it all, has to get.
const LEAST_RATIO: f64 = 0.9;
/// Nobody resets twice. A reset takes longer than a hash, but other programs may have slowed the
/// hashes that were counted before.
const PEOPLE_PER_HASH: f64 = 3.0;

pub(crate) fn measure(portal: &Portal) -> Vec<Figure> {
    let bare = || argon::rate(portal.cost, portal.cost.places(), BARE);
    let before = bare();
    let seconds = (WARM_UP + MEASURED).as_secs_f64();
    let people = (before.per_second * seconds * PEOPLE_PER_HASH) as usize + CLIENTS;
    portal.add_people(0..people);
    let resets = rate(portal, people);
    let after = bare();
    let processors = thread::available_parallelism().map_or(1, usize::from);
    let most = argon::rate(portal.cost, processors, BARE);
    let mut figures = figures(resets, before, after);
    figures.push(Figure::told(
        format!("  of Argon2id on all {processors} processors"),
        format!(
            "{:.3} of {:.1} /s",
            resets.per_second / most.per_second,
            most.per_second
        ),
    ));
    figures
}

/// The bare rate is that of as many threads as the portal hashes on at once.
fn figures(resets: Rate, before: Rate, after: Rate) -> Vec<Figure> {
    let bare = before.mean(after);
    let ratio = resets.per_second / bare.per_second;
    let (reset, hash) = (resets.processor_seconds, bare.processor_seconds);
    vec![
        Figure::told(
            "whole resets",
            format!("{:.1} /s by {CLIENTS} clients", resets.per_second),
        ),
        Figure::told(
            "  bare Argon2id",
            format!(
                "{:.1} /s ({:.1} before, {:.1} after)",
                bare.per_second, before.per_second, after.per_second
            ),
        ),
        Figure::held(
            "  ratio",
            format!("{ratio:.3}"),
            format!(">= {LEAST_RATIO}"),
            ratio >= LEAST_RATIO,
        ),
        Figure::told(
            "  processor time, clients included",
            format!(
                "{} a reset, {} a hash",
                milliseconds(reset),
                milliseconds(hash)
            ),
        ),
    ]
}

/// Counts resets that ended after the warm-up and within the measured time; the processor time is
/// that of all.
fn rate(portal: &Portal, people: usize) -> Rate {
    let (next, counted) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let watch = Stopwatch::start();
    let start = Instant::now() + WARM_UP;
    let end = start + MEASURED;
    thread::scope(|scope| {
        for _ in 0..CLIENTS {
            scope.spawn(|| {
                let mut client = portal.client();
                while Instant::now() < end {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    assert!(number < people, "everybody has a new password already");
                    reset(portal, &mut client, number);
                    let counts = (start..end).contains(&Instant::now());
                    counted.fetch_add(usize::from(counts), Ordering::Relaxed);
                }
            });
        }
    });
    Rate {
        per_second: counted.into_inner() as f64 / MEASURED.as_secs_f64(),
        ..watch.rate(next.into_inner())
    }
}

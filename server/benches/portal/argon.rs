//! The bare rate of Argon2id on this machine: what no portal can exceed.

use std::thread;
use std::time::{Duration, Instant};

use argon2::password_hash::PasswordHasher as _;
use argon2::{Algorithm, Argon2, Params, Version};
use server::passwords::HashCost;

/// Hashes a second, with as many threads as the portal hashes at once.
pub(crate) fn rate(cost: HashCost, taking: Duration) -> f64 {
    let params =
        Params::new(cost.memory_kib, cost.iterations, cost.parallelism, None).expect("parameters");
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let threads = at_once(cost);
    let begin = Instant::now();
    let hashes: u32 = thread::scope(|scope| {
        let running: Vec<_> = (0..threads)
            .map(|_| scope.spawn(|| hash_until(&argon2, begin + taking)))
            .collect();
        running
            .into_iter()
            .map(|thread| thread.join().expect("nobody panicked"))
            .sum()
    });
    f64::from(hashes) / begin.elapsed().as_secs_f64()
}

fn hash_until(argon2: &Argon2<'_>, end: Instant) -> u32 {
    let mut hashes = 0;
    while Instant::now() < end {
        argon2.hash_password(b"brand-New-Wagon-93").expect("a hash");
        hashes += 1;
    }
    hashes
}

/// As the portal reads it: 0 means one per processor.
fn at_once(cost: HashCost) -> usize {
    match cost.at_once {
        0 => thread::available_parallelism().map_or(2, usize::from),
        n => n,
    }
}

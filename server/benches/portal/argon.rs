//! The bare rate of Argon2id on this machine: what no portal can exceed.

use std::thread;
use std::time::{Duration, Instant};

use argon2::{Algorithm, Argon2, Block, Params, Version};
use server::passwords::HashCost;

use crate::rate::{Rate, Stopwatch};

/// Hashes by so many threads, in memory that is theirs already.
pub(crate) fn rate(cost: HashCost, threads: usize, taking: Duration) -> Rate {
    let params =
        Params::new(cost.memory_kib, cost.iterations, cost.parallelism, None).expect("parameters");
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let watch = Stopwatch::start();
    let end = Instant::now() + taking;
    let hashes = thread::scope(|scope| {
        let running: Vec<_> = (0..threads)
            .map(|_| scope.spawn(|| hash_until(&argon2, end)))
            .collect();
        running
            .into_iter()
            .map(|thread| thread.join().expect("nobody panicked"))
            .sum()
    });
    watch.rate(hashes)
}

fn hash_until(argon2: &Argon2<'_>, end: Instant) -> usize {
    let mut memory = vec![Block::new(); argon2.params().block_count()];
    let mut hash = [0; Params::DEFAULT_OUTPUT_LEN];
    let mut hashes = 0;
    while Instant::now() < end {
        argon2
            .hash_password_into_with_memory(
                b"brand-New-Wagon-93",
                b"sixteen bytes of",
                &mut hash,
                &mut memory,
            )
            .expect("a hash");
        hashes += 1;
    }
    hashes
}

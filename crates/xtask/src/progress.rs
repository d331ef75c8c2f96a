//! Lines that say what is going on.

use std::fmt::Display;
use std::time::{Duration, Instant};

use anyhow::Result;

/// Announces a piece of work, does it, and says how long it took when that was noticeable.
pub(crate) fn during<T>(what: impl Display, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("==> {what}");
    let start = now();
    let result = work()?;
    let taken = start.elapsed();
    if taken > Duration::from_secs(1) {
        println!("    done in {}", readable(taken));
    }
    Ok(result)
}

/// The start of a measurement.
#[expect(
    clippy::disallowed_methods,
    reason = "a person at the terminal waits in real time"
)]
pub(crate) fn now() -> Instant {
    Instant::now()
}

/// A duration for people: `0.4 s`, `12 s`, `3 min 05 s`.
pub(crate) fn readable(duration: Duration) -> String {
    let seconds = duration.as_secs();
    match seconds {
        0..10 => format!("{:.1} s", duration.as_secs_f64()),
        10..60 => format!("{seconds} s"),
        _ => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

/// A size for people: `812 B`, `43.1 kB`, `1.2 MB`.
pub(crate) fn readable_size(bytes: u64) -> String {
    let tenths = |unit: u64| format!("{}.{}", bytes / unit, bytes % unit * 10 / unit);
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", tenths(1_000)),
        _ => format!("{} MB", tenths(1_000_000)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_and_sizes_read_well() {
        assert_eq!(readable(Duration::from_millis(420)), "0.4 s");
        assert_eq!(readable(Duration::from_secs(12)), "12 s");
        assert_eq!(readable(Duration::from_secs(185)), "3 min 05 s");
        assert_eq!(readable_size(812), "812 B");
        assert_eq!(readable_size(43_190), "43.1 kB");
        assert_eq!(readable_size(1_250_000), "1.2 MB");
    }
}

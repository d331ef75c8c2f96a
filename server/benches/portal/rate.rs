//! How often something happens, and what each time costs.

use std::time::{Duration, Instant};

use rustix::time::{ClockId, clock_gettime};

/// Measures wall-clock and processor time of this process together.
pub(crate) struct Stopwatch {
    begin: Instant,
    processor: Duration,
}

/// The rate of an act.
#[derive(Clone, Copy)]
pub(crate) struct Rate {
    pub(crate) per_second: f64,
    /// Seconds that a processor spent on each; other programs do not change it much.
    pub(crate) processor_seconds: f64,
}

impl Stopwatch {
    pub(crate) fn start() -> Self {
        Self {
            begin: Instant::now(),
            processor: processor_time(),
        }
    }

    /// The rate of what was done this often since the start.
    pub(crate) fn rate(&self, times: usize) -> Rate {
        let times = times as f64;
        Rate {
            per_second: times / self.begin.elapsed().as_secs_f64(),
            processor_seconds: (processor_time() - self.processor).as_secs_f64() / times,
        }
    }
}

impl Rate {
    /// The middle of two.
    pub(crate) fn mean(self, other: Self) -> Self {
        Self {
            per_second: f64::midpoint(self.per_second, other.per_second),
            processor_seconds: f64::midpoint(self.processor_seconds, other.processor_seconds),
        }
    }
}

/// What all threads of this process have used so far.
fn processor_time() -> Duration {
    let used = clock_gettime(ClockId::ProcessCPUTime);
    Duration::try_from(used).expect("time that was used is not negative")
}

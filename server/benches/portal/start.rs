//! From the start of the process to its first answer.

use std::path::Path;
use std::time::Instant;

use crate::binary::Built;
use crate::figure::{Figure, milliseconds};
use crate::statistics::{median, quantile};

const STARTS: usize = 5;
const BUDGET_SECONDS: f64 = 0.3;

/// `folder` holds a demo that was started before.
pub(crate) fn measure(built: &Built, folder: &Path) -> Figure {
    let taken: Vec<f64> = (0..STARTS)
        .map(|_| {
            let begin = Instant::now();
            let binary = built.start(folder);
            binary.client().get("/signin").ok("the first page");
            begin.elapsed().as_secs_f64()
        })
        .collect();
    let middle = median(&taken);
    let value = format!(
        "{} (fastest of {STARTS}: {})",
        milliseconds(middle),
        milliseconds(quantile(&taken, 0.0))
    );
    let budget = format!("< {}", milliseconds(BUDGET_SECONDS));
    Figure::held(
        "start to first answer",
        value,
        budget,
        middle < BUDGET_SECONDS,
    )
}

//! The list of steps at the end of a test run.

use super::plan::{Finished, Outcome};
use crate::progress::readable;

/// Prints every step, then one plain line of counts.
pub(super) fn print(finished: &[Finished]) {
    println!();
    for step in finished {
        println!("{}", line(step));
    }
    println!("{}", counts(finished));
}

/// Whether nothing failed and nothing was left out.
pub(super) fn all_passed(finished: &[Finished]) -> bool {
    finished
        .iter()
        .all(|step| matches!(step.outcome, Outcome::Passed))
}

fn line(step: &Finished) -> String {
    let name = step.name;
    match &step.outcome {
        Outcome::Passed => format!("passed   {name} ({})", readable(step.taken)),
        Outcome::Failed(reason) => format!("FAILED   {name} ({}): {reason}", readable(step.taken)),
        Outcome::NotRun(reason) => format!("NOT RUN  {name}: {reason}"),
    }
}

/// A step that was not run proved nothing: it counts as failed.
fn counts(finished: &[Finished]) -> String {
    let passed = finished
        .iter()
        .filter(|step| matches!(step.outcome, Outcome::Passed))
        .count();
    format!("{passed} passed, {} failed", finished.len() - passed)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_step_that_was_not_run_counts_as_failed() {
        let ended = |outcome| Finished {
            name: "step",
            outcome,
            taken: Duration::ZERO,
        };
        let finished = [
            ended(Outcome::Passed),
            ended(Outcome::Failed("no".into())),
            ended(Outcome::NotRun("needs `step`".into())),
        ];
        assert_eq!(counts(&finished), "1 passed, 2 failed");
        assert!(!all_passed(&finished));
        assert!(all_passed(&finished[..1]));
    }
}

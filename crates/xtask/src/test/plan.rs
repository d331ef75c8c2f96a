//! Choosing steps, and running them so that one failure hides no other.

use std::time::Duration;

use anyhow::{Result, bail};

use super::Stage;
use super::steps::STEPS;
use crate::progress;

/// One line of the report.
#[derive(Clone, Copy)]
pub(super) struct Step {
    pub(super) name: &'static str,
    /// Earlier steps without which this one cannot tell anything.
    pub(super) needs: &'static [&'static str],
    pub(super) act: fn(&mut Stage<'_>) -> Result<()>,
}

/// How a step ended.
pub(super) enum Outcome {
    Passed,
    Failed(String),
    /// A step that it needs did not pass, or somebody stopped the run.
    NotRun(String),
}

/// A step that is over.
pub(super) struct Finished {
    pub(super) name: &'static str,
    pub(super) outcome: Outcome,
    pub(super) taken: Duration,
}

/// The steps whose name contains the filter, with all that they need; every step without one.
pub(super) fn chosen(filter: Option<&str>) -> Result<Vec<Step>> {
    let Some(filter) = filter else {
        return Ok(STEPS.to_vec());
    };
    let mut wanted: Vec<&str> = STEPS
        .iter()
        .map(|step| step.name)
        .filter(|name| name.contains(filter))
        .collect();
    if wanted.is_empty() {
        let names: Vec<_> = STEPS.iter().map(|step| step.name).collect();
        bail!(
            "no step is called like `{filter}`; there are: {}",
            names.join(", ")
        );
    }
    // Backwards, because needs come before the steps that need them.
    for step in STEPS.iter().rev() {
        if wanted.contains(&step.name) {
            wanted.extend(step.needs);
        }
    }
    Ok(STEPS
        .iter()
        .filter(|step| wanted.contains(&step.name))
        .copied()
        .collect())
}

/// Runs the steps in their order.
pub(super) fn run(
    steps: &[Step],
    stage: &mut Stage<'_>,
    is_stopping: fn() -> bool,
) -> Vec<Finished> {
    let mut finished: Vec<Finished> = Vec::new();
    for step in steps {
        let start = progress::now();
        let outcome = match obstacle(step, &finished) {
            _ if is_stopping() => Outcome::NotRun("stopped".to_owned()),
            Some(reason) => Outcome::NotRun(reason),
            None => {
                println!("\n==> {}", step.name);
                (step.act)(stage).map_or_else(
                    |error| Outcome::Failed(format!("{error:#}")),
                    |()| Outcome::Passed,
                )
            }
        };
        finished.push(Finished {
            name: step.name,
            outcome,
            taken: start.elapsed(),
        });
    }
    finished
}

/// The first of a step's needs that did not pass.
fn obstacle(step: &Step, finished: &[Finished]) -> Option<String> {
    finished
        .iter()
        .filter(|earlier| step.needs.contains(&earlier.name))
        .find(|earlier| !matches!(earlier.outcome, Outcome::Passed))
        .map(|earlier| format!("needs `{}`", earlier.name))
}

#[cfg(test)]
mod tests {
    use super::super::steps::step;
    use super::*;

    fn names(steps: &[Step]) -> Vec<&'static str> {
        steps.iter().map(|step| step.name).collect()
    }

    fn ended(name: &'static str, outcome: Outcome) -> Finished {
        Finished {
            name,
            outcome,
            taken: Duration::ZERO,
        }
    }

    #[test]
    fn every_need_is_an_earlier_step() {
        for (position, step) in STEPS.iter().enumerate() {
            for need in step.needs {
                assert!(
                    names(&STEPS[..position]).contains(need),
                    "{} needs {need}",
                    step.name
                );
            }
        }
    }

    #[test]
    fn a_filter_chooses_steps_by_name_with_what_they_need() -> Result<()> {
        assert_eq!(
            names(&chosen(Some("test server"))?),
            [
                "debian packages",
                "mail server",
                "postgresql",
                "test server"
            ]
        );
        assert_eq!(chosen(None)?.len(), STEPS.len());
        Ok(())
    }

    #[test]
    fn a_filter_that_fits_no_step_is_refused() {
        assert!(chosen(Some("moon")).is_err());
    }

    #[test]
    fn a_step_is_not_run_when_what_it_needs_failed_and_runs_otherwise() {
        let needy = step("browsers", &["build"], |_| Ok(()));
        let failed = [
            ended("format", Outcome::Passed),
            ended("build", Outcome::Failed("no".into())),
        ];
        assert_eq!(obstacle(&needy, &failed).as_deref(), Some("needs `build`"));
        let passed = [
            ended("format", Outcome::Failed("no".into())),
            ended("build", Outcome::Passed),
        ];
        assert_eq!(obstacle(&needy, &passed), None);
    }

    #[test]
    fn a_step_that_was_not_run_keeps_its_dependants_from_running() {
        let needy = step("browsers", &["build"], |_| Ok(()));
        assert!(
            obstacle(
                &needy,
                &[ended("build", Outcome::NotRun("needs `npm`".into()))]
            )
            .is_some()
        );
    }
}

//! `cargo xtask test`: everything, in one run that shows every failure.

mod account;
mod browser;
mod dependencies;
mod module_contents;
mod plan;
mod postgres;
mod report;
mod rust;
mod steps;

use std::process::ExitCode;

use anyhow::Result;

use crate::layout::Layout;
use crate::{process, setup};
use postgres::Postgres;

/// What the steps share.
struct Stage<'a> {
    layout: &'a Layout,
    /// Runs from its step to the end of all steps.
    postgres: Option<Postgres>,
}

/// Runs the steps (those whose name contains the filter, and what they need) and reports.
pub(crate) fn all(layout: &Layout, filter: Option<&str>) -> Result<ExitCode> {
    setup::require_space(layout)?;
    process::stop_on_signals()?;
    let steps = plan::chosen(filter)?;
    let mut stage = Stage {
        layout,
        postgres: None,
    };
    let outcomes = plan::run(&steps, &mut stage, process::is_stopping);
    // Stopped before the report, whose last line is the last line of all.
    drop(stage);
    report::print(&outcomes);
    Ok(if report::all_passed(&outcomes) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

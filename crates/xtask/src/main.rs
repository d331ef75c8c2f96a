//! `cargo xtask`: sets up, builds, runs, tests and measures Regain.

mod bench;
mod build;
mod command;
mod dev;
mod layout;
mod process;
mod progress;
mod run;
mod setup;
mod test;

use std::process::ExitCode;

use anyhow::Result;

use crate::command::{Command, USAGE};
use crate::layout::Layout;

fn main() -> ExitCode {
    match carry_out() {
        Ok(code) => code,
        Err(error) => {
            println!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn carry_out() -> Result<ExitCode> {
    let command = Command::parse(std::env::args().skip(1))?;
    let layout = Layout::of_this_workspace()?;
    match command {
        Command::Help => {
            println!("{USAGE}");
            Ok(ExitCode::SUCCESS)
        }
        Command::Check { profile } => run::check(&layout, profile),
        Command::Run { profile } => run::start(&layout, profile).map(|never| match never {}),
        Command::Build { profile } => {
            setup::complete(&layout, setup::FOR_BUILDING)?;
            build::both_halves(&layout, profile)?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Dev => dev::watch(&layout).map(|never| match never {}),
        Command::Test { filter } => test::all(&layout, filter.as_deref()),
        Command::Bench { figure } => bench::measure(&layout, figure.as_deref()),
    }
}

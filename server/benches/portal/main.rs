//! The figures that Regain promises, measured in one run: `cargo xtask bench`.
//!
//! Absolute values belong to the machine they were measured on; budgets are ratios, sizes, or far
//! enough from what is usual.
#![expect(clippy::disallowed_methods, reason = "a benchmark measures time")]

mod argon;
mod binary;
mod call;
mod client;
mod figure;
mod first_view;
mod memory;
mod names;
mod outside;
mod page;
mod portal;
mod rate;
mod reset;
mod resets;
mod start;
mod statistics;
mod telephones;

// The telephone's own tests have a telephone system.
#[expect(dead_code, reason = "the telephone's tests use more of it")]
#[path = "../../../crates/telephone/tests/calls/opposite.rs"]
mod opposite;
#[expect(dead_code, reason = "the telephone's tests use more of it")]
#[path = "../../../crates/telephone/tests/calls/peer.rs"]
mod peer;
#[expect(dead_code, reason = "the telephone's tests use more of it")]
#[path = "../../../crates/telephone/tests/calls/sipp.rs"]
mod sipp;

use std::process::ExitCode;

use binary::Built;
use figure::Figure;
use portal::Portal;

/// The words that choose figures; without one, all are measured.
const ALL: [&str; 7] = [
    "view", "start", "memory", "page", "names", "calls", "resets",
];

fn main() -> ExitCode {
    let Some(built) = Built::of_environment() else {
        println!("start this as `cargo xtask bench`: it builds what is measured here");
        return ExitCode::FAILURE;
    };
    // cargo itself adds `--bench`.
    let asked: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| word != "--bench")
        .collect();
    if let Some(unknown) = asked.iter().find(|word| !ALL.contains(&word.as_str())) {
        println!(
            "there is no figure `{unknown}`; there are: {}",
            ALL.join(", ")
        );
        return ExitCode::FAILURE;
    }
    let wanted = |name: &str| asked.is_empty() || asked.iter().any(|word| word == name);
    let mut figures = of_binary(&built, wanted);
    figures.extend(of_portal(&built, wanted));
    if figure::print(&figures) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Figures of the server as it is shipped.
fn of_binary(built: &Built, wanted: impl Fn(&str) -> bool) -> Vec<Figure> {
    let mut figures = Vec::new();
    if !["view", "start", "memory"].into_iter().any(&wanted) {
        return figures;
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let binary = built.start(folder.path());
    if wanted("view") {
        announce("the first view");
        figures.extend(first_view::measure(&binary));
    }
    drop(binary);
    if wanted("start") {
        announce("the start");
        figures.push(start::measure(built, folder.path()));
    }
    if wanted("memory") {
        announce("memory");
        figures.extend(memory::measure(&built.start(folder.path())));
    }
    figures
}

/// Figures of the same portal inside this process, where codes and pictures can be read.
fn of_portal(built: &Built, wanted: impl Fn(&str) -> bool) -> Vec<Figure> {
    let mut figures = Vec::new();
    if !["page", "names", "calls", "resets"]
        .into_iter()
        .any(&wanted)
    {
        return figures;
    }
    built.lend_names();
    let portal = Portal::start();
    if wanted("names") {
        announce("known and unknown names");
        figures.extend(names::measure(&portal));
    }
    if wanted("page") {
        announce("the wizard's page");
        figures.extend(page::measure(&portal));
    }
    if wanted("calls") {
        announce("200 calls at once, about 30 seconds");
        figures.extend(call::measure(&portal));
    }
    if wanted("resets") {
        announce("whole resets, about 35 seconds");
        figures.extend(resets::measure(&portal));
    }
    figures
}

fn announce(what: &str) {
    println!("==> Measuring {what}");
}

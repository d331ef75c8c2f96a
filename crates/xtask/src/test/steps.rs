//! The steps of `cargo xtask test`, and what each needs.

use anyhow::Result;

use super::plan::Step;
use super::{Stage, browser, dependencies, module_contents, postgres, rust};
use crate::build::{self, Profile};
use crate::setup::Need;

pub(super) const fn step(
    name: &'static str,
    needs: &'static [&'static str],
    act: fn(&mut Stage<'_>) -> Result<()>,
) -> Step {
    Step { name, needs, act }
}

/// Quick answers first; what a step needs comes before it.
pub(super) const STEPS: &[Step] = &[
    step("format", &[], rust::format),
    step("debian packages", &[], |stage| {
        Need::TestPackages.complete(stage.layout)
    }),
    step("npm packages", &[], |stage| {
        Need::NodePackages.complete(stage.layout)
    }),
    step("mail server", &["debian packages"], |stage| {
        Need::TestMailServer.complete(stage.layout)
    }),
    step("browser compiler", &[], |stage| {
        Need::BrowserCompiler.complete(stage.layout)
    }),
    step("dependencies of the browser half", &[], dependencies::check),
    step("lint rules and tools", &[], |stage| {
        rust::lint(stage, rust::RULES_AND_TOOLS)
    }),
    step("lint server", &[], |stage| rust::lint(stage, rust::SERVER)),
    step("lint browser half", &[], |stage| {
        rust::lint(stage, rust::BROWSER_HALF)
    }),
    step("test rules and tools", &[], |stage| {
        rust::test(stage, rust::RULES_AND_TOOLS)
    }),
    step("lint telephone", &[], |stage| {
        rust::lint(stage, rust::TELEPHONE)
    }),
    step("test telephone", &["debian packages"], |stage| {
        rust::test(stage, rust::TELEPHONE)
    }),
    step("postgresql", &["debian packages"], postgres::start),
    step("test server", &["postgresql", "mail server"], |stage| {
        rust::test(stage, rust::SERVER)
    }),
    step("build server", &[], |stage| {
        build::server(stage.layout, Profile::Release)
    }),
    step(
        "build browser half",
        &["npm packages", "browser compiler"],
        |stage| build::browser(stage.layout, Profile::Release),
    ),
    step(
        "contents of the browser half",
        &["build browser half"],
        module_contents::check,
    ),
    step(
        "test in browsers",
        &[
            "build server",
            "build browser half",
            "postgresql",
            "mail server",
        ],
        browser::test,
    ),
];

//! A Python of its own for the mail server of the tests.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::Missing;
use crate::layout::Layout;
use crate::process;

/// The mail server that the tests deliver to.
const MAIL_SERVER: &str = "aiosmtpd==1.4.6";

/// The interpreter that has the mail server.
pub(crate) fn interpreter(layout: &Layout) -> PathBuf {
    layout.python_environment().join("bin/python")
}

pub(super) fn missing(layout: &Layout) -> Vec<Missing> {
    if layout.python_environment().join("bin/aiosmtpd").exists() {
        return Vec::new();
    }
    vec![Missing {
        what: format!("Python package {MAIL_SERVER}"),
        why: "mail is tested over real SMTP",
    }]
}

pub(super) fn install(layout: &Layout) -> Result<()> {
    let environment = layout.python_environment();
    process::run(
        process::command(system_python())
            .args(["-m", "venv", "--clear"])
            .arg(&environment),
    )?;
    process::run(process::command(interpreter(layout)).args([
        "-m",
        "pip",
        "install",
        "--quiet",
        MAIL_SERVER,
    ]))
}

/// Debian's own, because python3-venv is made for that one.
fn system_python() -> &'static str {
    if Path::new("/usr/bin/python3").exists() {
        "/usr/bin/python3"
    } else {
        "python3"
    }
}

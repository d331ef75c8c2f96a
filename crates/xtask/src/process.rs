//! Starting other programs: visibly, stoppably, and without our own cargo's traces.

use std::ffi::OsStr;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use rustix::process::{Pid, Signal, kill_process};

static STOPPING: AtomicBool = AtomicBool::new(false);
static CHILD: AtomicI32 = AtomicI32::new(0);

/// From now on Ctrl-C, SIGTERM and SIGHUP end the running child and let us clean up.
pub(crate) fn stop_on_signals() -> Result<()> {
    ctrlc::set_handler(|| {
        STOPPING.store(true, Ordering::SeqCst);
        if let Some(child) = Pid::from_raw(CHILD.load(Ordering::SeqCst)) {
            // It may have ended on its own in this moment: nothing is left to do then.
            let _ = kill_process(child, Signal::TERM);
        }
    })
    .context("cannot listen for Ctrl-C")
}

/// Whether somebody asked us to stop.
pub(crate) fn is_stopping() -> bool {
    STOPPING.load(Ordering::SeqCst)
}

/// A command without the variables that cargo set for this program: they would tell a nested
/// cargo about the wrong package, and another toolchain about ours.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    for (name, _) in std::env::vars_os() {
        if is_a_trace_of_cargo_run(&name.to_string_lossy()) {
            command.env_remove(name);
        }
    }
    command
}

fn is_a_trace_of_cargo_run(variable: &str) -> bool {
    variable.starts_with("CARGO_PKG_")
        || variable.starts_with("CARGO_MANIFEST_")
        || variable == "CARGO"
        || variable == "LD_LIBRARY_PATH"
}

/// Runs a command with our own input and output; anything but success is an error.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    if is_stopping() {
        bail!("stopped");
    }
    let mut child = command
        .spawn()
        .with_context(|| format!("cannot start {}", name_of(command)))?;
    CHILD.store(child.id().cast_signed(), Ordering::SeqCst);
    let status = child.wait();
    CHILD.store(0, Ordering::SeqCst);
    let status = status.with_context(|| format!("lost {}", name_of(command)))?;
    if !status.success() {
        bail!("{} failed ({status})", name_of(command));
    }
    Ok(())
}

/// Runs a command and gives what it printed; its complaints go to our own error stream.
pub(crate) fn output_of(command: &mut Command) -> Result<String> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("cannot start {}", name_of(command)))?;
    if !output.status.success() {
        bail!("{} failed ({})", name_of(command), output.status);
    }
    String::from_utf8(output.stdout)
        .with_context(|| format!("{} did not print text", name_of(command)))
}

/// Waits between two looks at something outside this program that cannot call back.
#[expect(
    clippy::disallowed_methods,
    reason = "files and starting servers have to be looked at"
)]
pub(crate) fn pause(duration: Duration) {
    thread::sleep(duration);
}

fn name_of(command: &Command) -> String {
    let program = command.get_program().to_string_lossy();
    let program = program.rsplit('/').next().unwrap_or_default().to_owned();
    command.get_args().take(3).fold(program, |line, argument| {
        format!("{line} {}", argument.to_string_lossy())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nested_cargo_hears_of_the_target_folder_but_not_of_our_package() {
        assert!(is_a_trace_of_cargo_run("CARGO_PKG_VERSION"));
        assert!(is_a_trace_of_cargo_run("CARGO_MANIFEST_DIR"));
        assert!(!is_a_trace_of_cargo_run("CARGO_TARGET_DIR"));
        assert!(!is_a_trace_of_cargo_run("CARGO_HOME"));
        assert!(!is_a_trace_of_cargo_run("RUSTUP_TOOLCHAIN"));
    }

    #[test]
    fn a_failing_program_is_an_error_that_names_it() {
        let error = run(&mut command("false"))
            .err()
            .map(|error| error.to_string());
        assert!(error.is_some_and(|text| text.starts_with("false failed")));
    }
}

//! What was linked into the browser half, seen in its bytes.

use std::fs;

use anyhow::{Context as _, Result, bail};

use super::Stage;

/// Traces that the regex crates leave: leptos_config names them, and the linker must drop them.
const TRACES: [&str; 4] = [
    "regex_automata",
    "regex-automata",
    "regex_syntax",
    "regex-syntax",
];

/// Looks at the built island module; the meter has its dictionary and may be large.
pub(super) fn check(stage: &mut Stage<'_>) -> Result<()> {
    let pkg = stage.layout.site().join("pkg");
    let mut looked_at = 0;
    for entry in fs::read_dir(&pkg).with_context(|| format!("cannot read {}", pkg.display()))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !(name.starts_with("regain.") && name.ends_with(".wasm")) {
            continue;
        }
        looked_at += 1;
        if let Some(trace) = trace_in(&fs::read(entry.path())?) {
            bail!("{name} contains `{trace}`: something calls a regular expression in the browser");
        }
    }
    if looked_at != 1 {
        bail!("{looked_at} island modules in {}, not one", pkg.display());
    }
    Ok(())
}

fn trace_in(module: &[u8]) -> Option<&'static str> {
    TRACES.into_iter().find(|trace| {
        module
            .windows(trace.len())
            .any(|window| window == trace.as_bytes())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trace_is_found_between_other_bytes() {
        assert_eq!(
            trace_in(b"\0asm cargo/registry/regex-automata-0.4.19/src/lib.rs"),
            Some("regex-automata")
        );
        assert_eq!(
            trace_in(b"\0asm cargo/registry/leptos-0.8.23/src/lib.rs"),
            None
        );
    }
}

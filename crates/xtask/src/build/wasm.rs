//! wasm-opt: the smallest WebAssembly.

use std::path::Path;

use anyhow::Result;

use crate::layout::Layout;
use crate::process;

/// What rustc emits by default and every browser of the last years can run.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-multivalue",
    "--enable-sign-ext",
    "--enable-mutable-globals",
];

/// Rewrites a module as the smallest that does the same.
pub(super) fn optimise(layout: &Layout, from: &Path, to: &Path) -> Result<()> {
    process::run(
        process::command(layout.node_program("wasm-opt"))
            // Nothing lies in the first kilobyte: rustc has the stack begin there, and data follow it.
            .args(["-Oz", "--converge", "--low-memory-unused"])
            .args(FEATURES)
            .arg(from)
            .arg("-o")
            .arg(to),
    )
}

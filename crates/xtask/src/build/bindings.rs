//! wasm-bindgen: from cargo's WebAssembly to a module a browser can import.

use std::path::Path;

use anyhow::{Context as _, Result, anyhow};
use wasm_bindgen_cli_support::Bindgen;

use super::Profile;

/// Writes `<stem>.js` and `<stem>_bg.wasm` (and the scripts that crates brought) into the folder.
pub(super) fn generate(wasm: Vec<u8>, stem: &str, profile: Profile, folder: &Path) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen.input_bytes(stem, wasm);
    bindgen
        .web(true)
        .map_err(|error| anyhow!("{error:#}"))?
        .typescript(false)
        // A module finds its own WebAssembly: whoever loads it needs to know one name only.
        .omit_default_module_path(false)
        .keep_debug(profile == Profile::Debug)
        .remove_name_section(profile == Profile::Release)
        .remove_producers_section(true);
    bindgen
        .generate(folder)
        .map_err(|error| anyhow!("{error:#}"))
        .with_context(|| format!("wasm-bindgen cannot read the module {stem}"))
}

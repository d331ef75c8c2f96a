//! The files of the browser half.

use std::path::PathBuf;

use leptos::config::LeptosOptions;

/// Where the browser half lies: beside the executable, unless the environment says otherwise.
pub(super) fn site() -> (LeptosOptions, String) {
    let beside = std::env::current_exe()
        .ok()
        .and_then(|exe| Some(exe.parent()?.to_path_buf()))
        .unwrap_or_default();
    let root =
        std::env::var_os("LEPTOS_SITE_ROOT").map_or_else(|| beside.join("site"), PathBuf::from);
    // Leptos reads this file from beside the executable and panics without it.
    let hashes = std::fs::read_to_string(beside.join("hash.txt")).ok();
    let meter = hashes.as_deref().and_then(|text| {
        text.lines().find_map(|line| {
            line.strip_prefix("meter:")
                .map(str::trim)
                .map(str::to_owned)
        })
    });
    if hashes.is_none() {
        tracing::warn!(
            "hash.txt is not beside the executable: pages work without their browser half"
        );
    }
    let options = LeptosOptions::builder()
        .output_name("regain")
        .site_root(root.display().to_string())
        .site_pkg_dir("pkg")
        .hash_files(hashes.is_some())
        .build();
    let meter = meter.map_or_else(
        || "/pkg/meter.js".to_owned(),
        |digest| format!("/pkg/meter.{digest}.js"),
    );
    (options, meter)
}

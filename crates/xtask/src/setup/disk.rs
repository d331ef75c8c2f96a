//! Room on the disk.

use anyhow::{Context as _, Result, bail};
use rustix::fs::statvfs;

use crate::layout::Layout;
use crate::progress;

/// What a first build and its tests take.
const FIRST_BUILD: u64 = 8_000_000_000;
/// What a later one may add.
const LATER_BUILD: u64 = 2_000_000_000;

/// Fails early and clearly, rather than in the middle of a linker.
pub(crate) fn require_space(layout: &Layout) -> Result<()> {
    let target = layout.target();
    let existing = target
        .ancestors()
        .find(|folder| folder.exists())
        .context("no disk to build on")?;
    let disk = statvfs(existing)
        .with_context(|| format!("cannot ask for the room below {}", existing.display()))?;
    let free = disk.f_bavail.saturating_mul(disk.f_frsize);
    let needed = needed(layout.browser_target().exists());
    if free < needed {
        bail!(
            "the disk is nearly full: {} free below {}, {} needed. `cargo clean` removes what was built; \
             CARGO_TARGET_DIR names another folder to build in",
            progress::readable_size(free),
            existing.display(),
            progress::readable_size(needed),
        );
    }
    Ok(())
}

fn needed(is_built_before: bool) -> u64 {
    if is_built_before {
        LATER_BUILD
    } else {
        FIRST_BUILD
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_build_asks_for_more_room_than_a_later_one() {
        assert!(needed(false) > needed(true));
    }
}

//! The browser half: links `app` and starts hydration.

// Without this line the linker drops the islands, because nothing else names the crate.
use app as _;

/// Called by the page's script once the module has arrived.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
